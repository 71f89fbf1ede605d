//! Dense refinement: Gauss-Newton on the squared difference of normalised channels
//! (Lucas-Kanade; Baker & Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd), with robust
//! weights, over one of the ladder's models.

use super::field::{CHANNEL_WEIGHT, Field, LEAST_MASK, Reading, Sample};
use super::motion::{Landing, Motion, PlaneKind, land_head, land_plane, stepped};
use super::place::Place;
use crate::geometry::Point;
use multiversion::multiversion;
use nalgebra::{DMatrix, DVector, Vector3};

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
        Motion::Head(head) => {
            let surface = head.surface();
            samples.iter().map(|s| surface(s.at)).collect()
        }
    }
}

struct Normal {
    normal: DMatrix<f64>,
    right: DVector<f64>,
    cost: f64,
}

/// Sums of the normal equations of `N` unknowns. Samples are
/// added up in f32, which SIMD likes, and moved to f64 every few dozen, so that the rounding does
/// not grow with their number.
struct Sums<const N: usize> {
    few: Products<f32, N>,
    pending: u32,
    all: Products<f64, N>,
    cost: f64,
    total: f64,
}

/// Each unknown's derivative times those of all, and the residual times those of all.
struct Products<T, const N: usize> {
    normal: [[T; N]; N],
    right: [T; N],
}

impl<const N: usize> Sums<N> {
    const FLUSH: u32 = 64;

    fn new() -> Self {
        Self {
            few: Products {
                normal: [[0.0; N]; N],
                right: [0.0; N],
            },
            pending: 0,
            all: Products {
                normal: [[0.0; N]; N],
                right: [0.0; N],
            },
            cost: 0.0,
            total: 0.0,
        }
    }

    #[inline(always)]
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
            let mut row = [0.0f32; N];
            for (row, (dx, dy)) in row.iter_mut().zip(landing.dx.iter().zip(&landing.dy)) {
                *row = gx * dx + gy * dy;
            }
            for i in 0..N {
                add_scaled(&mut self.few.normal[i], w * row[i], &row);
            }
            add_scaled(&mut self.few.right, w * residual, &row);
        }
        self.pending += 1;
        if self.pending == Self::FLUSH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let few = self.few.normal.iter_mut().chain([&mut self.few.right]);
        let all = self.all.normal.iter_mut().chain([&mut self.all.right]);
        for (all, few) in all.flatten().zip(few.flatten()) {
            *all += f64::from(std::mem::take(few));
        }
        self.pending = 0;
    }
}

#[inline(always)]
fn add_scaled<const N: usize>(sums: &mut [f32; N], scale: f32, row: &[f32; N]) {
    for k in 0..N {
        sums[k] += scale * row[k];
    }
}

#[multiversion(targets("x86_64+avx+avx2"))]
fn assemble(
    motion: &Motion,
    samples: &[Sample],
    surface: &[Option<Vector3<f64>>],
    field: &Field,
    place: Place,
) -> Normal {
    match motion {
        Motion::Plane { kind, matrix } => {
            let land = |i: usize| land_plane(*kind, matrix, samples[i].at, place);
            match kind {
                PlaneKind::Similarity => normal::<4>(land, samples, field),
                PlaneKind::Homography => normal::<8>(land, samples, field),
            }
        }
        Motion::Head(head) => {
            let rotation = head.rotation_matrix();
            let land = |i: usize| match &surface[i] {
                Some(x) => land_head(head, &rotation, x),
                None => None,
            };
            normal::<6>(land, samples, field)
        }
    }
}

/// The normal equations of a motion of `N` unknowns under which the samples, by number, `land` as
/// given.
#[inline(always)]
fn normal<const N: usize>(
    land: impl Fn(usize) -> Option<Landing>,
    samples: &[Sample],
    field: &Field,
) -> Normal {
    let mut sums = Sums::<N>::new();
    for (i, s) in samples.iter().enumerate() {
        let Some(landing) = land(i) else { continue };
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
    Normal {
        normal: DMatrix::from_fn(N, N, |a, b| sums.all.normal[a.max(b)][a.min(b)]),
        right: DVector::from_fn(N, |a, _| sums.all.right[a]),
        cost: (sums.cost + missing) / all.max(1e-9),
    }
}
