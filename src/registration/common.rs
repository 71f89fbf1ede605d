//! The fit on what both masks call head.
//!
//! Local contrast near a mask's border depends on where the border is. Where the two masks differ
//! a fit leans on contrast that one photo has and the other has not; inside both masks, with the
//! same border on both photos, it does not.

use super::choice::{self, Candidate};
use super::ladder;
use super::params::RegistrationParams;
use super::work::Work;
use crate::geometry::Point;
use crate::plane::Plane;

/// Masks that overlap by this share of their union need no second fit.
const ALIKE: f64 = 0.9;
/// Masks that overlap by less than this are not two views of one outline.
const LEAST: f64 = 0.4;

/// The fit repeated on the common part of two masks; `None` where they hardly differ, or where it
/// does not explain clearly more.
pub(super) fn refitted(
    reference: &Work,
    moving: &Work,
    candidate: &Candidate,
    params: &RegistrationParams,
) -> Option<Candidate> {
    let motion = &candidate.motion;
    let landing = motion.landing();
    let there = seen_through(reference.mask(), moving.mask(), |p| landing.at(p));
    if !(LEAST..ALIKE).contains(&overlap(reference.mask(), &there)) {
        return None;
    }
    let back = seen_through(
        moving.mask(),
        reference.mask(),
        motion.reference_from_moving(),
    );
    let on = |work: &Work, other: &Plane| {
        let both = work.mask().zip(other, f32::min);
        work.with_mask(&both, work.outline, params)
    };
    let (near, far) = (on(reference, &there), on(moving, &back));
    let start = ladder::local_similarity(motion, reference.place)?;
    let again = choice::choose(&near, &far, &start, params)
        .filter(|again| again.heldout >= candidate.heldout + choice::LEAST_GAIN)?;
    let samples = ladder::level_samples(reference, ladder::TO);
    Some(Candidate {
        overlap: ladder::shared(&again.motion, &samples, moving),
        ..again
    })
}

/// `mask` at the places to which `to` takes the pixels of a plane like `like`.
pub(super) fn seen_through(
    like: &Plane,
    mask: &Plane,
    to: impl Fn(Point) -> Option<Point>,
) -> Plane {
    Plane::from_fn(like.width, like.height, |x, y| {
        let Some(p) = to(Point::new(x as f64, y as f64)) else {
            return 0.0;
        };
        let (x, y) = (p.x.round(), p.y.round());
        let inside = x >= 0.0 && y >= 0.0 && x < mask.width as f64 && y < mask.height as f64;
        if inside {
            mask.at(x as usize, y as usize)
        } else {
            0.0
        }
    })
}

/// What two masks share over their union.
pub(super) fn overlap(a: &Plane, b: &Plane) -> f64 {
    let (mut both, mut either) = (0.0f64, 0.0f64);
    for (&a, &b) in a.data.iter().zip(&b.data) {
        both += f64::from(a.min(b));
        either += f64::from(a.max(b));
    }
    both / either.max(1.0)
}
