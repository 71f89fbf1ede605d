//! Places where a dark line may run: ridges of the darkness map at several widths.

use multiversion::multiversion;

use crate::plane::Plane;

use super::blur::gaussian;

/// Standard deviations of the derivatives, px: lines of 2 to 10 px; the last for wider ones.
const SCALES: [f32; 4] = [1.2, 2.0, 3.2, 5.0];
/// Widest line that needs no wider derivative than the first three, px.
const ORDINARY: f32 = 20.0;
/// How much curvature along the line counts against it: a blob is no line.
const BLOB: f32 = 0.7;
/// Side of the cells of which each keeps its strongest point, px.
const CELL: usize = 4;

/// One point of a ridge.
#[derive(Debug, Clone, Copy)]
pub(super) struct RidgePoint {
    /// Column, px.
    pub(crate) x: usize,
    /// Row, px.
    pub(crate) y: usize,
    /// Direction of the line, radians, without sense.
    pub(crate) angle: f32,
}

/// Ridge points stronger than `least` of lines up to `widest` px, at most one per cell, row by row of
/// cells.
pub(super) fn ridge_points(map: &Plane, least: f32, widest: f32) -> Vec<RidgePoint> {
    let (w, h) = (map.width, map.height);
    let scales = if widest > ORDINARY {
        &SCALES[..]
    } else {
        &SCALES[..3]
    };
    let mut strength = vec![0.0f32; w * h];
    let mut scale = vec![0u8; w * h];
    let mut blurred = Vec::with_capacity(scales.len());
    let mut reached = 0.0f32;
    for (k, &sigma) in scales.iter().enumerate() {
        // A blur of a blur: the variances add up.
        let step = (sigma * sigma - reached * reached).sqrt();
        let plane = gaussian(blurred.last().unwrap_or(map), step);
        reached = sigma;
        strongest(&plane, sigma, k as u8, &mut strength, &mut scale);
        blurred.push(plane);
    }
    select(&strength, &scale, &blurred, least)
}

fn strongest(plane: &Plane, sigma: f32, k: u8, strength: &mut [f32], scale: &mut [u8]) {
    let (w, h) = (plane.width, plane.height);
    let norm = sigma * sigma;
    let mut row = vec![0.0f32; w.saturating_sub(2)];
    for y in 1..h.saturating_sub(1) {
        let rows = [y - 1, y, y + 1].map(|row| &plane.data[row * w..(row + 1) * w]);
        strengths(rows, norm, &mut row);
        let inner = y * w + 1..(y + 1) * w - 1;
        let places = strength[inner.clone()].iter_mut().zip(&mut scale[inner]);
        for ((strength, scale), &r) in places.zip(&row) {
            if r > *strength {
                *strength = r;
                *scale = k;
            }
        }
    }
}

/// How much each pixel between the first and the last of the middle one of three rows is a ridge.
#[multiversion(targets("x86_64+avx+avx2"))]
fn strengths(rows: [&[f32]; 3], norm: f32, out: &mut [f32]) {
    let [above, here, below] = rows;
    let n = out.len();
    let (a0, a1, a2) = (&above[..n], &above[1..=n], &above[2..n + 2]);
    let (h0, h1, h2) = (&here[..n], &here[1..=n], &here[2..n + 2]);
    let (b0, b1, b2) = (&below[..n], &below[1..=n], &below[2..n + 2]);
    for x in 0..n {
        let xx = h0[x] - 2.0 * h1[x] + h2[x];
        let yy = a1[x] - 2.0 * h1[x] + b1[x];
        let xy = 0.25 * (a0[x] - a2[x] - b0[x] + b2[x]);
        let (mean, half) = (0.5 * (xx + yy), 0.5 * (xx - yy));
        let spread = (half * half + xy * xy).sqrt();
        out[x] = norm * (spread - mean - BLOB * (mean + spread).abs());
    }
}

/// Direction of the line at a pixel, from the second derivatives of one blur.
fn angle(plane: &Plane, x: usize, y: usize) -> f32 {
    let v = |dx: usize, dy: usize| plane.at(x + dx - 1, y + dy - 1);
    let xx = v(0, 1) - 2.0 * v(1, 1) + v(2, 1);
    let yy = v(1, 0) - 2.0 * v(1, 1) + v(1, 2);
    let xy = 0.25 * (v(0, 0) - v(2, 0) - v(0, 2) + v(2, 2));
    0.5 * (2.0 * xy).atan2(xx - yy)
}

/// Non-maximum suppression across the line, then the strongest of each cell.
fn select(strength: &[f32], scale: &[u8], blurred: &[Plane], least: f32) -> Vec<RidgePoint> {
    let (w, h) = (blurred[0].width, blurred[0].height);
    let plane = |x: f32, y: f32| {
        let (c, r) = (x as usize, y as usize);
        let (fx, fy) = (x - c as f32, y - r as f32);
        let i = r * w + c;
        (strength[i] * (1.0 - fx) + strength[i + 1] * fx) * (1.0 - fy)
            + (strength[i + w] * (1.0 - fx) + strength[i + w + 1] * fx) * fy
    };
    let mut out = Vec::new();
    for cell_y in (2..h.saturating_sub(2)).step_by(CELL) {
        for cell_x in (2..w.saturating_sub(2)).step_by(CELL) {
            let mut best: Option<(f32, RidgePoint)> = None;
            for y in cell_y..(cell_y + CELL).min(h - 2) {
                for x in cell_x..(cell_x + CELL).min(w - 2) {
                    let r = strength[y * w + x];
                    if r < least || best.as_ref().is_some_and(|(b, _)| *b >= r) {
                        continue;
                    }
                    let angle = angle(&blurred[usize::from(scale[y * w + x])], x, y);
                    let (nx, ny) = (-angle.sin(), angle.cos());
                    let (fx, fy) = (x as f32, y as f32);
                    if plane(fx + nx, fy + ny) <= r && plane(fx - nx, fy - ny) < r {
                        best = Some((r, RidgePoint { x, y, angle }));
                    }
                }
            }
            out.extend(best.map(|(_, p)| p));
        }
    }
    out
}
