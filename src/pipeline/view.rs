//! One view: baseline, registration of the other photos, coverage of all of them together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::calendar::day_number;
use crate::course::{Course, CoursePhoto, View};
use crate::coverage::{VisitCoverage, VisitSample, measure_view};
use crate::geometry::Area;
use crate::model::{CROP_FACE, Rejection, ViewReport, Warning};
use crate::qc::doubts;
use crate::report::pictures::{PictureScope, PictureWindow, SetAside, ViewPictures};
use crate::uncertainty::UncertaintyParams;

use super::Job;
use super::by_place::tell_places;
use super::certificate::registration_report;
use super::copies::{CopyOf, copies};
use super::look::{Looked, look_at_all};
use super::parting::parting_area;
use super::picture_source::PictureSource;
use super::pictures::{PictureFile, view_pictures};
use super::regions::{RegionPlan, native_area};
use super::stages::Observer;
use super::stages::{Stage, timed};
use super::view_report::{DraftView, MeasuredView, draft_of};
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

/// Marks that align nothing, because the other photo of the pair has none.
fn marks_unused(visits: &[Visit<'_>], baseline: usize) -> Vec<Warning> {
    let base = visits[baseline].planned;
    let others = || visits.iter().enumerate().filter(|(i, _)| *i != baseline);
    let others = || others().map(|(_, visit)| visit.planned);
    let is_marked = |photo: &&CoursePhoto| !photo.landmarks.is_empty();
    let warning = |photo: &CoursePhoto, why: String| Warning {
        code: "landmarks_unused".into(),
        message: format!(
            "the landmarks of {} are not used: {why}; mark the same places in the same order on both",
            photo.file
        ),
        photo: Some(photo.id.clone()),
    };
    match base.landmarks.is_empty() {
        true => others()
            .filter(is_marked)
            .map(|photo| warning(photo, format!("the baseline {} has none", base.file)))
            .collect(),
        false if others().any(|photo| is_marked(&photo)) => Vec::new(),
        false => vec![warning(
            base,
            "no other photo of its view has any".to_owned(),
        )],
    }
}

/// Photos on which a face may lie within the regions, where pictures were asked for that show no
/// face: then there are none.
fn faces_in_crop(job: &Job<'_>, visits: &[Visit<'_>]) -> impl Iterator<Item = Warning> {
    let asked = job.pictures == PictureScope::Regions;
    let faces = visits
        .iter()
        .filter(move |v| asked && v.seen.may_show_a_face());
    faces.map(|visit| Warning {
        code: CROP_FACE.into(),
        message: format!(
            "no pictures of the view {} are made: cropped to the regions they could still show a \
             part of a face ({}); leave --crop away, or draw regions on the scalp alone",
            visit.planned.view, visit.planned.file
        ),
        photo: Some(visit.planned.id.clone()),
    })
}

/// Names the photos that are copies of others.
fn copied(view: &ViewReport, copies: &[Option<CopyOf>]) -> Vec<Warning> {
    let named = view.photos.iter().zip(copies);
    named
        .filter_map(|(photo, copy)| {
            Some(Warning {
                code: "copy".into(),
                message: format!("{}: {}", photo.file, copy.as_ref()?.reason),
                photo: Some(photo.id.clone()),
            })
        })
        .collect()
}

/// Names the visits whose photos differ more than intervals allow for.
fn unsteady<'a>(
    view: &'a ViewReport,
    params: &'a UncertaintyParams,
) -> impl Iterator<Item = Warning> + 'a {
    let most = 2.0 * params.visit_spread_pp;
    view.visits.iter().filter_map(move |visit| {
        let spread = visit.spread_pp.filter(|&spread| spread > most)?;
        Some(Warning {
            code: "visit_spread".into(),
            message: format!(
                "the photos of {} differ by {spread:.1} points (standard deviation; {most:.1} is \
                 usual at most): comb, light or focus changed within the visit",
                visit.date
            ),
            photo: visit.photos.first().cloned(),
        })
    })
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
