//! What each pixel shows: the head against its surroundings, and hair over scalp as a mixture in
//! linear light.

pub mod axis;
pub mod bare;
pub(crate) mod block_grid;
pub mod blocks;
pub mod colour_bend;
mod colour_model;
pub mod even_light;
pub mod features;
pub mod field;
pub mod hair_tint;
pub mod head;
mod hypothesis;
pub mod likelihood;
pub(crate) mod median;
pub mod mixture;
pub mod net;
mod outline;
mod oval;
mod roughness;
pub mod shade;
pub mod smooth_skin;
pub mod strand_alignment;
pub mod strand_model;
mod strand_spread;
pub mod strands;
mod structure_tensor;
