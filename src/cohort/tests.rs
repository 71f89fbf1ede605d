//! Tests of the cohort's figures on subjects made up for the purpose.

use super::html::render_html;
use super::model::{Cohort, Group};
use super::summary::*;
use super::{Failure, csv};
use crate::model::{MarkBasis, Tool, Verdict};
use crate::report::json::to_canonical_json;
use crate::words::Lang;

pub(super) fn tool() -> Tool {
    Tool {
        name: "tricholapse".to_owned(),
        version: "0".to_owned(),
        method: "1".to_owned(),
    }
}

/// A subject with one view, one region and a mark at each month given.
pub(super) fn subject(
    path: &str,
    treatment: Option<&str>,
    held: u32,
    marks: &[(u32, Answer)],
) -> SubjectSummary {
    let marks: Vec<MarkSummary> = marks.iter().map(|(m, a)| mark(*m, *a)).collect();
    let last = marks.iter().rev().find(|m| m.delta_pp.is_some());
    let region = RegionSummary {
        region: "overall".to_owned(),
        last: LastChange {
            days: last.map(|m| 30 * m.month as i32),
            date: None,
            sessions_held: last.map(|_| held),
            delta_pp: last.and_then(|m| m.delta_pp),
            ci95_pp: last.and_then(|m| m.ci95_pp),
            verdict: last
                .and_then(|m| m.verdict)
                .unwrap_or(Verdict::NotComparable),
            reason: None,
        },
        course: marks
            .iter()
            .filter(|m| m.basis == MarkBasis::Photo)
            .map(|m| CoursePoint {
                day: 30 * m.month as i32,
                delta_pp: m.delta_pp,
                verdict: m.verdict.unwrap(),
            })
            .collect(),
        marks,
    };
    SubjectSummary {
        path: path.to_owned(),
        subject: path.to_owned(),
        status: SubjectStatus::Complete,
        failure: None,
        refused: Vec::new(),
        treatment: treatment.map(str::to_owned),
        start: Some("2026-01-12".to_owned()),
        sessions: Some(SessionSummary {
            planned: Some(6),
            held,
            missed: Some(6_u32.saturating_sub(held)),
            early: 0,
            late: 0,
        }),
        photos: PhotoSummary {
            found: 4,
            decoded: 4,
            ..PhotoSummary::default()
        },
        closeups: Vec::new(),
        photos_sha256: Vec::new(),
        views: vec![ViewSummary {
            view: "vertex".to_owned(),
            photos: 4,
            regions: vec![region],
        }],
    }
}

#[derive(Clone, Copy)]
pub(super) enum Answer {
    Photo(f64),
    Between(f64),
    Refused,
    Missing,
    NotDue,
}

fn mark(month: u32, answer: Answer) -> MarkSummary {
    let (basis, delta_pp) = match answer {
        Answer::Photo(d) => (MarkBasis::Photo, Some(d)),
        Answer::Between(d) => (MarkBasis::Interpolated, Some(d)),
        Answer::Refused => (MarkBasis::Photo, None),
        Answer::Missing | Answer::NotDue => (MarkBasis::Missing, None),
    };
    let verdict = match (basis, delta_pp) {
        (MarkBasis::Missing, _) => None,
        (_, None) => Some(Verdict::NotComparable),
        (_, Some(d)) if d > 2.0 => Some(Verdict::Increase),
        (_, Some(d)) if d < -2.0 => Some(Verdict::Decrease),
        _ => Some(Verdict::WithinNoise),
    };
    MarkSummary {
        month,
        date: "2026-04-12".to_owned(),
        basis,
        not_due: matches!(answer, Answer::NotDue),
        delta_pp,
        ci95_pp: delta_pp.map(|d| [d - 2.0, d + 2.0]),
        verdict,
        reason: delta_pp.is_none().then(|| "why".to_owned()),
    }
}

pub(super) fn failed(path: &str) -> SubjectSummary {
    SubjectSummary::failed(
        path,
        Failure {
            stage: "course".to_owned(),
            reason: "no photos".to_owned(),
            hint: "add some".to_owned(),
        },
    )
}

pub(super) fn cohort(subjects: Vec<SubjectSummary>) -> Cohort {
    Cohort::new(tool(), "00".repeat(32), subjects, Vec::new())
}

