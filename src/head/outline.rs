//! A closed outline around a centre, found as the cheapest path through polar space.

use multiversion::multiversion;

use crate::head::colour_model::Appearance;
use crate::head::oval::Oval;
use crate::plane::Plane;

/// How the outline's parts are weighed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    /// Pull of inside/outside evidence.
    pub(crate) region: f32,
    /// Pull of colour edges.
    pub(crate) edge: f32,
    /// Cost of a jump of one pixel between neighbouring directions.
    pub(crate) bend: f32,
    /// Cost of leaving the expected oval by its whole radius.
    pub(crate) shape: f32,
}

/// A star-shaped outline: one radius per direction around a centre.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    pub(crate) cx: f32,
    pub(crate) cy: f32,
    pub(crate) radii: Vec<f32>,
    /// Whether the outline runs along the image border in this direction (the head is cut off).
    pub(crate) cut: Vec<bool>,
    /// Strength of the colour edge under the outline, 0..1.
    pub(crate) edges: Vec<f32>,
}

/// Direction `k` of `n`, radians from +x towards +y.
pub(super) fn direction(k: usize, n: usize) -> f32 {
    k as f32 * std::f32::consts::TAU / n as f32
}

impl Outline {
    /// The ellipse that fits it best, without what the photo's border cuts off.
    pub(super) fn oval(&self) -> Option<Oval> {
        let points: Vec<(f32, f32)> = self.points().collect();
        Oval::fitted(&points, &self.cut)
    }

    pub(super) fn points(&self) -> impl Iterator<Item = (f32, f32)> + '_ {
        self.radii.iter().enumerate().map(|(k, r)| {
            let (s, c) = direction(k, self.radii.len()).sin_cos();
            (self.cx + r * c, self.cy + r * s)
        })
    }

    /// Distance from the centre in units of the outline.
    pub(super) fn level(&self, x: f32, y: f32) -> f32 {
        use std::f32::consts::TAU;
        let (dx, dy) = (x - self.cx, y - self.cy);
        let n = self.radii.len();
        let angle = dy.atan2(dx);
        let turn = if angle < 0.0 { angle + TAU } else { angle };
        let t = turn / TAU * n as f32;
        let k = (t as usize).min(n - 1);
        let f = t - k as f32;
        let r = self.radii[k] * (1.0 - f) + self.radii[(k + 1) % n] * f;
        (dx * dx + dy * dy).sqrt() / r.max(1e-3)
    }

    /// [`level`](Self::level) for many positions: exact from `low` to `high`; beyond either some
    /// value on the same side, which spares the search for the direction.
    pub(super) fn level_within(&self, low: f32, high: f32) -> impl Fn(f32, f32) -> f32 {
        let reach: [[f32; 2]; 8] = std::array::from_fn(|eighth| self.reach(eighth));
        move |x, y| {
            let (dx, dy) = (x - self.cx, y - self.cy);
            let distance = (dx * dx + dy * dy).sqrt();
            let [shortest, longest] = reach[eighth_of(dx, dy)];
            // A hundredth to spare for rounding.
            if distance < 0.99 * low * shortest {
                distance / shortest
            } else if distance > 1.01 * high * longest {
                distance / longest
            } else {
                self.level(x, y)
            }
        }
    }

    /// Shortest and longest radius in an eighth of the turn, its ends included.
    fn reach(&self, eighth: usize) -> [f32; 2] {
        let n = self.radii.len();
        let (first, last) = (eighth * n / 8, ((eighth + 1) * n).div_ceil(8));
        let radii = (first..=last).map(|k| self.radii[k % n]);
        radii.fold([f32::MAX, 0.0], |[low, high], r| [low.min(r), high.max(r)])
    }

    /// Mean strength of the colour edge under the uncut outline, 0..1.
    pub(super) fn edge_strength(&self) -> f32 {
        let uncut = self.edges.iter().zip(&self.cut).filter(|(_, cut)| !**cut);
        let (sum, n) = uncut.fold((0.0, 0u32), |(s, n), (e, _)| (s + e, n + 1));
        sum / n.max(1) as f32
    }
}

/// Which eighth of the turn a direction lies in, counted like [`direction`].
fn eighth_of(dx: f32, dy: f32) -> usize {
    let flat = dx.abs() >= dy.abs();
    match (dy >= 0.0, dx >= 0.0) {
        (true, true) => usize::from(!flat),
        (true, false) => 2 + usize::from(flat),
        (false, false) => 4 + usize::from(!flat),
        (false, true) => 6 + usize::from(flat),
    }
}

/// The cheapest closed outline around the oval's centre.
pub(super) fn trace(
    appearance: &Appearance,
    evidence: &Plane,
    prior: &Oval,
    weights: Weights,
    directions: usize,
) -> Outline {
    let mean_radius = 0.5 * (prior.a + prior.b);
    let steps = (mean_radius * 2.2).ceil() as usize;
    let rays: Vec<Ray> = (0..directions)
        .map(|k| Ray::new(appearance, evidence, prior, direction(k, directions), steps))
        .collect();
    let cost: Vec<Vec<f32>> = rays.iter().map(|r| r.cost(weights, mean_radius)).collect();
    let path = closed_path(&cost, weights.bend);
    Outline {
        cx: prior.cx,
        cy: prior.cy,
        radii: path.iter().map(|&r| r as f32).collect(),
        cut: path
            .iter()
            .zip(&rays)
            .map(|(r, ray)| r + 1 >= ray.border)
            .collect(),
        edges: path
            .iter()
            .zip(&rays)
            .map(|(&r, ray)| ray.edge[r])
            .collect(),
    }
}

