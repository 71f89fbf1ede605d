//! The course in time: which visits are compared, what the calendar marks say, whether a gain holds.
//!
//! Everything here works on dates and measured values and knows no pixels. Visits are given by
//! date; "earlier" and "later" mean that order.

pub(crate) mod adherence;
pub(crate) mod controls;
pub(crate) mod course_change;
pub(crate) mod judge;
pub(crate) mod marks;
pub(crate) mod overall;
pub(crate) mod salt;
mod slope;
pub(crate) mod timeline;
pub(crate) mod trend;

use jiff::civil::Date;

/// A visit in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DatedVisit {
    /// Identifier within the report.
    pub(crate) id: String,
    /// Its day.
    pub(crate) date: Date,
}

impl DatedVisit {
    /// The visit `id` on `date`.
    pub(crate) fn new(id: impl Into<String>, date: Date) -> Self {
        Self {
            id: id.into(),
            date,
        }
    }
}
