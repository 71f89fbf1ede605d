//! Evidence that an alignment is right, gathered apart from the fit itself.

use super::channels::{CHANNELS, Level};
use super::refine::{BLOCKS, CHANNEL_WEIGHT, Field, Motion, to_work};
use crate::geometry::{Area, Point};
use serde::{Deserialize, Serialize};

/// Search reach for a block's own best place, px of the level it is searched at.
const REACH: i64 = 8;
/// A block's place is trusted from this correlation on.
const MIN_PEAK: f64 = 0.3;
/// And when no place farther than `PEAK_WIDTH` reaches within this of the peak.
const MIN_LEAD: f64 = 0.08;
const PEAK_WIDTH: i64 = 3;

/// A block of the head with the shift that would align it best on its own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BlockShift {
    /// Centre of the block, reference px.
    pub center: Point,
    /// Remaining shift of the moving photo after alignment, reference px.
    pub shift: Point,
    /// Correlation at that shift.
    pub peak: f64,
    /// Whether one place clearly fits best.
    pub reliable: bool,
    /// Whether the best place is within the tolerance of the aligned one.
    pub agrees: bool,
}

/// The moving level resampled into the reference level's grid.
struct Warped {
    values: Vec<Option<[f32; CHANNELS]>>,
}

fn warp(motion: &Motion, reference: &Level, moving: &Field) -> Warped {
    let values = (0..reference.width * reference.height)
        .map(|i| {
            if reference.mask.data[i] < 0.5 {
                return None;
            }
            let (x, y) = (i % reference.width, i / reference.width);
            let p = to_work(reference, x as f64, y as f64);
            let r = motion
                .moving_from_reference(p)
                .and_then(|q| moving.read(q))?;
            (r.mask >= 0.3).then_some(r.value)
        })
        .collect();
    Warped { values }
}

/// Best own shift of every block that is mostly on the head, in working px.
/// `tolerance` is the distance, in working px, up to which a block agrees with the alignment.
pub(super) fn block_shifts(
    motion: &Motion,
    reference: &Level,
    moving: &Field,
    center: Point,
    radius: f64,
    tolerance: f64,
) -> Vec<BlockShift> {
    let warped = warp(motion, reference, moving);
    let side = 2.3 * radius / BLOCKS as f64;
    let start = |c: f64| c - 1.15 * radius;
    let mut out = Vec::new();
    for by in 0..BLOCKS {
        for bx in 0..BLOCKS {
            let corner = Point::new(
                start(center.x) + bx as f64 * side,
                start(center.y) + by as f64 * side,
            );
            let block = block_shift(&warped, reference, corner, side);
            out.extend(block.map(|(dx, dy, peak, lead)| {
                let shift = Point::new(dx * reference.scale, dy * reference.scale);
                BlockShift {
                    center: Point::new(corner.x + 0.5 * side, corner.y + 0.5 * side),
                    shift,
                    peak,
                    reliable: peak >= MIN_PEAK && lead >= MIN_LEAD,
                    agrees: shift.x.hypot(shift.y) <= tolerance,
                }
            }));
        }
    }
    out
}