/// An edge is the contrast of the colours half a pixel less than this before and behind it, px.
const REACH: usize = 3;
/// Distance of two colours at which their contrast is one half, gamma-coded units.
const HALF_CONTRAST: f32 = 30.0;

/// Contrast of two colours, 0..1; the opponent colours count double, since light varies over a
/// head more than colour does.
fn contrast(a: [f32; 3], b: [f32; 3]) -> f32 {
    let d = [0, 1, 2].map(|c| (a[c] - b[c]) * (a[c] - b[c]));
    let distance = (d[0] + 2.0 * (d[1] + d[2])).sqrt();
    distance / (distance + HALF_CONTRAST)
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
        let nearest = |r: f32| {
            let (x, y) = at(r);
            // Inside the photo both are positive, where truncation rounds to the nearest pixel.
            let x = ((x + 0.5) as u32 as usize).min(appearance.width - 1);
            let y = ((y + 0.5) as u32 as usize).min(appearance.height - 1);
            y * appearance.width + x
        };
        let last = (border.max(1) - 1) as f32;
        let colours: Vec<[f32; 3]> = (0..steps + 2 * REACH)
            .map(|i| nearest((i as f32 - REACH as f32 + 0.5).clamp(0.0, last)))
            .map(|i| [0, 1, 2].map(|c| appearance.channels[c].data[i]))
            .collect();
        let edge = (0..steps)
            .map(|r| {
                if r < border {
                    contrast(colours[r], colours[r + 2 * REACH - 1])
                } else {
                    0.0
                }
            })
            .collect();
        let sampled = (0..steps)
            .map(|r| {
                if r < border {
                    evidence.data[nearest(r as f32)]
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

/// Steps by which an outline may move in or out from one direction to the next.
const JUMP: usize = 3;

/// Keeps, for each step, the cheapest way `before` it and the step that it comes from; the first of
/// `before` lies `ahead` less [`JUMP`] steps out.
#[multiversion(targets("x86_64+avx+avx2"))]
fn come_from(before: &[f32], ahead: u32, extra: f32, (next, from): (&mut [f32], &mut [u32])) {
    let n = next.len();
    let (before, from) = (&before[..n], &mut from[..n]);
    for r in 0..n {
        let c = before[r] + extra;
        let better = c < next[r];
        let step = (r as u32 + ahead).wrapping_sub(JUMP as u32);
        next[r] = if better { c } else { next[r] };
        from[r] = if better { step } else { from[r] };
    }
}

/// Cheapest path of one step per direction that closes on itself: two turns are traced and the
/// middle one is kept, which settles the ends without fixing a start.
fn closed_path(cost: &[Vec<f32>], bend: f32) -> Vec<usize> {
    let steps = cost[0].len();
    let directions = cost.len();
    let turns = 2 * directions;
    let mut total = cost[0].clone();
    let mut back: Vec<Vec<u32>> = Vec::with_capacity(turns);
    // Beyond either end there is nothing to come from.
    let mut before = vec![f32::INFINITY; steps + 2 * JUMP];
    for k in 1..turns {
        let here = &cost[k % directions];
        before[JUMP..JUMP + steps].copy_from_slice(&total);
        let mut next = vec![f32::INFINITY; steps];
        let mut from = vec![0; steps];
        for q in 0..=2 * JUMP {
            let jump = q as f32 - JUMP as f32;
            come_from(
                &before[q..],
                q as u32,
                bend * jump * jump,
                (&mut next, &mut from),
            );
        }
        for (next, here) in next.iter_mut().zip(here) {
            *next += here;
        }
        // A border that recedes faster than the reach would cut every path: restart there.
        if next.iter().all(|c| c.is_infinite()) {
            let best = argmin(&total);
            for r in 0..steps {
                next[r] = here[r] + total[best];
                from[r] = best as u32;
            }
        }
        total = next;
        back.push(from);
    }
    let mut r = argmin(&total);
    let mut path = vec![0usize; turns];
    path[turns - 1] = r;
    for k in (1..turns).rev() {
        r = back[k - 1][r] as usize;
        path[k - 1] = r;
    }
    let half = directions / 2;
    (0..directions)
        .map(|k| path[if k < half { k + directions } else { k }])
        .collect()
}

fn argmin(values: &[f32]) -> usize {
    values
        .iter()
        .enumerate()
        .min_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_for_many_positions_is_exact_near_the_outline_and_on_its_side_elsewhere() {
        let radii: Vec<f32> = (0..120)
            .map(|k| 30.0 + (k as f32 * 0.4).sin() * 9.0)
            .collect();
        let outline = Outline {
            cx: 50.3,
            cy: 47.1,
            cut: vec![false; radii.len()],
            edges: vec![1.0; radii.len()],
            radii,
        };
        let level = outline.level_within(0.9, 1.1);
        for (x, y) in (0..100).flat_map(|y| (0..100).map(move |x| (x as f32, y as f32))) {
            match (outline.level(x, y), level(x, y)) {
                (exact @ 0.9..=1.1, found) => assert_eq!(exact, found),
                (exact, found) => assert_eq!(exact < 0.9, found < 0.9, "{exact} {found}"),
            }
        }
    }
}
