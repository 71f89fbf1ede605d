//! Choice of the baseline, and which pairs of visits are compared.

use jiff::civil::Date;

/// A comparison to be made; both numbers index the visits by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VisitPair {
    /// Visit the change is counted from.
    pub(crate) from: usize,
    /// Visit the change is counted to.
    pub(crate) to: usize,
}

/// Index of the baseline among photos in course order: the last photo on or before the first
/// session, else the earliest. Of several photos on that date the first. `None` without photos.
pub(crate) fn baseline_index(dates: &[Date], first_session: Option<Date>) -> Option<usize> {
    let date = first_session
        .and_then(|session| dates.iter().filter(|&&d| d <= session).max())
        .or_else(|| dates.iter().min())?;
    dates.iter().position(|d| d == date)
}

/// Comparisons of a view: every later visit against the baseline, then successive visits. Pairs that
/// start at the baseline are not repeated, and every pair runs forwards in time.
pub(crate) fn comparison_pairs(visits: usize, baseline: usize) -> Vec<VisitPair> {
    let against_baseline = (baseline + 1..visits).map(|to| VisitPair { from: baseline, to });
    let successive = (1..visits)
        .map(|to| VisitPair { from: to - 1, to })
        .filter(|pair| pair.from != baseline);
    against_baseline.chain(successive).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::last_before_session(Some(date(2026, 1, 12)), Some(1))]
    #[case::on_the_session_day(Some(date(2026, 1, 10)), Some(1))]
    #[case::session_before_all(Some(date(2025, 1, 1)), Some(0))]
    #[case::session_after_all(Some(date(2027, 1, 1)), Some(3))]
    #[case::no_session(None, Some(0))]
    fn baseline_is_the_last_photo_before_treatment(
        #[case] session: Option<Date>,
        #[case] expected: Option<usize>,
    ) {
        let dates = [
            date(2026, 1, 1),
            date(2026, 1, 10),
            date(2026, 1, 10),
            date(2026, 3, 1),
        ];
        assert_eq!(baseline_index(&dates, session), expected);
        assert_eq!(baseline_index(&[], session), None);
    }

    #[test]
    fn pairs_run_forwards_and_hold_no_repeat_of_a_baseline_pair() {
        let pairs: Vec<(usize, usize)> = comparison_pairs(4, 1)
            .iter()
            .map(|p| (p.from, p.to))
            .collect();
        assert_eq!(pairs, vec![(1, 2), (1, 3), (0, 1), (2, 3)]);
    }

    #[test]
    fn one_visit_has_nothing_to_compare_with() {
        assert!(comparison_pairs(1, 0).is_empty());
    }
}
