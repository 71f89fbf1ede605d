//! End points by likelihood: for every block, how well each pair of scalp and hair brightness
//! explains all of its percentiles, under the [`strand_model`](crate::coverage::fit::strand_model).
//!
//! The order statistics of [`Mixture::fit`] take the darkest pixels for hair; where hair is thin
//! everywhere those are mixed with scalp and coverage reads high. The shape of a block's whole
//! distribution still tells how open it is.

use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::blocks::{BlockStats, Scene};
use crate::coverage::fit::field::{Observation, SmoothField};
use crate::coverage::fit::mixture::{BlockFit, Mixture};
use crate::coverage::fit::strand_model::{RATIOS, StrandModel};
use crate::coverage::projection::DARKEST;

/// Share of the log-likelihood that counts: neighbouring percentiles and pixels repeat each other.
const TEMPER: f64 = 0.3;
/// Rounds between the light field and the hair.
const ROUNDS: usize = 4;
/// Scalp offsets tried in a round, on either side of the field, logarithm.
const REACH: (f64, f64) = (0.7, 0.45);
/// Scalp offsets tried in a round.
const OFFSETS: usize = 13;
/// Prior of a block's scalp around the field while the field is fitted, logarithm.
const SCALP_PRIOR: f64 = 0.35;
/// Scatter of single blocks around the light field, logarithm.
const SCALP_SCATTER: f64 = 0.1;
/// Weight of a block of bare skin in the light field: that of a block that is sure of its scalp,
/// which is four times as large.
const BARE_WEIGHT: f64 = 20.0;
/// Hair over scalp brightness before anything is known: centre (dark hair) and spread, logarithm.
const RATIO_PRIOR: (f64, f64) = (-1.609_438, 0.5);
/// Spread with which a block's hair may differ from its neighbours', logarithm.
const RATIO_SPREAD: f64 = 0.25;
/// Spread allowed to a block that speaks for itself, logarithm.
const RATIO_BROAD: f64 = 0.6;
/// Smoothing of the hair over its neighbours, standard deviation in blocks.
const RATIO_SMOOTHING: f64 = 0.8;
/// Share of the view's mean in what a block expects of its hair.
const RATIO_SHARED: f64 = 0.3;
/// Smoothing of the final hair, standard deviation in blocks: fills cells beside the blocks.
const FILL: f64 = 0.35;

/// Fits a photo's end points along `axis`, along which `stats` are the scene's; `None` with too few blocks.
///
/// `degree` and `stiffness` are those of the scalp's field, `block_px` is in working px.
pub fn fit(
    scene: Scene<'_>,
    stats: &[BlockStats],
    axis: [f32; 3],
    block_px: usize,
    (degree, stiffness): (usize, f64),
    model: &StrandModel,
) -> Option<Mixture> {
    let bare = scene.scalp(axis, BARE_WEIGHT);
    let mut state = State::start(stats, model)?;
    let mut light = None;
    for round in 0..ROUNDS {
        let reach = if round == 0 { REACH.0 } else { REACH.1 };
        let observations: Vec<Observation> = (0..stats.len())
            .map(|i| state.observe_scalp(i, reach))
            .collect();
        let with_bare: Vec<Observation> = observations.iter().chain(&bare).copied().collect();
        let field = SmoothField::fit(&with_bare, degree, stiffness)?;
        for (i, o) in observations.iter().enumerate() {
            state.scalp[i] = field.at(o.x, o.y);
            state.alone[i] = o.value;
        }
        state.expect_hair(block_px);
        light = Some(field);
    }
    let blocks = state.blocks();
    let cells = blocks
        .iter()
        .map(|b| (b.stats.column, b.stats.row, b.hair.ln(), 1.0));
    Some(Mixture {
        axis,
        light: BlockGrid::default(),
        scalp: light?,
        hair: BlockGrid::smoothed(cells, block_px, FILL),
        blocks,
    })
}

/// What is believed about every block.
struct State<'a> {
    stats: &'a [BlockStats],
    model: &'a StrandModel,
    log_ratios: [f64; RATIOS],
    /// Scalp brightness: smooth field, and by the block alone.
    scalp: Vec<f64>,
    alone: Vec<f64>,
    /// Expected logarithm of hair over scalp, and its spread.
    expected: Vec<f64>,
    spread: f64,
}

