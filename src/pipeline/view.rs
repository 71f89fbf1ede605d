//! One view: baseline, registration of the other photos, coverage of all of them together.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::course::{Course, CoursePhoto, View};
use crate::coverage::{VisitCoverage, VisitSample, measure_view};
use crate::geometry::Area;
use crate::longitudinal::DatedPhoto;
use crate::longitudinal::course_change::course_change;
use crate::longitudinal::marks::{MarkInput, MarkPlan, marks};
use crate::longitudinal::timeline::{baseline_index, day_number};
use crate::longitudinal::trend::trend;
use crate::qc::{Comparability, parting_moved};
use crate::report::model::{
    MarkReport, PhotoReport, RegionOutline, Rejection, ViewKind, ViewReport, Warning,
};
use crate::report::pictures::{PictureScope, PictureWindow, ViewPictures};

use super::compare::{Measured, view_changes};
use super::parting::{parting_area, parting_report};
use super::pictures::{PictureFile, PictureSource, view_pictures, window_of};
use super::quality::{findings, hair_findings};
use super::regions::{RegionPlan, native_area, plan_regions};
use super::stages::{Stage, timed};
use super::visit::{Loaded, Shown, Visit, load, registration_report};
use super::witnesses::bear_out;
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
    if view.is_closeup() {
        return refuse_closeups(photos);
    }
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
    outcome.report = Some(timed(observer, Stage::Compare, || {
        report_of(job, view, &visits, baseline, &regions, &coverage)
    }));
    let report = outcome.report.as_ref();
    outcome
        .warnings
        .extend(report.iter().flat_map(|r| doubtful(r)));
    if let Some(window) = window {
        let (pictures, files) = timed(observer, Stage::Pictures, || {
            draw(job, view, window, &visits, baseline, &regions, &coverage)
        });
        outcome.pictures = Some(pictures);
        outcome.files = files;
    }
    outcome
}