/// One of each outcome at month 3.
pub(super) fn mixed() -> Vec<SubjectSummary> {
    use Answer::{Between, Missing, Photo, Refused};
    vec![
        subject("d", Some("mesotherapy"), 6, &[(3, Photo(5.0))]),
        subject("a", Some("mesotherapy"), 5, &[(3, Between(4.0))]),
        subject("b", Some("mesotherapy"), 2, &[(3, Photo(-6.0))]),
        subject("c", None, 3, &[(3, Photo(0.5))]),
        subject("e", None, 4, &[(3, Refused)]),
        subject("f", Some("mesotherapy"), 0, &[(3, Missing)]),
        subject("g", None, 1, &[(6, Photo(1.0))]),
        failed("h"),
    ]
}

#[test]
fn every_subject_is_counted_once_and_what_has_no_answer_counts_against_the_share() {
    let cohort = cohort(mixed());
    let at = |group: &Group, month| {
        cohort
            .marks
            .iter()
            .find(|m| m.group == *group && m.month == month && m.region == "overall")
            .unwrap()
    };
    let all = at(&Group::All, 3);
    assert_eq!(all.subjects, 8);
    assert_eq!((all.increase, all.decrease, all.within_noise), (2, 1, 1));
    assert_eq!((all.not_comparable, all.missing, all.failed), (1, 1, 1));
    assert_eq!((all.not_planned, all.not_photographed), (1, 0));
    assert_eq!(all.interpolated, 1);
    assert_eq!(
        (all.increase_of_expected.count, all.increase_of_expected.of),
        (2, 7)
    );
    assert_eq!(
        (all.increase_of_answered.count, all.increase_of_answered.of),
        (2, 4)
    );
    // Answers 5, 4, -6, 0.5.
    assert_eq!(all.median_pp, Some(2.25));
    let treated = at(&Group::Treatment("mesotherapy".to_owned()), 3);
    assert_eq!((treated.subjects, treated.increase_of_expected.of), (4, 4));
    assert_eq!(at(&Group::NotStated, 3).failed, 1);
    // Month 1 is asked about although nobody plans it.
    assert_eq!(at(&Group::All, 1).not_planned, 7);
    assert_eq!(at(&Group::All, 1).increase_of_answered.share, None);
    for m in &cohort.marks {
        let parts = m.increase + m.decrease + m.within_noise + m.not_comparable + m.missing;
        assert_eq!(
            parts + m.failed + m.not_planned + m.not_photographed,
            m.subjects
        );
    }
}

#[test]
fn the_waterfall_shows_everyone_and_the_visits_add_up() {
    let cohort = cohort(mixed());
    let fall = &cohort.waterfalls[0];
    let bars: Vec<&str> = fall.bars.iter().map(|b| b.path.as_str()).collect();
    assert_eq!(bars, ["d", "a", "g", "c", "b"]);
    let none: Vec<&str> = fall
        .without_answer
        .iter()
        .map(|n| n.path.as_str())
        .collect();
    assert_eq!(none, ["e", "f", "h"]);
    assert!(fall.without_answer.iter().all(|n| !n.reason.is_empty()));
    for v in &cohort.visits {
        let sum = v.photo + v.interpolated + v.missing + v.not_planned + v.no_report;
        assert_eq!((v.not_due, v.no_photo), (0, 0));
        assert_eq!(sum, 8, "month {}", v.month);
    }
    assert_eq!(cohort.visits[1].missing_subjects, ["f"]);
}

#[test]
fn dose_counts_only_logged_sessions_and_says_who_is_left_out() {
    let cohort = cohort(mixed());
    let all = cohort.dose.iter().find(|d| d.group == Group::All).unwrap();
    assert_eq!(all.subjects, 5);
    assert_eq!(all.left_out.values().sum::<u32>(), 3);
    // Sessions 5, 2, 3, 6, 1 against changes 4, -6, 0.5, 5, 1: sum of squared rank differences 6.
    assert!((all.spearman_rho.unwrap() - (1.0 - 6.0 * 6.0 / (5.0 * 24.0))).abs() < 1e-9);
    let few = cohort
        .dose
        .iter()
        .find(|d| d.group == Group::NotStated)
        .unwrap();
    assert_eq!(few.spearman_rho, None);
    assert!(few.reason.as_ref().unwrap().contains("at least 5"));
}

