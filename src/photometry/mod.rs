//! Light: linear, at one common physical sampling for every photo; what shows none; how sharp it is.

mod energy;
mod exclude;
mod same_exposure;
mod sample;
mod sharpness;
mod tone_curve;

pub(crate) use energy::{energy_ratio, for_pairs};
pub use exclude::{HEAD_RIM, exclude};
pub use same_exposure::Grain;
pub use sample::{Exclusion, LinearImage, sample, sample_within};
pub use sharpness::{sharpness, softened};
pub use tone_curve::Straightened;
