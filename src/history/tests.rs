//! Tests of the history on the writers' sample report.

use super::*;
use crate::cohort::{Failure, SubjectSummary};
use crate::model::{MeasureStatus, Report, VisitRegion, VisitReport};
use crate::report::sample::sample_report;

/// The sample with its visits: the first has two photos, its name is no photo's.
fn with_visits() -> Report {
    let mut report = sample_report();
    let view = &mut report.views.global[0];
    let visits = view.photos.iter().map(|photo| VisitReport {
        id: photo.id.clone(),
        date: photo.date.clone(),
        day: photo.day,
        photos: vec![photo.id.clone()],
        left_out: Vec::new(),
        spread_pp: None,
        degrees_of_freedom: 0,
        spread_used_pp: None,
        regions: photo
            .regions
            .iter()
            .map(|region| VisitRegion {
                region: region.region.clone(),
                status: if region.coverage.is_some() {
                    MeasureStatus::Measured
                } else {
                    MeasureStatus::NotMeasured
                },
                reason: region.reason.clone(),
                coverage: region.coverage,
                ci95: region.ci95,
            })
            .collect(),
    });
    view.visits = visits.collect();
    let day = "2026-01-12".to_owned();
    view.visits[0].id.clone_from(&day);
    view.visits[0].photos.push("p1b".to_owned());
    for change in &mut view.changes {
        change.from.clone_from(&day);
    }
    view.baseline_visit = Some(day);
    report
}

fn start(started: &str) -> RunStart<'_> {
    RunStart {
        started,
        version: "0",
        method: "1",
        params_sha256: "00",
        clinic: "clinic",
        output: "out",
        shard: None,
    }
}

#[test]
fn runs_and_courses_come_back_as_they_were_stored() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("history.sqlite");
    let report = with_visits();
    let summary = SubjectSummary::of("a/P-0042", &report, false);
    let failure = Failure {
        stage: "course".to_owned(),
        reason: "no photos".to_owned(),
        hint: "add some".to_owned(),
    };
    for started in ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"] {
        let mut history = History::open(&file).unwrap();
        let run = history.begin_run(&start(started)).unwrap();
        history
            .add_subject(run, &summary, Some("k"), true, Some(&report))
            .unwrap();
        let failed = SubjectSummary::failed("b", failure.clone());
        history
            .add_subject(run, &failed, None, false, None)
            .unwrap();
        history.end_run(run, "2026-03-01T00:00:00Z").unwrap();
    }
    let history = History::open(&file).unwrap();
    let runs = history.last_runs(10).unwrap();
    assert_eq!(runs.len(), 2);
    assert_eq!(
        (runs[0].run, runs[0].subjects, runs[0].failed, runs[0].kept),
        (2, 2, 1, 1)
    );
    assert_eq!(history.last_runs(1).unwrap().len(), 1);
    let course = history.course("a/P-0042", Some("crown")).unwrap();
    // Two visits in each of two runs.
    assert_eq!(course.len(), 4);
    assert_eq!(
        (course[0].verdict.as_deref(), course[0].delta_pp),
        (None, None)
    );
    assert_eq!(course[1].delta_pp, Some(3.1));
    assert_eq!(course[1].ci95_pp, Some(report.views[0].changes[0].ci95_pp));
    let all = history.course("a/P-0042", None).unwrap();
    let refused = all
        .iter()
        .find(|r| r.region == "frontal" && r.date == "2026-04-12")
        .unwrap();
    assert_eq!(
        (refused.coverage, refused.delta_pp, refused.ci95_pp),
        (None, None, None)
    );
    assert_eq!(refused.verdict.as_deref(), Some("not_comparable"));
    assert!(history.course("nobody", None).unwrap().is_empty());
}

#[test]
fn a_subject_is_added_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("history.sqlite");
    let mut report = sample_report();
    let summary = SubjectSummary::of("P", &report, false);
    // A second photo of the same name cannot be stored.
    let twin = report.views[0].photos[0].clone();
    report.views[0].photos.push(twin);
    let mut history = History::open(&file).unwrap();
    let run = history.begin_run(&start("2026-01-01T00:00:00Z")).unwrap();
    assert!(
        history
            .add_subject(run, &summary, None, false, Some(&report))
            .is_err()
    );
    assert_eq!(history.last_runs(1).unwrap()[0].subjects, 0);
    assert!(history.course("P", None).unwrap().is_empty());
}

#[test]
fn another_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("other.sqlite");
    let other = Connection::open(&file).unwrap();
    other
        .execute_batch("CREATE TABLE letters (text TEXT)")
        .unwrap();
    drop(other);
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(
        History::open(&file),
        Err(HistoryError::Foreign { .. })
    ));
    assert!(std::fs::read(&file).unwrap() == before);
    let text = dir.path().join("notes.txt");
    std::fs::write(
        &text,
        "not a database at all, but long enough to be looked at",
    )
    .unwrap();
    assert!(matches!(
        History::open(&text),
        Err(HistoryError::Sqlite { .. })
    ));
}