fn block_shift(
    warped: &Warped,
    reference: &Level,
    corner: Point,
    side: f64,
) -> Option<(f64, f64, f64, f64)> {
    let to_level = |v: f64| (v + 0.5) / reference.scale - 0.5;
    let first = |v: f64| to_level(v).ceil().max(0.0) as usize;
    let (x0, y0) = (first(corner.x), first(corner.y));
    let x1 = first(corner.x + side).min(reference.width);
    let y1 = first(corner.y + side).min(reference.height);
    let pixels: Vec<(i64, i64, [f32; CHANNELS])> = (y0..y1)
        .flat_map(|y| (x0..x1).map(move |x| (x, y)))
        .filter(|&(x, y)| reference.mask.at(x, y) >= 0.5)
        .map(|(x, y)| {
            let values = std::array::from_fn(|c| reference.channels[c].at(x, y));
            (x as i64, y as i64, values)
        })
        .collect();
    let full = (side / reference.scale).powi(2);
    if (pixels.len() as f64) < 0.6 * full {
        return None;
    }
    let n = (2 * REACH + 1) as usize;
    let mut surface = vec![f64::NEG_INFINITY; n * n];
    for (i, s) in surface.iter_mut().enumerate() {
        let (dx, dy) = ((i % n) as i64 - REACH, (i / n) as i64 - REACH);
        if let Some(c) = correlate(warped, reference, &pixels, dx, dy) {
            *s = c;
        }
    }
    let best = (0..n * n).max_by(|&a, &b| surface[a].total_cmp(&surface[b]))?;
    let (bx, by) = ((best % n) as i64, (best / n) as i64);
    let peak = surface[best];
    if !peak.is_finite() {
        return None;
    }
    let rival = (0..n * n)
        .filter(|&i| {
            let (x, y) = ((i % n) as i64, (i / n) as i64);
            (x - bx).abs().max((y - by).abs()) > PEAK_WIDTH
        })
        .map(|i| surface[i])
        .fold(f64::NEG_INFINITY, f64::max);
    let at = |x: i64, y: i64| -> f64 {
        if x < 0 || y < 0 || x >= n as i64 || y >= n as i64 {
            f64::NEG_INFINITY
        } else {
            surface[y as usize * n + x as usize]
        }
    };
    let dx = (bx - REACH) as f64 + vertex(at(bx - 1, by), peak, at(bx + 1, by));
    let dy = (by - REACH) as f64 + vertex(at(bx, by - 1), peak, at(bx, by + 1));
    Some((dx, dy, peak, peak - rival.max(-1.0)))
}

/// Offset of a parabola's vertex from its middle sample; 0 at the rim of the search.
fn vertex(before: f64, middle: f64, after: f64) -> f64 {
    let bend = before - 2.0 * middle + after;
    if bend.is_finite() && bend < -1e-12 {
        (0.5 * (before - after) / bend).clamp(-0.5, 0.5)
    } else {
        0.0
    }
}

/// Weighted zero-mean correlation of a block with the warped photo shifted by (dx, dy).
fn correlate(
    warped: &Warped,
    reference: &Level,
    pixels: &[(i64, i64, [f32; CHANNELS])],
    dx: i64,
    dy: i64,
) -> Option<f64> {
    let (w, h) = (reference.width as i64, reference.height as i64);
    let mut sums = [[0.0f32; 5]; CHANNELS];
    let mut n = 0usize;
    for &(x, y, values) in pixels {
        let (x, y) = (x + dx, y + dy);
        if x < 0 || y < 0 || x >= w || y >= h {
            continue;
        }
        let Some(other) = warped.values[(y * w + x) as usize] else {
            continue;
        };
        n += 1;
        for c in 0..CHANNELS {
            let (a, b) = (values[c], other[c]);
            let s = &mut sums[c];
            s[0] += a;
            s[1] += b;
            s[2] += a * a;
            s[3] += b * b;
            s[4] += a * b;
        }
    }
    if n * 2 < pixels.len() {
        return None;
    }
    let n = n as f64;
    let mut total = 0.0;
    for (s, weight) in sums.iter().zip(CHANNEL_WEIGHT) {
        let s = s.map(f64::from);
        let (ma, mb) = (s[0] / n, s[1] / n);
        let (va, vb) = (s[2] / n - ma * ma, s[3] / n - mb * mb);
        if va > 1e-6 && vb > 1e-6 {
            total += weight * (s[4] / n - ma * mb) / (va * vb).sqrt();
        }
    }
    Some(total / CHANNEL_WEIGHT.iter().sum::<f64>())
}

/// Median length of the reliable, agreeing blocks' shifts, optionally only of those inside
/// `area`; `None` with fewer than `least` such blocks.
pub(super) fn median_shift(
    blocks: &[BlockShift],
    area: Option<&Area>,
    least: usize,
) -> Option<f64> {
    let mut lengths: Vec<f64> = blocks
        .iter()
        .filter(|b| b.reliable && area.is_none_or(|a| a.contains(b.center)))
        .map(|b| b.shift.x.hypot(b.shift.y))
        .collect();
    if lengths.len() < least.max(1) {
        return None;
    }
    lengths.sort_by(f64::total_cmp);
    Some(lengths[lengths.len() / 2])
}
