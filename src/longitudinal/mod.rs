//! The course in time: which photos are compared, what the calendar marks say, whether a gain holds.
//!
//! Everything here works on dates and measured values and knows no pixels. Photos are given in
//! course order (by date, photos of one date as they were given); "earlier" and "later" mean that order.

pub mod adherence;
pub mod control;
pub mod course_change;
pub mod marks;
pub mod overall;
pub mod salt;
pub mod timeline;
pub mod trend;

use jiff::civil::Date;

/// A photo in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedPhoto {
    /// Identifier within the report.
    pub id: String,
    /// Date taken.
    pub date: Date,
}

impl DatedPhoto {
    /// A photo `id` taken on `date`.
    pub fn new(id: impl Into<String>, date: Date) -> Self {
        Self {
            id: id.into(),
            date,
        }
    }
}
