//! Solves each pixel for the share of it that hair hides.
//!
//! In linear light a pixel that shows hair over scalp has the colour
//! `open * scalp + (1 - open) * hair`, whatever the sampling. Projected on a measuring axis along
//! which scalp and hair differ, `open` follows from the two end points. They change over the head
//! with light and shine: the scalp's end point is a smooth field over the whole head, the hair's
//! is local. Both are found from the order statistics of blocks, by iteration: openness says how
//! far the brightest pixels of a block are from bare scalp ([`strands`](crate::coverage::fit::strands)), and the
//! end points say how open the block is.

use serde::{Deserialize, Serialize};

use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::blocks::{BlockStats, Scene};
use crate::coverage::fit::field::{Observation, SmoothField};
use crate::coverage::fit::strands::{open_at_high, open_at_low};
use crate::coverage::projection::{DARKEST, project};

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
    /// Weights of red, green and blue along which the photo was measured.
    pub axis: [f32; 3],
    /// Linear light of bare scalp along that axis.
    pub scalp: SmoothField,
    /// Logarithm of the hair's end point.
    pub hair: BlockGrid,
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

impl BlockFit {
    /// Weight in the light field: the more open a block, the less its scalp is extrapolated.
    pub(crate) fn scalp_weight(&self) -> f64 {
        self.open.clamp(0.02, 0.6).powf(1.5)
    }
}

/// Weight of bare skin in the light field: that of a block as open as can be.
pub(crate) const BARE_WEIGHT: f64 = 0.46;
/// Share of the new openness taken in each iteration; half is stable and fast enough.
const STEP: f64 = 0.5;

impl Mixture {
    /// Fits the end points from what the `scene` shows; `None` with too few blocks.
    ///
    /// `axis` projects linear colour so that scalp lies above hair. `block_px` is in working px.
    pub fn fit(
        scene: Scene<'_>,
        axis: [f32; 3],
        block_px: usize,
        params: &MixtureParams,
    ) -> Option<Self> {
        let stats = scene.stats(axis, block_px);
        let bare = scene.scalp(axis, BARE_WEIGHT);
        let (scalp, hair, blocks) = solve(&stats, &bare, block_px, 0.0, params)?;
        Some(Self {
            axis,
            scalp,
            hair,
            blocks,
        })
    }

    /// Share hidden by hair of the pixels of row `y`, by position and colour, unclamped: noise must
    /// be free to cancel in a mean.
    pub(crate) fn covered_row(&self, y: f64) -> impl Fn(f64, [f32; 3]) -> f64 {
        let (hair, scalp) = (self.hair.row(y), self.scalp.row(y));
        move |x, colour| {
            let (hair, scalp) = (hair(x).exp(), scalp(x));
            let value = f64::from(project(self.axis, colour));
            1.0 - (value - hair) / (scalp - hair).max(DARKEST)
        }
    }

    /// Hair's end point along the axis at a position in working px.
    pub(crate) fn hair_at(&self, x: f64, y: f64) -> f64 {
        self.hair.at(x, y).exp()
    }
}

/// End points of blocks: light field, hair (logarithm) and the blocks' own values.
///
/// `shade` is how much darker the scalp gets between hairs that cover everything, logarithm: hair
/// keeps light from it. `bare` observes the scalp beside the blocks.
pub(crate) fn solve(
    stats: &[BlockStats],
    bare: &[Observation],
    block_px: usize,
    shade: f64,
    params: &MixtureParams,
) -> Option<(SmoothField, BlockGrid, Vec<BlockFit>)> {
    let brightest = stats.iter().map(|s| s.high()).fold(DARKEST, f64::max);
    let mut blocks: Vec<BlockFit> = stats
        .iter()
        .map(|&stats| BlockFit {
            stats,
            open: 0.3,
            scalp: brightest,
            scalp_alone: brightest,
            hair: stats.low(),
        })
        .collect();
    let mut scalp = None;
    let mut hair = BlockGrid::default();
    for _ in 0..params.iterations {
        hair = fit_hair(&mut blocks, block_px, params);
        scalp = Some(fit_scalp(&mut blocks, bare, shade, params)?);
        for b in &mut blocks {
            let open = (b.stats.mean - b.hair) / (b.scalp - b.hair).max(DARKEST);
            b.open += STEP * (open.clamp(0.0, 1.0) - b.open);
        }
    }
    Some((scalp?, hair, blocks))
}

fn fit_hair(blocks: &mut [BlockFit], block_px: usize, params: &MixtureParams) -> BlockGrid {
    let cells = blocks.iter().map(|b| {
        let open = open_at_low(b.open);
        let darkest = ((b.stats.low() - open * b.scalp) / (1.0 - open).max(0.05)).max(DARKEST);
        let weight = (1.0 - open).powi(2) * (1.0 - b.open) + 1e-6;
        let value = (darkest * params.hair_over_darkest).ln();
        (b.stats.column, b.stats.row, value, weight)
    });
    let grid = BlockGrid::smoothed(cells, block_px, params.hair_smoothing_blocks);
    for b in blocks.iter_mut() {
        b.hair = grid.at(b.stats.x, b.stats.y).exp().min(b.stats.mean);
    }
    grid
}

fn fit_scalp(
    blocks: &mut [BlockFit],
    bare: &[Observation],
    shade: f64,
    params: &MixtureParams,
) -> Option<SmoothField> {
    let lit = |b: &BlockFit| (-shade * (1.0 - b.open)).exp();
    for b in blocks.iter_mut() {
        let reach = open_at_high(b.open).max(0.1);
        b.scalp_alone = (b.hair + (b.stats.high() - b.hair) / reach).max(DARKEST);
    }
    let observations: Vec<Observation> = blocks
        .iter()
        .map(|b| Observation {
            x: b.stats.x,
            y: b.stats.y,
            value: b.scalp_alone / lit(b),
            weight: b.scalp_weight(),
        })
        .chain(bare.iter().copied())
        .collect();
    let field = SmoothField::fit(&observations, params.scalp_degree, params.scalp_stiffness)?;
    for b in blocks.iter_mut() {
        b.scalp = field.at(b.stats.x, b.stats.y) * lit(b);
    }
    Some(field)
}
