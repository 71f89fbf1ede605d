//! The course in time: which visits are compared, what the calendar marks say, whether a gain holds.
//!
//! Everything here works on dates and measured values and knows no pixels. Visits are given by
//! date; "earlier" and "later" mean that order.

pub mod adherence;
pub mod course_change;
pub mod judge;
pub mod marks;
pub mod overall;
pub mod salt;
pub mod timeline;
pub mod trend;

use jiff::civil::Date;

/// A visit in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedVisit {
    /// Identifier within the report.
    pub id: String,
    /// Its day.
    pub date: Date,
}

impl DatedVisit {
    /// The visit `id` on `date`.
    pub fn new(id: impl Into<String>, date: Date) -> Self {
        Self {
            id: id.into(),
            date,
        }
    }
}
