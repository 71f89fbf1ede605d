//! What can be tuned in the alignment, with the defaults that were measured to work.

use serde::{Deserialize, Serialize};

/// Settings of [`crate::registration`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RegistrationParams {
    /// Long side of the working images, px.
    pub work_side: u32,
    /// Levels of the pyramid, each half the size of the one before.
    pub levels: usize,
    /// Inner scale of the local-contrast band at each level, px of that level.
    pub band_inner: f32,
    /// Outer scale of the local-contrast band at each level, px of that level.
    pub band_outer: f32,
    /// Assumed focal length in units of the photo's long side (2.0 is about 70 mm on full frame).
    pub focal_long_sides: f64,
    /// Depth semi-axis of the head in units of its outline's mean radius.
    pub head_depth: f64,
    /// Size of the model ellipsoid relative to the outline, so that the hair's rim is still on it.
    pub head_inflation: f64,
    /// Hypotheses of the coarse search that are refined.
    pub hypotheses: usize,
}

impl Default for RegistrationParams {
    fn default() -> Self {
        Self {
            work_side: 400,
            levels: 4,
            band_inner: 1.0,
            band_outer: 4.0,
            focal_long_sides: 2.0,
            head_depth: 1.0,
            head_inflation: 1.06,
            hypotheses: 6,
        }
    }
}
