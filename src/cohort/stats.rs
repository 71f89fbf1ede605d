//! The statistics of a cohort: shares with intervals, medians, rank correlation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::statistics::{Z_95 as Z, pearson};

/// A share with its denominator. `null` in place of the share where there is nothing to divide by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Share {
    /// How many.
    pub(crate) count: u32,
    /// Of how many.
    pub(crate) of: u32,
    /// `count / of`, 0..=1; `null` when `of` is zero.
    pub(crate) share: Option<f64>,
    /// 95 % score interval (Wilson, J. Am. Stat. Assoc. 22, 1927, doi:10.1080/01621459.1927.10502953).
    pub(crate) ci95: Option<[f64; 2]>,
}

impl Share {
    /// `count` of `of`.
    pub(crate) fn new(count: u32, of: u32) -> Self {
        Self {
            count,
            of,
            share: (of > 0).then(|| f64::from(count) / f64::from(of)),
            ci95: wilson(count, of),
        }
    }
}

/// 95 % score interval of a share (Wilson 1927); `None` when `of` is zero.
pub(crate) fn wilson(count: u32, of: u32) -> Option<[f64; 2]> {
    if of == 0 {
        return None;
    }
    let n = f64::from(of);
    let p = f64::from(count) / n;
    let centre = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    // At the ends the formula is exact but its arithmetic is not.
    let low = if count == 0 { 0.0 } else { centre - half };
    let high = if count >= of { 1.0 } else { centre + half };
    Some([low, high])
}

/// Median and quartiles of values in any order, by linear interpolation between order statistics
/// (type 7 of Hyndman & Fan, Am. Stat. 50, 1996, doi:10.1080/00031305.1996.10473566).
///
/// `None` without values. Gives `[first quartile, median, third quartile]`.
pub(crate) fn quartiles(values: &[f64]) -> Option<[f64; 3]> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let at = |q: f64| {
        let position = q * last as f64;
        let below = position.floor() as usize;
        let above = (below + 1).min(last);
        sorted[below] + (position - below as f64) * (sorted[above] - sorted[below])
    };
    Some([at(0.25), at(0.5), at(0.75)])
}

/// A rank correlation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RankCorrelation {
    /// Spearman's rho, -1..=1.
    pub(crate) rho: f64,
    /// 95 % interval; `None` where rho is exactly 1 or -1, for which the approximation says nothing.
    pub(crate) ci95: Option<[f64; 2]>,
}

/// Fewest pairs for which a rank correlation is given: the interval's variance divides by n - 3.
pub(crate) const FEWEST_PAIRS: usize = 5;

/// Why a rank correlation cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoCorrelation {
    /// Fewer than [`FEWEST_PAIRS`] pairs.
    TooFew,
    /// One of the two never varies.
    Constant,
}

/// Spearman's rank correlation with tied values at their mean rank, and its 95 % interval by
/// Fisher's z with the variance of Bonett & Wright (Psychometrika 65, 2000, doi:10.1007/BF02294183).
///
/// # Errors
/// Fewer than [`FEWEST_PAIRS`] pairs, or one side constant.
pub(crate) fn spearman(pairs: &[(f64, f64)]) -> Result<RankCorrelation, NoCorrelation> {
    if pairs.len() < FEWEST_PAIRS {
        return Err(NoCorrelation::TooFew);
    }
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let ranked: Vec<(f64, f64)> = ranks(&x).into_iter().zip(ranks(&y)).collect();
    let rho = pearson(&ranked).ok_or(NoCorrelation::Constant)?;
    let n = pairs.len() as f64;
    let ci95 = (rho.abs() < 1.0).then(|| {
        let half = Z * ((1.0 + rho * rho / 2.0) / (n - 3.0)).sqrt();
        [(rho.atanh() - half).tanh(), (rho.atanh() + half).tanh()]
    });
    Ok(RankCorrelation { rho, ci95 })
}

/// Ranks from 1; tied values share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for tied in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let mean = start as f64 + (tied.len() as f64 + 1.0) / 2.0;
        for &index in tied {
            ranks[index] = mean;
        }
        start += tied.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-4
    }

    #[test]
    fn wilson_gives_the_published_values() {
        // Newcombe, Stat. Med. 17, 1998, table I, method 3: 81/263, 15/148, 0/20, 1/29.
        for (count, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let [a, b] = wilson(count, of).unwrap();
            assert!(close(a, low) && close(b, high), "{count}/{of}: {a} {b}");
        }
        assert_eq!(wilson(5, 5).unwrap()[1], 1.0);
        assert_eq!(Share::new(0, 0).share, None);
        assert_eq!(Share::new(0, 0).ci95, None);
    }

    #[test]
    fn quartiles_interpolate() {
        assert_eq!(quartiles(&[4.0, 1.0, 3.0, 2.0]), Some([1.75, 2.5, 3.25]));
        assert_eq!(quartiles(&[7.0]), Some([7.0; 3]));
        assert_eq!(quartiles(&[]), None);
    }

    #[test]
    fn spearman_knows_monotone_tied_and_constant() {
        let squares: Vec<_> = (0..8).map(|i| (f64::from(i), f64::from(i * i))).collect();
        let found = spearman(&squares).unwrap();
        assert!(close(found.rho, 1.0));
        assert_eq!(found.ci95, None);
        // Ranks 1, 2.5, 2.5, 4, 5 against 1..5 by hand: sxy 9.5, sxx 9.5, syy 10.
        let tied = [(1.0, 1.0), (2.0, 2.0), (2.0, 3.0), (3.0, 4.0), (4.0, 5.0)];
        let found = spearman(&tied).unwrap();
        assert!(close(found.rho, (9.5_f64 / 10.0).sqrt()));
        let [low, high] = found.ci95.unwrap();
        assert!(low < found.rho && found.rho < high && high < 1.0);
        let flat: Vec<_> = (0..8).map(|i| (6.0, f64::from(i))).collect();
        assert_eq!(spearman(&flat), Err(NoCorrelation::Constant));
        assert_eq!(spearman(&tied[..4]), Err(NoCorrelation::TooFew));
    }
}
