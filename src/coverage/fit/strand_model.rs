//! What the pixels of a block look like, given how open it is and how dark its hair.
//!
//! Openness within a block follows a Beta distribution whose variance is that of a Boolean model
//! of fibres smeared by the pixel (Serra 1982, Image Analysis and Mathematical Morphology, ch. V);
//! hairs differ in shine and scalp in pigment. The percentiles this predicts are tabulated once;
//! how likely a block's own percentiles are then takes a few multiplications.

use nalgebra::{SMatrix, SVector};
use rayon::prelude::*;

use crate::coverage::blocks::BlockStats;
use crate::coverage::fit::strand_spread::{covariances, row_of};
use crate::coverage::fit::strands::LEVELS;

const COUNT: usize = LEVELS.len();

/// Variance of openness is `T^(2 - g) - T²` for a mean of `T`: hair width, blur and sampling.
const GRAIN: f64 = 0.24;
/// Spread of the hairs' brightness, share of it.
const HAIR_SPREAD: f64 = 0.12;
/// Spread of the scalp's brightness, share of it.
const SCALP_SPREAD: f64 = 0.08;

/// Hair over scalp brightness, logarithmic grid.
pub(crate) const RATIOS: usize = 22;
const DARKEST_RATIO: f64 = 0.02;
const BRIGHTEST_RATIO: f64 = 0.75;

/// Openness at which percentiles are tabulated: a few narrow steps, then steps of 0.02.
const OPEN_LOW: [f64; 4] = [0.002, 0.005, 0.01, 0.02];
const OPEN_COUNT: usize = 52;
/// Openness above which a block would show no hair at all: not a mixture.
const OPEN_LIMIT: f64 = 0.99;
/// Log-likelihood of what cannot be.
const IMPOSSIBLE: f64 = -1e5;

/// Points of the Beta distribution on either side of its mean.
const HALF_POINTS: usize = 60;
/// Standard normal quantiles at 11 equally likely points.
const NORMAL: [f64; 11] = [
    -1.690_622, -1.096_804, -0.747_859, -0.472_789, -0.229_884, 0.0, 0.229_884, 0.472_789,
    0.747_859, 1.096_804, 1.690_622,
];

type Vector = SVector<f64, COUNT>;

/// Tables of the model, for any photo.
#[derive(Debug)]
pub struct StrandModel {
    /// Hair over scalp brightness of every row.
    pub ratios: [f64; RATIOS],
    opens: [f64; OPEN_COUNT],
    /// Predicted percentiles between hair (0) and scalp (1), `[ratio][openness]`.
    percentiles: Vec<[Vector; OPEN_COUNT]>,
    /// Precision matrix and log-determinant of the covariance, by openness.
    spread: Vec<(SMatrix<f64, COUNT, COUNT>, f64)>,
}

impl StrandModel {
    /// Computes the tables.
    pub fn tabulate() -> Self {
        let step = (BRIGHTEST_RATIO / DARKEST_RATIO).ln() / (RATIOS - 1) as f64;
        let ratios = std::array::from_fn(|k| DARKEST_RATIO * (step * k as f64).exp());
        let opens = std::array::from_fn(|i| match OPEN_LOW.get(i) {
            Some(&low) => low,
            None => 0.03 + 0.02 * (i - OPEN_LOW.len()) as f64,
        });
        let points = opens.map(beta_points);
        let percentiles = ratios
            .par_iter()
            .map(|&ratio| std::array::from_fn(|i| percentiles_of(&points[i], ratio)))
            .collect();
        let spread = covariances()
            .into_iter()
            .filter_map(|c| c.cholesky())
            .map(|c| (c.inverse(), 2.0 * c.l().diagonal().map(f64::ln).sum()))
            .collect();
        Self {
            ratios,
            opens,
            percentiles,
            spread,
        }
    }

    /// Log-likelihood of a block's percentiles and mean for a scalp brightness and every hair
    /// brightness `scalp * ratios[k]`. The mean fixes the openness.
    pub(crate) fn log_likelihood(&self, block: &BlockStats, scalp: f64) -> [f64; RATIOS] {
        let seen = Vector::from(block.quantiles);
        std::array::from_fn(|k| {
            let hair = scalp * self.ratios[k];
            let contrast = scalp - hair;
            let open = (block.mean - hair) / contrast;
            if !(0.0..OPEN_LIMIT).contains(&open) {
                return IMPOSSIBLE;
            }
            let residual = seen.add_scalar(-hair) / contrast - self.predicted(k, open);
            let (precision, log_determinant) = &self.spread[row_of(open)];
            let distance = residual.dot(&(precision * residual));
            // The percentiles and the mean are densities per brightness, not per contrast.
            let scale = 2.0 * (COUNT + 1) as f64 * contrast.ln();
            -0.5 * (distance + log_determinant + scale)
        })
    }

    fn predicted(&self, ratio: usize, open: f64) -> Vector {
        let open = open.clamp(self.opens[0], self.opens[OPEN_COUNT - 1]);
        let upper = self
            .opens
            .partition_point(|&o| o < open)
            .clamp(1, OPEN_COUNT - 1);
        let (below, above) = (self.opens[upper - 1], self.opens[upper]);
        let table = &self.percentiles[ratio];
        table[upper - 1].lerp(&table[upper], (open - below) / (above - below))
    }
}

