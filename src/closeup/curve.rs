//! The smooth middle line of a hair: a robust polynomial in arc length.

use nalgebra::{SMatrix, SVector};

use super::profile::Support;
use super::trace::Step;

/// Terms of the largest polynomial: degree 4.
const TERMS: usize = 5;
/// Rounds of reweighting.
const ROUNDS: usize = 6;

/// A curve in Legendre polynomials of arc length; beyond its ends it goes straight on.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    x: [f64; TERMS],
    y: [f64; TERMS],
    degree: usize,
    /// Length of the steps it was fitted to, px.
    pub(crate) span: f64,
}

/// A place on a curve.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnCurve {
    /// Position, px.
    pub(crate) x: f32,
    /// Position, px.
    pub(crate) y: f32,
    /// Heading, radians.
    pub(crate) heading: f32,
}

fn legendre(u: f64) -> [f64; TERMS] {
    let u2 = u * u;
    [
        1.0,
        u,
        0.5 * (3.0 * u2 - 1.0),
        0.5 * u * (5.0 * u2 - 3.0),
        0.125 * (35.0 * u2 * u2 - 30.0 * u2 + 3.0),
    ]
}

fn slopes(u: f64) -> [f64; TERMS] {
    let u2 = u * u;
    [
        0.0,
        1.0,
        3.0 * u,
        1.5 * (5.0 * u2 - 1.0),
        0.125 * u * (140.0 * u2 - 60.0),
    ]
}

impl Curve {
    /// Moves the curve by `[x, y]` px.
    pub(crate) fn shift(&mut self, [x, y]: [f64; 2]) {
        self.x[0] += x;
        self.y[0] += y;
    }

    /// The curve through `steps` and the distances of the steps from it, px.
    pub(crate) fn fitted(steps: &[Step]) -> (Self, Vec<f64>) {
        let mut arc = vec![0.0f64; steps.len()];
        for i in 1..steps.len() {
            let (a, b) = (&steps[i - 1], &steps[i]);
            arc[i] = arc[i - 1] + f64::from(b.x - a.x).hypot(f64::from(b.y - a.y));
        }
        let span = arc[steps.len() - 1].max(1e-6);
        let degree = match span {
            s if s < 25.0 => 1,
            s if s < 300.0 => 2,
            s if s < 700.0 => 3,
            _ => 4,
        };
        let last = steps.len() - 1;
        let prior: Vec<f64> = (0..steps.len())
            .map(|i| {
                let weight = match steps[i].support {
                    Support::Both => 1.0,
                    Support::One => 0.25,
                    Support::None => 0.02,
                };
                // Profiles at an end average over what lies beyond it.
                if i < 3 || i + 3 > last {
                    0.1 * weight
                } else {
                    weight
                }
            })
            .collect();
        let basis: Vec<[f64; TERMS]> = arc.iter().map(|s| legendre(s / span * 2.0 - 1.0)).collect();
        let mut curve = Self {
            x: [0.0; TERMS],
            y: [0.0; TERMS],
            degree,
            span,
        };
        let mut weights = prior.clone();
        let mut off = vec![0.0; steps.len()];
        for _ in 0..ROUNDS {
            curve.solve(steps, &basis, &weights);
            for (i, (step, row)) in steps.iter().zip(&basis).enumerate() {
                let at = |c: &[f64; TERMS]| (0..=degree).map(|k| c[k] * row[k]).sum::<f64>();
                off[i] = (f64::from(step.x) - at(&curve.x)).hypot(f64::from(step.y) - at(&curve.y));
                weights[i] = prior[i] / (1.0 + off[i] * off[i]);
            }
        }
        (curve, off)
    }

    fn solve(&mut self, steps: &[Step], basis: &[[f64; TERMS]], weights: &[f64]) {
        let mut a = SMatrix::<f64, TERMS, TERMS>::identity() * 1e-9;
        let (mut bx, mut by) = (
            SVector::<f64, TERMS>::zeros(),
            SVector::<f64, TERMS>::zeros(),
        );
        for ((step, row), &w) in steps.iter().zip(basis).zip(weights) {
            for i in 0..=self.degree {
                bx[i] += w * row[i] * f64::from(step.x);
                by[i] += w * row[i] * f64::from(step.y);
                for j in 0..=self.degree {
                    a[(i, j)] += w * row[i] * row[j];
                }
            }
        }
        for i in self.degree + 1..TERMS {
            a[(i, i)] = 1.0;
        }
        if let Some(factor) = a.cholesky() {
            self.x = factor.solve(&bx).into();
            self.y = factor.solve(&by).into();
        }
    }

    /// The place at arc length `s`, px from the first step.
    pub(crate) fn at(&self, s: f64) -> OnCurve {
        let u = s / self.span * 2.0 - 1.0;
        let inner = u.clamp(-1.0, 1.0);
        let (basis, slope) = (legendre(inner), slopes(inner));
        let sum = |c: &[f64; TERMS], b: &[f64; TERMS]| {
            (0..=self.degree).map(|k| c[k] * b[k]).sum::<f64>()
        };
        let (dx, dy) = (sum(&self.x, &slope), sum(&self.y, &slope));
        OnCurve {
            x: (sum(&self.x, &basis) + dx * (u - inner)) as f32,
            y: (sum(&self.y, &basis) + dy * (u - inner)) as f32,
            heading: dy.atan2(dx) as f32,
        }
    }
}
