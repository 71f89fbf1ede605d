//! One view: baseline, registration of the other photos, coverage of all of them together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::course::{Course, CoursePhoto, View};
use crate::coverage::{VisitCoverage, VisitSample, measure_view};
use crate::geometry::Area;
use crate::model::{Rejection, Warning};
use crate::report::pictures::{PictureWindow, SetAside, ViewPictures};

use super::Job;
use super::by_place::tell_places;
use super::certificate::registration_report;
use super::copies::copies;
use super::look::{Looked, look_at_all};
use super::parting::parting_area;
use super::picture_source::PictureSource;
use super::pictures::{PictureFile, view_pictures};
use super::regions::{RegionPlan, native_area};
use super::stages::Observer;
use super::stages::{Stage, timed};
use super::view_report::{DraftView, MeasuredView, draft_of};
use super::view_warnings::{
    copied, doubtful, faces_in_crop, late_baseline, marks_unused, outside_visits, unsteady,
};
use super::visit::Visit;

/// A view's part of the report.
#[derive(Debug)]
pub(crate) struct ViewOutcome {
    /// `None` where no photo of the view could be used.
    pub(crate) draft: Option<DraftView>,
    /// Photos refused.
    pub(crate) rejections: Vec<Rejection>,
    /// Those of them that can be looked at.
    pub(crate) set_aside: Vec<SetAside>,
    /// Notes for the reader.
    pub(crate) warnings: Vec<Warning>,
    /// Pictures for the HTML report.
    pub(crate) pictures: Option<ViewPictures>,
    /// Pictures to write beside it.
    pub(crate) files: Vec<PictureFile>,
}

/// The photos to be used, by view in conventional order, each view by date.
pub(crate) fn photos_by_view(course: &Course) -> Vec<(View, Vec<&CoursePhoto>)> {
    let mut views: BTreeMap<View, Vec<&CoursePhoto>> = BTreeMap::new();
    for photo in &course.photos {
        views.entry(photo.view.clone()).or_default().push(photo);
    }
    views.into_iter().collect()
}

/// Analyzes one view.
pub(crate) fn analyze_view(
    job: &Job<'_>,
    view: &View,
    photos: &[&CoursePhoto],
    observer: &dyn Observer,
) -> ViewOutcome {
    observer.expect(photos.len());
    let (looked, refused) = look_at_all(job, view, photos, observer);
    let (rejections, shown): (Vec<_>, Vec<_>) =
        refused.into_iter().map(|r| (r.rejection, r.shown)).unzip();
    let mut outcome = ViewOutcome {
        draft: None,
        rejections,
        set_aside: shown.into_iter().flatten().map(|s| *s).collect(),
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
    outcome.warnings.extend(marks_unused(&visits, baseline));
    let copies = timed(observer, Stage::Register, || {
        copies(&visits, baseline, &regions.areas)
    });
    tell_places(&mut visits, baseline, &regions.areas);
    let coverage = timed(observer, Stage::Coverage, || {
        measure(job, view, &mut visits, baseline, &regions)
    });
    outcome.rejections.extend(registration_rejections(&visits));
    let seen = MeasuredView {
        visits: &visits,
        baseline,
        regions: &regions,
        coverage: &coverage,
        copies: &copies,
    };
    let draft = timed(observer, Stage::Compare, || draft_of(job, view, seen));
    outcome.warnings.extend(doubtful(&draft.report));
    outcome.warnings.extend(copied(&draft.report, &copies));
    outcome.warnings.extend(outside_visits(&draft));
    outcome
        .warnings
        .extend(unsteady(&draft.report, &job.params.uncertainty));
    let faces: Vec<Warning> = faces_in_crop(job, &visits).collect();
    let window = window.filter(|_| faces.is_empty());
    outcome.warnings.extend(faces);
    if let Some(window) = window {
        let (pictures, files) = timed(observer, Stage::Pictures, || {
            draw(job, window, &draft, seen)
        });
        outcome.pictures = Some(pictures);
        outcome.files = files;
    }
    outcome.draft = Some(draft);
    outcome
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
    let looked_at = parting_area(view, &visits[baseline]);
    let least_stops = job.params.qc.local_light_warn_stops;
    let has_changed = |name: &String| {
        let mut lights = visits.iter().flat_map(|visit| &visit.local_light);
        lights.any(|l| l.hair && l.region == *name && l.stops.abs() > least_stops)
    };
    let areas = regions.areas.iter().enumerate();
    let changed: Vec<usize> = areas
        .filter(|(_, (name, _))| has_changed(name))
        .map(|(i, _)| i)
        .collect();
    let samples: Vec<VisitSample> = visits
        .par_iter_mut()
        .filter_map(|visit| {
            Some(VisitSample {
                image: visit.sample.take()?,
                head_width_px: visit.head_width_px,
                changed: changed.clone(),
                regions: regions
                    .areas
                    .iter()
                    .map(|(_, area)| area)
                    .chain(&looked_at)
                    .map(|area| native_area(visit, area))
                    .collect(),
                around: regions
                    .around
                    .iter()
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
    draft: &DraftView,
    seen: MeasuredView<'_>,
) -> (ViewPictures, Vec<PictureFile>) {
    let visits = seen.visits;
    let transforms: Vec<_> = visits.iter().map(Visit::transform).collect();
    let mut order: Vec<usize> = (0..visits.len()).collect();
    order.swap(0, seen.baseline);
    let sources: Vec<PictureSource<'_>> = order
        .into_iter()
        .map(|i| PictureSource {
            id: &visits[i].planned.id,
            display: visits[i].display.as_ref(),
            size_px: visits[i].size_px,
            reference_from_native: transforms[i].as_ref(),
            alpha: seen.coverage[i].alpha.as_ref(),
            incomparable: incomparable(draft, &visits[i].planned.id, seen.regions),
        })
        .collect();
    view_pictures(
        &draft.report.view,
        window,
        &sources,
        &seen.regions.areas,
        job.course.photos.len(),
        job.pictures,
    )
}

/// Outlines of the regions whose change from the baseline to photo `id` is not comparable.
fn incomparable<'a>(draft: &DraftView, id: &str, regions: &'a RegionPlan) -> Vec<&'a Area> {
    let areas = regions.areas.iter();
    let refused = areas.filter(|(name, _)| !draft.is_compared(id, name));
    refused.map(|(_, area)| area).collect()
}
