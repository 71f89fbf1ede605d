//! A close-up view: every photo read, hairs found on each, the course followed, the report written.

mod anagen;
mod changes;
mod check;
mod copies;
mod course;
mod hair_list;
mod hairs;
mod page;
mod place;
mod quality;
mod read;
mod regions;
mod scale;
mod seen;
mod visits;

use rayon::prelude::*;

use crate::closeup::course::follow;
use crate::closeup::model::CloseupPhoto;
use crate::course::{CoursePhoto, View};
use crate::longitudinal::timeline::baseline_index;
use crate::model::{CloseupView, Rejection, ViewKind, Warning};
use crate::photo::Photo;
use crate::report::pictures::CloseupPictures;

use super::look::readable_baseline;
#[cfg(feature = "desk")]
use super::stages::Silent;
use super::stages::{Stage, timed};
use super::{Job, Observer};
pub(super) use check::check;
use course::Followed;
use read::ReadPhoto;
use scale::{Common, Otherwise};
use seen::Seen;
use visits::Visit;

/// A close-up view's part of the report.
#[derive(Debug)]
pub(super) struct CloseupOutcome {
    /// `None` where no photo of the view could be used.
    pub(crate) report: Option<CloseupView>,
    pub(crate) rejections: Vec<Rejection>,
    pub(crate) warnings: Vec<Warning>,
    /// Photos and drawn hairs for the page; `None` without pictures.
    pub(crate) pictures: Option<CloseupPictures>,
}

/// The hairs that a run finds on a close-up, before a person's corrections.
///
/// # Errors
/// A rejection where it cannot be decoded, or shows no hair shafts.
#[cfg(feature = "desk")]
pub(crate) fn hairs_found(job: &Job<'_>, photo: &CoursePhoto) -> Result<CloseupPhoto, Rejection> {
    let pixels = read::decoded(job, photo, &Silent)?;
    let photos = job.course.photos.iter();
    let of_view: Vec<&CoursePhoto> = photos.filter(|p| p.view == photo.view).collect();
    let common = photo
        .scale
        .is_none()
        .then(|| common_scale(job, &of_view, &Silent));
    let common = common.flatten().map(|(common, _)| common);
    read::found(photo, &pixels, Otherwise::Traced(common), &Silent)
}

/// Analyzes a close-up view; `photos` are in order of time.
pub(super) fn analyze(
    job: &Job<'_>,
    view: &View,
    photos: &[&CoursePhoto],
    observer: &dyn Observer,
) -> CloseupOutcome {
    observer.expect(photos.len());
    let (common, mut ahead) = common_scale(job, photos, observer).unzip();
    let otherwise = Otherwise::Traced(common);
    let queue: Vec<(&CoursePhoto, Option<Photo>)> = photos
        .iter()
        .map(|&planned| {
            let own = ahead.take_if(|(of, _)| std::ptr::eq(*of, planned));
            (planned, own.map(|(_, photo)| photo))
        })
        .collect();
    let read: Vec<Result<ReadPhoto<'_>, Rejection>> = queue
        .into_par_iter()
        .map(|(planned, ahead)| {
            let photo = ahead.map_or_else(|| read::decoded(job, planned, observer), Ok);
            let read = photo.and_then(|p| read::read(job, planned, p, otherwise, observer));
            observer.step(&planned.file);
            read
        })
        .collect();
    let mut rejections = Vec::new();
    let mut photos_read = Vec::new();
    for result in read {
        match result {
            Ok(photo) => photos_read.push(photo),
            Err(rejection) => rejections.push(rejection),
        }
    }
    let dates: Vec<_> = photos_read.iter().map(|v| v.planned.date).collect();
    let Some(baseline) = baseline_index(&dates, Some(job.course.start)) else {
        return CloseupOutcome {
            report: None,
            rejections,
            warnings: Vec::new(),
            pictures: None,
        };
    };
    let seen = Seen {
        job,
        read: &photos_read,
        baseline,
        course: timed(observer, Stage::Register, || {
            let photos: Vec<&CloseupPhoto> = photos_read.iter().map(|v| &v.hairs).collect();
            follow(&photos, baseline)
        }),
        target: regions::target(job.areas, view, &photos_read[baseline]),
    };
    let mut warnings: Vec<Warning> = photos_read.iter().flat_map(ReadPhoto::warnings).collect();
    warnings.extend(seen.target.warnings.iter().cloned());
    warnings.extend(of_siblings(photos, &photos_read, &rejections));
    warnings.extend(place::scales_apart(&seen));
    rejections.extend(place::unplaced(&seen));
    let copies = copies::copies(&seen);
    warnings.extend(photos_read.iter().zip(&copies).filter_map(|(photo, copy)| {
        Some(Warning {
            code: "copy".into(),
            message: format!("{}: {}", photo.planned.file, copy.as_ref()?),
            photo: Some(photo.planned.id.clone()),
        })
    }));
    let report = timed(observer, Stage::Compare, || report_of(&seen, view, &copies));
    let pictures = page::pictures(&seen);
    CloseupOutcome {
        report: Some(report),
        rejections,
        warnings,
        pictures,
    }
}

