//! One view: baseline, registration of the other photos, coverage of all of them together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::calendar::day_number;
use crate::course::{Course, CoursePhoto, View};
use crate::coverage::{VisitCoverage, VisitSample, measure_view};
use crate::geometry::Area;
use crate::model::{Rejection, ViewReport, Warning};
use crate::qc::doubts;
use crate::report::pictures::{PictureWindow, ViewPictures};

use super::look::{Looked, look_at_all};
use super::parting::parting_area;
use super::picture_source::PictureSource;
use super::pictures::{PictureFile, view_pictures};
use super::regions::{RegionPlan, native_area};
use super::stages::{Stage, timed};
use super::view_report::report_of;
use super::visit::{Visit, registration_report};
use super::{Job, Observer};

/// A view's part of the report.
#[derive(Debug)]
pub struct ViewOutcome {
    /// `None` where no photo of the view could be used.
    pub report: Option<ViewReport>,
    /// Photos refused.
    pub rejections: Vec<Rejection>,
    /// Notes for the reader.
    pub warnings: Vec<Warning>,
    /// Pictures for the HTML report.
    pub pictures: Option<ViewPictures>,
    /// Pictures to write beside it.
    pub files: Vec<PictureFile>,
}

/// The photos to be used, by view in conventional order, each view by date.
pub fn photos_by_view(course: &Course) -> Vec<(View, Vec<&CoursePhoto>)> {
    let mut views: BTreeMap<View, Vec<&CoursePhoto>> = BTreeMap::new();
    for photo in &course.photos {
        views.entry(photo.view.clone()).or_default().push(photo);
    }
    views.into_iter().collect()
}

/// Analyzes one view.
pub fn analyze_view(
    job: &Job<'_>,
    view: &View,
    photos: &[&CoursePhoto],
    observer: &dyn Observer,
) -> ViewOutcome {
    observer.expect(photos.len());
    let (looked, rejections) = look_at_all(job, view, photos, observer);
    let mut outcome = ViewOutcome {
        report: None,
        rejections,
        warnings: Vec::new(),
        pictures: None,
        files: Vec::new(),
    };
    let Some(Looked {
        mut visits,
        baseline,
        regions,
        window,
    }) = looked
    else {
        return outcome;
    };
    outcome
        .warnings
        .extend(late_baseline(job.course, &visits[baseline]));
    outcome.warnings.extend(regions.warnings.iter().cloned());
    let coverage = timed(observer, Stage::Coverage, || {
        measure(job, view, &mut visits, baseline, &regions)
    });
    outcome.rejections.extend(registration_rejections(&visits));
    let report = timed(observer, Stage::Compare, || {
        report_of(job, view, &visits, baseline, &regions, &coverage)
    });
    outcome.warnings.extend(doubtful(&report));
    if let Some(window) = window {
        let (pictures, files) = timed(observer, Stage::Pictures, || {
            draw(job, window, &report, &visits, baseline, &regions, &coverage)
        });
        outcome.pictures = Some(pictures);
        outcome.files = files;
    }
    outcome.report = Some(report);
    outcome
}

/// Says of every photo what casts doubt on its coverage itself, not only on a change.
fn doubtful(view: &ViewReport) -> impl Iterator<Item = Warning> {
    view.photos.iter().flat_map(|photo| {
        doubts(&photo.quality).map(|(rule, message)| Warning {
            code: rule.to_owned(),
            message: message.to_owned(),
            photo: Some(photo.id.clone()),
        })
    })
}

/// Says when the baseline was taken after the start of the course.
fn late_baseline(course: &Course, baseline: &Visit<'_>) -> Option<Warning> {
    let days = day_number(course.start, baseline.planned.date);
    (days > 0).then(|| Warning {
        code: "baseline_late".into(),
        message: format!(
            "the baseline of the view {} is of {}, {days} days after the start of the course: \
             what changed before it is not in these values",
            baseline.planned.view, baseline.planned.date
        ),
        photo: Some(baseline.planned.id.clone()),
    })
}

/// Coverage of the regions on every photo. An area that is looked at without being a region comes
/// last and is no part of the report.
pub(super) fn measure(
    job: &Job<'_>,
    view: &View,
    visits: &mut [Visit<'_>],
    baseline: usize,
    regions: &RegionPlan,
) -> Vec<VisitCoverage> {
    let looked_at = parting_area(view, job.course.front_of(view), &visits[baseline]);
    let samples: Vec<VisitSample> = visits
        .par_iter_mut()
        .filter_map(|visit| {
            Some(VisitSample {
                image: visit.sample.take()?,
                head_width_px: visit.head_width_px,
                regions: regions
                    .areas
                    .iter()
                    .map(|(_, area)| area)
                    .chain(&looked_at)
                    .map(|area| native_area(visit, area))
                    .collect(),
            })
        })
        .collect();
    measure_view(&samples, &job.params.coverage)
}

fn registration_rejections(visits: &[Visit<'_>]) -> Vec<Rejection> {
    visits
        .iter()
        .filter(|visit| visit.transform().is_none())
        .map(|visit| {
            let report = registration_report(visit, &[]);
            Rejection {
                file: visit.planned.file.clone(),
                stage: "registration".into(),
                reason: report
                    .reason
                    .unwrap_or_else(|| "the photo could not be aligned".into()),
                hint: report
                    .hint
                    .unwrap_or_else(|| "retake the photo as at baseline".into()),
            }
        })
        .collect()
}

fn draw(
    job: &Job<'_>,
    window: PictureWindow,
    report: &ViewReport,
    visits: &[Visit<'_>],
    baseline: usize,
    regions: &RegionPlan,
    coverage: &[VisitCoverage],
) -> (ViewPictures, Vec<PictureFile>) {
    let transforms: Vec<_> = visits.iter().map(Visit::transform).collect();
    let mut order: Vec<usize> = (0..visits.len()).collect();
    order.swap(0, baseline);
    let sources: Vec<PictureSource<'_>> = order
        .into_iter()
        .map(|i| PictureSource {
            id: &visits[i].planned.id,
            display: visits[i].display.as_ref(),
            size_px: visits[i].size_px,
            reference_from_native: transforms[i].as_ref(),
            alpha: coverage[i].alpha.as_ref(),
            incomparable: incomparable(report, &visits[i].planned.id, regions),
        })
        .collect();
    view_pictures(
        &report.view,
        window,
        &sources,
        &regions.areas,
        job.course.photos.len(),
        job.pictures,
    )
}

/// Outlines of the regions whose change from the baseline to photo `id` is not comparable.
fn incomparable<'a>(report: &ViewReport, id: &str, regions: &'a RegionPlan) -> Vec<&'a Area> {
    let compared = |name: &str| {
        let mut changes = report.since_baseline(id);
        changes.any(|c| c.region == name && c.is_comparable())
    };
    let refused = regions.areas.iter().filter(|(name, _)| !compared(name));
    refused.map(|(_, area)| area).collect()
}
