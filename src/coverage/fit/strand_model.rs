//! What the pixels of a block look like, given how open it is and how dark its hair.
//!
//! Openness within a block follows a Beta distribution whose variance is that of a Boolean model
//! of fibres smeared by the pixel (Serra 1982, Image Analysis and Mathematical Morphology, ch. V);
//! hairs differ in shine and scalp in pigment. The percentiles this predicts come with the program
//! (`strand_percentiles` works them out); how likely a block's own percentiles are then takes a few
//! multiplications.

use std::sync::LazyLock;

use multiversion::multiversion;

use crate::coverage::blocks::BlockStats;
use crate::coverage::fit::strand_spread::{covariances, row_of};
use crate::coverage::fit::strands::LEVELS;

pub(super) const COUNT: usize = LEVELS.len();

/// Hair over scalp brightness, logarithmic grid.
pub(crate) const RATIOS: usize = 22;
const DARKEST_RATIO: f64 = 0.02;
const BRIGHTEST_RATIO: f64 = 0.75;

/// Openness at which percentiles are tabulated: a few narrow steps, then steps of 0.02.
const OPEN_LOW: [f64; 4] = [0.002, 0.005, 0.01, 0.02];
pub(super) const OPEN_COUNT: usize = 52;
/// Openness above which a block would show no hair at all: not a mixture.
const OPEN_LIMIT: f64 = 0.99;
/// Log-likelihood of what cannot be.
const IMPOSSIBLE: f64 = -1e5;

/// Length of a row of percentiles: zeros behind them fill it up to what SIMD likes.
const WIDE: usize = 8;
type Row = [f64; WIDE];

/// Hair over scalp brightness of every row of the tables.
pub(super) fn ratios() -> [f64; RATIOS] {
    let step = (BRIGHTEST_RATIO / DARKEST_RATIO).ln() / (RATIOS - 1) as f64;
    std::array::from_fn(|k| DARKEST_RATIO * (step * k as f64).exp())
}

/// Openness of every column of the tables.
pub(super) fn opens() -> [f64; OPEN_COUNT] {
    std::array::from_fn(|i| match OPEN_LOW.get(i) {
        Some(&low) => low,
        None => 0.03 + 0.02 * (i - OPEN_LOW.len()) as f64,
    })
}

/// Tables of the model, for any photo.
#[derive(Debug)]
pub struct StrandModel {
    /// Hair over scalp brightness of every row.
    pub ratios: [f64; RATIOS],
    opens: [f64; OPEN_COUNT],
    /// Predicted percentiles between hair (0) and scalp (1), `[ratio][openness]`.
    percentiles: Vec<[Row; OPEN_COUNT]>,
    /// Precision matrix and log-determinant of the covariance, by openness.
    spread: Vec<([Row; COUNT], f64)>,
    /// Logarithm of scalp less hair over scalp, of every ratio.
    log_contrasts: [f64; RATIOS],
}

/// Percentiles by ratio, openness and level, little-endian 64-bit floats.
const PERCENTILES: &[u8] = include_bytes!("strand_percentiles.bin");