/// Points `(openness, probability)` of the Beta distribution with mean `open`.
///
/// Either tail is integrated in the power of its variable that takes the pole away.
fn beta_points(open: f64) -> Vec<(f64, f64)> {
    let most = 0.95 * open * (1.0 - open);
    let variance = (open.powf(2.0 - GRAIN) - open * open).min(most);
    let total = open * (1.0 - open) / variance - 1.0;
    let (a, b) = (open * total, (1.0 - open) * total);
    let lower = tail(open, a, b).map(|(t, w)| (t, w / a));
    let upper = tail(1.0 - open, b, a).map(|(t, w)| (1.0 - t, w / b));
    let points: Vec<(f64, f64)> = lower.chain(upper).collect();
    let sum: f64 = points.iter().map(|p| p.1).sum();
    points.iter().map(|&(t, w)| (t, w / sum)).collect()
}

/// Midpoints of `integral of (1 - u^(1/a))^(b - 1) du` from 0 to `end^a`, with `t = u^(1/a)`.
fn tail(end: f64, a: f64, b: f64) -> impl Iterator<Item = (f64, f64)> {
    let step = end.powf(a) / HALF_POINTS as f64;
    (0..HALF_POINTS).map(move |i| {
        let t = ((i as f64 + 0.5) * step).powf(1.0 / a);
        (t, step * (1.0 - t).powf(b - 1.0))
    })
}

/// Percentiles of brightness between hair (0) and scalp (1), textures included.
fn percentiles_of(points: &[(f64, f64)], ratio: f64) -> Vector {
    let mut values: Vec<(f64, f64)> = Vec::with_capacity(points.len() * NORMAL.len());
    for &(open, weight) in points {
        let scalp = SCALP_SPREAD * open;
        let hair = HAIR_SPREAD * ratio * (1.0 - open);
        let deviation = scalp.hypot(hair) / (1.0 - ratio);
        values.extend(NORMAL.map(|z| (open + z * deviation, weight / NORMAL.len() as f64)));
    }
    let mut found = [0.0; COUNT];
    match select(&mut values, 0.0, &LEVELS, &mut found) {
        Some(()) => found.into(),
        None => sorted_percentiles(&mut values).into(),
    }
}

/// Value and weight.
type Weighted = (f64, f64);

/// A level of which the rounding of sums in another order could decide is as near as this.
const ROUNDING: f64 = 1e-11;

/// What [`sorted_percentiles`] gives at these `levels` without sorting all; `below` is the weight
/// of what is smaller. `None` where rounding could decide.
fn select(values: &mut [Weighted], below: f64, levels: &[f64], found: &mut [f64]) -> Option<()> {
    if levels.is_empty() {
        return Some(());
    }
    if let [(value, _)] = values {
        found.fill(*value);
        return Some(());
    }
    let middle = (values.len() - 1) / 2;
    values.select_nth_unstable_by(middle, |p, q| p.0.total_cmp(&q.0));
    let (lower, upper) = values.split_at_mut(middle + 1);
    let reached = below + lower.iter().map(|v| v.1).sum::<f64>();
    let centre = reached - 0.5 * lower[middle].1;
    if levels.iter().any(|level| (level - centre).abs() < ROUNDING) {
        return None;
    }
    let (left, right) = levels.split_at(levels.partition_point(|&level| level < centre));
    let (found_left, found_right) = found.split_at_mut(left.len());
    select(lower, below, left, found_left)?;
    select(upper, reached, right, found_right)
}

/// At each of [`LEVELS`] the value at whose middle so much of the weight is reached.
fn sorted_percentiles(values: &mut [Weighted]) -> [f64; COUNT] {
    values.sort_unstable_by(|p, q| p.0.total_cmp(&q.0));
    let mut reached = 0.0;
    let mut at = 0;
    LEVELS.map(|level| {
        while at + 1 < values.len() && reached + 0.5 * values[at].1 < level {
            reached += values[at].1;
            at += 1;
        }
        values[at].0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beta_points_have_the_mean_and_the_variance_asked_for() {
        for open in [0.002, 0.05, 0.3, 0.6, 0.95] {
            let points = beta_points(open);
            let mean: f64 = points.iter().map(|(t, w)| t * w).sum();
            let square: f64 = points.iter().map(|(t, w)| t * t * w).sum();
            let want = open.powf(2.0 - GRAIN) - open * open;
            assert!((mean / open - 1.0).abs() < 0.03, "{open}: {mean}");
            assert!(
                ((square - mean * mean) / want - 1.0).abs() < 0.06,
                "{open}: {} {want}",
                square - mean * mean
            );
        }
    }

    #[test]
    fn selecting_finds_what_sorting_finds() {
        for open in [0.002, 0.05, 0.3, 0.95] {
            let points = beta_points(open);
            let mut values: Vec<Weighted> = points.iter().map(|&(t, w)| (-t, w)).collect();
            let mut found = [0.0; COUNT];
            select(&mut values, 0.0, &LEVELS, &mut found).expect("no level is that near");
            assert_eq!(found, sorted_percentiles(&mut values), "{open}");
        }
    }

    #[test]
    fn the_true_hair_is_the_likeliest() {
        let model = StrandModel::tabulate();
        let (scalp, k) = (0.6, 11);
        let hair = scalp * model.ratios[k];
        for open in [0.05, 0.2, 0.5] {
            let seen = model.predicted(k, open) * (scalp - hair);
            let block = BlockStats {
                column: 0,
                row: 0,
                x: 0.0,
                y: 0.0,
                quantiles: seen.add_scalar(hair).into(),
                mean: hair + open * (scalp - hair),
            };
            let found = model.log_likelihood(&block, scalp);
            let best = (0..RATIOS).max_by(|&i, &j| found[i].total_cmp(&found[j]));
            let best = best.expect("a best ratio");
            assert!(best.abs_diff(k) <= 1, "{open}: {best}");
        }
    }
}
