//! The views' parts put together into one report.

use std::collections::BTreeSet;

use crate::course::{Course, DateSource, LeftOut, ONE_VIEW_OR_TWO};
use crate::longitudinal::adherence::adherence;
use crate::longitudinal::salt::{ViewCoverage, salt};
use crate::model::{
    ChangeReport, CloseupChange, CloseupTrend, CourseSummary, FRONT_UNKNOWN, MeasureStatus,
    OVERALL_REGION, REPORT_SCHEMA, Rejection, Report, SaltValue, Tool, Trend, UNKNOWN_DATE,
    Verdict, ViewReport, Views, VisitReport, Warning,
};
use crate::report::pictures::ReportPictures;

use super::closeup::CloseupOutcome;
use super::control::{CONTROL_UNKNOWN, give_control_views};
use super::job::{Analysis, Job};
use super::pictures::PictureFile;
use super::same_files::same_files;
use super::view::ViewOutcome;

/// Gives every picture a file name of its own, also where two identifiers differ only in
/// characters that are not safe in file names, or in case.
fn make_names_unique(files: &mut [PictureFile]) {
    let mut taken = BTreeSet::new();
    for file in files {
        let extension = file.picture.format.extension();
        let stem = file
            .name
            .trim_end_matches(extension)
            .trim_end_matches('.')
            .to_owned();
        let mut n = 1;
        while !taken.insert(file.name.to_lowercase()) {
            n += 1;
            file.name = format!("{stem}-{n}.{extension}");
        }
    }
}

/// What the program is and is not.
pub(crate) const DISCLAIMER: &str = "Documentation and measurement aid, not for diagnosis.";

/// Builds the report of a course from its views.
pub(crate) fn assemble(
    job: &Job<'_>,
    outcomes: Vec<ViewOutcome>,
    closeups: Vec<CloseupOutcome>,
) -> Analysis {
    let course = job.course;
    let mut warnings: Vec<Warning> = course.warnings.iter().map(course_warning).collect();
    warnings.extend(course.excluded.iter().map(|file| Warning {
        code: "excluded".into(),
        message: format!("{file} was left out, as course.toml says"),
        photo: None,
    }));
    let mut views = Vec::new();
    let mut rejections: Vec<Rejection> = course.unread.iter().map(left_out).collect();
    let mut pictures = ReportPictures::default();
    let mut files = Vec::new();
    for mut outcome in outcomes {
        rejections.append(&mut outcome.rejections);
        warnings.append(&mut outcome.warnings);
        files.append(&mut outcome.files);
        pictures.set_aside.append(&mut outcome.set_aside);
        if let Some(view) = outcome.draft {
            if let Some(own) = outcome.pictures {
                pictures.views.insert(view.report.view.clone(), own);
            }
            views.push(view);
        }
    }
    let mut followed = Vec::new();
    for mut outcome in closeups {
        rejections.append(&mut outcome.rejections);
        warnings.append(&mut outcome.warnings);
        if let Some(view) = outcome.report {
            if let Some(own) = outcome.pictures {
                pictures.closeups.insert(view.view.clone(), own);
            }
            followed.push(view);
        }
    }
    make_names_unique(&mut files);
    warnings.extend(give_control_views(&mut views, &course.controls));
    let views: Vec<ViewReport> = views
        .into_iter()
        .map(|view| view.judged(course, job.params))
        .collect();
    let mut report = Report {
        schema: REPORT_SCHEMA.into(),
        tool: Tool::this(),
        params_sha256: job.params.sha256(),
        disclaimer: DISCLAIMER.into(),
        course: CourseSummary {
            subject: course.subject.clone(),
            treatment: course.treatment.clone(),
            start: course.start.to_string(),
            sessions: course.sessions.iter().map(ToString::to_string).collect(),
            adherence: adherence(
                &course.sessions,
                course.planned_sessions,
                course.interval_days,
            ),
        },
        self_test: job.self_test.clone(),
        views: Views {
            global: views,
            closeups: followed,
        },
        salt: Vec::new(),
        pictures: files.iter().map(|f| f.name.clone()).collect(),
        timings: None,
        rejections,
        warnings,
    };
    let twice = same_files(&report);
    report.warnings.extend(twice);
    report.salt = salt_values(&report);
    if course.is_undated() {
        forget_days(&mut report, course);
    }
    Analysis {
        report,
        pictures,
        files,
    }
}

