//! Light: sRGB to linear, and one common physical sampling for every photo.

mod exclude;
mod sample;
mod sharpness;
mod srgb;

pub use exclude::{HEAD_RIM, exclude};
pub use sample::{Exclusion, LinearImage, sample, sample_within};
pub use sharpness::{sharpness, softened};
pub use srgb::SrgbTable;
