//! One photo: decoded, registered to the baseline, sampled; then the full-size pixels are let go.

use image::RgbImage;
use sha2::{Digest, Sha256};

use crate::course::CoursePhoto;
use crate::photo::{Photo, decode_photo};
use crate::photometry::{LinearImage, sample};
use crate::qc::PhotoFacts;
use crate::registration::transform::Transform;
use crate::registration::{self, LandmarkPairs, Prepared, Registration};
use crate::report::model::Rejection;
use crate::report::pictures::{DISPLAY_SIDE_PX, fit_within};

use super::Job;

/// What is kept of a photo.
#[derive(Debug)]
pub struct Visit<'a> {
    /// The photo as planned.
    pub planned: &'a CoursePhoto,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Upright size, native px.
    pub size_px: [u32; 2],
    /// Low-resolution channels and head mask.
    pub prepared: Prepared,
    /// `None` for the baseline itself.
    pub registration: Option<Registration>,
    /// The photo in linear light at the working sampling.
    pub sample: LinearImage,
    /// Width of the head, native px.
    pub head_width_px: f64,
    /// Facts for the quality rules.
    pub facts: PhotoFacts,
    /// Display copy, native frame.
    pub display: RgbImage,
}

impl Visit<'_> {
    /// The transform into the baseline frame; `None` where registration failed.
    pub fn transform(&self) -> Option<Transform> {
        match &self.registration {
            None => Some(Transform::Identity),
            Some(registration) => registration.transform.clone(),
        }
    }
}

/// Loads a photo, aligns it with the baseline if there is one, and samples it.
///
/// # Errors
/// A rejection when the photo cannot be decoded.
pub fn look<'a>(
    job: &Job<'_>,
    planned: &'a CoursePhoto,
    baseline: Option<&Visit<'_>>,
) -> Result<Visit<'a>, Rejection> {
    let photo = (job.load)(planned).map_err(|error| Rejection {
        file: planned.file.clone(),
        stage: "decode".into(),
        reason: error.to_string(),
        hint: error.hint().to_string(),
    })?;
    let prepared = registration::prepare(&photo.pixels, &job.params.registration);
    let registration = baseline.map(|base| {
        let landmarks = landmark_pairs(base.planned, planned);
        registration::register(&base.prepared, &prepared, landmarks, &job.params.registration)
    });
    let head_width_px = head_width_px(&prepared, registration.as_ref(), baseline);
    let sample = sample(&photo.pixels, head_width_px, job.params.coverage.working_head_px);
    let facts = PhotoFacts::measure(&photo.pixels, |p| prepared.head().contains(p));
    Ok(Visit {
        planned,
        size_px: [photo.pixels.width(), photo.pixels.height()],
        prepared,
        registration,
        sample,
        head_width_px,
        facts,
        display: fit_within(&photo.pixels, DISPLAY_COPY_PX),
        sha256: photo.sha256,
    })
}

/// Longest side of a display copy, px: the window around the regions is about half of a photo.
const DISPLAY_COPY_PX: u32 = 2 * DISPLAY_SIDE_PX;

/// Width of the head in native px. Taken over from the baseline through the registration's scale,
/// so that all photos of a view are sampled alike whatever outline was found on each.
fn head_width_px(
    prepared: &Prepared,
    registration: Option<&Registration>,
    baseline: Option<&Visit<'_>>,
) -> f64 {
    match (registration.filter(|r| r.transform.is_some()), baseline) {
        (Some(registration), Some(base)) => base.head_width_px * registration.scale,
        _ => {
            let [a, b] = prepared.head().ellipse().semi_axes_px;
            2.0 * a.min(b)
        }
    }
}

/// The landmarks of both photos, where the manifest gives them for both.
fn landmark_pairs(baseline: &CoursePhoto, moving: &CoursePhoto) -> Option<LandmarkPairs> {
    let reference = baseline.landmarks.as_ref()?;
    let moving = moving.landmarks.as_ref()?;
    Some(LandmarkPairs { reference: reference.clone(), moving: moving.clone() })
}
