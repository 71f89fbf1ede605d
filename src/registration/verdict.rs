//! The certificate of an alignment: what was measured, whether to trust it, and what to do if not.

use super::certificate;
use super::choice::Candidate;
use super::decide;
use super::full_transform::full_transform;
use super::ladder;
use super::motion::{Motion, PlaneKind};
use super::params::RegistrationParams;
use super::result::{Model, Registration, Status};
use super::work::Work;
use crate::geometry::{Area, Point};
use crate::statistics::upper_median;

/// Remaining shift inside a region (polygon in reference px), per mille of the reference width;
/// `None` when no block inside has a clear place of its own.
pub(crate) fn region_residual_permille(registration: &Registration, region: &Area) -> Option<f64> {
    if registration.model == Some(Model::Identity) {
        return Some(0.0);
    }
    certificate::median_shift(&registration.block_shifts, Some(region), 1)
        .map(|px| 1000.0 * px / registration.reference_width_px)
}

/// Clear places elsewhere from which on a region lies elsewhere though they do not say where.
const MANY: usize = 4;

/// How far a region lies from where it was looked for, per mille of the reference width, where more
/// of its clear places lie elsewhere than agree, and two of them by the same way or many in all; `None` where not.
///
/// A place that errs by itself errs anywhere, mostly along the strands: a region that is another shifts its
/// places alike.
pub(crate) fn region_misplaced_permille(registration: &Registration, region: &Area) -> Option<f64> {
    let blocks = registration.block_shifts.iter();
    let clear: Vec<_> = blocks
        .filter(|b| b.reliable && region.contains(b.center))
        .collect();
    let elsewhere: Vec<Point> = clear
        .iter()
        .filter(|b| !b.agrees)
        .map(|b| b.shift)
        .collect();
    let alike = AGREE_RADII * registration.head_radius_px;
    let together = elsewhere.iter().enumerate().any(|(i, a)| {
        let mut others = elsewhere[i + 1..].iter();
        others.any(|b| a.distance(*b) <= alike)
    });
    let tells = together || elsewhere.len() >= MANY;
    (tells && 2 * elsewhere.len() > clear.len())
        .then(|| region_residual_permille(registration, region))
        .flatten()
}

/// Blocks are checked on the level whose head is nearest to this radius, px.
const CHECK_RADIUS: f64 = 56.0;
/// A block agrees when its own best place is this near, in head radii.
const AGREE_RADII: f64 = 0.05;

/// Measures the certificate of a candidate and decides its status.
pub(super) fn certify(
    reference: &Work,
    moving: &Work,
    candidate: &Candidate,
    params: &RegistrationParams,
) -> Registration {
    let place = reference.place;
    let level = reference.level_of_radius(CHECK_RADIUS);
    let mut blocks = certificate::block_shifts(
        &candidate.motion,
        reference.level(level),
        moving.field_like(reference, level),
        place,
        AGREE_RADII * place.radius,
    );
    let clear = blocks.iter().filter(|b| b.reliable).count();
    let agreeing = blocks.iter().filter(|b| b.reliable && b.agrees).count();
    let width = f64::from(reference.size.0);
    let residual =
        certificate::median_shift(&blocks, None, 3).map(|px| 1000.0 * px * reference.scale / width);
    for b in &mut blocks {
        b.center = b.center.enlarged(reference.scale);
        b.shift = Point::new(b.shift.x * reference.scale, b.shift.y * reference.scale);
    }
    let round_trip = ladder::backward(reference, moving, &candidate.motion, params)
        .and_then(|back| round_trip(&candidate.motion, &back, reference))
        .map(|px| 1000.0 * px * reference.scale / width);
    let (zoom, rotation_deg) =
        ladder::local_similarity(&candidate.motion, place).map_or((f64::NAN, 0.0), |m| {
            (
                m[(0, 0)].hypot(m[(1, 0)]),
                m[(1, 0)].atan2(m[(0, 0)]).to_degrees(),
            )
        });
    let tilt = tilt_of(&candidate.motion);
    let registration = Registration {
        status: Status::Ok,
        transform: Some(full_transform(&candidate.motion, reference, moving)),
        model: Some(model_of(&candidate.motion)),
        residual_permille: residual,
        overlap: candidate.overlap,
        scale: zoom * moving.scale / reference.scale,
        head_size_ratio: zoom * long_side(reference) / long_side(moving),
        rotation_deg,
        tilt_deg: tilt.map(|t| t.0),
        nod_deg: tilt.map(|t| t.1),
        turn_deg: tilt.map(|t| t.2),
        forward_backward_permille: round_trip,
        heldout_correlation: candidate.heldout,
        blocks_clear: clear,
        blocks_agreeing: agreeing,
        blocks: blocks.len(),
        block_shifts: blocks,
        reference_width_px: width,
        head_radius_px: place.radius * reference.scale,
        ..Registration::identity()
    };
    decide::decide(registration)
}

