//! The cohort: what all subjects of a clinic or trial show together, and how complete it is.
//!
//! Each subject's report is reduced to a [`summary::SubjectSummary`]; [`model::Cohort`] is computed
//! from the summaries alone, so that shards measured elsewhere merge into the same bytes.

mod build;
mod changes;
mod closeups;
pub(crate) mod csv;
mod doubles;
mod evidence;
mod extract;
mod frame;
pub(crate) mod html;
pub(crate) mod model;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod photos;
mod refusals;
mod rows;
pub(crate) mod schema;
mod shares;
pub(crate) mod stats;
pub(crate) mod summary;

#[cfg(test)]
mod closeup_tests;
#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;

pub(crate) use closeups::tallies;
pub(crate) use model::Cohort;
pub(crate) use summary::{Failure, SubjectStatus, SubjectSummary};
