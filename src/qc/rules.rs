//! The rules, one file each; [`by_eye`] holds those that no fact answers yet.

mod brightness;
mod by_eye;
mod composite;
mod contrast_drift;
mod focus;
mod glare;
mod hair_colour;
mod head_shape;
mod highlights;
mod landmarks;
mod light_drift;
mod parting;
mod resolution;
mod rotation_drift;
mod scale_drift;
mod session_days;
mod shadows;
mod strands;
mod tilt_drift;
mod tone_curve;

#[cfg(test)]
pub(super) mod fixtures;

use crate::model::QualityFinding;

pub use contrast_drift::contrast_drift;
pub use hair_colour::hair_colour;
pub use landmarks::landmarks;
pub use parting::parting_moved;
pub use strands::strands;
pub use tone_curve::tone_curve;

use super::{QcParams, RuleFacts};

/// What a measurement tells about one region's hair.
#[derive(Debug, Clone, PartialEq)]
pub struct HairFacts {
    /// The region's name.
    pub region: String,
    /// How far its strands run in a common direction, 0..=1.
    pub strand_alignment: Option<f64>,
    /// Brightness of its hair over that of its scalp; `None` where colour told them apart.
    pub hair_over_scalp: Option<f64>,
}

type Rule = fn(&RuleFacts<'_>, &QcParams) -> QualityFinding;

/// Every rule with the name under which its finding is reported.
pub(super) const ALL: [(&str, Rule); 21] = [
    ("brightness", brightness::rule),
    ("composite", composite::rule),
    ("contrast_drift", by_eye::contrast_drift),
    ("exposure_drift", light_drift::exposure),
    ("focus", focus::rule),
    ("glare", glare::rule),
    ("hair_colour", by_eye::hair_colour),
    ("hair_length", by_eye::hair_length),
    ("head_shape", head_shape::rule),
    ("highlights", highlights::rule),
    ("parting", by_eye::parting),
    ("resolution", resolution::rule),
    ("rotation_drift", rotation_drift::rule),
    ("scale_drift", scale_drift::rule),
    ("session_days", session_days::rule),
    ("shadows", shadows::rule),
    ("strands", by_eye::strands),
    ("tilt_drift", tilt_drift::rule),
    ("tone_curve", by_eye::tone_curve),
    ("wet_hair", by_eye::wet_hair),
    ("white_balance_drift", light_drift::white_balance),
];
