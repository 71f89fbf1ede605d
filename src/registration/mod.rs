//! Alignment of a dated photo (moving) with the baseline (reference).
//!
//! Hair is combed, cut and lit anew between visits, so nothing here follows single hairs. The head
//! is found, its inner structure compared as local contrast at several scales, first exhaustively
//! at low resolution, then by dense refinement from coarse to fine, climbing from a similarity to
//! a curved head.

mod certificate;
mod channels;
mod choice;
mod coarse;
mod common;
mod consensus;
mod decide;
mod differences;
mod field;
mod full_transform;
mod head_model;
mod ladder;
mod landmark_pairs;
mod landmarks;
mod look;
mod mirror_control;
#[cfg(test)]
mod mirror_tests;
mod motion;
mod params;
mod place;
mod refine;
mod rescue;
mod result;
#[cfg(test)]
mod tests;
mod transform;
mod verdict;
mod witness;
#[cfg(test)]
mod witness_tests;
mod work;

pub(crate) use landmark_pairs::LandmarkPairs;
pub use params::RegistrationParams;
pub use result::{Registration, Status};
pub use transform::Transform;
pub(crate) use verdict::{region_misplaced_permille, region_residual_permille};
pub(crate) use witness::{Witness, borne_out};

use crate::geometry::Ellipse;
use crate::head::{self, HeadMask};
use choice::Candidate;
use image::RgbImage;
use look::Look;
use motion::Motion;
use work::Work;

/// What the alignment keeps of one photo: low-resolution channels and the head.
#[derive(Debug)]
pub struct Prepared {
    head: HeadMask,
    work: Work,
}

impl Prepared {
    /// The head found on the photo.
    pub fn head(&self) -> &HeadMask {
        &self.head
    }
}

/// Reduces an upright sRGB photo to what the alignment needs.
pub fn prepare(photo: &RgbImage, params: &RegistrationParams) -> Prepared {
    prepare_reduced(photo, &reduced(photo, params), params)
}

/// An upright sRGB photo at the size at which the alignment looks at it (display values).
pub(crate) fn reduced(photo: &RgbImage, params: &RegistrationParams) -> RgbImage {
    let long = photo.width().max(photo.height());
    let side = params.work_side.min(long);
    head::shrink(photo, f64::from(long) / f64::from(side))
}

/// [`prepare`] of a photo of which the [`reduced`] one is at hand.
pub(crate) fn prepare_reduced(
    photo: &RgbImage,
    small: &RgbImage,
    params: &RegistrationParams,
) -> Prepared {
    let size = photo.dimensions();
    let long = size.0.max(size.1);
    let head = head::detect(photo);
    let (w, h) = (small.width() as usize, small.height() as usize);
    let scale = f64::from(long) / w.max(h) as f64;
    let ring = head.ring().into_iter().map(|p| work::to_work(p, scale));
    let mask = work::rasterised(ring.collect(), w, h);
    let ellipse = head.ellipse();
    let outline = Ellipse {
        center: work::to_work(ellipse.center, scale),
        semi_axes: ellipse.semi_axes.map(|a| a / scale),
        angle: ellipse.angle,
    };
    let cut = head.cut_fraction();
    Prepared {
        work: Work::new(small, size, &mask, outline, params).cut_by(cut),
        head,
    }
}

/// Aligns `moving` with `reference`. Always answers: a photo that cannot be aligned is a result
/// with status [`Status::Failed`] and a reason.
///
/// Landmarks, when given, lay the photo; what the search came to only speaks against them.
pub fn register(
    reference: &Prepared,
    moving: &Prepared,
    landmarks: Option<&LandmarkPairs>,
    params: &RegistrationParams,
) -> Registration {
    let (reference, moving) = (&reference.work, &moving.work);
    match landmarks {
        Some(pairs) => {
            let own = search(reference, moving, params);
            landmarks::register(reference, moving, pairs, &own, params)
        }
        None => search(reference, moving, params),
    }
}

/// As [`register`] with landmarks, where it is known what the search without them came to (`alone`):
/// much quicker, for a mark that is being dragged.
#[cfg(feature = "desk")]
pub(crate) fn register_by_hand(
    reference: &Prepared,
    moving: &Prepared,
    marks: &LandmarkPairs,
    alone: &Registration,
    params: &RegistrationParams,
) -> Registration {
    landmarks::register(&reference.work, &moving.work, marks, alone, params)
}

fn search(reference: &Work, moving: &Work, params: &RegistrationParams) -> Registration {
    if reference.same_as(moving) {
        return Registration::identity();
    }
    let start = ladder::start(reference, moving, &coarse::NEAR, params);
    let candidate = start.and_then(|start| match start {
        Motion::Plane { matrix, .. } => choice::choose(reference, moving, &matrix, params),
        Motion::Head(_) => None,
    });
    let first = candidate.map(|candidate| first_look(reference, moving, &candidate, params));
    if let Some(sure) = first
        .as_ref()
        .filter(|l| l.certificate.status == Status::Ok)
    {
        return sure.certificate.clone();
    }
    let looks: Vec<Look> = first
        .into_iter()
        .chain(rescue::attempts(reference, moving, params))
        .collect();
    let answer = consensus::weighed(reference, moving, &looks, params);
    decide::explained(answer, differences::between(reference, moving))
}

/// The first fit with its certificate; where it is certified and the fit on what both masks call
/// head explains clearly more and is certified too, that one instead.
fn first_look(
    reference: &Work,
    moving: &Work,
    candidate: &Candidate,
    params: &RegistrationParams,
) -> Look {
    let look = |candidate: &Candidate| Look {
        certificate: verdict::certify(reference, moving, candidate, params),
        motion: candidate.motion.clone(),
    };
    let certified = |look: &Look| look.certificate.status == Status::Ok;
    let first = look(candidate);
    let again = certified(&first)
        .then(|| common::refitted(reference, moving, candidate, params))
        .flatten()
        .map(|again| look(&again));
    again.filter(certified).unwrap_or(first)
}
