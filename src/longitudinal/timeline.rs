//! Order of the photos, choice of the baseline, and which pairs are compared.

use jiff::civil::Date;

use super::DatedPhoto;

/// A comparison to be made; both numbers index the photos in course order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoPair {
    /// Photo the change is counted from.
    pub from: usize,
    /// Photo the change is counted to.
    pub to: usize,
}

/// Index of the baseline among photos in course order: the last photo on or before the first
/// session, else the earliest. Of several photos on that date the first, so that the repeats come
/// after it and are compared with it. `None` without photos.
pub fn baseline_index(dates: &[Date], first_session: Option<Date>) -> Option<usize> {
    let date = first_session
        .and_then(|session| dates.iter().filter(|&&d| d <= session).max())
        .or_else(|| dates.iter().min())?;
    dates.iter().position(|d| d == date)
}

/// Comparisons of a view: every other photo against the baseline, then successive visits.
///
/// A visit is all photos of one date; it is represented by the baseline if that is among them,
/// else by its first photo. Pairs that start at the baseline are not repeated. A photo before the
/// baseline is compared too: its pair then runs backwards in time.
pub fn comparison_pairs(photos: &[DatedPhoto], baseline: usize) -> Vec<PhotoPair> {
    let against_baseline = (0..photos.len())
        .filter(|&to| to != baseline)
        .map(|to| PhotoPair { from: baseline, to });
    against_baseline
        .chain(successive_visits(photos, baseline))
        .collect()
}

fn successive_visits(photos: &[DatedPhoto], baseline: usize) -> Vec<PhotoPair> {
    let mut visits: Vec<usize> = Vec::new();
    for (i, photo) in photos.iter().enumerate() {
        match visits.last_mut() {
            Some(last) if photos[*last].date == photo.date => {
                if i == baseline {
                    *last = i;
                }
            }
            _ => visits.push(i),
        }
    }
    visits
        .windows(2)
        .map(|pair| PhotoPair {
            from: pair[0],
            to: pair[1],
        })
        .filter(|pair| pair.from != baseline)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;

    fn photos(dates: &[Date]) -> Vec<DatedPhoto> {
        dates
            .iter()
            .enumerate()
            .map(|(i, &d)| DatedPhoto::new(format!("p{i}"), d))
            .collect()
    }

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
    fn pairs_hold_no_repeat_of_a_baseline_pair() {
        let photos = photos(&[
            date(2026, 1, 1),
            date(2026, 1, 10),
            date(2026, 2, 10),
            date(2026, 3, 10),
        ]);
        let pairs: Vec<(usize, usize)> = comparison_pairs(&photos, 1)
            .iter()
            .map(|p| (p.from, p.to))
            .collect();
        assert_eq!(pairs, vec![(1, 0), (1, 2), (1, 3), (0, 1), (2, 3)]);
    }

    #[test]
    fn repeats_of_a_visit_are_no_visits_of_their_own() {
        let photos = photos(&[
            date(2026, 1, 1),
            date(2026, 1, 1),
            date(2026, 2, 1),
            date(2026, 2, 1),
            date(2026, 3, 1),
        ]);
        let pairs: Vec<(usize, usize)> = comparison_pairs(&photos, 0)
            .iter()
            .map(|p| (p.from, p.to))
            .collect();
        assert_eq!(pairs, vec![(0, 1), (0, 2), (0, 3), (0, 4), (2, 4)]);
    }

    #[test]
    fn one_photo_has_nothing_to_compare_with() {
        assert!(comparison_pairs(&photos(&[date(2026, 1, 1)]), 0).is_empty());
    }
}
