//! What each pixel shows: the head against its surroundings, and hair over scalp as a mixture in
//! linear light.

pub mod axis;
pub mod blocks;
mod colour_model;
pub mod field;
pub mod head;
pub mod mixture;
mod outline;
pub mod strands;
