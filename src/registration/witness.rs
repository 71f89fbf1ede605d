//! Evidence for a plausible alignment from a third photo of the same course.
//!
//! Hair changes least between neighbouring visits. Where a photo and the baseline match in too few
//! places, both may match a photo taken in between; the two steps then have to end where the
//! direct alignment does, or where one that starts from them does.

use super::consensus;
use super::landmarks;
use super::motion::{Motion, PlaneKind};
use super::params::RegistrationParams;
use super::rescue;
use super::transform::Transform;
use super::verdict::{Registration, Status};
use super::work::{self, Place};
use super::{Prepared, full_transform, register};
use crate::geometry::Point;

/// Largest distance between an alignment and the steps over a witness that confirm it, head radii.
const SAME_PLACE: f64 = 0.03;
/// Largest distance between the steps and the plausible alignment that they correct, head radii.
const NEARBY: f64 = 0.1;

/// A photo with a certified alignment with the baseline.
#[derive(Debug, Clone, Copy)]
pub struct Witness<'a> {
    /// The photo.
    pub photo: &'a Prepared,
    /// Its alignment with the baseline.
    pub registration: &'a Registration,
}

/// Certifies a plausible (weak) alignment of `moving` with `reference` that the steps over a
/// witness confirm, or corrects it when it lies near them; `None` where it is not confirmed, or is
/// doubted for its pose.
pub fn borne_out(
    reference: &Prepared,
    moving: &Prepared,
    direct: &Registration,
    witness: Witness<'_>,
    params: &RegistrationParams,
) -> Option<Registration> {
    let first_step = witness.registration.transform.as_ref()?;
    let open = direct.status == Status::Weak && direct.lacks_only_places();
    if !open || witness.registration.status != Status::Ok {
        return None;
    }
    let second_step = |from: &Prepared, to: &Prepared| {
        let step = register(from, to, None, params);
        step.transform.filter(|_| step.status == Status::Ok)
    };
    let pair = (reference, moving);
    // A pair may be certified in one direction alone: blocks are cut from its first photo.
    let there = second_step(witness.photo, moving).and_then(|t| {
        let over = |p| t.moving_from_reference(first_step.moving_from_reference(p)?);
        confirmed(pair, direct, &over, params)
    });
    there.or_else(|| {
        let t = second_step(moving, witness.photo)?;
        let over = |p| t.reference_from_moving(first_step.moving_from_reference(p)?);
        confirmed(pair, direct, &over, params)
    })
}

/// The alignment that agrees with `over`, a way from the reference to the moving photo.
fn confirmed(
    (reference, moving): (&Prepared, &Prepared),
    direct: &Registration,
    over: &dyn Fn(Point) -> Option<Point>,
    params: &RegistrationParams,
) -> Option<Registration> {
    let apart = |transform: &Transform| {
        let off = |p| Some(over(p)?.distance(transform.moving_from_reference(p)?));
        let radius = moving.head.ellipse().mean_radius();
        consensus::median_over_head(full_place(reference), off) / radius
    };
    let off = apart(direct.transform.as_ref()?);
    if off <= SAME_PLACE {
        return Some(direct.clone().certified());
    }
    let again = (off <= NEARBY).then(|| refitted(reference, moving, over, params))??;
    let agrees = apart(again.transform.as_ref()?) <= SAME_PLACE;
    (agrees && again.lacks_only_places()).then(|| again.certified())
}

/// Fit and certificate of a pair, started from a way between them.
fn refitted(
    reference: &Prepared,
    moving: &Prepared,
    over: &dyn Fn(Point) -> Option<Point>,
    params: &RegistrationParams,
) -> Option<Registration> {
    let (reference_work, moving_work) = (&reference.work, &moving.work);
    let places = full_place(reference).grid().into_iter();
    let (from, to): (Vec<Point>, Vec<Point>) = places
        .filter_map(|p| Some((p, over(p)?)))
        .map(|(p, q)| {
            (
                work::to_work(p, reference_work.scale),
                work::to_work(q, moving_work.scale),
            )
        })
        .unzip();
    let start = Motion::Plane {
        kind: PlaneKind::Similarity,
        matrix: landmarks::similarity(&from, &to)?,
    };
    let look = rescue::look(reference_work, moving_work, &start, params)?;
    Some(Registration {
        transform: Some(full_transform(&look.motion, reference_work, moving_work)),
        ..look.certificate
    })
}

/// Where the head is, full-resolution px.
fn full_place(photo: &Prepared) -> Place {
    let outline = photo.head.ellipse();
    Place {
        center: outline.center,
        radius: outline.mean_radius(),
    }
}
