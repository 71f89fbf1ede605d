//! Light: sRGB to linear, and one common physical sampling for every photo.

mod sample;
mod srgb;

pub use sample::{Exclusion, LinearImage, sample};
pub use srgb::SrgbTable;
