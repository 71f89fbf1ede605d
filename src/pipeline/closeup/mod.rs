//! A close-up view: every photo read, hairs found on each, the course followed, the report written.

mod anagen;
mod changes;
mod check;
mod hair_list;
mod hairs;
mod page;
mod place;
mod read;
mod regions;
mod scale;
mod seen;

use rayon::prelude::*;

use crate::calendar::day_number;
use crate::closeup::course::follow;
use crate::closeup::model::CloseupPhoto;
use crate::course::{CoursePhoto, View};
use crate::longitudinal::timeline::baseline_index;
use crate::model::{CloseupMark, CloseupView, MarkBasis, Rejection, ViewKind, Warning};
use crate::photo::Photo;
use crate::report::pictures::CloseupPictures;

use super::look::readable_baseline;
#[cfg(feature = "desk")]
use super::stages::Silent;
use super::stages::{Stage, timed};
use super::{Job, Observer};
pub(super) use check::check;
use read::ReadPhoto;
use scale::{Common, Otherwise};
use seen::Seen;

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
    read::found(photo, &pixels, Otherwise::Traced(None), &Silent)
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
    let mut visits = Vec::new();
    for result in read {
        match result {
            Ok(photo) => visits.push(photo),
            Err(rejection) => rejections.push(rejection),
        }
    }
    let dates: Vec<_> = visits.iter().map(|v| v.planned.date).collect();
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
        visits: &visits,
        baseline,
        course: timed(observer, Stage::Register, || {
            let photos: Vec<&CloseupPhoto> = visits.iter().map(|v| &v.hairs).collect();
            follow(&photos, baseline)
        }),
        target: regions::target(job.areas, view, &visits[baseline]),
    };
    let mut warnings: Vec<Warning> = visits.iter().flat_map(ReadPhoto::warnings).collect();
    warnings.extend(seen.target.warnings.iter().cloned());
    warnings.extend(of_siblings(photos, &visits, &rejections));
    warnings.extend(place::scales_apart(&seen));
    rejections.extend(place::unplaced(&seen));
    let report = timed(observer, Stage::Compare, || report_of(&seen, view));
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

/// The report of a view.
fn report_of(seen: &Seen<'_>, view: &View) -> CloseupView {
    let baseline = seen.id(seen.baseline).to_owned();
    CloseupView {
        view: view.to_string(),
        kind: ViewKind::Closeup,
        baseline: Some(baseline.clone()),
        baseline_visit: Some(baseline),
        regions_source: seen.target.source.clone(),
        region_outlines: seen.target.outlines(),
        photos: hairs::photo_reports(seen),
        changes: changes::changes(seen),
        marks: marks(seen),
        repeats: changes::repeats(seen),
        anagen: anagen::anagen(seen),
    }
}

/// The photo at each calendar mark.
fn marks(seen: &Seen<'_>) -> Vec<CloseupMark> {
    let (start, today) = (seen.job.course.start, seen.job.course.today);
    let marks = seen.job.course.marks.iter();
    marks
        .filter_map(|mark| {
            let date = crate::longitudinal::marks::mark_date(start, mark.month).ok()?;
            let near = |photo: &usize| {
                let off = day_number(date, seen.visits[*photo].planned.date);
                off.unsigned_abs()
            };
            let placed = |photo: &usize| seen.course.places[*photo].baseline_from_own().is_some();
            let photo = (0..seen.visits.len())
                .filter(|photo| *photo != seen.baseline)
                .filter(placed)
                .filter(|photo| near(photo) <= mark.window_days)
                .min_by_key(|photo| (near(photo), *photo));
            Some(CloseupMark {
                month: mark.month,
                date: date.to_string(),
                window_days: mark.window_days,
                basis: match photo {
                    Some(_) => MarkBasis::Photo,
                    None => MarkBasis::Missing,
                },
                not_due: photo.is_none()
                    && crate::longitudinal::marks::not_due(date, mark.window_days, today),
                photo: photo.map(|p| seen.id(p).to_owned()),
            })
        })
        .collect()
}