/// Says of every photo what casts doubt on its coverage itself, not only on a change.
fn doubtful(view: &ViewReport) -> impl Iterator<Item = Warning> {
    view.photos.iter().flat_map(|photo| {
        photo.doubts().map(|(rule, message)| Warning {
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

fn refuse_closeups(photos: &[&CoursePhoto]) -> ViewOutcome {
    let rejections = photos
        .iter()
        .map(|photo| Rejection {
            file: photo.file.clone(),
            stage: "view".into(),
            reason: "close-up photos are not measured by this version".into(),
            hint: "leave close-ups out with exclude = true, or measure a global view".into(),
        })
        .collect();
    ViewOutcome {
        report: None,
        rejections,
        warnings: Vec::new(),
        pictures: None,
        files: Vec::new(),
    }
}

/// The photos of a view that could be used.
struct Looked<'a> {
    visits: Vec<Visit<'a>>,
    /// Which of them is the baseline.
    baseline: usize,
    regions: RegionPlan,
    /// What pictures show, where there are any.
    window: Option<PictureWindow>,
}

/// Decodes the baseline, then looks at every photo in parallel, each registered to it.
///
/// A baseline that cannot be decoded is a rejection, and the next best photo takes its place.
fn look_at_all<'a>(
    job: &Job<'_>,
    view: &View,
    photos: &[&'a CoursePhoto],
    observer: &dyn Observer,
) -> (Option<Looked<'a>>, Vec<Rejection>) {
    let mut left: Vec<&CoursePhoto> = photos.to_vec();
    let mut rejections = Vec::new();
    let first = baseline_of(job.course, photos);
    let others = photos.iter().enumerate().filter(|(i, _)| Some(*i) != first);
    // The other threads would have to wait for the baseline otherwise.
    let ahead: Vec<&CoursePhoto> = others
        .map(|(_, photo)| *photo)
        .take(rayon::current_num_threads() - 1)
        .collect();
    let load_one = |&photo: &&'a CoursePhoto| (photo, load(job, photo, observer));
    let (base, loaded) = rayon::join(
        || readable_baseline(job, &mut left, &mut rejections, observer),
        || ahead.par_iter().map(load_one).collect(),
    );
    let Some((base, index)) = base else {
        return (None, rejections);
    };
    let regions = plan_regions(view, &base, job.areas, job.course.front);
    let window =
        (job.pictures != PictureScope::None).then(|| window_of(&regions.areas, base.size_px()));
    let (mut visits, refused) = look_in_turn(job, base, &left, loaded, window, observer);
    rejections.extend(refused);
    let is_base = |visit: &Visit<'_>| std::ptr::eq(visit.planned, left[index]);
    let baseline = visits.iter().position(is_base);
    if let Some(baseline) = baseline {
        timed(observer, Stage::Register, || {
            bear_out(job, &mut visits, baseline);
        });
    }
    let looked = baseline.map(|baseline| Looked {
        visits,
        baseline,
        regions,
        window,
    });
    (looked, rejections)
}

/// A photo decoded ahead of its turn, or why it could not be.
type Ahead<'a> = (&'a CoursePhoto, Result<Loaded<'a>, Rejection>);

/// Looks at the photos `left`, of which `base` and those in `ahead` are decoded already; the
/// visits come in the order of `left`.
fn look_in_turn<'a>(
    job: &Job<'_>,
    base: Loaded<'a>,
    left: &[&'a CoursePhoto],
    mut ahead: Vec<Ahead<'a>>,
    window: Option<PictureWindow>,
    observer: &dyn Observer,
) -> (Vec<Visit<'a>>, Vec<Rejection>) {
    let shown = window.map_or(Shown::Nothing, Shown::Window);
    let reference = base.reference();
    let planned = base.planned;
    ahead.insert(0, (planned, Ok(base)));
    let mut decoded = |photo: &CoursePhoto| {
        let found = ahead.iter().position(|(p, _)| std::ptr::eq(*p, photo))?;
        Some(ahead.swap_remove(found).1)
    };
    let mut queue: Vec<_> = left
        .iter()
        .enumerate()
        .map(|(i, &photo)| (i, photo, decoded(photo)))
        .collect();
    // Decoded photos first: they take most memory.
    queue.sort_by_key(|(_, _, decoded)| decoded.is_none());
    // Threads take the photos in this order; the results are put in order again.
    let mut looked: Vec<(usize, Result<Visit<'a>, Rejection>)> = queue
        .into_iter()
        .par_bridge()
        .map(|(i, photo, decoded)| {
            let decoded = decoded.unwrap_or_else(|| load(job, photo, observer));
            let against = (!std::ptr::eq(photo, planned)).then_some(&reference);
            let visit = decoded.map(|d| d.look(job, against, shown, observer));
            observer.step(&photo.file);
            (i, visit)
        })
        .collect();
    looked.sort_by_key(|(i, _)| *i);
    partition(looked.into_iter().map(|(_, visit)| visit))
}

/// The baseline of a view and its place in `left`: the first choice that can be decoded. Those
/// that cannot are moved from `left` to `rejections`.
pub fn readable_baseline<'a>(
    job: &Job<'_>,
    left: &mut Vec<&'a CoursePhoto>,
    rejections: &mut Vec<Rejection>,
    observer: &dyn Observer,
) -> Option<(Loaded<'a>, usize)> {
    while let Some(index) = baseline_of(job.course, left) {
        match load(job, left[index], observer) {
            Ok(base) => return Some((base, index)),
            Err(rejection) => {
                observer.step(&left[index].file);
                rejections.push(rejection);
                left.remove(index);
            }
        }
    }
    None
}

fn partition<'a>(
    results: impl Iterator<Item = Result<Visit<'a>, Rejection>>,
) -> (Vec<Visit<'a>>, Vec<Rejection>) {
    let mut visits = Vec::new();
    let mut refused = Vec::new();
    for result in results {
        match result {
            Ok(visit) => visits.push(visit),
            Err(rejection) => refused.push(rejection),
        }
    }
    (visits, refused)
}

fn baseline_of(course: &Course, photos: &[&CoursePhoto]) -> Option<usize> {
    let dates: Vec<_> = photos.iter().map(|p| p.date).collect();
    baseline_index(&dates, Some(course.start))
}

/// Coverage of the regions on every photo. An area that is looked at without being a region comes
/// last and is no part of the report.
fn measure(
    job: &Job<'_>,
    view: &View,
    visits: &mut [Visit<'_>],
    baseline: usize,
    regions: &RegionPlan,
) -> Vec<VisitCoverage> {
    let looked_at = parting_area(view, job.course.front, &visits[baseline]);
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

fn report_of(
    job: &Job<'_>,
    view: &View,
    visits: &[Visit<'_>],
    baseline: usize,
    regions: &RegionPlan,
    coverage: &[VisitCoverage],
) -> ViewReport {
    let weights = regions.weights();
    let measured: Vec<Measured> = visits
        .iter()
        .zip(coverage)
        .map(|(visit, coverage)| Measured::new(visit, regions, coverage, job.params))
        .collect();
    let dated: Vec<DatedPhoto> = visits
        .iter()
        .map(|v| DatedPhoto::new(v.planned.id.clone(), v.planned.date))
        .collect();
    let mut photos: Vec<PhotoReport> = visits
        .iter()
        .zip(&measured)
        .map(|(visit, m)| photo_report(job, visit, &visits[baseline], m, regions, job.course.start))
        .collect();
    for (i, photo) in photos.iter_mut().enumerate() {
        let base = (i != baseline).then_some(&measured[baseline].hair);
        let found = hair_findings(base.map(Vec::as_slice), &measured[i].hair, &job.params.qc);
        photo.quality.extend(found);
    }
    let comparability: Vec<Comparability> = photos
        .iter()
        .map(|p| Comparability::of(&p.quality, &p.registration))
        .collect();
    let changes = view_changes(&measured, &dated, baseline, &weights, &comparability, job);
    let parting = parting_report(
        view,
        job.course.front,
        visits,
        baseline,
        coverage,
        &comparability,
    );
    if let Some(parting) = &parting {
        for (i, photo) in photos
            .iter_mut()
            .enumerate()
            .filter(|(i, _)| *i != baseline)
        {
            let found = parting_moved(
                &parting.photos[baseline],
                &parting.photos[i],
                &job.params.qc,
            );
            photo
                .quality
                .extend(found.map(|f| ("parting".to_owned(), f)));
        }
    }
    let base_id = dated[baseline].id.as_str();
    let start = job.course.start;
    ViewReport {
        view: view.to_string(),
        kind: ViewKind::Global,
        baseline: Some(base_id.to_owned()),
        regions_source: regions.source.clone(),
        region_outlines: regions
            .areas
            .iter()
            .map(|(name, area)| outline(name, area))
            .collect(),
        photos,
        marks: course_marks(job, start, &dated, base_id, &changes),
        parting,
        course_change: course_change(&dated, Some(base_id), &changes),
        trend: trend(
            job.course.sessions.last().copied().unwrap_or(start),
            &dated,
            Some(base_id),
            &changes,
        ),
        changes,
    }
}

fn outline(name: &str, area: &Area) -> RegionOutline {
    RegionOutline {
        region: name.to_owned(),
        rings: area
            .rings
            .iter()
            .map(|ring| ring.iter().map(|p| [p.x, p.y]).collect())
            .collect(),
    }
}

fn course_marks(
    job: &Job<'_>,
    start: jiff::civil::Date,
    photos: &[DatedPhoto],
    baseline: &str,
    changes: &[crate::report::model::ChangeReport],
) -> Vec<MarkReport> {
    let plan: Vec<MarkPlan> = job
        .course
        .marks
        .iter()
        .map(|m| MarkPlan {
            month: m.month,
            window_days: m.window_days,
        })
        .collect();
    let input = MarkInput {
        start,
        photos,
        baseline: Some(baseline),
        changes,
    };
    // A mark beyond the calendar's last year has no date to be reported under.
    marks(&input, &plan).unwrap_or_default()
}

fn photo_report(
    job: &Job<'_>,
    visit: &Visit<'_>,
    baseline: &Visit<'_>,
    measured: &Measured,
    regions: &RegionPlan,
    start: jiff::civil::Date,
) -> PhotoReport {
    let registration = registration_report(visit, &regions.areas);
    let sessions = &job.course.sessions;
    PhotoReport {
        id: visit.planned.id.clone(),
        file: visit.planned.file.clone(),
        sha256: visit.sha256.clone(),
        date: visit.planned.date.to_string(),
        day: day_number(start, visit.planned.date),
        size_px: visit.size_px,
        quality: findings(visit, baseline, &registration, sessions, &job.params.qc),
        registration,
        regions: measured.reports(),
    }
}

fn draw(
    job: &Job<'_>,
    view: &View,
    window: PictureWindow,
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
        })
        .collect();
    view_pictures(
        &view.to_string(),
        window,
        &sources,
        &regions.areas,
        job.course.photos.len(),
        job.pictures,
    )
}
