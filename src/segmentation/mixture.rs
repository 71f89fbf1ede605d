//! Solves each pixel for the share of it that hair hides.
//!
//! In linear light a pixel that shows hair over scalp has the colour
//! `open * scalp + (1 - open) * hair`, whatever the sampling. Projected on a measuring axis along
//! which scalp and hair differ, `open` follows from the two end points. They change over the head
//! with light and shine: the scalp's end point is a smooth field over the whole head, the hair's
//! is local. Both are found from the order statistics of blocks, by iteration: openness says how
//! far the brightest pixels of a block are from bare scalp ([`strands`](super::strands)), and the
//! end points say how open the block is.

use serde::{Deserialize, Serialize};

use super::blocks::{BlockStats, block_stats};
use super::field::{Observation, SmoothField};
use super::strands::{open_at_high, open_at_low};
use crate::photometry::LinearImage;

/// How the end points are fitted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MixtureParams {
    /// Degree of the polynomial that carries light over the head.
    pub scalp_degree: usize,
    /// Ridge of that polynomial, share of the total weight.
    pub scalp_stiffness: f64,
    /// Mean hair over the darkest hairs of a block: hairs differ in shine, and the low percentile
    /// picks the dull ones.
    pub hair_over_darkest: f64,
    /// Smoothing of the hair's end point, standard deviation in blocks.
    pub hair_smoothing_blocks: f64,
    /// Iterations between openness and end points.
    pub iterations: usize,
}

impl Default for MixtureParams {
    fn default() -> Self {
        Self {
            scalp_degree: 2,
            scalp_stiffness: 1e-3,
            hair_over_darkest: 1.15,
            hair_smoothing_blocks: 1.2,
            iterations: 40,
        }
    }
}

/// Where along the measuring axis bare scalp and full hair lie, over one photo.
#[derive(Debug, Clone)]
pub struct Mixture {
    axis: [f32; 3],
    scalp: SmoothField,
    hair: HairGrid,
    /// Fitted openness, scalp and hair end points of every block.
    pub blocks: Vec<BlockFit>,
}

/// The fit at one block.
#[derive(Debug, Clone, Copy)]
pub struct BlockFit {
    /// What was seen.
    pub stats: BlockStats,
    /// Share of scalp left open, 0..1.
    pub open: f64,
    /// Scalp's end point along the axis, smooth field.
    pub scalp: f64,
    /// Scalp's end point that this block alone would give.
    pub scalp_alone: f64,
    /// Hair's end point along the axis.
    pub hair: f64,
}

/// Smallest end point, keeps logarithms finite in deep shadow.
const DARKEST: f64 = 2e-3;
/// Share of the new openness taken in each iteration; half is stable and fast enough.
const STEP: f64 = 0.5;

impl Mixture {
    /// Fits the end points from the `usable` pixels of `image`; `None` with too few blocks.
    ///
    /// `axis` projects linear colour so that scalp lies above hair. `block_px` is in working px.
    pub fn fit(
        image: &LinearImage,
        usable: &[bool],
        axis: [f32; 3],
        block_px: usize,
        params: &MixtureParams,
    ) -> Option<Self> {
        let values: Vec<f32> = image.pixels.iter().map(|&p| project(axis, p)).collect();
        let stats = block_stats(&values, usable, image.width, block_px);
        let brightest = stats.iter().map(|s| s.high).fold(DARKEST, f64::max);
        let mut blocks: Vec<BlockFit> = stats
            .iter()
            .map(|&stats| BlockFit {
                stats,
                open: 0.3,
                scalp: brightest,
                scalp_alone: brightest,
                hair: stats.low,
            })
            .collect();
        let mut scalp = None;
        let mut hair = HairGrid::default();
        for _ in 0..params.iterations {
            hair = fit_hair(&mut blocks, block_px, params);
            scalp = Some(fit_scalp(&mut blocks, params)?);
            for b in &mut blocks {
                let open = (b.stats.mean - b.hair) / (b.scalp - b.hair).max(DARKEST);
                b.open += STEP * (open.clamp(0.0, 1.0) - b.open);
            }
        }
        Some(Self {
            axis,
            scalp: scalp?,
            hair,
            blocks,
        })
    }

    /// Share of a pixel hidden by hair, unclamped: noise must be free to cancel in a mean.
    pub fn covered(&self, x: f64, y: f64, colour: [f32; 3]) -> f64 {
        let hair = self.hair.at(x, y);
        let scalp = self.scalp.at(x, y);
        let value = f64::from(project(self.axis, colour));
        1.0 - (value - hair) / (scalp - hair).max(DARKEST)
    }
}

fn project(axis: [f32; 3], colour: [f32; 3]) -> f32 {
    axis[0] * colour[0] + axis[1] * colour[1] + axis[2] * colour[2]
}

