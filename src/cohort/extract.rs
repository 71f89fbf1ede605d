//! From a subject's report to its summary.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{
    ChangeReport, MarkBasis, MarkReport, OVERALL_REGION, PhotoReport, QualityStatus,
    RegistrationStatus, Report, SessionTiming, Verdict, ViewKind, ViewReport,
};

use super::closeups;
use super::refusals::refusals;
use super::summary::{
    CoursePoint, LastChange, MarkSummary, PhotoSummary, RegionSummary, SessionSummary,
    SubjectStatus, SubjectSummary, ViewSummary,
};

impl SubjectSummary {
    /// The summary of a report. `complete` says whether nothing in it was refused.
    pub(crate) fn of(path: &str, report: &Report, complete: bool) -> Self {
        Self {
            path: path.to_owned(),
            subject: report.course.subject.clone(),
            status: if complete {
                SubjectStatus::Complete
            } else {
                SubjectStatus::Partial
            },
            failure: None,
            refused: match complete {
                true => Vec::new(),
                false => refusals(report),
            },
            treatment: report.course.treatment.clone(),
            start: Some(report.course.start.clone()),
            sessions: Some(sessions(report)),
            photos: photos(report),
            views: report
                .views
                .iter()
                .filter(|view| view.kind == ViewKind::Global)
                .map(|view| view_summary(view, &report.course.sessions))
                .collect(),
            closeups: report
                .views
                .closeups
                .iter()
                .flat_map(closeups::summaries)
                .collect(),
            photos_sha256: hashes(report),
        }
    }
}

fn hashes(report: &Report) -> Vec<String> {
    let of_head = report.views.iter().flat_map(|view| &view.photos);
    let of_closeups = report.views.closeups.iter().flat_map(|view| &view.photos);
    let hashes: BTreeSet<&String> = of_head
        .map(|photo| &photo.sha256)
        .chain(of_closeups.map(|photo| &photo.sha256))
        .collect();
    hashes.into_iter().cloned().collect()
}

fn sessions(report: &Report) -> SessionSummary {
    let adherence = &report.course.adherence;
    let timed = |wanted| {
        let n = adherence.intervals.iter().filter(|i| i.timing == wanted);
        count(n.count())
    };
    SessionSummary {
        planned: adherence.planned,
        held: adherence.held,
        missed: adherence.missed,
        early: timed(Some(SessionTiming::Early)),
        late: timed(Some(SessionTiming::Late)),
    }
}

fn photos(report: &Report) -> PhotoSummary {
    let decoded = || report.views.iter().flat_map(|view| &view.photos);
    let closeups = || report.views.closeups.iter().flat_map(|view| &view.photos);
    let files: BTreeSet<&str> = decoded()
        .map(|p| p.file.as_str())
        .chain(closeups().map(|p| p.file.as_str()))
        .chain(report.rejections.iter().map(|r| r.file.as_str()))
        .collect();
    let mut summary = PhotoSummary {
        found: count(files.len()),
        decoded: count(decoded().count() + closeups().count()),
        ..PhotoSummary::default()
    };
    let placed = decoded().map(|p| p.registration.status);
    for status in placed.chain(closeups().map(|p| p.registration.status)) {
        let status = match status {
            RegistrationStatus::Baseline => "baseline",
            RegistrationStatus::Ok => "ok",
            RegistrationStatus::Weak => "weak",
            RegistrationStatus::Failed => "failed",
        };
        *summary.alignment.entry(status.to_owned()).or_default() += 1;
    }
    for photo in decoded() {
        for (rule, finding) in &photo.quality {
            let counts = summary.quality.entry(rule.clone()).or_default();
            match finding.status {
                QualityStatus::Ok => counts.ok += 1,
                QualityStatus::Warn => counts.warn += 1,
                QualityStatus::Fail => counts.fail += 1,
                QualityStatus::NotAssessed => counts.not_assessed += 1,
            }
        }
    }
    for rejection in &report.rejections {
        *summary.rejected.entry(rejection.stage.clone()).or_default() += 1;
    }
    summary
}

fn view_summary(view: &ViewReport, sessions: &[String]) -> ViewSummary {
    ViewSummary {
        view: view.view.clone(),
        photos: count(view.photos.len()),
        regions: region_names(view)
            .into_iter()
            .map(|region| RegionSummary {
                marks: view.marks.iter().map(|m| mark(view, m, region)).collect(),
                last: last_change(view, region, sessions),
                course: course(view, region),
                region: region.to_owned(),
            })
            .collect(),
    }
}

/// Every region named by an outline, a change or a value, in the report's order, `overall` last.
fn region_names(view: &ViewReport) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let outlines = view.region_outlines.iter().map(|o| o.region.as_str());
    let measured = view.photos.iter().flat_map(|p| &p.regions);
    let named = outlines.chain(measured.map(|r| r.region.as_str()));
    for name in named.filter(|n| *n != OVERALL_REGION) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.push(OVERALL_REGION);
    names
}

