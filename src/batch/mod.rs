//! Many subjects in one go: which folders hold a course, what has to be measured anew, how many
//! fit in memory at once, and results that are either whole or not there.
//!
//! The unit of work is one subject. It is measured by [`crate::pipeline`] as `analyze` would, its
//! results are written to a temporary folder and moved in place with one rename, and whatever goes
//! wrong with it stays with it. Subjects share nothing, so a clinic can be split into [`Shard`]s
//! that run anywhere and are put together by [`merge::gather`].

mod budget;
mod discover;
pub(crate) mod error;
mod key;
mod listing;
pub(crate) mod merge;
mod output_place;
mod place;
mod record;
mod run;
mod shard;
mod store;
mod unit;

pub(crate) use budget::MemoryBudget;
pub(crate) use discover::{Discovery, discover, from_list};
pub(crate) use error::BatchError;
pub(crate) use record::{BatchRecord, SubjectRecord};
pub(crate) use run::{BatchJob, BatchObserver, SubjectDone, run_batch};
pub(crate) use shard::Shard;
pub(crate) use store::Store;

use jiff::civil::Date;

use crate::course::Front;
use crate::model::SelfTestUsed;
use crate::params::Params;
use crate::report::pictures::PictureScope;
use crate::results::Form;

/// What every subject of a batch is measured with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BatchOptions {
    /// Parameters of every stage.
    pub(crate) params: Params,
    /// A self-test to be used for every subject, overriding the courses'.
    pub(crate) self_test: Option<SelfTestUsed>,
    /// Where the forehead points in the baseline photos, overriding the courses.
    pub(crate) front: Option<Front>,
    /// The present day, so that clocks that run ahead of it are told; it is no part of the key, what
    /// it changes is.
    pub(crate) today: Option<Date>,
    /// In what form each subject's results are written.
    pub(crate) form: Form,
    /// Which pictures are made.
    pub(crate) pictures: PictureScope,
}
