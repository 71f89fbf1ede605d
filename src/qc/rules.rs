//! The rules, one file each; [`by_eye`] holds those that no fact answers yet.

mod brightness;
mod by_eye;
mod focus;
mod glare;
mod highlights;
mod light_drift;
mod parting;
mod resolution;
mod rotation_drift;
mod scale_drift;
mod session_days;
mod shadows;
mod tilt_drift;

#[cfg(test)]
pub(super) mod fixtures;

use crate::report::model::QualityFinding;

pub use parting::parting_moved;

use super::{QcParams, RuleFacts};

type Rule = fn(&RuleFacts<'_>, &QcParams) -> QualityFinding;

/// Every rule with the name under which its finding is reported.
pub(super) const ALL: [(&str, Rule); 15] = [
    ("brightness", brightness::rule),
    ("exposure_drift", light_drift::exposure),
    ("focus", focus::rule),
    ("glare", glare::rule),
    ("hair_length", by_eye::hair_length),
    ("highlights", highlights::rule),
    ("parting", by_eye::parting),
    ("resolution", resolution::rule),
    ("rotation_drift", rotation_drift::rule),
    ("scale_drift", scale_drift::rule),
    ("session_days", session_days::rule),
    ("shadows", shadows::rule),
    ("tilt_drift", tilt_drift::rule),
    ("wet_hair", by_eye::wet_hair),
    ("white_balance_drift", light_drift::white_balance),
];
