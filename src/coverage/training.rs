//! What `examples/coverage_features.rs` needs to describe blocks of rendered photos for training.

pub use super::blocks::Scene;
pub use super::fit::axis::BRIGHTNESS;
pub use super::fit::likelihood::fit as fit_likeliest;
pub use super::fit::mixture::Mixture;
pub use super::fit::strand_model::StrandModel;
pub use super::learned::features::{BlockFeatures, FEATURES, block_features};
