//! Solves each pixel for the share of it that hair hides.
//!
//! In linear light a pixel that shows hair over scalp has the colour
//! `open * scalp + (1 - open) * hair`, whatever the sampling. Projected on a measuring axis along
//! which scalp and hair differ, `open` follows from the two end points. They change over the head
//! with light and shine: the scalp's end point is a smooth field over the whole head, the hair's
//! is local. Both are found from the order statistics of blocks, by iteration: openness says how
//! far the brightest pixels of a block are from bare scalp ([`strands`](crate::coverage::fit::strands)), and the
//! end points say how open the block is.

use multiversion::multiversion;
use serde::{Deserialize, Serialize};

use crate::approximate::exp;
use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::blocks::{BlockStats, Scene};
use crate::coverage::fit::field::{Basis, Observation, ROUNDS, SmoothField};
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
    /// Logarithm of a light that lies on scalp and hair alike and was divided out before the fit; no cells
    /// where none was.
    pub light: BlockGrid,
    /// Linear light of bare scalp along that axis, less that light.
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
        let open = self.open.clamp(0.02, 0.6);
        open * open.sqrt()
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
            light: BlockGrid::default(),
            scalp,
            hair,
            blocks,
        })
    }

    /// The fit to a photo from which `light` was divided, for the photo as it was.
    pub(crate) fn under(self, light: BlockGrid) -> Self {
        Self { light, ..self }
    }

    /// Share hidden by hair of the pixels of row `y`, by position and colour, unclamped: noise must
    /// be free to cancel in a mean.
    pub(crate) fn covered_row(&self, y: f64) -> impl Fn(f64, [f32; 3]) -> f64 {
        let (hair, scalp) = (self.hair.row(y), self.scalp.row(y));
        move |x, colour| {
            let light = self.light.at(x, y).exp();
            let (hair, scalp) = (light * hair(x).exp(), light * scalp(x));
            let value = f64::from(project(self.axis, colour));
            1.0 - (value - hair) / (scalp - hair).max(DARKEST)
        }
    }

    /// Adds, for the first pixels of row `y`, of which the colours are given, `share` times what
    /// [`Self::covered_row`] gives.
    pub(crate) fn add_covered(&self, y: f64, colours: &[[f32; 3]], share: f64, sums: &mut [f64]) {
        let mut hair = vec![0.0; sums.len()];
        let mut scalp = hair.clone();
        self.hair.write_row(y, &mut hair);
        self.scalp.write_log_row(y, &mut scalp);
        if !self.light.is_empty() {
            let mut light = vec![0.0; sums.len()];
            self.light.write_row(y, &mut light);
            for (light, ends) in light.iter().zip(hair.iter_mut().zip(&mut scalp)) {
                *ends.0 += light;
                *ends.1 += light;
            }
        }
        add_covered(self.axis, colours, (&hair, &scalp), share, sums);
    }

    /// Hair's end point along the axis at a position in working px, less the light.
    pub(crate) fn hair_at(&self, x: f64, y: f64) -> f64 {
        self.hair.at(x, y).exp()
    }
}

/// Adds `share` times what hair hides of each pixel; of hair and scalp the logarithms are given.
#[multiversion(targets("x86_64+avx+avx2"))]
fn add_covered(
    axis: [f32; 3],
    colours: &[[f32; 3]],
    (hair, scalp): (&[f64], &[f64]),
    share: f64,
    sums: &mut [f64],
) {
    let n = sums.len();
    let (colours, hair, scalp) = (&colours[..n], &hair[..n], &scalp[..n]);
    for i in 0..n {
        let (hair, scalp) = (exp(hair[i]), exp(scalp[i]));
        let [r, g, b] = colours[i];
        let value = f64::from(axis[0] * r + axis[1] * g + axis[2] * b);
        let contrast = scalp - hair;
        let contrast = if contrast > DARKEST {
            contrast
        } else {
            DARKEST
        };
        sums[i] += share * (1.0 - (value - hair) / contrast);
    }
}

