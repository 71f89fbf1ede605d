//! What lies just behind the end of a trace: skin, or another hair that hides where it begins.

use crate::plane::Plane;

use super::profile::{Cut, core};

/// A profile across a hair at one place, averaged over 2 px.
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

/// How dark it is just behind an end, in units of `contrast` above `flank`: the lightest mean of
/// three places 3 to 10 px behind it; `heading` points from the end into the hair.
pub(super) fn behind_end(
    map: &Plane,
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
            core(map, x, y, heading, (0.7 * width).max(2.0))
        })
        .collect();
    let lightest = values
        .windows(3)
        .map(|w| (w[0] + w[1] + w[2]) / 3.0)
        .fold(f32::MAX, f32::min);
    (lightest - flank) / contrast.max(0.02)
}