fn long_side(p: &Work) -> f64 {
    f64::from(p.size.0.max(p.size.1)) / p.scale
}

fn model_of(motion: &Motion) -> Model {
    match motion {
        Motion::Plane { kind, .. } => match kind {
            PlaneKind::Similarity => Model::Similarity,
            PlaneKind::Homography => Model::Homography,
        },
        Motion::Head(_) => Model::Head,
    }
}

/// Tilt, nod and turn in degrees of a head's rotation, its in-plane part removed.
fn tilt_of(motion: &Motion) -> Option<(f64, f64, f64)> {
    let Motion::Head(head) = motion else {
        return None;
    };
    let m = head.rotation_matrix().into_inner();
    let axis_z = m.column(2);
    let tilt = axis_z.z.clamp(-1.0, 1.0).acos().to_degrees();
    // The near side lies towards -z: where it moves is minus where the z axis moves.
    let across = axis_z.x.hypot(axis_z.y).max(1e-12);
    Some((tilt, -tilt * axis_z.y / across, tilt * axis_z.x / across))
}

/// Median distance, working px of the reference, after going to the moving photo and back.
fn round_trip(forward: &Motion, back: &Motion, reference: &Work) -> Option<f64> {
    let trip = |p: Point| {
        let there = forward.moving_from_reference(p)?;
        Some(back.moving_from_reference(there)?.distance(p))
    };
    let places = reference.place.grid().into_iter();
    let trips: Vec<f64> = places.filter_map(trip).collect();
    let enough = trips.len() >= 5;
    upper_median(trips).filter(|_| enough)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registration::certificate::BlockShift;

    /// A region of 1000 x 1000 px whose clear places moved so, px, on a head of 400 px radius.
    fn misplaced(shifts: &[[f64; 2]]) -> Option<f64> {
        let block = |(i, [x, y]): (usize, &[f64; 2])| BlockShift {
            center: Point::new(100.0 + 100.0 * i as f64, 500.0),
            shift: Point::new(*x, *y),
            peak: 0.8,
            reliable: true,
            agrees: x.hypot(*y) <= AGREE_RADII * 400.0,
        };
        let registration = Registration {
            model: Some(Model::Homography),
            block_shifts: shifts.iter().enumerate().map(block).collect(),
            reference_width_px: 1000.0,
            head_radius_px: 400.0,
            ..Registration::identity()
        };
        let corners = [[0.0, 0.0], [1000.0, 0.0], [1000.0, 1000.0], [0.0, 1000.0]];
        let area = Area::from_ring(corners.map(|[x, y]| Point::new(x, y)).to_vec());
        region_misplaced_permille(&registration, &area)
    }

    #[test]
    fn a_region_lies_elsewhere_where_its_places_moved_alike() {
        assert_eq!(
            misplaced(&[[3.0, 50.0], [5.0, 48.0], [1.0, 2.0]]).map(f64::round),
            Some(48.0)
        );
        // One place, or places that contradict each other, err by themselves.
        assert_eq!(misplaced(&[[3.0, 50.0]]), None);
        assert_eq!(misplaced(&[[3.0, 50.0], [-40.0, 5.0]]), None);
        // As many agree.
        assert_eq!(
            misplaced(&[[3.0, 50.0], [5.0, 48.0], [1.0, 2.0], [0.0, 4.0]]),
            None
        );
        // None agrees of many.
        let apart = [[60.0, 0.0], [0.0, 60.0], [-60.0, 0.0], [0.0, -60.0]];
        assert_eq!(misplaced(&apart).map(f64::round), Some(60.0));
    }
}
