//! Which pixels belong to what: the head against its surroundings.

mod colour_model;
pub mod head;
mod outline;