fn mark(view: &ViewReport, mark: &MarkReport, region: &str) -> MarkSummary {
    let found = mark.regions.iter().find(|r| r.region == region);
    let answer = found.filter(|r| !r.verdict.is_silent());
    let missing = mark.basis == MarkBasis::Missing && !photographed(view, mark);
    let reason = match found {
        Some(region) => region.reason.clone().filter(|_| answer.is_none()),
        None => Some(mark.note.clone().unwrap_or_else(|| NO_PHOTO.to_owned())),
    };
    MarkSummary {
        month: mark.month,
        date: mark.date.clone(),
        basis: mark.basis,
        not_due: missing && mark.not_due,
        delta_pp: answer.and_then(|r| r.delta_pp),
        ci95_pp: answer.map(|r| r.ci95_pp),
        verdict: (!missing).then(|| found.map_or(Verdict::NotComparable, |r| r.verdict)),
        reason,
    }
}

/// Whether a photo that could be read was taken within the mark's window, comparable or not: who came
/// did not miss the visit.
fn photographed(view: &ViewReport, mark: &MarkReport) -> bool {
    let day = |text: &str| text.parse::<Date>().ok();
    let near = |photo: &PhotoReport| {
        let distance = |(photo, mark): (Date, Date)| (photo - mark).get_days().unsigned_abs();
        let days = day(&photo.date).zip(day(&mark.date)).map(distance);
        photo.day > Some(0) && days.is_some_and(|days| days <= mark.window_days)
    };
    let later = view
        .photos
        .iter()
        .filter(|p| !view.is_of_baseline_visit(&p.id));
    later.into_iter().any(near)
}

const NO_PHOTO: &str = "no comparable photo within the window or on both sides of it";

fn last_change(view: &ViewReport, region: &str, sessions: &[String]) -> LastChange {
    let change = &view.course_change;
    let found = change.regions.iter().find(|c| c.region == region);
    let Some(answer) = found.filter(|c| !c.verdict.is_silent()) else {
        let reason = found.and_then(|c| c.reason.clone());
        return LastChange {
            days: None,
            sessions_held: None,
            delta_pp: None,
            ci95_pp: None,
            date: None,
            verdict: found.map_or(Verdict::NotComparable, |c| c.verdict),
            reason: reason.or_else(|| change.reason.clone()),
        };
    };
    let later = view.photo_of(&answer.to);
    LastChange {
        days: answer.days,
        // Dates are YYYY-MM-DD: their order as text is their order in time.
        sessions_held: later.map(|p| count(sessions.iter().filter(|s| **s <= p.date).count())),
        delta_pp: answer.delta_pp,
        ci95_pp: Some(answer.ci95_pp),
        date: later.map(|p| p.date.clone()),
        verdict: answer.verdict,
        reason: None,
    }
}

/// The region's changes that are counted from the baseline, by day.
fn course(view: &ViewReport, region: &str) -> Vec<CoursePoint> {
    let Some(baseline) = view.baseline_visit.as_deref() else {
        return Vec::new();
    };
    let point = |change: &ChangeReport| {
        Some(CoursePoint {
            day: view.photo_of(&change.to)?.day?,
            delta_pp: change.delta_pp,
            verdict: change.verdict,
        })
    };
    let from_baseline = |c: &&ChangeReport| c.region == region && c.from == baseline;
    let changes = view.changes.iter().filter(from_baseline);
    let mut points: Vec<CoursePoint> = changes.filter_map(point).collect();
    points.sort_by_key(|p| p.day);
    points
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample_report;

    #[test]
    fn a_summary_keeps_answers_and_what_has_none() {
        let summary = SubjectSummary::of("a/P-0042", &sample_report(), false);
        assert_eq!(summary.status, SubjectStatus::Partial);
        // Two decoded photos and one that was rejected while decoding.
        assert_eq!((summary.photos.found, summary.photos.decoded), (3, 2));
        assert_eq!(summary.photos.rejected["decode"], 1);
        assert_eq!(summary.photos.aligned(), 2);
        let names: Vec<&str> = summary.views[0]
            .regions
            .iter()
            .map(|r| r.region.as_str())
            .collect();
        assert_eq!(names, ["crown", "frontal", "overall"]);
        let crown = summary.region("vertex", "crown").unwrap();
        assert_eq!(crown.last.delta_pp, Some(3.1));
        assert_eq!(crown.last.sessions_held, Some(2));
        assert_eq!(crown.course.len(), 1);
        let frontal = summary.region("vertex", "frontal").unwrap();
        assert_eq!(frontal.last.verdict, Verdict::NotComparable);
        assert_eq!(frontal.last.reason.as_deref(), Some("covered by a hand"));
        assert_eq!(frontal.last.delta_pp, None);
    }

    #[test]
    fn a_missing_mark_has_a_reason_and_no_verdict() {
        let summary = SubjectSummary::of("P", &sample_report(), false);
        let marks = &summary.region("vertex", "crown").unwrap().marks;
        let missing = marks
            .iter()
            .find(|m| m.basis == MarkBasis::Missing)
            .unwrap();
        assert_eq!((missing.verdict, missing.delta_pp), (None, None));
        assert!(missing.reason.is_some());
    }
}
