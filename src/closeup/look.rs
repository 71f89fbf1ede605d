//! Looking for a known hair at a predicted place ("forced photometry"): present, hidden, absent.

use crate::geometry::Point;

use super::darkness::Darkness;
use super::model::{HIDDEN_END, Look, Presence};
use super::profile::{Cut, Profile, bands, core};

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// Predicted centre line from root to tip, native px of the photo looked at.
    pub path: &'a [Point],
    /// Predicted width, native px of that photo.
    pub width_px: f64,
    /// Darkness of the shaft above its flanks, as where it was seen.
    pub contrast: f64,
    /// Darkness inside the shaft, as where it was seen.
    pub darkness: f64,
}

/// Length looked at from the root on, working px: beyond it a combed hair bends differently.
const REACH: f32 = 80.0;
/// Sideways error of a prediction that is searched, working px.
const SIDEWAYS: f32 = 3.0;
/// Turns searched, radians.
const TURNS: [f32; 5] = [0.0, -0.03, 0.03, -0.06, 0.06];

impl Darkness {
    /// Looks for `sought` at its place.
    pub fn look(&self, sought: Sought) -> Look {
        let path = self.resampled(sought.path);
        let outside = |p: &[f32; 2]| {
            p[0] < 3.0
                || p[1] < 3.0
                || p[0] > self.map.width as f32 - 4.0
                || p[1] > self.map.height as f32 - 4.0
                || self.is_masked(p[0], p[1])
        };
        let nothing = Look {
            state: Presence::Outside,
            shift_px: 0.0,
            turn: 0.0,
            two_sided: 0.0,
            one_sided: 0.0,
            dark: 0.0,
        };
        if path.len() < 4 || path[..4].iter().any(outside) {
            return nothing;
        }
        let seen: Vec<[f32; 2]> = path.iter().copied().take_while(|p| !outside(p)).collect();
        let width = (sought.width_px * self.working_per_native).max(1.2) as f32;
        let (contrast, dark) = (sought.contrast as f32, sought.darkness as f32);
        let headings = headings(&seen);
        let mut best: Option<(f32, Found)> = None;
        for turn in TURNS {
            let (sin, cos) = turn.sin_cos();
            let mut shift = -SIDEWAYS;
            while shift <= SIDEWAYS + 0.01 {
                let found = self.evidence(
                    &seen,
                    &headings,
                    (sin, cos, turn),
                    shift,
                    width,
                    contrast,
                    dark,
                );
                let score = found.two + 0.4 * found.one + 0.3 * found.dark
                    - 0.03 * shift.abs()
                    - 0.5 * turn.abs();
                if best.as_ref().is_none_or(|(b, _)| score > *b) {
                    best = Some((score, found));
                }
                shift += 0.75;
            }
        }
        let Some((_, found)) = best else {
            return nothing;
        };
        // The end itself must be seen: skin behind the predicted root.
        let heading = headings[0] + found.turn;
        let end = [
            seen[0][0] - found.shift * heading.sin(),
            seen[0][1] + found.shift * heading.cos(),
        ];
        let behind = behind_end(self, end, heading, width, dark - contrast, contrast);
        let state = if found.dark > 0.6 && (found.two > 0.35 || found.one > 0.7) {
            if behind < HIDDEN_END as f32 {
                Presence::Present
            } else {
                Presence::Hidden
            }
        } else if found.dark > 0.75 {
            Presence::Hidden
        } else {
            Presence::Absent
        };
        Look {
            state,
            shift_px: f64::from(found.shift) / self.working_per_native,
            turn: f64::from(found.turn),
            two_sided: f64::from(found.two),
            one_sided: f64::from(found.one),
            dark: f64::from(found.dark),
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one place, one bar, one displacement"
    )]
    fn evidence(
        &self,
        path: &[[f32; 2]],
        headings: &[f32],
        (sin, cos, turn): (f32, f32, f32),
        shift: f32,
        width: f32,
        contrast: f32,
        darkness: f32,
    ) -> Found {
        let root = path[0];
        let (mut two, mut one, mut dark) = (0, 0, 0);
        for (p, heading) in path.iter().zip(headings) {
            let (dx, dy) = (p[0] - root[0], p[1] - root[1]);
            let heading = heading + turn;
            let x = root[0] + dx * cos - dy * sin - shift * heading.sin();
            let y = root[1] + dx * sin + dy * cos + shift * heading.cos();
            let profile = Profile::across(&self.map, short_cut(x, y, heading), 0.5 * width + 3.0);
            let (inside, left, right) = bands(&profile, 0.0, width, 0.6);
            let (l, r) = (
                inside - left > 0.4 * contrast,
                inside - right > 0.4 * contrast,
            );
            two += usize::from(l && r);
            one += usize::from(l || r);
            dark += usize::from(inside > darkness - 0.5 * contrast);
        }
        let share = |k: usize| k as f32 / path.len() as f32;
        Found {
            turn,
            shift,
            two: share(two),
            one: share(one),
            dark: share(dark),
        }
    }

    /// A native path in working px, at steps of 2 px, as far as it is looked at.
    fn resampled(&self, path: &[Point]) -> Vec<[f32; 2]> {
        let nodes: Vec<[f32; 2]> = path.iter().map(|&p| self.working(p)).collect();
        let mut out = Vec::new();
        let (mut walked, mut next) = (0.0f32, 0.0f32);
        for pair in nodes.windows(2) {
            let (dx, dy) = (pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]);
            let length = dx.hypot(dy);
            while length > 0.0 && next <= walked + length && next < REACH {
                let f = (next - walked) / length;
                out.push([pair[0][0] + dx * f, pair[0][1] + dy * f]);
                next += 2.0;
            }
            walked += length;
        }
        out
    }
}

struct Found {
    turn: f32,
    shift: f32,
    two: f32,
    one: f32,
    dark: f32,
}

pub(super) fn short_cut(x: f32, y: f32, heading: f32) -> Cut {
    Cut {
        x,
        y,
        heading,
        curvature: 0.0,
        length: 2.0,
        lines: 2,
    }
}

/// Headings along a path by central differences.
fn headings(path: &[[f32; 2]]) -> Vec<f32> {
    let last = path.len() - 1;
    (0..path.len())
        .map(|i| {
            let (a, b) = (path[i.saturating_sub(1)], path[(i + 1).min(last)]);
            (b[1] - a[1]).atan2(b[0] - a[0])
        })
        .collect()
}

/// How dark it is just behind an end, in units of `contrast` above `flank`: the lightest mean of
/// three places 3 to 10 px behind it; `heading` points from the end into the hair.
pub(super) fn behind_end(
    darkness: &Darkness,
    end: [f32; 2],
    heading: f32,
    width: f32,
    flank: f32,
    contrast: f32,
) -> f32 {
    let (sin, cos) = heading.sin_cos();
    let values: Vec<f32> = (3..=10)
        .map(|q| {
            let q = q as f32;
            let (x, y) = (end[0] - q * cos, end[1] - q * sin);
            core(&darkness.map, x, y, heading, (0.7 * width).max(2.0))
        })
        .collect();
    let lightest = values
        .windows(3)
        .map(|w| (w[0] + w[1] + w[2]) / 3.0)
        .fold(f32::MAX, f32::min);
    (lightest - flank) / contrast.max(0.02)
}
