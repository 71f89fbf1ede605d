//! First guesses: turns, scales and shifts searched exhaustively at low resolution around the
//! match of the two head outlines.

use super::channels::Level;
use super::params::RegistrationParams;
use super::refine::{self, Field, Motion, PlaneKind, Sample};
use crate::geometry::Point;
use nalgebra::Matrix3;

/// Step of the searched turns, degrees.
const TURN_STEP: usize = 10;
/// Step of the searched shifts in head radii, and steps either way.
const SHIFT_STEP: f64 = 0.08;
const SHIFT_STEPS: i32 = 2;
/// Searched scale factors about the ratio of the outlines.
const SCALES: [f64; 5] = [0.84, 0.92, 1.0, 1.09, 1.19];

/// A head's place on a photo, working px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub center: Point,
    pub radius: f64,
}

/// A first guess with its score.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub motion: Motion,
    pub score: f64,
    pub turn_deg: f64,
}

/// Matrix from reference to moving px of a similarity about the two centres, shifted by
/// `shift` reference radii.
pub(super) fn similarity(
    reference: Place,
    moving: Place,
    turn_deg: f64,
    scale: f64,
    shift: (f64, f64),
) -> Matrix3<f64> {
    let k = scale * moving.radius / reference.radius;
    let (s, c) = turn_deg.to_radians().sin_cos();
    let (a, b) = (k * c, k * s);
    let (px, py) = (
        reference.center.x - shift.0 * reference.radius,
        reference.center.y - shift.1 * reference.radius,
    );
    Matrix3::new(
        a,
        -b,
        moving.center.x - a * px + b * py,
        b,
        a,
        moving.center.y - b * px - a * py,
        0.0,
        0.0,
        1.0,
    )
}

/// Correlation less what the two photos do not share.
pub(super) fn score(motion: &Motion, samples: &[Sample], field: &Field) -> f64 {
    let (correlation, overlap) = refine::correlation(motion, samples, field, |_| true);
    correlation - 0.5 * (1.0 - overlap)
}

/// The best guesses, best first, all clearly different.
pub(super) fn search(
    reference: (&Level, Place),
    moving: (&Field, Place),
    params: &RegistrationParams,
) -> Vec<Guess> {
    let samples = refine::samples(reference.0, 1, reference.1.center, reference.1.radius);
    let mut guesses = Vec::new();
    for turn in (0..360).step_by(TURN_STEP) {
        let turn_deg = if turn > 180 {
            turn as f64 - 360.0
        } else {
            turn as f64
        };
        let mut best: Option<Guess> = None;
        for scale in SCALES {
            for iy in -SHIFT_STEPS..=SHIFT_STEPS {
                for ix in -SHIFT_STEPS..=SHIFT_STEPS {
                    let shift = (f64::from(ix) * SHIFT_STEP, f64::from(iy) * SHIFT_STEP);
                    let motion = Motion::Plane {
                        kind: PlaneKind::Similarity,
                        matrix: similarity(reference.1, moving.1, turn_deg, scale, shift),
                    };
                    let score = score(&motion, &samples, moving.0);
                    if best.as_ref().is_none_or(|b| score > b.score) {
                        best = Some(Guess {
                            motion,
                            score,
                            turn_deg,
                        });
                    }
                }
            }
        }
        guesses.extend(best);
    }
    guesses.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Guess> = Vec::new();
    for g in guesses {
        let near = |k: &Guess| {
            let d = (k.turn_deg - g.turn_deg).rem_euclid(360.0);
            d.min(360.0 - d) < 1.5 * TURN_STEP as f64
        };
        if kept.len() < params.hypotheses && !kept.iter().any(near) {
            kept.push(g);
        }
    }
    kept
}