/// Takes back days and dates that only say which photo came first.
fn forget_days(report: &mut Report, course: &Course) {
    report.course.start = UNKNOWN_DATE.to_owned();
    let undated = |id: &str| {
        let photo = course.photos.iter().find(|p| p.id == id);
        photo.is_some_and(|p| p.date_source == DateSource::Unknown)
    };
    for view in &mut report.views {
        for photo in &mut view.photos {
            photo.day = None;
            if undated(&photo.id) {
                photo.date = UNKNOWN_DATE.to_owned();
            }
        }
        for visit in &mut view.visits {
            visit.day = None;
            if visit.photos.iter().any(|id| undated(id)) {
                visit.date = UNKNOWN_DATE.to_owned();
            }
        }
        let of_course = view.course_change.regions.iter_mut();
        for change in view.changes.iter_mut().chain(of_course) {
            change.days = None;
        }
        view.course_change.days = None;
        view.trend = Trend {
            since: UNKNOWN_DATE.to_owned(),
            regions: Vec::new(),
            reason: Some("the dates of the photos are not known".to_owned()),
        };
    }
    for view in &mut report.views.closeups {
        for photo in &mut view.photos {
            photo.day = None;
            if undated(&photo.id) {
                photo.date = UNKNOWN_DATE.to_owned();
            }
        }
        for visit in &mut view.visits {
            visit.day = None;
            if visit.photos.iter().any(|id| undated(id)) {
                visit.date = UNKNOWN_DATE.to_owned();
            }
        }
        let of_course = view.course_change.regions.iter_mut();
        for change in view.changes.iter_mut().chain(of_course) {
            change.days = None;
        }
        view.course_change.days = None;
        view.trend = CloseupTrend {
            since: UNKNOWN_DATE.to_owned(),
            regions: Vec::new(),
            reason: Some("the dates of the photos are not known".to_owned()),
        };
        view.anagen = None;
    }
}

fn left_out(file: &LeftOut) -> Rejection {
    Rejection {
        file: file.file.clone(),
        stage: "decode".into(),
        reason: file.reason.clone(),
        hint: file.hint.clone(),
    }
}

fn course_warning(warning: &crate::course::CourseWarning) -> Warning {
    Warning {
        code: warning.code.as_str().into(),
        message: warning.message.clone(),
        photo: warning.photo.clone(),
    }
}

/// The weighted coverage of visits over the same regions as the baseline's, as far as they are comparable
/// with it: the values are read beside each other.
fn salt_values(report: &Report) -> Vec<SaltValue> {
    let values: Vec<ViewCoverage> = report
        .views
        .iter()
        .flat_map(|view| view.visits.iter().map(move |visit| (view, visit)))
        .filter(|(view, visit)| is_like_baseline(view, visit))
        .filter_map(|(view, visit)| {
            let overall = visit.region(OVERALL_REGION)?;
            Some(ViewCoverage {
                view: view.view.clone(),
                photo: visit.photos.first()?.clone(),
                date: visit.date.parse().ok()?,
                coverage: overall.coverage?,
                ci95: overall.ci95?,
            })
        })
        .collect();
    salt(&values)
}

