//! The marks of a course as days, and whether a photo was taken for each.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::course::Course;

/// A mark of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// The day.
    pub(crate) date: Date,
    /// How far from the day a photo may lie, days.
    pub(crate) window_days: u32,
    /// Whether a photo was taken near enough.
    pub(crate) taken: bool,
}

impl Mark {
    /// Whether its window has passed without a photo.
    pub(super) fn is_missed(&self, today: Date) -> bool {
        !self.taken && days(self.date, today) > i64::from(self.window_days)
    }
}

/// The marks of a course, ascending.
pub(super) fn marks_of(course: &Course) -> Vec<Mark> {
    let marks = course.marks.iter().filter_map(|mark| {
        let date = course
            .start
            .checked_add(i64::from(mark.month).months())
            .ok()?;
        let near = |day: Date| days(date, day).unsigned_abs() <= u64::from(mark.window_days);
        Some(Mark {
            month: mark.month,
            date,
            window_days: mark.window_days,
            taken: course.photos.iter().any(|photo| near(photo.date)),
        })
    });
    marks.collect()
}

/// Days from one to the other.
fn days(from: Date, to: Date) -> i64 {
    to.since(from).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_mark_is_missed_once_its_window_has_passed_without_a_photo() {
        let mark = |taken| Mark {
            month: 1,
            date: date(2026, 2, 12),
            window_days: 7,
            taken,
        };
        assert!(!mark(false).is_missed(date(2026, 2, 19)));
        assert!(mark(false).is_missed(date(2026, 2, 20)));
        assert!(!mark(true).is_missed(date(2027, 1, 1)));
        assert!(!mark(false).is_missed(date(2026, 1, 1)));
    }
}