impl StrandModel {
    /// The tables that come with the program.
    pub fn built_in() -> &'static Self {
        static MODEL: LazyLock<StrandModel> = LazyLock::new(|| StrandModel::read(PERCENTILES));
        &MODEL
    }

    fn read(percentiles: &[u8]) -> Self {
        let (values, _) = percentiles.as_chunks::<8>();
        let values: Vec<f64> = values.iter().map(|&b| f64::from_le_bytes(b)).collect();
        let (rows, _) = values.as_chunks::<COUNT>();
        let row = |at: &dyn Fn(usize) -> f64| {
            std::array::from_fn(|k| if k < COUNT { at(k) } else { 0.0 })
        };
        let of_ratio = |rows: &[[f64; COUNT]]| std::array::from_fn(|i| row(&|k: usize| rows[i][k]));
        let spread = covariances()
            .into_iter()
            .filter_map(|c| c.cholesky())
            .map(|c| {
                let inverse = c.inverse();
                let rows = std::array::from_fn(|i| row(&|k: usize| inverse[(i, k)]));
                (rows, 2.0 * c.l().diagonal().map(f64::ln).sum())
            })
            .collect();
        Self {
            log_contrasts: ratios().map(|ratio| (1.0 - ratio).ln()),
            ratios: ratios(),
            opens: opens(),
            percentiles: rows.chunks_exact(OPEN_COUNT).map(of_ratio).collect(),
            spread,
        }
    }

    /// Log-likelihood of a block's percentiles and mean for a scalp brightness and every hair
    /// brightness `scalp * ratios[k]`. The mean fixes the openness.
    pub(crate) fn log_likelihood(&self, block: &BlockStats, scalp: f64) -> [f64; RATIOS] {
        let mut found = [IMPOSSIBLE; RATIOS];
        likelihoods(self, block, scalp, &mut found);
        found
    }

    #[inline(always)]
    fn predicted(&self, ratio: usize, open: f64) -> Row {
        let open = open.clamp(self.opens[0], self.opens[OPEN_COUNT - 1]);
        let upper = self
            .opens
            .partition_point(|&o| o < open)
            .clamp(1, OPEN_COUNT - 1);
        let (below, above) = (self.opens[upper - 1], self.opens[upper]);
        let table = &self.percentiles[ratio];
        let share = (open - below) / (above - below);
        let (lower, upper) = (&table[upper - 1], &table[upper]);
        let mut row = [0.0; WIDE];
        for (row, (lower, upper)) in row.iter_mut().zip(lower.iter().zip(upper)) {
            *row = lower * (1.0 - share) + upper * share;
        }
        row
    }
}

/// What [`StrandModel::log_likelihood`] gives, where the block is possible.
#[multiversion(targets("x86_64+avx+avx2"))]
fn likelihoods(model: &StrandModel, block: &BlockStats, scalp: f64, found: &mut [f64; RATIOS]) {
    let log_scalp = scalp.ln();
    for (k, found) in found.iter_mut().enumerate() {
        let hair = scalp * model.ratios[k];
        let contrast = scalp - hair;
        let open = (block.mean - hair) / contrast;
        if !(0.0..OPEN_LIMIT).contains(&open) {
            continue;
        }
        let predicted = model.predicted(k, open);
        let mut residual = [0.0; WIDE];
        for i in 0..COUNT {
            residual[i] = (block.quantiles[i] - hair) / contrast - predicted[i];
        }
        let (precision, log_determinant) = &model.spread[row_of(open)];
        let mut weighted = [0.0; WIDE];
        for i in 0..COUNT {
            for j in 0..WIDE {
                weighted[j] += precision[i][j] * residual[i];
            }
        }
        let mut distance = 0.0;
        for i in 0..COUNT {
            distance += residual[i] * weighted[i];
        }
        // The percentiles and the mean are densities per brightness, not per contrast.
        let scale = 2.0 * (COUNT + 1) as f64 * (log_scalp + model.log_contrasts[k]);
        *found = -0.5 * (distance + log_determinant + scale);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_hair_is_the_likeliest() {
        let model = StrandModel::built_in();
        let (scalp, k) = (0.6, 11);
        let hair = scalp * model.ratios[k];
        for open in [0.05, 0.2, 0.5] {
            let seen = model.predicted(k, open);
            let block = BlockStats {
                column: 0,
                row: 0,
                x: 0.0,
                y: 0.0,
                quantiles: std::array::from_fn(|i| hair + seen[i] * (scalp - hair)),
                mean: hair + open * (scalp - hair),
            };
            let found = model.log_likelihood(&block, scalp);
            let best = (0..RATIOS).max_by(|&i, &j| found[i].total_cmp(&found[j]));
            let best = best.expect("a best ratio");
            assert!(best.abs_diff(k) <= 1, "{open}: {best}");
        }
    }
}
