//! Sessions held against sessions planned.

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::{Adherence, SessionInterval, SessionTiming};

/// Compares the sessions held with the plan.
///
/// `sessions` in any order; a date given twice counts once. `interval_days` is the planned
/// `[shortest, longest]` distance between sessions. A session is early or late by its distance
/// from the one before it, so one late session does not make all later ones late.
pub(crate) fn adherence(
    sessions: &[Date],
    planned: Option<u32>,
    interval_days: Option<[u32; 2]>,
) -> Adherence {
    let mut held = sessions.to_vec();
    held.sort_unstable();
    held.dedup();
    let count = u32::try_from(held.len()).unwrap_or(u32::MAX);
    Adherence {
        planned,
        held: count,
        missed: planned.map(|p| p.saturating_sub(count)),
        interval_days,
        intervals: held
            .windows(2)
            .map(|pair| interval(pair[0], pair[1], interval_days))
            .collect(),
    }
}

fn interval(before: Date, session: Date, planned: Option<[u32; 2]>) -> SessionInterval {
    // Ascending dates: never negative.
    let days = day_number(before, session).unsigned_abs();
    SessionInterval {
        date: session.to_string(),
        days,
        timing: planned.map(|[shortest, longest]| match days {
            d if d < shortest => SessionTiming::Early,
            d if d > longest => SessionTiming::Late,
            _ => SessionTiming::OnTime,
        }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::early(6, SessionTiming::Early)]
    #[case::shortest(7, SessionTiming::OnTime)]
    #[case::longest(14, SessionTiming::OnTime)]
    #[case::late(15, SessionTiming::Late)]
    fn timing_is_judged_from_the_session_before(
        #[case] days: i64,
        #[case] expected: SessionTiming,
    ) {
        use jiff::ToSpan;
        let first = date(2026, 2, 20);
        let second = first.checked_add(days.days()).unwrap();
        let got = adherence(&[second, first], Some(6), Some([7, 14]));
        assert_eq!(got.intervals.len(), 1);
        assert_eq!(i64::from(got.intervals[0].days), days);
        assert_eq!(got.intervals[0].timing, Some(expected));
    }

    #[rstest]
    #[case::fewer(Some(6), Some(4))]
    #[case::more_than_planned(Some(1), Some(0))]
    #[case::no_plan(None, None)]
    fn missed_sessions(#[case] planned: Option<u32>, #[case] missed: Option<u32>) {
        let sessions = [date(2026, 1, 12), date(2026, 1, 22), date(2026, 1, 12)];
        let got = adherence(&sessions, planned, None);
        assert_eq!((got.held, got.missed), (2, missed));
        assert_eq!(got.intervals[0].timing, None);
    }

    #[test]
    fn no_sessions() {
        let got = adherence(&[], Some(6), Some([7, 14]));
        assert_eq!((got.held, got.missed), (0, Some(6)));
        assert!(got.intervals.is_empty());
    }
}
