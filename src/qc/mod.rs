//! Quality control: facts measured on a photo, and one rule per file that judges them.
//!
//! A rule is a pure function of facts and [`QcParams`]; its finding repeats value and threshold.
//! What photos cannot answer is reported as not assessed, never as fine. Not checked by any rule:
//! a changed lens.

mod comparability;
pub mod measure;
mod params;
pub mod rule;
mod rules;
#[cfg(test)]
use rules::fixtures as rules_fixtures;
pub mod seam;
pub mod sharpness;

pub use comparability::Comparability;
pub use params::QcParams;
pub use rule::{RuleFacts, assess, not_assessed};
pub use rules::{
    HairFacts, contrast_drift, hair_colour, landmarks, parting_moved, strands, tone_curve,
};
