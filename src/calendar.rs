//! Distances on the calendar.

use jiff::civil::Date;

/// Days from `start` to `date`; negative before it.
pub(crate) fn day_number(start: Date, date: Date) -> i32 {
    (date - start).get_days()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::leap_year(date(2024, 2, 28), date(2024, 3, 1), 2)]
    #[case::common_year(date(2026, 2, 28), date(2026, 3, 1), 1)]
    #[case::before(date(2026, 1, 12), date(2025, 12, 31), -12)]
    #[case::a_year(date(2026, 1, 12), date(2027, 1, 12), 365)]
    fn days_are_counted_over_the_calendar(
        #[case] start: Date,
        #[case] day: Date,
        #[case] expected: i32,
    ) {
        assert_eq!(day_number(start, day), expected);
    }
}