fn fit_hair(blocks: &mut [BlockFit], block_px: usize, params: &MixtureParams) -> HairGrid {
    let cells = blocks.iter().map(|b| {
        let open = open_at_low(b.open);
        let darkest = ((b.stats.low - open * b.scalp) / (1.0 - open).max(0.05)).max(DARKEST);
        let weight = (1.0 - open).powi(2) * (1.0 - b.open) + 1e-6;
        let value = (darkest * params.hair_over_darkest).ln();
        (b.stats.column, b.stats.row, value, weight)
    });
    let grid = HairGrid::smoothed(cells, block_px, params.hair_smoothing_blocks);
    for b in blocks.iter_mut() {
        b.hair = grid.at(b.stats.x, b.stats.y).min(b.stats.mean);
    }
    grid
}

fn fit_scalp(blocks: &mut [BlockFit], params: &MixtureParams) -> Option<SmoothField> {
    for b in blocks.iter_mut() {
        let reach = open_at_high(b.open).max(0.1);
        b.scalp_alone = (b.hair + (b.stats.high - b.hair) / reach).max(DARKEST);
    }
    let observations: Vec<Observation> = blocks
        .iter()
        .map(|b| Observation {
            x: b.stats.x,
            y: b.stats.y,
            value: b.scalp_alone,
            // The more open a block, the less its scalp is extrapolated.
            weight: b.open.clamp(0.02, 0.6).powf(1.5),
        })
        .collect();
    let field = SmoothField::fit(&observations, params.scalp_degree, params.scalp_stiffness)?;
    for b in blocks.iter_mut() {
        b.scalp = field.at(b.stats.x, b.stats.y);
    }
    Some(field)
}

/// The hair's end point on a grid of blocks, interpolated in between.
#[derive(Debug, Clone, Default)]
struct HairGrid {
    block_px: usize,
    columns: usize,
    rows: usize,
    /// Logarithm of the end point.
    logs: Vec<f64>,
}

impl HairGrid {
    /// Normalised Gaussian smoothing of scattered cells `(column, row, value, weight)`.
    fn smoothed(
        cells: impl Iterator<Item = (usize, usize, f64, f64)>,
        block_px: usize,
        sigma: f64,
    ) -> Self {
        let cells: Vec<_> = cells.collect();
        let columns = cells.iter().map(|c| c.0 + 1).max().unwrap_or(0);
        let rows = cells.iter().map(|c| c.1 + 1).max().unwrap_or(0);
        let mut sums = vec![(0.0, 0.0); columns * rows];
        for &(column, row, value, weight) in &cells {
            sums[row * columns + column] = (value * weight, weight);
        }
        let reach = (4.0 * sigma).ceil() as isize;
        let kernel: Vec<f64> = (-reach..=reach)
            .map(|d| (-0.5 * (d as f64 / sigma.max(1e-6)).powi(2)).exp())
            .collect();
        let across = convolve(&sums, columns, rows, &kernel, true);
        let both = convolve(&across, columns, rows, &kernel, false);
        let total: (f64, f64) = both.iter().fold((0.0, 0.0), |t, s| (t.0 + s.0, t.1 + s.1));
        let overall = total.0 / total.1.max(1e-300);
        let logs = both
            .iter()
            .map(|s| if s.1 > 1e-12 { s.0 / s.1 } else { overall })
            .collect();
        Self {
            block_px,
            columns,
            rows,
            logs,
        }
    }

    fn at(&self, x: f64, y: f64) -> f64 {
        let size = self.block_px as f64;
        let middle = (size - 1.0) / 2.0;
        let (c0, c1, u) = between((x - middle) / size, self.columns);
        let (r0, r1, v) = between((y - middle) / size, self.rows);
        let at = |c: usize, r: usize| self.logs[r * self.columns + c];
        let top = at(c0, r0) * (1.0 - u) + at(c1, r0) * u;
        let bottom = at(c0, r1) * (1.0 - u) + at(c1, r1) * u;
        (top * (1.0 - v) + bottom * v).exp()
    }
}

/// The two cells around a position, clamped to the grid, and the share of the second.
fn between(position: f64, count: usize) -> (usize, usize, f64) {
    let position = position.clamp(0.0, count.saturating_sub(1) as f64);
    let first = position.floor() as usize;
    let second = (first + 1).min(count.saturating_sub(1));
    (first, second, position - first as f64)
}

fn convolve(
    cells: &[(f64, f64)],
    columns: usize,
    rows: usize,
    kernel: &[f64],
    across: bool,
) -> Vec<(f64, f64)> {
    let reach = (kernel.len() / 2) as isize;
    (0..columns * rows)
        .map(|i| {
            let (c, r) = ((i % columns) as isize, (i / columns) as isize);
            kernel.iter().zip(-reach..).fold((0.0, 0.0), |sum, (k, d)| {
                let (c, r) = if across { (c + d, r) } else { (c, r + d) };
                if c < 0 || r < 0 || c >= columns as isize || r >= rows as isize {
                    return sum;
                }
                let cell = cells[r as usize * columns + c as usize];
                (sum.0 + k * cell.0, sum.1 + k * cell.1)
            })
        })
        .collect()
}
