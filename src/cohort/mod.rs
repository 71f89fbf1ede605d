//! The cohort: what all subjects of a clinic or trial show together, and how complete it is.
//!
//! Each subject's report is reduced to a [`summary::SubjectSummary`]; [`model::Cohort`] is computed
//! from the summaries alone, so that shards measured elsewhere merge into the same bytes.

mod build;
mod changes;
pub mod csv;
mod evidence;
mod extract;
mod frame;
pub mod html;
pub mod model;
#[cfg(feature = "parquet")]
pub mod parquet;
mod photos;
mod rows;
pub mod schema;
mod shares;
pub mod stats;
pub mod summary;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;

pub use model::Cohort;
pub use summary::{Failure, SubjectStatus, SubjectSummary};
