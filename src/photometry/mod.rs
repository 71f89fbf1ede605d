//! Light: linear, at one common physical sampling for every photo; what shows none; how sharp it is.

mod energy;
mod exclude;
mod flatness;
mod same_exposure;
mod sample;
mod sharpness;
mod tone_curve;

pub(crate) use energy::{energy_ratio, for_pairs};
pub(crate) use exclude::HEAD_RIM;
pub use exclude::exclude;
pub(crate) use flatness::flat_share;
pub(crate) use same_exposure::Grain;
pub(crate) use sample::{Exclusion, sample_within};
pub use sample::{LinearImage, sample};
pub(crate) use sharpness::softened;
pub(crate) use tone_curve::Straightened;
