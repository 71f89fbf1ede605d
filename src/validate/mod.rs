//! Accuracy against known truth: registration, coverage, change, intervals and verdicts of a
//! report, compared with the `truth/truth.json` of a rendered case.

mod closeup;
pub mod score;
mod stats;
pub mod table;
pub mod truth;

#[cfg(test)]
mod tests;

pub use closeup::HairFigures;
pub use score::{CaseRow, CaseScore, score_case, unscored_case};
pub use table::{Totals, Validation};
pub use truth::{CaseTruth, TruthError};