/// Of the first iterations and of the last ones, so many fit the light anew. Those between take up the
/// fit of the one before, for [`ROUNDS_ON`] rounds of weights: blocks move little by then. Against
/// fitting it anew every time coverage moves by less than 0.04 points, at half the time.
const FIRST: usize = 6;
const LAST: usize = 2;
const ROUNDS_ON: usize = 3;

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
    let mut light = Light::new(stats, bare, params)?;
    let mut hair = BlockGrid::default();
    for iteration in 0..params.iterations {
        hair = fit_hair(&mut blocks, block_px, params);
        let anew = iteration < FIRST || iteration + LAST >= params.iterations;
        light.fit(&mut blocks, shade, anew)?;
        for b in &mut blocks {
            let open = (b.stats.mean - b.hair) / (b.scalp - b.hair).max(DARKEST);
            b.open += STEP * (open.clamp(0.0, 1.0) - b.open);
        }
    }
    Some((light.field()?, hair, blocks))
}

fn fit_hair(blocks: &mut [BlockFit], block_px: usize, params: &MixtureParams) -> BlockGrid {
    let cells = blocks.iter().map(|b| {
        let open = open_at_low(b.open);
        let darkest = ((b.stats.low() - open * b.scalp) / (1.0 - open).max(0.05)).max(DARKEST);
        let weight = (1.0 - open) * (1.0 - open) * (1.0 - b.open) + 1e-6;
        let value = (darkest * params.hair_over_darkest).ln();
        (b.stats.column, b.stats.row, value, weight)
    });
    let grid = BlockGrid::smoothed(cells, block_px, params.hair_smoothing_blocks);
    for b in blocks.iter_mut() {
        let hair = grid.of_block(b.stats.column, b.stats.row).exp();
        b.hair = hair.min(b.stats.mean);
    }
    grid
}

/// The scalp's light field over the blocks and bare skin, from iteration to iteration.
struct Light {
    basis: Basis,
    stiffness: f64,
    /// Logarithm of the scalp's end point and its weight, of the blocks and then of bare skin.
    logs: Vec<f64>,
    weights: Vec<f64>,
    coefficients: Option<Vec<f64>>,
}

impl Light {
    fn new(stats: &[BlockStats], bare: &[Observation], params: &MixtureParams) -> Option<Self> {
        let bare = bare.iter().filter(|o| o.weight > 0.0 && o.value > 0.0);
        let blocks = stats.iter().map(|s| (s.x, s.y));
        let at = blocks.chain(bare.clone().map(|o| (o.x, o.y)));
        let none = stats.iter().map(|_| 0.0);
        Some(Self {
            basis: Basis::new(at, params.scalp_degree)?,
            stiffness: params.scalp_stiffness,
            logs: none
                .clone()
                .chain(bare.clone().map(|o| o.value.ln()))
                .collect(),
            weights: none.chain(bare.map(|o| o.weight)).collect(),
            coefficients: None,
        })
    }

    /// Renews the field, and with it the blocks' scalp.
    fn fit(&mut self, blocks: &mut [BlockFit], shade: f64, anew: bool) -> Option<()> {
        let lit = |b: &BlockFit| {
            if shade == 0.0 {
                1.0
            } else {
                (-shade * (1.0 - b.open)).exp()
            }
        };
        let kept = self.logs.iter_mut().zip(&mut self.weights);
        for (b, (log, weight)) in blocks.iter_mut().zip(kept) {
            let reach = open_at_high(b.open).max(0.1);
            b.scalp_alone = (b.hair + (b.stats.high() - b.hair) / reach).max(DARKEST);
            *log = (b.scalp_alone / lit(b)).ln();
            *weight = b.scalp_weight();
        }
        let (start, rounds) = if anew {
            (None, ROUNDS)
        } else {
            (self.coefficients.as_deref(), ROUNDS_ON)
        };
        let (logs, weights) = (&self.logs, &self.weights);
        let found = self
            .basis
            .fit(logs, weights, self.stiffness, start, rounds)?;
        for (b, scalp) in blocks.iter_mut().zip(self.basis.values(&found)) {
            b.scalp = scalp * lit(b);
        }
        self.coefficients = Some(found);
        Some(())
    }

    fn field(self) -> Option<SmoothField> {
        let coefficients = self.coefficients?;
        Some(self.basis.field(coefficients))
    }
}
