//! What each pixel shows: hair over scalp as a mixture in linear light.

pub mod axis;
pub mod blocks;
pub mod field;
pub mod mixture;
pub mod strands;
