//! A close-up just taken against the baseline of its view, as a report would hold it: the same spot,
//! shafts that can be counted, a scale.

use image::{Rgb, RgbImage};

use crate::closeup::course::follow;
use crate::closeup::model::{CloseupPhoto, ScaleSource};
use crate::course::CapturedPhoto;
use crate::geometry::Point;
use crate::model::{RegistrationReport, Rejection, Tool};
use crate::report::check::{CHECK_SCHEMA, CheckReport, CheckedPhoto, advice};
use crate::report::overlay::draw_outline;

use super::super::assemble::DISCLAIMER;
use super::super::checked::Check;
use super::super::look::{FoundBaseline, readable_baseline};
use super::super::{Job, Observer};
use super::read::{self, ReadPhoto};
use super::scale::Otherwise;
use super::seen::Seen;
use super::{copies, place, quality, regions};

/// Colour of the baseline's target on the new photo.
const TARGET: Rgb<u8> = Rgb([240, 228, 66]);

/// Holds a close-up against the baseline of its view.
///
/// # Errors
/// The rejections when no close-up of the view or not the new one can be read.
pub(in crate::pipeline) fn check(
    job: &Job<'_>,
    captured: &CapturedPhoto,
    observer: &dyn Observer,
) -> Result<Check, Vec<Rejection>> {
    observer.expect(2);
    let of_view = job.course.photos.iter();
    let mut left = of_view
        .filter(|photo| photo.view == captured.photo.view)
        .collect();
    let mut rejections = Vec::new();
    let own_scale = Otherwise::Traced(None);
    let read_at = |photo, otherwise| {
        let decoded = read::decoded(job, photo, observer)?;
        read::read(job, photo, decoded, otherwise, observer)
    };
    let first = |photo| read_at(photo, own_scale);
    let found = readable_baseline(job.course, &mut left, &mut rejections, first);
    let Some(FoundBaseline { base: baseline, .. }) = found else {
        return Err(rejections);
    };
    observer.step(&baseline.planned.file);
    let as_baseline = baseline.planned.scale.map_or(own_scale, Otherwise::Assumed);
    let own = read_at(&captured.photo, as_baseline).map_err(|why| vec![why])?;
    let given = captured.photo.scale.is_some();
    let assumed = !given
        && own
            .hairs
            .scale
            .is_some_and(|s| s.source == ScaleSource::Given);
    observer.step(&captured.photo.file);
    let visits = [baseline, own];
    let photos: Vec<&CloseupPhoto> = visits.iter().map(|v| &v.hairs).collect();
    let seen = Seen {
        job,
        read: &visits,
        baseline: 0,
        course: follow(&photos, 0),
        target: regions::target(job.areas, &captured.photo.view, &visits[0]),
    };
    let registration = certificate(&seen);
    let copies = copies::copies(&seen);
    let scale = seen.read[1].px_per_mm().filter(|_| assumed).map(|px| {
        format!(
            "the scale is taken as the baseline's, {px:.1} px/mm: right for the same device and setting; \
             else give px_per_mm or field_mm in course.toml"
        )
    });
    let quality = quality::findings(&seen, 1, copies[1].as_deref(), scale);
    let ghost = ghost(job, &seen).map_err(|why| vec![why])?;
    let report = CheckReport {
        schema: CHECK_SCHEMA.into(),
        tool: Tool::this(),
        disclaimer: DISCLAIMER.into(),
        view: captured.photo.view.to_string(),
        advice: advice(&quality, &registration),
        photo: checked(&visits[1], captured.dated),
        baseline: Some(checked(&visits[0], true)),
        registration,
        quality,
        rejections,
        warnings: seen.target.warnings.clone(),
    };
    Ok(Check {
        report,
        ghost: Some(ghost),
    })
}

/// Where the new photo lies on the baseline's skin, as the certificate of a photo.
fn certificate(seen: &Seen<'_>) -> RegistrationReport {
    let found = place::registration(seen, 1);
    RegistrationReport {
        status: found.status,
        model: found.model,
        residual_permille: found.residual_permille,
        overlap: found.overlap,
        scale: found.scale,
        rotation_deg: found.rotation_deg,
        tilt_deg: None,
        forward_backward_permille: None,
        heldout_correlation: None,
        reason: found.reason,
        hint: found.hint,
        transform: found.transform.map(|rows| serde_json::json!(rows)),
        ..RegistrationReport::baseline()
    }
}

/// The new photo with the baseline's target on it, where its place is known.
fn ghost(job: &Job<'_>, seen: &Seen<'_>) -> Result<RgbImage, Rejection> {
    let planned = seen.read[1].planned;
    let loaded = (job.load)(planned).map_err(|e| Rejection {
        file: planned.file.clone(),
        stage: "decode".into(),
        reason: e.to_string(),
        hint: e.hint().to_string(),
    })?;
    let mut picture = loaded.pixels;
    if let Some(own) = place::photo_from_baseline(seen, 1) {
        for ring in seen.target.outlines().iter().flat_map(|o| &o.rings) {
            let ring = ring.iter().map(|&[x, y]| own.apply(Point::new(x, y)));
            draw_outline(&mut picture, &ring.collect::<Vec<_>>(), TARGET);
        }
    }
    Ok(picture)
}

fn checked(photo: &ReadPhoto<'_>, dated: bool) -> CheckedPhoto {
    let (width, height) = photo.hairs.size_px;
    CheckedPhoto {
        file: photo.planned.file.clone(),
        date: dated.then(|| photo.planned.date.to_string()),
        sha256: photo.sha256.clone(),
        size_px: [width, height],
    }
}
