//! Quality control: facts measured on a photo, and one rule per file that judges them.
//!
//! A rule is a pure function of [`RuleFacts`] and [`QcParams`]; its finding repeats value and
//! threshold. What photos cannot answer is reported as not assessed, never as fine. The table of all
//! rules, with what each one's finding means, is in `rules.rs`.

mod comparability;
mod facts;
mod finding;
pub(crate) mod mask;
pub mod measure;
mod params;
mod region_doubt;
mod rule;
mod rules;
#[cfg(test)]
use rules::fixtures as rules_fixtures;
pub(crate) mod seam;
pub(crate) mod sharpness;

pub(crate) use comparability::Comparability;
pub use facts::RuleFacts;
pub(crate) use facts::{ByHand, HairFacts, HairSeen};
pub use params::QcParams;
pub(crate) use region_doubt::RegionDoubt;
pub(crate) use rules::AS_HAIR;
pub use rules::assess;
pub(crate) use rules::doubts;
