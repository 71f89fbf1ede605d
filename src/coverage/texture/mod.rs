//! Texture of a block of pixels: how rough it is, and in which directions its brightness changes.

pub(super) mod roughness;
pub(super) mod strand_alignment;
pub(super) mod structure_tensor;