impl<'a> State<'a> {
    fn start(stats: &'a [BlockStats], model: &'a StrandModel) -> Option<Self> {
        let mut highs: Vec<f64> = stats.iter().map(BlockStats::high).collect();
        highs.sort_unstable_by(f64::total_cmp);
        let bright = highs.get(highs.len() * 9 / 10)?.max(DARKEST);
        Some(Self {
            stats,
            model,
            log_ratios: model.ratios.map(f64::ln),
            scalp: vec![bright; stats.len()],
            alone: vec![bright; stats.len()],
            expected: vec![RATIO_PRIOR.0; stats.len()],
            spread: RATIO_PRIOR.1,
        })
    }

    /// Scalp brightness that a block gives by itself, weighted by how sure it is.
    fn observe_scalp(&self, i: usize, reach: f64) -> Observation {
        let offsets: [f64; OFFSETS] =
            std::array::from_fn(|k| reach * (2.0 * k as f64 / (OFFSETS - 1) as f64 - 1.0));
        let logs = offsets.map(|offset| {
            let scalp = self.scalp[i] * offset.exp();
            let logs = self.with_prior(i, scalp, self.expected[i], self.spread);
            log_sum(&logs) - 0.5 * (offset / SCALP_PRIOR).powi(2)
        });
        let (mean, variance) = moments(&logs, &offsets);
        // Take the prior out again: the field has to hear the block alone.
        let precision = (1.0 / variance.max(1e-6) - SCALP_PRIOR.powi(-2)).max(0.05);
        let offset = (mean / variance.max(1e-6) / precision).clamp(-REACH.0, REACH.0);
        Observation {
            x: self.stats[i].x,
            y: self.stats[i].y,
            value: self.scalp[i] * offset.exp(),
            weight: precision / (1.0 + precision * SCALP_SCATTER.powi(2)),
        }
    }

    /// Log-likelihood of every hair ratio plus a normal prior.
    fn with_prior(&self, i: usize, scalp: f64, centre: f64, spread: f64) -> [f64; RATIOS] {
        let found = self.model.log_likelihood(&self.stats[i], scalp);
        std::array::from_fn(|k| {
            let away = (self.log_ratios[k] - centre) / spread;
            TEMPER * found[k] - 0.5 * away * away
        })
    }

    /// Renews what each block expects of its hair from its neighbours and the whole photo.
    fn expect_hair(&mut self, block_px: usize) {
        let seen: Vec<(f64, f64)> = (0..self.stats.len())
            .map(|i| {
                let logs = self.with_prior(i, self.scalp[i], self.expected[i], RATIO_BROAD);
                let (mean, variance) = moments(&logs, &self.log_ratios);
                let precision = 1.0 / (variance + 0.01) - RATIO_BROAD.powi(-2);
                (mean, precision.max(0.2))
            })
            .collect();
        let weight: f64 = seen.iter().map(|s| s.1).sum();
        let shared = seen.iter().map(|s| s.0 * s.1).sum::<f64>() / weight;
        let cells = self
            .stats
            .iter()
            .zip(&seen)
            .map(|(b, s)| (b.column, b.row, s.0, s.1));
        let grid = BlockGrid::smoothed(cells, block_px, RATIO_SMOOTHING);
        for (expected, b) in self.expected.iter_mut().zip(self.stats) {
            let near = grid.at(b.x, b.y);
            *expected = (1.0 - RATIO_SHARED) * near + RATIO_SHARED * shared;
        }
        self.spread = RATIO_SPREAD;
    }

    fn blocks(&self) -> Vec<BlockFit> {
        (0..self.stats.len())
            .map(|i| {
                let (stats, scalp) = (self.stats[i], self.scalp[i]);
                let logs = self.with_prior(i, scalp, self.expected[i], self.spread);
                let hair = scalp * moments(&logs, &self.log_ratios).0.exp();
                let open = (stats.mean - hair) / (scalp - hair).max(DARKEST);
                BlockFit {
                    stats,
                    open: open.clamp(0.0, 1.0),
                    scalp,
                    scalp_alone: self.alone[i],
                    hair: hair.max(DARKEST),
                }
            })
            .collect()
    }
}

/// Logarithm of the sum of exponentials.
fn log_sum(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::MIN, f64::max);
    most + logs.iter().map(|l| (l - most).exp()).sum::<f64>().ln()
}

/// Mean and variance of `values` under weights given as logarithms.
fn moments(logs: &[f64], values: &[f64]) -> (f64, f64) {
    let total = log_sum(logs);
    let weights: Vec<f64> = logs.iter().map(|l| (l - total).exp()).collect();
    let mean: f64 = weights.iter().zip(values).map(|(w, v)| w * v).sum();
    let square = |v: f64| (v - mean) * (v - mean);
    let variance = weights
        .iter()
        .zip(values)
        .map(|(w, &v)| w * square(v))
        .sum();
    (mean, variance)
}