/// The scale of the first photo that tells one, the baseline before the others, where photos of the course
/// have none: one device photographs them all. With the photo, decoded.
fn common_scale<'a>(
    job: &Job<'_>,
    photos: &[&'a CoursePhoto],
    observer: &dyn Observer,
) -> Option<(Common, (&'a CoursePhoto, Photo))> {
    if photos.len() < 2 || photos.iter().all(|photo| photo.scale.is_some()) {
        return None;
    }
    let tell = |planned: &'a CoursePhoto| {
        let photo = read::decoded(job, planned, observer).map_err(|_| ())?;
        let (width, height) = photo.pixels.dimensions();
        let given = planned.scale.map(|s| s.px_per_mm(width, height));
        let common = Common::of(&photo.pixels, given).ok_or(())?;
        Ok((common, (planned, photo)))
    };
    let (mut left, mut silent) = (photos.to_vec(), Vec::<()>::new());
    readable_baseline(job.course, &mut left, &mut silent, tell).map(|found| found.base)
}

/// Warnings on photos whose very scale was refused on another.
fn of_siblings(
    photos: &[&CoursePhoto],
    visits: &[ReadPhoto<'_>],
    rejections: &[Rejection],
) -> Vec<Warning> {
    let refused = rejections.iter().filter(|r| r.stage == "scale");
    let refused: Vec<&CoursePhoto> = refused
        .filter_map(|r| photos.iter().find(|p| p.file == r.file).copied())
        .filter(|p| p.scale.is_some())
        .collect();
    let sibling = |visit: &ReadPhoto<'_>| {
        let of = refused.iter().find(|p| p.scale == visit.planned.scale)?;
        Some(Warning {
            code: "scale_refused_elsewhere".into(),
            message: format!(
                "the scale of this photo is that of {}, which was refused for it: check px_per_mm or \
                 field_mm",
                of.file
            ),
            photo: Some(visit.planned.id.clone()),
        })
    };
    visits.iter().filter_map(sibling).collect()
}

/// Fields of a view of the head that a close-up view has too, without a value.
const NOT_APPLICABLE: [&str; 7] = [
    "coverage",
    "delta_pp",
    "ci95_pp",
    "detectable_pp",
    "effect_pp",
    "spread_pp",
    "slope_pp_per_30_days",
];
/// Why.
const HAIRS_NOT_AREA: &str = "on a close-up hairs are counted, not the area that they hide: changes are in \
                              hairs (net, net_ci95) and in hairs per cm2";

/// The report of a view.
fn report_of(seen: &Seen<'_>, view: &View, copies: &[Option<String>]) -> CloseupView {
    let visits = visits::visits(seen, copies);
    let of_baseline = |visit: &Visit| visit.holds(seen, seen.baseline);
    let baseline = visits.iter().position(of_baseline).unwrap_or(0);
    let changes = changes::changes(seen, &visits, baseline);
    let followed = Followed {
        seen,
        visits: &visits,
        baseline,
        changes: &changes,
    };
    let own = |(photo, copy): (usize, &Option<String>)| {
        quality::findings(seen, photo, copy.as_deref(), None)
    };
    let quality = copies.iter().enumerate().map(own).collect();
    let not_applicable = NOT_APPLICABLE.map(|field| (field.to_owned(), HAIRS_NOT_AREA.to_owned()));
    CloseupView {
        view: view.to_string(),
        kind: ViewKind::Closeup,
        baseline: Some(seen.id(seen.baseline).to_owned()),
        baseline_visit: Some(visits[baseline].id.clone()),
        regions_source: seen.target.source.clone(),
        region_outlines: seen.target.outlines(),
        photos: hairs::photo_reports(seen, quality),
        marks: followed.marks(),
        course_change: followed.course_change(),
        trend: followed.trend(),
        not_applicable: not_applicable.into(),
        repeats: changes::repeats(seen, copies),
        anagen: anagen::anagen(seen),
        visits: visits.iter().map(|visit| visit.report(seen)).collect(),
        changes,
    }
}
