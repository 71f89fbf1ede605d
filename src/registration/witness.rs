//! Evidence for a plausible alignment from a third photo of the same course.
//!
//! Hair changes least between neighbouring visits. Where a photo and the baseline match in too few
//! places, both may match another visit's photo; the two steps then have to end where the direct
//! alignment does.

use super::consensus;
use super::decide;
use super::params::RegistrationParams;
use super::place::Place;
use super::result::{Model, Registration, Status};
use super::transform::Transform;
use super::{Prepared, register};
use crate::geometry::Point;

/// Largest distance between an alignment and the steps over a witness that confirm it, head radii.
const SAME_PLACE: f64 = 0.03;

/// A photo with a certified alignment with the baseline.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Witness<'a> {
    /// The photo.
    pub(crate) photo: &'a Prepared,
    /// Its alignment with the baseline.
    pub(crate) registration: &'a Registration,
}

/// Certifies a plausible (weak) alignment of `moving` with `reference` that the steps over a
/// witness confirm; `None` where it is not confirmed, or is doubted for its pose. A copy of the
/// reference is no witness.
pub(crate) fn borne_out(
    reference: &Prepared,
    moving: &Prepared,
    direct: &Registration,
    witness: Witness<'_>,
    params: &RegistrationParams,
) -> Option<Registration> {
    let first_step = witness.registration.transform.as_ref()?;
    let aligned = direct.transform.as_ref()?;
    let independent = witness.registration.model != Some(Model::Identity);
    let open = direct.status == Status::Weak && decide::lacks_only_places(direct);
    if !open || !independent || witness.registration.status != Status::Ok {
        return None;
    }
    let second_step = |from: &Prepared, to: &Prepared| {
        let step = register(from, to, None, params);
        step.transform.filter(|_| step.status == Status::Ok)
    };
    let pair = (reference, moving);
    // A pair may be certified in one direction alone: blocks are cut from its first photo.
    let confirmed = second_step(witness.photo, moving).is_some_and(|t| {
        let over = |p| t.moving_from_reference(first_step.moving_from_reference(p)?);
        agrees(pair, aligned, over)
    }) || second_step(moving, witness.photo).is_some_and(|t| {
        let over = |p| t.reference_from_moving(first_step.moving_from_reference(p)?);
        agrees(pair, aligned, over)
    });
    confirmed.then(|| direct.clone().certified())
}

/// Whether `aligned` ends where `over` does, another way from the reference to the moving photo.
fn agrees(
    (reference, moving): (&Prepared, &Prepared),
    aligned: &Transform,
    over: impl Fn(Point) -> Option<Point>,
) -> bool {
    let apart = |p| Some(over(p)?.distance(aligned.moving_from_reference(p)?));
    // Transforms are in full-resolution px, and so are the heads' outlines.
    let [reference, moving] = [reference, moving].map(|p| Place::of(&p.head.ellipse()));
    consensus::median_over_head(reference, apart) <= SAME_PLACE * moving.radius
}
