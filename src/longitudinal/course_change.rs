//! The change over the whole course: baseline to the last comparable visit.

use crate::calendar::day_number;
use crate::model::{ChangeReport, CourseChange};

use super::DatedVisit;

/// Change from the baseline to the last visit after it on which at least one region is comparable.
///
/// `visits` by date; `changes` must hold the view's changes counted from `baseline` (others are
/// ignored), regions in the order in which they are to be reported. `baseline` is `None` when no
/// photo of the view could be used.
pub(crate) fn course_change(
    visits: &[DatedVisit],
    baseline: Option<&str>,
    changes: &[ChangeReport],
) -> CourseChange {
    let position = baseline.and_then(|id| visits.iter().position(|v| v.id == id));
    let Some(position) = position else {
        return missing(None, "no photo of this view could be used as baseline");
    };
    let base = &visits[position];
    let later = &visits[position + 1..];
    let comparable = |visit: &&DatedVisit| {
        changes
            .iter()
            .any(|c| c.from == base.id && c.to == visit.id && c.is_comparable())
    };
    match later.iter().rev().find(comparable) {
        Some(last) => CourseChange {
            from: Some(base.id.clone()),
            to: Some(last.id.clone()),
            days: Some(day_number(base.date, last.date)),
            regions: changes
                .iter()
                .filter(|c| c.from == base.id && c.to == last.id)
                .cloned()
                .collect(),
            reason: None,
        },
        None if later.is_empty() => missing(Some(base), "there is no visit after the baseline"),
        None => missing(Some(base), "no later visit is comparable with the baseline"),
    }
}

fn missing(baseline: Option<&DatedVisit>, reason: &str) -> CourseChange {
    CourseChange {
        from: baseline.map(|p| p.id.clone()),
        to: None,
        days: None,
        regions: Vec::new(),
        reason: Some(reason.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::fixtures::change;

    fn photos() -> Vec<DatedVisit> {
        vec![
            DatedVisit::new("a", date(2026, 1, 12)),
            DatedVisit::new("b", date(2026, 4, 12)),
            DatedVisit::new("c", date(2026, 7, 12)),
        ]
    }

    #[test]
    fn the_last_comparable_photo_counts() {
        let changes = [
            change("vertex", "a", "b", 3.0, 1.0),
            ChangeReport::not_comparable("crown", "a", "b", 90, "outside".into()),
            ChangeReport::not_comparable("vertex", "a", "c", 181, "wet".into()),
            change("vertex", "b", "c", 9.0, 1.0),
        ];
        let got = course_change(&photos(), Some("a"), &changes);
        assert_eq!((got.to.as_deref(), got.days), (Some("b"), Some(90)));
        assert_eq!(got.regions, changes[..2].to_vec());
        assert_eq!(got.reason, None);
    }

    #[test]
    fn a_photo_before_the_baseline_is_no_course() {
        let changes = [change("vertex", "c", "a", 3.0, 1.0)];
        let got = course_change(&photos(), Some("c"), &changes);
        assert_eq!((got.to, got.regions.len()), (None, 0));
        assert!(got.reason.unwrap().contains("no visit after"));
    }

    #[test]
    fn none_comparable_says_why() {
        let changes = [ChangeReport::not_comparable(
            "vertex",
            "a",
            "b",
            90,
            "wet".into(),
        )];
        let got = course_change(&photos(), Some("a"), &changes);
        assert_eq!(got.from.as_deref(), Some("a"));
        assert!(got.reason.unwrap().contains("comparable"));
        assert!(course_change(&photos(), None, &[]).reason.is_some());
    }
}
