//! Tests of close-ups in the cohort's table and on its page.

use super::csv;
use super::html::render_html;
use super::model::Cohort;
use super::summary::*;
use super::tests::{Answer, cohort, subject};
use crate::model::{MarkBasis, Verdict};
use crate::words::Lang;

/// A close-up of the baseline, one of three hairs more, and one of another spot.
fn followed() -> CloseupSummary {
    let baseline = CloseupVisitSummary {
        photo: "first".to_owned(),
        date: "2026-01-12".to_owned(),
        hairs: Some(40),
        density_per_cm2: Some(97.4),
        density_ci95: Some([90.1, 104.7]),
        diameter_um: Some(61.5),
        ..CloseupVisitSummary::default()
    };
    let later = CloseupVisitSummary {
        photo: "second".to_owned(),
        date: "2026-04-14".to_owned(),
        days: 92,
        hairs: Some(43),
        density_per_cm2: Some(104.8),
        kept: Some(39),
        new: Some(4),
        lost: Some(1),
        undecided: Some(2),
        net: Some(3),
        net_ci95: Some([-1.2, 7.6]),
        verdict: Some(Verdict::WithinNoise),
        ..baseline.clone()
    };
    let elsewhere = CloseupVisitSummary {
        photo: "third".to_owned(),
        date: "2026-07-12".to_owned(),
        days: 181,
        verdict: Some(Verdict::NotComparable),
        reason: Some("another spot".to_owned()),
        ..CloseupVisitSummary::default()
    };
    let mark = |month, date: &str, photo: Option<&str>| CloseupMarkSummary {
        month,
        date: date.to_owned(),
        basis: photo.map_or(MarkBasis::Missing, |_| MarkBasis::Photo),
        not_due: false,
        photo: photo.map(str::to_owned),
    };
    CloseupSummary {
        view: "closeup".to_owned(),
        region: "field".to_owned(),
        photos: 3,
        placed: 2,
        first_per_cm2: Some(97.4),
        last_per_cm2: Some(104.8),
        days: Some(92),
        net: Some(3),
        net_ci95: Some([-1.2, 7.6]),
        verdict: Some(Verdict::WithinNoise),
        reason: None,
        marks: vec![
            mark(1, "2026-02-12", None),
            mark(3, "2026-04-12", Some("second")),
        ],
        visits: vec![baseline, later, elsewhere],
    }
}

/// A subject with close-ups and nothing else.
fn closeups_only(path: &str) -> SubjectSummary {
    let mut only = subject(path, Some("mesotherapy"), 6, &[]);
    only.views.clear();
    only.closeups = vec![followed()];
    only
}

fn table(cohort: &Cohort) -> Vec<String> {
    let bytes = csv::to_csv(cohort).expect("a table");
    let text = String::from_utf8(bytes).expect("text");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn close_ups_stand_on_the_page() {
    let page = render_html(&cohort(vec![closeups_only("z")]), Lang::English).expect("a page");
    for said in [
        "2 of 3",
        "97 → 105",
        "+3 (−1 to +8)",
        "No change in number can be told",
        "baseline to the last close-up: 1 of 1 subject with an answer. More hairs in 0, fewer in 0; in 1",
        // One of the two marks planned has an answer.
        "<td>1 of 2</td>",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("without a usable photo"));
}

#[test]
fn every_close_up_mark_and_the_last_have_a_row() {
    let rows = table(&cohort(vec![closeups_only("z")]));
    let points: Vec<&str> = rows[1..]
        .iter()
        .map(|row| row.split(',').nth(11).expect("a point"))
        .collect();
    assert_eq!(points, ["photo", "photo", "photo", "mark", "mark", "last"]);
    let place = "z,z,mesotherapy,complete,2026-01-12,6,6,4,0,closeup,field";
    for (row, said) in [
        // The baseline is counted and compared with nothing.
        (
            1,
            "photo,,2026-01-12,0,photo,,,,,,40,97.4,90.1,104.7,61.5,,,,,,,",
        ),
        (
            2,
            "photo,,2026-04-14,92,photo,,,,within_noise,,43,104.8,90.1,104.7,61.5,39,4,1,2,3,-1.2,7.6",
        ),
        (
            3,
            "photo,,2026-07-12,181,photo,,,,not_comparable,another spot,,,,,,,,,,,,",
        ),
        (
            4,
            "mark,1,2026-02-12,,missing,,,,missing,no close-up of the same spot within the \
             window,,,,,,,,,,,,",
        ),
        (
            5,
            "mark,3,2026-04-12,92,photo,,,,within_noise,,43,104.8,90.1,104.7,61.5,39,4,1,2,3,-1.2,7.6",
        ),
        // The third shows another spot: the last answer is that of the second.
        (
            6,
            "last,,,92,,,,,within_noise,,43,104.8,90.1,104.7,61.5,39,4,1,2,3,-1.2,7.6",
        ),
    ] {
        assert_eq!(rows[row], format!("{place},{said}"), "row {row}");
    }
}

#[test]
fn one_close_up_alone_has_a_count_and_no_change() {
    let mut only = closeups_only("z");
    only.closeups[0].visits.truncate(1);
    let rows = table(&cohort(vec![only]));
    let last = rows.last().expect("a row");
    assert!(
        last.ends_with("last,,,,,,,,not_comparable,no close-up of a later day,,,,,,,,,,,,"),
        "{last}"
    );
}

#[test]
fn who_has_close_ups_only_is_not_said_to_lack_a_usable_photo() {
    let head = subject("a", Some("mesotherapy"), 6, &[(3, Answer::Photo(5.0))]);
    let cohort = cohort(vec![head, closeups_only("z")]);
    let page = render_html(&cohort, Lang::English).expect("a page");
    assert!(page.contains("1 photographed in close-up only"));
    assert!(!page.contains("usable photo of this view"));
    let without = &cohort.waterfalls[0].without_answer[0];
    assert_eq!(without.reason, "photographed in close-up only");
}

#[cfg(feature = "parquet")]
#[test]
fn the_parquet_table_holds_close_ups() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    let bytes = super::parquet::to_parquet(&cohort(vec![closeups_only("z")])).expect("a table");
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    let reader = SerializedFileReader::new(file.reopen().expect("open")).expect("a reader");
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .expect("rows")
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows[1].get_int(21).expect("hairs"), 43);
    assert_eq!(rows[1].get_double(22).expect("density"), 104.8);
    assert_eq!(rows[1].get_int(30).expect("net"), 3);
    assert!(rows[2].get_int(21).is_err(), "null, not zero");
}
