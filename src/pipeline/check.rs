//! One new photo against the baseline of its view, at capture time: everything that decides whether
//! a change could be given. Other visits' photos are not asked to confirm a doubted alignment, as
//! the whole course's report does: a photo that needs them had better be taken again.

use image::RgbImage;

use crate::course::{CapturedPhoto, CoursePhoto};
use crate::model::{OVERALL_REGION, QualityFinding, QualityStatus, RegionReport, Rejection, Tool};
use crate::report::check::{CHECK_SCHEMA, CheckReport, CheckedPhoto, advice};
use crate::report::ghost::{Outlined, ghost};

use super::assemble::DISCLAIMER;
use super::compare::Measured;
use super::display::DisplayCopy;
use super::look::readable_baseline;
use super::quality::{Seen, findings};
use super::regions::plan_regions;
use super::view::measure;
use super::visit::{Shown, Visit, load, registration_report};
use super::{Job, Observer};

/// What `check` gives.
#[derive(Debug)]
pub struct Check {
    /// The answer.
    pub report: CheckReport,
    /// Baseline outline over the new photo, see [`ghost`].
    pub ghost: RgbImage,
}

/// Holds a photo against the baseline of its view.
///
/// # Errors
/// The rejections when no photo of the view or not the new photo itself can be read.
pub fn check_photo(
    job: &Job<'_>,
    captured: &CapturedPhoto,
    observer: &dyn Observer,
) -> Result<Check, Vec<Rejection>> {
    observer.expect(2);
    let mut photos: Vec<&CoursePhoto> = job
        .course
        .photos
        .iter()
        .filter(|photo| photo.view == captured.photo.view)
        .collect();
    let mut rejections = Vec::new();
    let Some(found) = readable_baseline(job, &mut photos, &mut rejections, observer) else {
        return Err(rejections);
    };
    let (view, base) = (&captured.photo.view, found.base);
    let plan = plan_regions(
        view,
        &base,
        job.areas,
        found.lost,
        job.course.front_of(view),
    );
    let reference = base.reference();
    let baseline = base.look(job, None, Shown::Whole, observer);
    observer.step(&baseline.planned.file);
    let visit = load(job, &captured.photo, observer)
        .map_err(|why| vec![why])?
        .look(job, Some(&reference), Shown::Whole, observer);
    observer.step(&captured.photo.file);
    let mut visits = [baseline, visit];
    let coverage = measure(job, view, &mut visits, 0, &plan);
    let measured = |i: usize| Measured::new(&visits[i], &plan, &coverage[i], job.params);
    let [before, now] = [measured(0), measured(1)];
    let [baseline, visit] = &visits;
    let mut report = report_of(job, [baseline, visit], [&before, &now], captured.dated);
    report.rejections = rejections;
    report.warnings = plan.warnings;
    Ok(Check {
        ghost: ghost(
            outlined(baseline, &baseline.prepared.head().ring()),
            outlined(visit, &visit.prepared.head().ring()),
        ),
        report,
    })
}

fn outlined<'a>(visit: &'a Visit<'_>, ring: &'a [crate::geometry::Point]) -> Outlined<'a> {
    let display = visit.display.as_ref().map(DisplayCopy::pixels);
    Outlined {
        display: display.expect("a copy of the whole photo was asked for"),
        size_px: visit.size_px,
        ring,
    }
}

fn report_of(
    job: &Job<'_>,
    [baseline, visit]: [&Visit<'_>; 2],
    [before, now]: [&Measured; 2],
    dated: bool,
) -> CheckReport {
    let registration = registration_report(visit, &[]);
    let seen = |visit, measured| Seen {
        visit,
        measured,
        parting: None,
    };
    let base = Some(seen(baseline, before));
    let mut quality = findings(job, base, seen(visit, now), &registration, dated);
    if visit.transform().is_some() {
        let found = measured_as_before(&before.reports(), &now.reports());
        quality.insert("coverage".into(), found);
    }
    CheckReport {
        schema: CHECK_SCHEMA.into(),
        tool: Tool::this(),
        disclaimer: DISCLAIMER.into(),
        view: visit.planned.view.to_string(),
        advice: advice(&quality, &registration),
        photo: checked(visit, dated),
        baseline: checked(baseline, true),
        registration,
        quality,
        rejections: Vec::new(),
        warnings: Vec::new(),
    }
}

/// Share of the regions measured at baseline that are measured on the new photo, too.
fn measured_as_before(baseline: &[RegionReport], photo: &[RegionReport]) -> QualityFinding {
    let pairs = || baseline.iter().zip(photo);
    let regions = || pairs().filter(|(b, _)| b.region != OVERALL_REGION && b.coverage.is_some());
    let lost: Vec<&RegionReport> = regions()
        .map(|(_, now)| now)
        .filter(|now| now.coverage.is_none())
        .collect();
    let count = regions().count();
    let why = |region: &RegionReport| region.reason.clone().unwrap_or_default();
    let (status, message) = match lost.first() {
        None if count == 0 => {
            let why = baseline.first().map(why).unwrap_or_default();
            let message = format!(
                "no region of the baseline is measured ({why}): no photo can be compared with it"
            );
            (QualityStatus::Fail, Some(message))
        }
        None => (QualityStatus::Ok, None),
        Some(first) if lost.len() == count => (
            QualityStatus::Fail,
            Some(format!("no region can be measured: {}", why(first))),
        ),
        Some(first) => {
            let names: Vec<&str> = lost.iter().map(|r| r.region.as_str()).collect();
            let message = format!("not measured: {} ({})", names.join(", "), why(first));
            (QualityStatus::Warn, Some(message))
        }
    };
    QualityFinding {
        value: (count > 0).then(|| (count - lost.len()) as f64 / count as f64),
        unit: "fraction".into(),
        threshold: Some(1.0),
        status,
        effect_pp: None,
        message,
    }
}

fn checked(visit: &Visit<'_>, dated: bool) -> CheckedPhoto {
    CheckedPhoto {
        file: visit.planned.file.clone(),
        date: dated.then(|| visit.planned.date.to_string()),
        sha256: visit.sha256.clone(),
        size_px: visit.size_px,
    }
}
