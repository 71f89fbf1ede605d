//! Dense refinement: Gauss-Newton on the squared difference of normalised channels
//! (Lucas-Kanade; Baker & Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd), with robust
//! weights, over one of the ladder's models.

use super::field::{CHANNEL_WEIGHT, Field, LEAST_MASK, Reading, Sample};
use super::motion::{Landing, Motion, land_head, land_plane, stepped};
use super::work::Place;
use crate::geometry::Point;
use nalgebra::{DMatrix, DVector, Rotation3, Vector3};

/// A step shorter than this, in px of the level, ends the refinement.
const STILL: f64 = 0.02;

/// Improves a motion by at most `rounds` steps.
pub(super) fn refine(
    mut motion: Motion,
    samples: &[Sample],
    field: &Field,
    place: Place,
    rounds: usize,
) -> Motion {
    let surface = surface_points(&motion, samples);
    let mut damping = 1e-3;
    let mut current = assemble(&motion, samples, &surface, field, place);
    for _ in 0..rounds {
        let n = motion.unknowns();
        let mut lhs = current.normal.clone();
        for i in 0..n {
            lhs[(i, i)] += damping * (lhs[(i, i)] + 1e-9);
        }
        let Some(step) = lhs.cholesky().map(|c| c.solve(&current.right)) else {
            damping = (damping * 10.0).max(1e-3);
            if damping > 1e3 {
                break;
            }
            continue;
        };
        let trial = stepped(&motion, &step, place);
        let moved = displacement(&motion, &trial, place);
        let next = assemble(&trial, samples, &surface, field, place);
        if next.cost < current.cost {
            motion = trial;
            current = next;
            damping = (damping * 0.3).max(1e-6);
        } else {
            damping *= 10.0;
            if damping > 1e3 {
                break;
            }
        }
        if moved < STILL * field.scale {
            break;
        }
    }
    motion
}

/// Largest move of five points of the head between two motions, px.
fn displacement(a: &Motion, b: &Motion, place: Place) -> f64 {
    let r = 0.7 * place.radius;
    [(0.0, 0.0), (r, 0.0), (-r, 0.0), (0.0, r), (0.0, -r)]
        .iter()
        .filter_map(|(dx, dy)| {
            let p = Point::new(place.center.x + dx, place.center.y + dy);
            Some(
                a.moving_from_reference(p)?
                    .distance(b.moving_from_reference(p)?),
            )
        })
        .fold(0.0, f64::max)
}

fn surface_points(motion: &Motion, samples: &[Sample]) -> Vec<Option<Vector3<f64>>> {
    match motion {
        Motion::Plane { .. } => Vec::new(),
        Motion::Head(head) => samples.iter().map(|s| head.surface(s.at)).collect(),
    }
}

struct Normal {
    normal: DMatrix<f64>,
    right: DVector<f64>,
    cost: f64,
}

/// Sums of the normal equations. Samples are added up in f32, which SIMD likes, and moved to f64
/// every few dozen, so that the rounding does not grow with their number.
#[derive(Default)]
struct Sums {
    few: [[f32; 8]; 9],
    pending: u32,
    all: [[f64; 8]; 9],
    cost: f64,
    total: f64,
}

impl Sums {
    const FLUSH: u32 = 64;

    #[inline]
    fn add(&mut self, sample: &Sample, reading: &Reading, landing: &Landing) {
        let weight = sample.weight * reading.mask;
        for (c, channel_weight) in CHANNEL_WEIGHT.iter().enumerate() {
            let residual = sample.values[c] - reading.value[c];
            let robust = 1.0 / (1.0 + 0.5 * residual * residual);
            let w = weight * *channel_weight as f32;
            // Geman-McClure: bounded, so that moved hair does not pull.
            self.cost += f64::from(w * residual * residual * robust);
            self.total += f64::from(w);
            let w = w * robust * robust;
            let (gx, gy) = (reading.dx[c], reading.dy[c]);
            let row: [f32; 8] = std::array::from_fn(|k| gx * landing.dx[k] + gy * landing.dy[k]);
            for (a, sums) in self.few.iter_mut().enumerate() {
                let wa = w * if a < 8 { row[a] } else { residual };
                for k in 0..8 {
                    sums[k] += wa * row[k];
                }
            }
        }
        self.pending += 1;
        if self.pending == Self::FLUSH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        for (all, few) in self.all.iter_mut().zip(&mut self.few) {
            for (all, few) in all.iter_mut().zip(few) {
                *all += f64::from(std::mem::take(few));
            }
        }
        self.pending = 0;
    }
}

fn assemble(
    motion: &Motion,
    samples: &[Sample],
    surface: &[Option<Vector3<f64>>],
    field: &Field,
    place: Place,
) -> Normal {
    let rotation = match motion {
        Motion::Head(head) => head.rotation_matrix(),
        Motion::Plane { .. } => Rotation3::identity(),
    };
    let mut sums = Sums::default();
    for (i, s) in samples.iter().enumerate() {
        let landing = match motion {
            Motion::Plane { kind, matrix } => land_plane(*kind, matrix, s.at, place),
            Motion::Head(head) => surface[i]
                .as_ref()
                .and_then(|x| land_head(head, &rotation, x)),
        };
        let Some(landing) = landing else { continue };
        match field.read(landing.at) {
            Some(reading) if reading.mask >= LEAST_MASK => sums.add(s, &reading, &landing),
            _ => {}
        }
    }
    sums.flush();
    // Fewer common pixels must not look like a better fit.
    let all: f64 = samples.iter().map(|s| f64::from(s.weight)).sum::<f64>()
        * CHANNEL_WEIGHT.iter().sum::<f64>();
    let missing = (all - sums.total).max(0.0);
    let n = motion.unknowns();
    Normal {
        normal: DMatrix::from_fn(n, n, |a, b| sums.all[a.max(b)][a.min(b)]),
        right: DVector::from_fn(n, |a, _| sums.all[8][a]),
        cost: (sums.cost + missing) / all.max(1e-9),
    }
}
