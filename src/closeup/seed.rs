//! Where tracing starts: ridge points with the bar they lie on, the cleanest first.

use std::f32::consts::PI;

use crate::plane::Plane;

use super::profile::{Cut, PER_PX, Profile, bands};
use super::ridge::RidgePoint;

/// A place on a bar, with the bar's direction, width and darkness.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed {
    /// Position on the middle line, px.
    pub(crate) x: f32,
    /// Position on the middle line, px.
    pub(crate) y: f32,
    /// Direction, radians, without sense.
    pub(crate) heading: f32,
    /// Full width at half level, px.
    pub(crate) width: f32,
    /// Darkness above the darker flank.
    pub(crate) contrast: f32,
    /// Darkness inside.
    pub(crate) inside: f32,
    /// Share of short windows along the bar in which it is darker than both flanks, 0..1.
    pub(crate) clean: f32,
}

/// Angles tried around the ridge's own, radians.
const TURNS: [f32; 7] = [-0.15, -0.10, -0.05, 0.0, 0.05, 0.10, 0.15];
/// Half profile, px: a bar of [`SeedLimits::widest`] px and its flanks.
const HALF_PX: f32 = 20.0;
/// Flanks are looked for within this distance of the middle, samples.
const FLANK: usize = 28;

/// What a seed must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeedLimits {
    /// Least contrast.
    pub(crate) least_contrast: f32,
    /// Widest bar, px.
    pub(crate) widest: f32,
    /// Length averaged for a profile, px.
    pub(crate) window: f32,
}

/// Thinnest bar, px.
const THINNEST: f32 = 1.2;

/// Least share of clean windows with the ridge's own angle, which can be off by as much as
/// [`TURNS`], that makes a closer look worth while.
const WORTH_A_LOOK: f32 = 0.28;

/// How clean the bar at a ridge point is by a cheap look along the ridge's own angle, for the order
/// of seeds; `None` where none stands out.
pub(super) fn quick_rank(map: &Plane, point: RidgePoint, limits: SeedLimits) -> Option<f32> {
    let cut = Cut {
        x: point.x as f32,
        y: point.y as f32,
        heading: point.angle,
        curvature: 0.0,
        length: limits.window,
        lines: 4,
    };
    let (offset, width, contrast, _) = bar_in(&Profile::across(map, cut, HALF_PX))?;
    if contrast < limits.least_contrast || width > limits.widest || width < THINNEST {
        return None;
    }
    let (sin, cos) = point.angle.sin_cos();
    let (x, y) = (cut.x - offset * sin, cut.y + offset * cos);
    let clean = cleanliness(map, x, y, point.angle, width, contrast);
    (clean >= WORTH_A_LOOK).then(|| clean + 0.3 * contrast.min(1.0))
}

/// The seed at a ridge point, or `None` where no bar of its own stands out.
pub(super) fn seed_at(map: &Plane, point: RidgePoint, limits: SeedLimits) -> Option<Seed> {
    let (x, y) = (point.x as f32, point.y as f32);
    let cut = |heading: f32, length: f32| Cut {
        x,
        y,
        heading,
        curvature: 0.0,
        length,
        lines: 7,
    };
    let mut best = (f32::MIN, point.angle);
    for turn in TURNS {
        let heading = point.angle + turn;
        let p = Profile::across(map, cut(heading, 1.6 * limits.window), HALF_PX);
        let energy: f32 = p.values().iter().map(|v| v * v).sum();
        if energy > best.0 {
            best = (energy, heading);
        }
    }
    let heading = best.1;
    let p = Profile::across(map, cut(heading, 1.3 * limits.window), HALF_PX);
    let (offset, width, contrast, inside) = bar_in(&p)?;
    if contrast < limits.least_contrast || width > limits.widest || width < THINNEST {
        return None;
    }
    let (x, y) = (x - offset * heading.sin(), y + offset * heading.cos());
    let inside_map =
        x >= 2.0 && y >= 2.0 && x <= map.width as f32 - 3.0 && y <= map.height as f32 - 3.0;
    inside_map.then(|| Seed {
        x,
        y,
        heading: heading.rem_euclid(PI),
        width,
        contrast,
        inside,
        clean: cleanliness(map, x, y, heading, width, contrast),
    })
}

/// Offset, width, contrast and darkness of the bar nearest to the axis.
fn bar_in(p: &Profile) -> Option<(f32, f32, f32, f32)> {
    let (v, half) = (p.values(), p.half());
    let mean = |i: usize| (v[i - 1] + v[i] + v[i + 1]) / 3.0;
    let (mut middle, mut most) = (half, f32::MIN);
    for i in half - 6..=half + 6 {
        if mean(i) > most {
            (middle, most) = (i, mean(i));
        }
    }
    let least = |range: &[f32]| range.iter().copied().fold(f32::MAX, f32::min);
    let left = least(&v[middle.saturating_sub(FLANK)..middle]);
    let right = least(&v[middle + 1..(middle + 1 + FLANK).min(v.len())]);
    let level = 0.5 * (most + left.max(right));
    let (a, b) = (
        p.falls_left(middle, middle, level)?,
        p.falls_right(middle, v.len(), level)?,
    );
    let width = b - a;
    Some((0.5 * (a + b), width, most - left.max(right), most))
}

/// Share of 7 short windows over 28 px in which the bar is darker than both flanks.
fn cleanliness(map: &Plane, x: f32, y: f32, heading: f32, width: f32, contrast: f32) -> f32 {
    let (sin, cos) = heading.sin_cos();
    let enough = 0.55 * contrast;
    let clean = (-3i32..=3)
        .filter(|&k| {
            let s = k as f32 * 4.0;
            let cut = Cut {
                x: x + s * cos,
                y: y + s * sin,
                heading,
                curvature: 0.0,
                length: 4.0,
                lines: 2,
            };
            let p = Profile::across(map, cut, 0.5 * width + 3.0);
            let (inside, left, right) = bands(&p, 0.0, width, 0.6);
            inside - left > enough && inside - right > enough
        })
        .count();
    clean as f32 / 7.0
}

const _: () = assert!(PER_PX == 2.0, "FLANK is given in half-px samples");
