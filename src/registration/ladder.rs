//! From first guesses to fits: climbing levels and models.

use super::coarse::{self, Range};
use super::field::{self, Sample};
use super::head_model::{Ellipsoid, HeadModel};
use super::motion::Motion;
use super::params::RegistrationParams;
use super::place::Place;
use super::work::Work;
use super::{refine, transform};
use nalgebra::Matrix3;

/// Steps per level and model.
const ROUNDS: usize = 20;
/// Samples compared at a level, finest first.
const SAMPLES: [usize; 2] = [6000, 4500];
/// Levels on which a model is fitted before the ladder's choice.
pub(super) const FROM: usize = 2;
pub(super) const TO: usize = 1;

/// Improves a motion level by level, from `from` down to `to`.
pub(super) fn climb(
    reference: &Work,
    moving: &Work,
    mut motion: Motion,
    from: usize,
    to: usize,
) -> Motion {
    for level in (to..=from).rev() {
        let samples = level_samples(reference, level);
        motion = refine_at(reference, moving, motion, level, &samples);
    }
    motion
}

fn refine_at(
    reference: &Work,
    moving: &Work,
    motion: Motion,
    level: usize,
    samples: &[Sample],
) -> Motion {
    refine::refine(
        motion,
        samples,
        moving.field_like(reference, level),
        reference.place,
        ROUNDS,
    )
}

pub(super) fn level_samples(reference: &Work, level: usize) -> Vec<Sample> {
    let most = SAMPLES[level.min(SAMPLES.len() - 1)];
    field::samples(reference.level(level), reference.place, most)
}

/// The best similarity found by an exhaustive search at low resolution.
pub(super) fn start(
    reference: &Work,
    moving: &Work,
    range: &Range,
    params: &RegistrationParams,
) -> Option<Motion> {
    let mut tried: Vec<Motion> = coarse::search(reference, moving, range, params.hypotheses)
        .into_iter()
        .map(|g| g.motion)
        .collect();
    let top = reference.coarsest();
    for (level, keep) in [
        (top, params.hypotheses.div_ceil(2)),
        (top.saturating_sub(1), 1),
    ] {
        let samples = level_samples(reference, level);
        let mut scored: Vec<(f64, Motion)> = tried
            .into_iter()
            .map(|motion| {
                let motion = refine_at(reference, moving, motion, level, &samples);
                let score = coarse::score(&motion, &samples, moving.field_like(reference, level));
                (score, motion)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        tried = scored.into_iter().take(keep).map(|(_, m)| m).collect();
    }
    tried.into_iter().next()
}

/// Fraction of the reference head's samples that fall inside the moving photo.
pub(super) fn shared(motion: &Motion, samples: &[Sample], moving: &Work) -> f64 {
    let landing = motion.landing();
    let inside = samples
        .iter()
        .filter_map(|s| landing.at(s.at))
        .filter(|p| moving.shows(*p))
        .count();
    inside as f64 / samples.len().max(1) as f64
}

/// The curved head in the pose that a similarity (working px) suggests.
pub(super) fn head_from_similarity(
    reference: &Work,
    moving: &Work,
    matrix: &Matrix3<f64>,
    params: &RegistrationParams,
) -> Motion {
    let ellipsoid = Ellipsoid::from_outline(
        &reference.outline,
        &reference.camera,
        params.head_depth,
        params.head_inflation,
    );
    let turn = matrix[(1, 0)].atan2(matrix[(0, 0)]);
    let zoom = matrix[(0, 0)].hypot(matrix[(1, 0)]);
    let (cr, cm) = (reference.camera, moving.camera);
    let depth = ellipsoid.center[2] * cm.focal / (cr.focal * zoom);
    let at = transform::apply(matrix, reference.place.center).unwrap_or(moving.place.center);
    Motion::Head(HeadModel {
        reference_camera: cr,
        moving_camera: cm,
        ellipsoid,
        rotation: [0.0, 0.0, turn],
        translation: [
            (at.x - cm.center.x) / cm.focal * depth,
            (at.y - cm.center.y) / cm.focal * depth,
            depth,
        ],
    })
}

/// The way back: a motion from moving to reference px, refined with the roles swapped.
pub(super) fn backward(
    reference: &Work,
    moving: &Work,
    motion: &Motion,
    params: &RegistrationParams,
) -> Option<Motion> {
    let flat = |m: &Matrix3<f64>| m.try_inverse().map(|i| i / i[(2, 2)]);
    let start = match motion {
        Motion::Plane { kind, matrix } => Motion::Plane {
            kind: *kind,
            matrix: flat(matrix)?,
        },
        Motion::Head(head) => {
            // Only the start is taken over; the head is fitted anew to the moving outline.
            let here = local_similarity(motion, reference.place)?;
            let back = head_from_similarity(moving, reference, &flat(&here)?, params);
            let Motion::Head(mut back) = back else {
                return None;
            };
            let rotation = head.rotation_matrix().inverse();
            back.rotation = rotation.scaled_axis().into();
            // The shift that brings the middle of the moving head back to where it came from.
            let middle = moving.place.center;
            let from = head.reference_from_moving(middle)?;
            let turned = rotation * back.surface()(middle)?;
            let z = turned.z + back.translation[2];
            let camera = back.moving_camera;
            back.translation[0] = (from.x - camera.center.x) / camera.focal * z - turned.x;
            back.translation[1] = (from.y - camera.center.y) / camera.focal * z - turned.y;
            Motion::Head(back)
        }
    };
    Some(climb(moving, reference, start, TO, TO))
}

/// The similarity that a motion amounts to at the head's centre, reference to moving px.
pub(super) fn local_similarity(motion: &Motion, place: Place) -> Option<Matrix3<f64>> {
    let c = place.center;
    let h = 0.25 * place.radius;
    let at = |dx: f64, dy: f64| {
        motion.moving_from_reference(crate::geometry::Point::new(c.x + dx, c.y + dy))
    };
    let (l, r, u, d, m) = (
        at(-h, 0.0)?,
        at(h, 0.0)?,
        at(0.0, -h)?,
        at(0.0, h)?,
        at(0.0, 0.0)?,
    );
    let (xx, xy) = ((r.x - l.x) / (2.0 * h), (r.y - l.y) / (2.0 * h));
    let (yx, yy) = ((d.x - u.x) / (2.0 * h), (d.y - u.y) / (2.0 * h));
    let (a, b) = (0.5 * (xx + yy), 0.5 * (xy - yx));
    Some(Matrix3::new(
        a,
        -b,
        m.x - a * c.x + b * c.y,
        b,
        a,
        m.y - b * c.x - a * c.y,
        0.0,
        0.0,
        1.0,
    ))
}
