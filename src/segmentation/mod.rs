//! What each pixel shows: hair over scalp as a mixture in linear light.

pub mod axis;
pub mod blocks;
pub mod field;
pub mod mixture;
pub mod strands;
//! Which pixels belong to what: the head against its surroundings.

mod colour_model;
pub mod head;
mod outline;
