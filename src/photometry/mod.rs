//! Light: sRGB to linear, and one common physical sampling for every photo.

mod exclude;
mod sample;
mod sharpness;
mod srgb;
mod tone_curve;

pub use exclude::{HEAD_RIM, exclude};
pub use sample::{Exclusion, LinearImage, sample, sample_within};
pub use sharpness::{sharpness, softened};
pub use srgb::SrgbTable;
#[cfg(test)]
pub(crate) use srgb::{linear_from_srgb, srgb_from_linear};
pub use tone_curve::Straightened;
