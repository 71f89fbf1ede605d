//! The two sides of the comparison: samples of the reference, readings of the moving photo.

use super::channels::{CHANNELS, Level};
use super::motion::Motion;
use super::place::Place;
use crate::geometry::Point;
use crate::plane::corner;

/// How much each channel counts.
pub(super) const CHANNEL_WEIGHT: [f64; CHANNELS] = [1.0, 0.5];

/// Blocks along each side of the reference head's bounding square.
pub(super) const BLOCKS: usize = 8;

/// Least share of a reading that lies on the moving head.
pub(super) const LEAST_MASK: f32 = 0.3;

/// A reference sample: where it is (working px) and what the channels read there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub(crate) at: Point,
    pub(crate) values: [f32; CHANNELS],
    pub(crate) weight: f32,
    pub(crate) block: u16,
}

/// Samples of a level inside the head, at most about `most`, evenly spread.
pub(super) fn samples(level: &Level, place: Place, most: usize) -> Vec<Sample> {
    // One pixel in `n` on a lattice whose points lie about evenly in both directions.
    const LATTICES: [(usize, usize); 7] =
        [(1, 0), (2, 1), (3, 1), (5, 2), (8, 3), (10, 3), (13, 5)];
    let inside = level.mask.data.iter().filter(|m| **m >= 0.5).count();
    let (n, skew) = LATTICES
        .into_iter()
        .find(|(n, _)| inside <= n * most)
        .unwrap_or((13, 5));
    let cell = |v: f64| {
        ((0.5 + 0.5 * v / (1.15 * place.radius)) * BLOCKS as f64)
            .floor()
            .clamp(0.0, BLOCKS as f64 - 1.0) as u16
    };
    let mut out = Vec::with_capacity(inside / n + level.height);
    for y in 0..level.height {
        let first = (n - (skew * y) % n) % n;
        for x in (first..level.width).step_by(n) {
            let weight = level.mask.at(x, y);
            if weight < 0.5 {
                continue;
            }
            let at = to_work(level, x as f64, y as f64);
            out.push(Sample {
                at,
                values: std::array::from_fn(|c| level.channels[c].at(x, y)),
                weight,
                block: cell(at.y - place.center.y) * BLOCKS as u16 + cell(at.x - place.center.x),
            });
        }
    }
    out
}

/// The working position of a pixel of a level.
pub(super) fn to_work(level: &Level, x: f64, y: f64) -> Point {
    Point::new(x, y).enlarged(level.scale)
}

/// The moving level with its gradients interleaved for sampling: values, d/dx, d/dy, mask; one
/// unused number makes a cell two SIMD registers.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) scale: f64,
    width: usize,
    height: usize,
    data: Vec<[f32; CELL]>,
}

const CELL: usize = 3 * CHANNELS + 2;

/// What a moving photo shows at a position, per channel; gradients per working px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(crate) value: [f32; CHANNELS],
    pub(crate) dx: [f32; CHANNELS],
    pub(crate) dy: [f32; CHANNELS],
    pub(crate) mask: f32,
}

impl Field {
    pub(super) fn new(level: &Level) -> Self {
        let (w, h) = (level.width, level.height);
        let per_px = (0.5 / level.scale) as f32;
        let mut data = vec![[0.0f32; CELL]; w * h];
        for y in 0..h {
            let (up, down) = (y.saturating_sub(1) * w, (y + 1).min(h - 1) * w);
            for x in 0..w {
                let (left, right) = (x.saturating_sub(1), (x + 1).min(w - 1));
                let cell = &mut data[y * w + x];
                for (c, plane) in level.channels.iter().enumerate() {
                    let v = &plane.data;
                    cell[c] = v[y * w + x];
                    cell[CHANNELS + c] = per_px * (v[y * w + right] - v[y * w + left]);
                    cell[2 * CHANNELS + c] = per_px * (v[down + x] - v[up + x]);
                }
                cell[3 * CHANNELS] = level.mask.at(x, y);
            }
        }
        Self {
            scale: level.scale,
            width: w,
            height: h,
            data,
        }
    }

