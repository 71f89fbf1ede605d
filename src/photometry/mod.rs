//! Light: sRGB to linear, and one common physical sampling for every photo.

mod exclude;
mod sample;
mod srgb;

pub use exclude::{HEAD_RIM, exclude};
pub use sample::{Exclusion, LinearImage, sample, sample_within};
pub use srgb::SrgbTable;
