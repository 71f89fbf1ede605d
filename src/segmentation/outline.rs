//! A closed outline around a centre, found as the cheapest path through polar space.

use super::colour_model::Appearance;
use crate::plane::Plane;

/// Directions in which the outline is sampled.
pub(super) const DIRECTIONS: usize = 120;

/// An ellipse in pixels of the image it was fitted in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oval {
    pub cx: f32,
    pub cy: f32,
    /// Semi-axes, px; `a` along `angle`.
    pub a: f32,
    pub b: f32,
    /// Direction of `a`, radians from +x towards +y.
    pub angle: f32,
}

impl Oval {
    pub(super) fn circle(cx: f32, cy: f32, radius: f32) -> Self {
        Self {
            cx,
            cy,
            a: radius,
            b: radius,
            angle: 0.0,
        }
    }

    /// Distance from the centre in units of the outline: 1 on it, less inside.
    pub(super) fn level(&self, x: f32, y: f32) -> f32 {
        let (s, c) = self.angle.sin_cos();
        let (dx, dy) = (x - self.cx, y - self.cy);
        ((dx * c + dy * s) / self.a).hypot((dy * c - dx * s) / self.b)
    }

    /// Distance from the centre to the outline in a direction.
    pub(super) fn radius(&self, direction: f32) -> f32 {
        let (s, c) = (direction - self.angle).sin_cos();
        1.0 / (c / self.a).hypot(s / self.b)
    }
}

/// How the outline's parts are weighed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    /// Pull of inside/outside evidence.
    pub region: f32,
    /// Pull of colour edges.
    pub edge: f32,
    /// Cost of a jump of one pixel between neighbouring directions.
    pub bend: f32,
    /// Cost of leaving the expected oval by its whole radius.
    pub shape: f32,
}

/// A star-shaped outline: one radius per direction around a centre.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    pub cx: f32,
    pub cy: f32,
    pub radii: Vec<f32>,
    /// Whether the outline runs along the image border in this direction (the head is cut off).
    pub cut: Vec<bool>,
    /// Mean strength of the colour edge under the uncut outline.
    pub edge_strength: f32,
}

pub(super) fn direction(k: usize) -> f32 {
    k as f32 * std::f32::consts::TAU / DIRECTIONS as f32
}

impl Outline {
    pub(super) fn points(&self) -> impl Iterator<Item = (f32, f32)> + '_ {
        self.radii.iter().enumerate().map(|(k, r)| {
            let (s, c) = direction(k).sin_cos();
            (self.cx + r * c, self.cy + r * s)
        })
    }

    /// Distance from the centre in units of the outline.
    pub(super) fn level(&self, x: f32, y: f32) -> f32 {
        let (dx, dy) = (x - self.cx, y - self.cy);
        let t = dy.atan2(dx).rem_euclid(std::f32::consts::TAU) / std::f32::consts::TAU
            * DIRECTIONS as f32;
        let k = (t as usize).min(DIRECTIONS - 1);
        let f = t - k as f32;
        let r = self.radii[k] * (1.0 - f) + self.radii[(k + 1) % DIRECTIONS] * f;
        dx.hypot(dy) / r.max(1e-3)
    }
}

/// The cheapest closed outline around the oval's centre.
pub(super) fn trace(
    appearance: &Appearance,
    evidence: &Plane,
    prior: &Oval,
    weights: Weights,
) -> Outline {
    let mean_radius = 0.5 * (prior.a + prior.b);
    let steps = (mean_radius * 2.2).ceil() as usize;
    let mut cost = Vec::with_capacity(DIRECTIONS);
    let mut border = Vec::with_capacity(DIRECTIONS);
    let mut edges = Vec::with_capacity(DIRECTIONS);
    for k in 0..DIRECTIONS {
        let ray = Ray::new(appearance, evidence, prior, direction(k), steps);
        border.push(ray.border);
        cost.push(ray.cost(weights, mean_radius));
        edges.push(ray.edge);
    }
    let path = closed_path(&cost, weights.bend);
    let cut: Vec<bool> = path.iter().zip(&border).map(|(r, b)| r + 1 >= *b).collect();
    let (sum, n) = path
        .iter()
        .zip(&cut)
        .zip(&edges)
        .filter(|((_, cut), _)| !**cut)
        .fold((0.0, 0), |(s, n), ((&r, _), e)| (s + e[r], n + 1));
    Outline {
        cx: prior.cx,
        cy: prior.cy,
        radii: path.iter().map(|&r| r as f32).collect(),
        cut,
        edge_strength: if n > 0 { sum / n as f32 } else { 0.0 },
    }
}

struct Ray {
    evidence: Vec<f32>,
    edge: Vec<f32>,
    deviation: Vec<f32>,
    /// First step outside the image.
    border: usize,
}

