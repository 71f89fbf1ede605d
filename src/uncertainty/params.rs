//! Parameters of the uncertainty.

use serde::{Deserialize, Serialize};

/// Where the width of an interval comes from. All standard deviations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UncertaintyParams {
    /// Spread of one photo's coverage when the same head is photographed anew, pp: what a
    /// set-up's own repeats replace.
    pub reshoot_pp: f64,
    /// Spread from photo to photo of a visit, comb, light and method together, pp, where the
    /// visits' own photos do not tell it: what a set-up's own repeats replace.
    pub visit_spread_pp: f64,
    /// Degrees of freedom that stand behind `visit_spread_pp`.
    pub visit_spread_freedom: f64,
    /// Half width of an interval, pp, from which a change is too uncertain to say.
    pub too_uncertain_pp: f64,
    /// Width of the interval of a coverage, pp, from which it says nothing and is no value.
    pub widest_level_pp: f64,
    /// Residual of a region's own alignment, per mille of the photo's width, beyond which it is
    /// not measured.
    pub most_region_residual_permille: f64,
    /// Added where colour tells hair and scalp apart, pp.
    pub colour_reshoot_pp: f64,
    /// Relative error of the hair's brightness over a region.
    pub hair_relative: f64,
    /// Error of the coverage's level that all photos of a course share, pp. It widens the
    /// interval of a coverage and cancels in a change.
    pub shared_level_pp: f64,
    /// Error of the level per distance between the two fits whose mean is reported.
    pub fits_apart: f64,
    /// Error of a change per difference between the changes that the two fits see.
    pub fits_apart_change: f64,
    /// Error of the level per distance of the learned model from what is reported.
    pub learned_apart: f64,
    /// Error of the level where colour tells hair and scalp apart, pp: there is one fit only.
    pub colour_level_pp: f64,
    /// Error of a region that counts as bare by its grain alone, pp: clipped hair can look the same.
    pub bare_by_grain_pp: f64,
    /// Relative error of the size of a change: end points that err stretch or shrink all
    /// differences of a view alike.
    pub scale_relative: f64,
    /// Neighbouring blocks whose light errors go together.
    pub blocks_together: f64,
}

impl Default for UncertaintyParams {
    fn default() -> Self {
        Self {
            reshoot_pp: 0.6,
            visit_spread_pp: 1.2,
            visit_spread_freedom: 8.0,
            too_uncertain_pp: 25.0,
            widest_level_pp: 90.0,
            most_region_residual_permille: 15.0,
            colour_reshoot_pp: 1.8,
            hair_relative: 0.012,
            shared_level_pp: 5.5,
            fits_apart: 0.5,
            fits_apart_change: 0.24,
            learned_apart: 0.1,
            colour_level_pp: 5.0,
            bare_by_grain_pp: 10.0,
            scale_relative: 0.24,
            blocks_together: 9.0,
        }
    }
}
