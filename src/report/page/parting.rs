//! The parting's width and its change, one row per photo.

use super::names::Dates;
use crate::model::{PartingChangeReport, PartingPhoto, PartingReport, Verdict};
use crate::words::Words;

/// One photo.
pub(in crate::report) struct PartingRow {
    pub(crate) date: String,
    pub(crate) width: String,
    pub(crate) change: String,
    pub(crate) verdict: String,
}

pub(in crate::report) fn parting_rows(
    words: Words,
    report: &PartingReport,
    dates: &Dates,
) -> Vec<PartingRow> {
    let row = |photo: &PartingPhoto| {
        let change = report.changes.iter().find(|c| c.to == photo.photo);
        PartingRow {
            date: dates.of(&photo.photo).to_owned(),
            width: width(words, photo),
            change: change.map_or_else(|| words.t.baseline.to_owned(), |c| delta(words, c)),
            verdict: change.map_or_else(String::new, |c| verdict(words, c)),
        }
    };
    report.photos.iter().map(row).collect()
}

fn width(words: Words, photo: &PartingPhoto) -> String {
    match (photo.width_pct, photo.ci95_pct) {
        (Some(width), Some(ci95)) => {
            words.fraction_with_interval(width / 100.0, ci95.map(|v| v / 100.0))
        }
        _ => words.not_measured(photo.reason.as_deref()),
    }
}

fn delta(words: Words, change: &PartingChangeReport) -> String {
    match (change.delta_pct, change.ci95_pct) {
        (Some(delta), Some(ci95)) => {
            format!("{} ({})", words.signed(delta), words.interval_pp(ci95))
        }
        _ => words.t.not_measured.to_owned(),
    }
}

fn verdict(words: Words, change: &PartingChangeReport) -> String {
    match change.verdict {
        Verdict::Increase => words.t.parting_wider.to_owned(),
        Verdict::Decrease => words.t.parting_narrower.to_owned(),
        Verdict::WithinNoise => words.t.within_noise.to_owned(),
        Verdict::TooUncertain => words.t.too_uncertain.to_owned(),
        Verdict::NotComparable => format!(
            "{}: {}",
            words.t.not_comparable,
            words.reason(change.reason.as_deref())
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MeasureStatus;
    use crate::report::Lang;

    #[test]
    fn a_wider_parting_is_said_in_words_and_a_missing_one_with_its_reason() {
        let photo = |id: &str, width_pct: Option<f64>| PartingPhoto {
            photo: id.into(),
            status: MeasureStatus::Measured,
            reason: width_pct.is_none().then(|| "no line stands out".into()),
            width_pct,
            ci95_pct: width_pct.map(|w| [w - 0.5, w + 0.5]),
            offset_pct: None,
            seen_share: None,
        };
        let report = PartingReport {
            photos: vec![
                photo("a", Some(3.0)),
                photo("b", Some(4.5)),
                photo("c", None),
            ],
            changes: vec![PartingChangeReport {
                from: "a".into(),
                to: "b".into(),
                delta_pct: Some(1.5),
                ci95_pct: Some([0.6, 2.4]),
                verdict: Verdict::Increase,
                reason: None,
            }],
        };
        let words = Words {
            t: Lang::English.text(),
        };
        let rows = parting_rows(words, &report, &Dates::default());
        assert_eq!(rows[1].change, "+1.5 (+0.6 to +2.4)");
        assert_eq!(rows[1].verdict, words.t.parting_wider);
        assert!(rows[2].width.contains("no line stands out"));
    }
}
