//! What each pixel shows: the head against its surroundings, and hair over scalp as a mixture in
//! linear light.

pub mod axis;
pub mod blocks;
mod colour_model;
pub mod field;
mod hair_grid;
pub mod head;
mod hypothesis;
pub(crate) mod likelihood;
pub mod mixture;
mod outline;
mod oval;
pub(crate) mod strand_model;
mod strand_spread;
pub mod strands;