#[test]
fn the_order_of_the_subjects_does_not_reach_the_bytes() {
    let mut reversed = mixed();
    reversed.reverse();
    let (one, two) = (cohort(mixed()), cohort(reversed));
    assert!(to_canonical_json(&one).unwrap() == to_canonical_json(&two).unwrap());
    assert_eq!(
        render_html(&one, Lang::English).unwrap(),
        render_html(&two, Lang::English).unwrap()
    );
}

#[test]
fn the_document_survives_the_round_trip_and_validates() {
    let one = cohort(mixed());
    let bytes = to_canonical_json(&one).unwrap();
    let again: Cohort = serde_json::from_slice(&bytes).unwrap();
    assert!(to_canonical_json(&again).unwrap() == bytes);
    let schema = serde_json::from_slice(&super::schema::cohort_schema_json().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert!(validator.is_valid(&value));
    value["marks"][0]["increase"] = "many".into();
    assert!(!validator.is_valid(&value));
}

#[test]
fn the_table_has_a_row_for_every_point_and_one_for_a_subject_without_a_report() {
    let bytes = csv::to_csv(&cohort(mixed())).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    // Header; a mark and a last change for each of seven; one for the failed one.
    assert_eq!(rows.len(), 1 + 2 * 7 + 1);
    assert_eq!(
        rows[1],
        "a,a,mesotherapy,complete,2026-01-12,5,6,4,0,vertex,overall,mark,3,2026-04-12,,\
         interpolated,4,2,6,increase,,,,,,,,,,,,,"
    );
    assert!(
        rows[15].starts_with("h,h,,failed,,,,,,,,,,,,,,,,,course: no photos,"),
        "{}",
        rows[15]
    );
}

#[cfg(feature = "parquet")]
#[test]
fn the_parquet_table_holds_what_the_csv_holds() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    let cohort = cohort(mixed());
    let bytes = super::parquet::to_parquet(&cohort).unwrap();
    assert!(bytes == super::parquet::to_parquet(&cohort).unwrap());
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let reader = SerializedFileReader::new(file.reopen().unwrap()).unwrap();
    let schema = reader.metadata().file_metadata().schema();
    let names: Vec<&str> = schema.get_fields().iter().map(|f| f.name()).collect();
    assert_eq!(names, csv::HEADER);
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(rows.len(), 15);
    assert_eq!(rows[0].get_string(0).unwrap(), "a");
    assert_eq!(rows[0].get_double(16).unwrap(), 4.0);
    assert!(rows[14].get_double(16).is_err(), "null, not zero");
    assert_eq!(rows[14].get_string(20).unwrap(), "course: no photos");
}

#[test]
fn what_is_not_due_and_who_has_no_photo_yet_stand_in_no_denominator() {
    use Answer::{Missing, NotDue, Photo};
    let nobody = SubjectSummary::failed(
        "new",
        Failure {
            stage: Failure::NO_PHOTOS.to_owned(),
            reason: "no photos".to_owned(),
            hint: "take some".to_owned(),
        },
    );
    let cohort = cohort(vec![
        subject("a", None, 5, &[(3, Photo(5.0))]),
        subject("b", None, 5, &[(3, Missing)]),
        subject("c", None, 1, &[(3, NotDue)]),
        nobody,
    ]);
    let of_all = |m: &&super::model::MarkShares| m.group == Group::All && m.month == 3;
    let shares = cohort.marks.iter().find(of_all).unwrap();
    assert_eq!((shares.subjects, shares.not_due, shares.failed), (4, 1, 0));
    assert_eq!(
        (
            shares.increase_of_expected.count,
            shares.increase_of_expected.of
        ),
        (1, 2)
    );
    let seen = cohort.visits.iter().find(|v| v.month == 3).unwrap();
    assert_eq!((seen.missing, seen.not_due, seen.no_photo), (1, 1, 1));
    assert_eq!((cohort.totals.failed, cohort.totals.unphotographed), (0, 1));
    let page = render_html(&cohort, Lang::English).unwrap();
    assert!(page.contains("1 missing, 1 not yet due, 1 not photographed yet"));
}
