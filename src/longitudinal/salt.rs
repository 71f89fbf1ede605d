//! Coverage over the whole scalp with the area weights of the Severity of Alopecia Tool.
//!
//! Olsen et al. 2004, J Am Acad Dermatol 51:440, doi:10.1016/j.jaad.2003.09.032: top 40 %,
//! back 24 %, each side 18 % of the scalp's area.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::SaltValue;

/// Photos of one visit lie at most so many days apart.
pub(crate) const SALT_VISIT_DAYS: u32 = 3;

/// SALT part, view that shows it, share of the scalp's area.
const PARTS: [(&str, &str, f64); 4] = [
    ("top", "vertex", 0.40),
    ("back", "occipital", 0.24),
    ("left", "left-temporal", 0.18),
    ("right", "right-temporal", 0.18),
];

/// A photo's overall coverage in one view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ViewCoverage {
    /// View name, such as `vertex`.
    pub(crate) view: String,
    /// Identifier of the photo.
    pub(crate) photo: String,
    /// Date taken.
    pub(crate) date: Date,
    /// Overall coverage, 0..=1.
    pub(crate) coverage: f64,
    /// 95 % interval of `coverage`.
    pub(crate) ci95: [f64; 2],
}

/// Weighted coverage at every visit at which all four SALT views were measured, by date.
///
/// A visit is a photo of the top with the nearest photo of each other view within
/// [`SALT_VISIT_DAYS`]; of equally near ones the later. Of several top photos on a date the first
/// counts. The bounds are weighted like the values: the colour model's error is common to the
/// views, so they are taken as fully correlated.
pub(crate) fn salt(values: &[ViewCoverage]) -> Vec<SaltValue> {
    let mut tops: Vec<&ViewCoverage> = values.iter().filter(|v| v.view == PARTS[0].1).collect();
    tops.sort_by_key(|v| v.date);
    tops.dedup_by_key(|v| v.date);
    tops.iter().filter_map(|top| visit(values, top)).collect()
}

fn visit(values: &[ViewCoverage], top: &ViewCoverage) -> Option<SaltValue> {
    let mut weighted = [0.0; 3];
    let mut photos = BTreeMap::new();
    for (part, view, weight) in PARTS {
        let found = if view == top.view {
            top
        } else {
            nearest(values, view, top.date)?
        };
        let triple = [found.coverage, found.ci95[0], found.ci95[1]];
        for (sum, value) in weighted.iter_mut().zip(triple) {
            *sum += weight * value;
        }
        photos.insert(part.to_owned(), found.photo.clone());
    }
    Some(SaltValue {
        date: top.date.to_string(),
        weighted_coverage: weighted[0],
        ci95: [weighted[1], weighted[2]],
        photos,
    })
}

fn nearest<'a>(values: &'a [ViewCoverage], view: &str, date: Date) -> Option<&'a ViewCoverage> {
    let distance = |v: &ViewCoverage| day_number(date, v.date).unsigned_abs();
    values
        .iter()
        .filter(|v| v.view == view && distance(v) <= SALT_VISIT_DAYS)
        .min_by_key(|v| (distance(v), std::cmp::Reverse(v.date)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn value(view: &str, day: i8, coverage: f64) -> ViewCoverage {
        ViewCoverage {
            view: view.to_owned(),
            photo: format!("{view}-{day}"),
            date: date(2026, 1, day),
            coverage,
            ci95: [coverage - 0.1, coverage + 0.1],
        }
    }

    fn four(day: i8) -> Vec<ViewCoverage> {
        vec![
            value("vertex", day, 0.5),
            value("occipital", day, 1.0),
            value("left-temporal", day, 0.5),
            value("right-temporal", day, 0.0),
        ]
    }

    #[test]
    fn weights_are_those_of_the_tool() {
        let got = salt(&four(12));
        assert_eq!(got.len(), 1);
        // 0.4 * 0.5 + 0.24 * 1 + 0.18 * 0.5 + 0.18 * 0
        assert!((got[0].weighted_coverage - 0.53).abs() < 1e-12);
        assert!((got[0].ci95[0] - 0.43).abs() < 1e-12);
        assert!((got[0].ci95[1] - 0.63).abs() < 1e-12);
        assert_eq!(got[0].photos["back"], "occipital-12");
        assert!((PARTS.iter().map(|p| p.2).sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_view_taken_within_the_visit_counts_and_later_ones_do_not() {
        let mut values = four(12);
        values[1].date = date(2026, 1, 15);
        assert_eq!(salt(&values).len(), 1);
        values[1].date = date(2026, 1, 16);
        assert!(salt(&values).is_empty());
    }

    #[test]
    fn visits_come_by_date_and_a_missing_view_gives_none() {
        let mut values = four(20);
        values.extend(four(2));
        let dates: Vec<String> = salt(&values).into_iter().map(|v| v.date).collect();
        assert_eq!(dates, ["2026-01-02", "2026-01-20"]);
        assert!(salt(&four(2)[..3]).is_empty());
    }
}
