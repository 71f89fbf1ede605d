//! From first guesses to one alignment: climbing levels and models, chosen on held-out blocks.

use super::coarse::{self, Place};
use super::head_model::{Ellipsoid, HeadModel};
use super::params::RegistrationParams;
use super::refine::{self, BLOCKS, Motion, PlaneKind, Sample};
use super::{Prepared, transform};
use crate::segmentation::head::Ellipse;
use nalgebra::Matrix3;

/// Steps per level and model.
const ROUNDS: usize = 20;

/// A motion with the evidence for choosing it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub motion: Motion,
    /// Correlation on blocks that took no part in the fit.
    pub heldout: f64,
    /// Fraction of the reference head that both photos show.
    pub overlap: f64,
}

/// Improves a motion level by level, from `from` down to `to`.
pub(super) fn climb(
    reference: &Prepared,
    moving: &Prepared,
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
    reference: &Prepared,
    moving: &Prepared,
    motion: Motion,
    level: usize,
    samples: &[Sample],
) -> Motion {
    let Place { center, radius } = reference.place;
    refine::refine(
        motion,
        samples,
        &moving.fields[level],
        center,
        radius,
        ROUNDS,
    )
}

pub(super) fn level_samples(reference: &Prepared, level: usize) -> Vec<Sample> {
    let stride = if level == 0 { 2 } else { 1 };
    let Place { center, radius } = reference.place;
    refine::samples(&reference.levels[level], stride, center, radius)
}

/// The best similarity found from the outlines alone, and the score of the runner-up.
pub(super) fn start(
    reference: &Prepared,
    moving: &Prepared,
    params: &RegistrationParams,
) -> Option<Motion> {
    let top = reference.levels.len().min(moving.levels.len()) - 1;
    let guesses = coarse::search(
        (&reference.levels[top], reference.place),
        (&moving.fields[top], moving.place),
        params,
    );
    let below = top.saturating_sub(1);
    let samples = level_samples(reference, below);
    guesses
        .into_iter()
        .map(|g| {
            let motion = climb(reference, moving, g.motion, top, below);
            let score = coarse::score(&motion, &samples, &moving.fields[below]);
            (score, motion)
        })
        .fold(None::<(f64, Motion)>, |best, next| match best {
            Some(b) if b.0 >= next.0 => Some(b),
            _ => Some(next),
        })
        .map(|(_, motion)| motion)
}

/// Climbs from a similarity through the ladder's models and keeps the one that explains held-out
/// blocks best; a freer model has to win clearly.
pub(super) fn choose(
    reference: &Prepared,
    moving: &Prepared,
    similarity: &Matrix3<f64>,
    params: &RegistrationParams,
) -> Option<Candidate> {
    const LEAST_GAIN: f64 = 0.005;
    let top = reference.levels.len() - 1;
    let from = top.saturating_sub(1);
    let plane = |kind, matrix: &Matrix3<f64>| Motion::Plane {
        kind,
        matrix: *matrix,
    };
    let flat = climb(
        reference,
        moving,
        plane(PlaneKind::Similarity, similarity),
        from,
        1.min(from),
    );
    let matrix = match &flat {
        Motion::Plane { matrix, .. } => *matrix,
        Motion::Head(_) => *similarity,
    };
    let mut ladder = vec![flat];
    for start in [
        plane(PlaneKind::Homography, &matrix),
        head_from_similarity(reference, moving, &matrix, params),
    ] {
        ladder.push(climb(reference, moving, start, from, 1.min(from)));
    }
    let mut best: Option<Candidate> = None;
    for motion in ladder {
        let heldout = heldout(reference, moving, &motion, 1.min(from));
        if best
            .as_ref()
            .is_none_or(|b| heldout > b.heldout + LEAST_GAIN)
        {
            best = Some(Candidate {
                motion,
                heldout,
                overlap: 0.0,
            });
        }
    }
    best.map(|mut best| {
        best.motion = climb(reference, moving, best.motion, 0, 0);
        let level = 1.min(from);
        let samples = level_samples(reference, level);
        best.overlap = shared(&best.motion, &samples, moving);
        best
    })
}

/// Fraction of the reference head's samples that fall inside the moving photo.
pub(super) fn shared(motion: &Motion, samples: &[Sample], moving: &Prepared) -> f64 {
    let (w, h) = (
        moving.levels[0].width as f64,
        moving.levels[0].height as f64,
    );
    let inside = samples
        .iter()
        .filter_map(|s| motion.moving_from_reference(s.at))
        .filter(|p| p.x >= -0.5 && p.y >= -0.5 && p.x <= w - 0.5 && p.y <= h - 0.5)
        .count();
    inside as f64 / samples.len().max(1) as f64
}

/// Correlation on the blocks of one colour of a chequerboard after a fit on the other colour's,
/// averaged over both ways.
pub(super) fn heldout(
    reference: &Prepared,
    moving: &Prepared,
    motion: &Motion,
    level: usize,
) -> f64 {
    let samples = level_samples(reference, level);
    let even = |s: &Sample| {
        (usize::from(s.block) / BLOCKS + usize::from(s.block) % BLOCKS).is_multiple_of(2)
    };
    [true, false]
        .map(|parity| {
            let fit: Vec<Sample> = samples
                .iter()
                .filter(|s| even(s) == parity)
                .copied()
                .collect();
            let fitted = refine_at(reference, moving, motion.clone(), level, &fit);
            refine::correlation(&fitted, &samples, &moving.fields[level], |s| {
                even(s) != parity
            })
            .0
        })
        .iter()
        .sum::<f64>()
        / 2.0
}

/// The curved head in the pose that a similarity (working px) suggests.
pub(super) fn head_from_similarity(
    reference: &Prepared,
    moving: &Prepared,
    matrix: &Matrix3<f64>,
    params: &RegistrationParams,
) -> Motion {
    let e = reference.head.ellipse();
    let outline = Ellipse {
        center: reference.place.center,
        semi_axes: e.semi_axes.map(|a| a / reference.scale),
        angle: e.angle,
    };
    let ellipsoid = Ellipsoid::from_outline(
        &outline,
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
    reference: &Prepared,
    moving: &Prepared,
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
            let turned = rotation * back.surface(middle)?;
            let z = turned.z + back.translation[2];
            let camera = back.moving_camera;
            back.translation[0] = (from.x - camera.center.x) / camera.focal * z - turned.x;
            back.translation[1] = (from.y - camera.center.y) / camera.focal * z - turned.y;
            Motion::Head(back)
        }
    };
    let from = (reference.levels.len() - 1).min(2);
    Some(climb(moving, reference, start, from, 1.min(from)))
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
