//! Evidence that an alignment is right, gathered apart from the fit itself.

use super::channels::{CHANNELS, Level};
use super::field::{self, BLOCKS, Field, LEAST_MASK};
use super::motion::Motion;
use super::place::Place;
use crate::geometry::{Area, Point, reduced};
use crate::statistics::upper_median;
use multiversion::multiversion;
use serde::{Deserialize, Serialize};

/// Search reach for a block's own best place, px of the level it is searched at.
const REACH: usize = 8;
/// A block's place is trusted from this correlation on.
const MIN_PEAK: f64 = 0.3;
/// And when no place farther than `PEAK_WIDTH` reaches within this of the peak.
const MIN_LEAD: f64 = 0.08;
const PEAK_WIDTH: usize = 3;
/// Shifts along each side of the search window.
const SHIFTS: usize = 2 * REACH + 1;
/// Numbers added up side by side (SIMD).
const LANES: usize = 8;

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

/// The channels of both photos in the reference level's grid, zero off the head, with a rim on
/// every side that a block's search may enter.
struct Pair {
    width: usize,
    /// Per row-major cell: on the head (0 or 1), then the channels.
    reference: [Vec<f32>; CHANNELS + 1],
    moving: [Vec<f32>; CHANNELS + 1],
}

/// Columns and rows added on every side.
const RIM: usize = REACH + LANES;

impl Pair {
    fn new(motion: &Motion, reference: &Level, moving: &Field) -> Self {
        let (width, height) = (reference.width + 2 * RIM, reference.height + 2 * RIM);
        let blank = || std::array::from_fn(|_| vec![0.0f32; width * height]);
        let mut pair = Self {
            width,
            reference: blank(),
            moving: blank(),
        };
        let landing = motion.landing();
        for y in 0..reference.height {
            for x in 0..reference.width {
                if reference.mask.at(x, y) < 0.5 {
                    continue;
                }
                let i = (y + RIM) * width + x + RIM;
                pair.reference[CHANNELS][i] = 1.0;
                for c in 0..CHANNELS {
                    pair.reference[c][i] = reference.channels[c].at(x, y);
                }
                let p = field::to_work(reference, x as f64, y as f64);
                let reading = landing.at(p).and_then(|q| moving.read(q));
                if let Some(r) = reading.filter(|r| r.mask >= LEAST_MASK) {
                    pair.moving[CHANNELS][i] = 1.0;
                    for c in 0..CHANNELS {
                        pair.moving[c][i] = r.value[c];
                    }
                }
            }
        }
        pair
    }
}