impl Ray {
    fn new(
        appearance: &Appearance,
        evidence: &Plane,
        prior: &Oval,
        direction: f32,
        steps: usize,
    ) -> Self {
        let (s, c) = direction.sin_cos();
        let expected = prior.radius(direction);
        let at = |r: f32| (prior.cx + r * c, prior.cy + r * s);
        let inside = |r: f32| {
            let (x, y) = at(r);
            x >= 0.0
                && y >= 0.0
                && x <= appearance.width as f32 - 1.0
                && y <= appearance.height as f32 - 1.0
        };
        let border = (0..steps).find(|&r| !inside(r as f32)).unwrap_or(steps);
        let colour = |r: f32| {
            let (x, y) = at(r.clamp(0.0, (border.max(1) - 1) as f32));
            [0, 1, 2].map(|i| {
                let p = &appearance.channels[i];
                p.at_clamped(x.round() as i64, y.round() as i64)
            })
        };
        let span = 2.5;
        let edge = (0..steps)
            .map(|r| {
                if r >= border {
                    return 0.0;
                }
                let (near, far) = (colour(r as f32 - span), colour(r as f32 + span));
                let d = ((near[0] - far[0]).powi(2)
                    + 2.0 * (near[1] - far[1]).powi(2)
                    + 2.0 * (near[2] - far[2]).powi(2))
                .sqrt();
                d / (d + 30.0)
            })
            .collect();
        let sampled = (0..steps)
            .map(|r| {
                let (x, y) = at(r as f32);
                if r < border {
                    evidence.at_clamped(x.round() as i64, y.round() as i64)
                } else {
                    0.0
                }
            })
            .collect();
        Self {
            evidence: sampled,
            edge,
            deviation: (0..steps)
                .map(|r| (r as f32 - expected) / expected)
                .collect(),
            border,
        }
    }

    /// Cost of an outline at each step: evidence against what it encloses and leaves out, minus
    /// the edge under it, plus the distance from the expected oval.
    fn cost(&self, weights: Weights, mean_radius: f32) -> Vec<f32> {
        let mut enclosed = 0.0;
        let mut cost: Vec<f32> = (0..self.evidence.len())
            .map(|r| {
                let c = -weights.region * enclosed / mean_radius - weights.edge * self.edge[r]
                    + weights.shape * self.deviation[r].powi(2);
                enclosed += self.evidence[r] * r as f32 / mean_radius;
                c
            })
            .collect();
        for c in cost.iter_mut().skip(self.border) {
            *c = f32::INFINITY;
        }
        for c in cost.iter_mut().take((0.3 * mean_radius) as usize) {
            *c = f32::INFINITY;
        }
        if self.border > 0 && cost.iter().all(|c| c.is_infinite()) {
            cost[self.border - 1] = 0.0;
        }
        cost
    }
}

/// Cheapest path of one step per direction that closes on itself: two turns are traced and the
/// middle one is kept, which settles the ends without fixing a start.
fn closed_path(cost: &[Vec<f32>], bend: f32) -> Vec<usize> {
    const REACH: i64 = 3;
    let steps = cost[0].len();
    let turns = 2 * DIRECTIONS;
    let mut total = cost[0].clone();
    let mut back: Vec<Vec<u16>> = Vec::with_capacity(turns);
    for k in 1..turns {
        let here = &cost[k % DIRECTIONS];
        let mut next = vec![f32::INFINITY; steps];
        let mut from = vec![0u16; steps];
        for r in 0..steps {
            if here[r].is_infinite() {
                continue;
            }
            for d in -REACH..=REACH {
                let q = r as i64 + d;
                if q < 0 || q >= steps as i64 {
                    continue;
                }
                let c = total[q as usize] + bend * (d * d) as f32;
                if c < next[r] {
                    next[r] = c;
                    from[r] = q as u16;
                }
            }
            next[r] += here[r];
        }
        // A border that recedes faster than the reach would cut every path: restart there.
        if next.iter().all(|c| c.is_infinite()) {
            let best = argmin(&total);
            for r in 0..steps {
                next[r] = here[r] + total[best];
                from[r] = best as u16;
            }
        }
        total = next;
        back.push(from);
    }
    let mut r = argmin(&total);
    let mut path = vec![0usize; turns];
    path[turns - 1] = r;
    for k in (1..turns).rev() {
        r = usize::from(back[k - 1][r]);
        path[k - 1] = r;
    }
    let half = DIRECTIONS / 2;
    (0..DIRECTIONS)
        .map(|k| path[if k < half { k + DIRECTIONS } else { k }])
        .collect()
}

fn argmin(values: &[f32]) -> usize {
    values
        .iter()
        .enumerate()
        .min_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(i, _)| i)
}