    /// Bilinear reading at a working position; `None` outside the photo.
    #[inline(always)]
    pub(super) fn read(&self, p: Point) -> Option<Reading> {
        let at = p.reduced(self.scale);
        let (x, y) = (at.x as f32, at.y as f32);
        let (i, [fx, fy]) = corner([x, y], self.width, self.height)?;
        let (top, bottom) = (&self.data[i..i + 2], &self.data[i + self.width..][..2]);
        let weights = [
            (1.0 - fx) * (1.0 - fy),
            fx * (1.0 - fy),
            (1.0 - fx) * fy,
            fx * fy,
        ];
        // A plain loop: closures are calls where the caller is compiled for wider SIMD.
        let mut v = [0.0f32; CELL];
        for k in 0..CELL {
            v[k] = weights[0] * top[0][k]
                + weights[1] * top[1][k]
                + weights[2] * bottom[0][k]
                + weights[3] * bottom[1][k];
        }
        Some(Reading {
            value: [v[0], v[1]],
            dx: [v[CHANNELS], v[CHANNELS + 1]],
            dy: [v[2 * CHANNELS], v[2 * CHANNELS + 1]],
            mask: v[3 * CHANNELS],
        })
    }
}

/// Zero-mean normalised correlation of reference and moving under a motion, over the samples
/// that `chosen` accepts, and the fraction of them that both photos show.
pub(super) fn correlation(
    motion: &Motion,
    samples: &[Sample],
    field: &Field,
    chosen: impl Fn(&Sample) -> bool,
) -> (f64, f64) {
    let landing = motion.landing();
    let mut sums = [[0.0f64; 5]; CHANNELS];
    let (mut seen, mut all) = (0.0f64, 0.0);
    for s in samples.iter().filter(|s| chosen(s)) {
        all += 1.0;
        let Some(r) = landing.at(s.at).and_then(|p| field.read(p)) else {
            continue;
        };
        if r.mask < LEAST_MASK {
            continue;
        }
        seen += 1.0;
        for (c, channel) in sums.iter_mut().enumerate() {
            let (a, b) = (f64::from(s.values[c]), f64::from(r.value[c]));
            for (sum, v) in channel.iter_mut().zip([a, b, a * a, b * b, a * b]) {
                *sum += v;
            }
        }
    }
    let overlap = if all > 0.0 { seen / all } else { 0.0 };
    (weighted_correlation(&sums, seen), overlap)
}

/// Correlation block by block; `None` where a block has too few samples that both photos show.
pub(super) fn block_correlations(
    motion: &Motion,
    samples: &[Sample],
    field: &Field,
) -> Vec<Option<f64>> {
    /// Fewest samples of a block, and least share of them on both photos.
    const LEAST_SAMPLES: usize = 30;
    const LEAST_SHARE: f64 = 0.5;
    let mut blocks = vec![Vec::new(); BLOCKS * BLOCKS];
    for s in samples {
        blocks[usize::from(s.block)].push(*s);
    }
    blocks
        .iter()
        .map(|own| {
            let (correlation, share) = correlation(motion, own, field, |_| true);
            (own.len() >= LEAST_SAMPLES && share >= LEAST_SHARE).then_some(correlation)
        })
        .collect()
}

/// The channels' zero-mean correlations, weighted, from sums of a, b, a², b² and ab over `n`.
pub(super) fn weighted_correlation(sums: &[[f64; 5]; CHANNELS], n: f64) -> f64 {
    let n = n.max(1.0);
    let mut total = 0.0;
    for (s, weight) in sums.iter().zip(CHANNEL_WEIGHT) {
        let (ma, mb) = (s[0] / n, s[1] / n);
        let (va, vb) = (s[2] / n - ma * ma, s[3] / n - mb * mb);
        if va > 1e-6 && vb > 1e-6 {
            total += weight * (s[4] / n - ma * mb) / (va * vb).sqrt();
        }
    }
    total / CHANNEL_WEIGHT.iter().sum::<f64>()
}