/// Best own shift of every block that is mostly on the head, in working px.
/// `tolerance` is the distance, in working px, up to which a block agrees with the alignment.
pub(super) fn block_shifts(
    motion: &Motion,
    reference: &Level,
    moving: &Field,
    place: Place,
    tolerance: f64,
) -> Vec<BlockShift> {
    let pair = Pair::new(motion, reference, moving);
    let side = 2.3 * place.radius / BLOCKS as f64;
    let start = |c: f64, i: usize| c - 1.15 * place.radius + i as f64 * side;
    let mut out = Vec::new();
    for by in 0..BLOCKS {
        for bx in 0..BLOCKS {
            let corner = Point::new(start(place.center.x, bx), start(place.center.y, by));
            let own = Block::new(&pair, reference, corner, side).and_then(|b| b.best_place(&pair));
            out.extend(own.map(|(dx, dy, peak, lead)| {
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

/// A block of the reference, its rows padded with zeros to whole lanes.
struct Block {
    /// First column and row in the pair's grid.
    x: usize,
    y: usize,
    /// Padded row length.
    row: usize,
    rows: usize,
    cells: [Vec<f32>; CHANNELS + 1],
    pixels: f32,
}

impl Block {
    /// `None` unless most of the block lies on the head.
    fn new(pair: &Pair, level: &Level, corner: Point, side: f64) -> Option<Self> {
        let first =
            |v: f64, end: usize| (reduced(v, level.scale).ceil().max(0.0) as usize).min(end);
        let (x0, x1) = (
            first(corner.x, level.width),
            first(corner.x + side, level.width),
        );
        let (y0, y1) = (
            first(corner.y, level.height),
            first(corner.y + side, level.height),
        );
        let row = (x1 - x0).next_multiple_of(LANES);
        let mut cells: [Vec<f32>; CHANNELS + 1] = Default::default();
        for (cells, plane) in cells.iter_mut().zip(&pair.reference) {
            for y in y0..y1 {
                let at = (y + RIM) * pair.width + x0 + RIM;
                cells.extend_from_slice(&plane[at..at + x1 - x0]);
                cells.resize(cells.len() + row - (x1 - x0), 0.0);
            }
        }
        let pixels: f32 = cells[CHANNELS].iter().sum();
        let full = (side / level.scale).powi(2);
        (f64::from(pixels) >= 0.6 * full).then_some(Self {
            x: x0 + RIM,
            y: y0 + RIM,
            row,
            rows: y1 - y0,
            cells,
            pixels,
        })
    }

    /// Best shift (px of the level), its correlation, and its lead over any place farther away.
    fn best_place(&self, pair: &Pair) -> Option<(f64, f64, f64, f64)> {
        let surface = surface(self, pair);
        let best = (0..surface.len()).max_by(|&a, &b| surface[a].total_cmp(&surface[b]))?;
        let (bx, by) = (best % SHIFTS, best / SHIFTS);
        let peak = surface[best];
        if !peak.is_finite() {
            return None;
        }
        let rival = (0..surface.len())
            .filter(|&i| (i % SHIFTS).abs_diff(bx).max((i / SHIFTS).abs_diff(by)) > PEAK_WIDTH)
            .map(|i| surface[i])
            .fold(-1.0, f64::max);
        let along = |at: usize, step: usize| {
            if at == 0 || at + 1 == SHIFTS {
                return 0.0;
            }
            vertex(surface[best - step], peak, surface[best + step])
        };
        Some((
            bx as f64 - REACH as f64 + along(bx, 1),
            by as f64 - REACH as f64 + along(by, SHIFTS),
            peak,
            peak - rival,
        ))
    }

    /// Weighted zero-mean correlation with the moving photo's window that starts at (x, y);
    /// `None` when less than half of the block is seen there.
    #[inline(always)]
    fn correlate(&self, pair: &Pair, x: usize, y: usize) -> Option<f64> {
        let rows = (0..self.rows).map(|r| (r * self.row, (y + r) * pair.width + x));
        let mut seen = [0.0f32; LANES];
        for (own, at) in rows.clone() {
            let here = lanes(&self.cells[CHANNELS], own, self.row);
            let there = lanes(&pair.moving[CHANNELS], at, self.row);
            for i in 0..here.len().min(there.len()) {
                for k in 0..LANES {
                    seen[k] += here[i][k] * there[i][k];
                }
            }
        }
        let add = |lanes: &[f32; LANES]| lanes.iter().map(|&v| f64::from(v)).sum::<f64>();
        let n = add(&seen);
        if 2.0 * n < f64::from(self.pixels) {
            return None;
        }
        let mut sums = [[0.0; 5]; CHANNELS];
        for (c, sums) in sums.iter_mut().enumerate() {
            let mut a1 = [0.0f32; LANES];
            let mut b1 = [0.0f32; LANES];
            let mut a2 = [0.0f32; LANES];
            let mut b2 = [0.0f32; LANES];
            let mut ab = [0.0f32; LANES];
            for (own, at) in rows.clone() {
                let a = lanes(&self.cells[c], own, self.row);
                let m = lanes(&self.cells[CHANNELS], own, self.row);
                let b = lanes(&pair.moving[c], at, self.row);
                let v = lanes(&pair.moving[CHANNELS], at, self.row);
                let n = a.len();
                let (m, b, v) = (&m[..n], &b[..n], &v[..n]);
                for i in 0..n {
                    for k in 0..LANES {
                        let av = a[i][k] * v[i][k];
                        let bm = b[i][k] * m[i][k];
                        a1[k] += av;
                        b1[k] += bm;
                        a2[k] += a[i][k] * av;
                        b2[k] += b[i][k] * bm;
                        ab[k] += a[i][k] * b[i][k];
                    }
                }
            }
            *sums = [add(&a1), add(&b1), add(&a2), add(&b2), add(&ab)];
        }
        Some(field::weighted_correlation(&sums, n))
    }
}

/// Correlations at all shifts of the search window, row by row.
#[multiversion(targets("x86_64+avx+avx2"))]
fn surface(block: &Block, pair: &Pair) -> [f64; SHIFTS * SHIFTS] {
    let mut surface = [f64::NEG_INFINITY; SHIFTS * SHIFTS];
    for (i, s) in surface.iter_mut().enumerate() {
        let (x, y) = (i % SHIFTS, i / SHIFTS);
        let found = block.correlate(pair, block.x + x - REACH, block.y + y - REACH);
        *s = found.unwrap_or(f64::NEG_INFINITY);
    }
    surface
}

/// `row` values from `start` on, lane by lane.
fn lanes(plane: &[f32], start: usize, row: usize) -> &[[f32; LANES]] {
    plane[start..start + row].as_chunks().0
}

/// Offset of a parabola's vertex from its middle sample.
fn vertex(before: f64, middle: f64, after: f64) -> f64 {
    let bend = before - 2.0 * middle + after;
    if bend.is_finite() && bend < -1e-12 {
        (0.5 * (before - after) / bend).clamp(-0.5, 0.5)
    } else {
        0.0
    }
}

/// Median length of the reliable, agreeing blocks' shifts, optionally only of those inside
/// `area`; `None` with fewer than `least` such blocks.
pub(super) fn median_shift(
    blocks: &[BlockShift],
    area: Option<&Area>,
    least: usize,
) -> Option<f64> {
    let lengths: Vec<f64> = blocks
        .iter()
        .filter(|b| b.reliable && area.is_none_or(|a| a.contains(b.center)))
        .map(|b| b.shift.x.hypot(b.shift.y))
        .collect();
    let enough = lengths.len() >= least;
    upper_median(lengths).filter(|_| enough)
}
