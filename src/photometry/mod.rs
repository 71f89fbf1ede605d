//! Light: sRGB to linear, and one common physical sampling for every photo.

mod exclude;
mod sample;
mod srgb;

pub use exclude::exclude;
pub use sample::{Exclusion, LinearImage, sample};
pub use srgb::SrgbTable;