/// Whether a visit is the baseline's, or is comparable with it as a whole over the same regions.
fn is_like_baseline(view: &ViewReport, visit: &VisitReport) -> bool {
    let baseline = view.baseline_visit.as_ref();
    if baseline.is_none_or(|id| *id == visit.id) {
        return true;
    }
    let between = |c: &&ChangeReport| {
        let ends = [Some(&c.from), Some(&c.to)];
        c.region == OVERALL_REGION && ends.contains(&baseline) && ends.contains(&Some(&visit.id))
    };
    // Visits before the baseline are compared with it where they are the last of them.
    let whole = view.changes.iter().find(between);
    let is_comparable = whole.is_none_or(ChangeReport::is_comparable);
    let first = baseline.and_then(|id| view.visit(id));
    let same = |first: &VisitReport| first.without(OVERALL_REGION) == visit.without(OVERALL_REGION);
    is_comparable && first.is_some_and(same)
}

impl Analysis {
    /// Whether every photo was used, every region measured and every change answered.
    pub(crate) fn is_complete(&self) -> bool {
        is_complete(&self.report)
    }
}

/// Whether every photo was used, every region measured and every change answered: neither refused
/// nor too uncertain to say.
fn is_complete(report: &Report) -> bool {
    let measured = report
        .views
        .iter()
        .flat_map(|view| &view.photos)
        .flat_map(|photo| &photo.regions)
        .all(|region| region.status == MeasureStatus::Measured);
    let compared = report
        .views
        .iter()
        .flat_map(|view| &view.changes)
        .all(|change| !change.verdict.is_silent());
    let has_regions = report
        .views
        .iter()
        .all(|view| !view.region_outlines.is_empty());
    let hairs = report.views.closeups.iter().all(|view| {
        let counted = view
            .photos
            .iter()
            .all(|p| p.status == MeasureStatus::Measured);
        let told = |c: &CloseupChange| c.verdict != Verdict::NotComparable;
        let whole = view.visits.iter().all(|visit| visit.left_out.is_empty());
        counted && whole && view.changes.iter().all(told)
    });
    let left_out = |visit: &crate::model::VisitReport| !visit.left_out.is_empty();
    let whole = report
        .views
        .iter()
        .all(|view| !view.visits.iter().any(left_out));
    let to_answer = |w: &Warning| [ONE_VIEW_OR_TWO, CONTROL_UNKNOWN].contains(&w.code.as_str());
    let asked = report.warnings.iter().any(to_answer);
    let unnamed = report.warnings.iter().any(|w| w.code == FRONT_UNKNOWN);
    report.rejections.is_empty()
        && !asked
        && !unnamed
        && measured
        && compared
        && has_regions
        && whole
        && hairs
        && !report.views.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::VisitRegion;
    use crate::report::sample::sample_report;

    #[test]
    fn weighted_coverage_is_of_visits_like_the_baseline() {
        let mut view = sample_report().views.remove(0);
        let visit = |id: &str, reason: Option<&str>| VisitReport {
            id: id.to_owned(),
            date: "2026-01-12".to_owned(),
            day: Some(0),
            photos: vec![id.to_owned()],
            left_out: Vec::new(),
            spread_pp: None,
            degrees_of_freedom: 0,
            spread_used_pp: None,
            regions: vec![VisitRegion {
                region: OVERALL_REGION.to_owned(),
                status: MeasureStatus::Measured,
                coverage: Some(0.5),
                ci95: Some([0.4, 0.6]),
                reason: reason.map(str::to_owned),
            }],
        };
        let whole = Some("without frontal");
        view.visits = vec![visit("p1", whole), visit("p2", whole)];
        view.baseline_visit = Some("p1".to_owned());
        let like = |view: &ViewReport, i: usize| is_like_baseline(view, &view.visits[i]);
        assert!(like(&view, 0) && like(&view, 1));
        view.visits[1] = visit("p2", None);
        assert!(!like(&view, 1));
        view.visits[1] = visit("p2", whole);
        for change in &mut view.changes {
            change.verdict = Verdict::NotComparable;
        }
        assert!(like(&view, 0) && !like(&view, 1));
    }
}
