//! Accuracy against known truth: registration, coverage, change, intervals and verdicts of a
//! report, compared with the `truth/truth.json` of a rendered case.

mod closeup;
pub(crate) mod score;
mod stats;
pub(crate) mod table;
pub(crate) mod truth;

#[cfg(test)]
mod tests;

pub(crate) use score::{CaseScore, score_case, unscored_case};
pub(crate) use table::Validation;
pub(crate) use truth::CaseTruth;
