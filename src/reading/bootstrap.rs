//! Percentile bootstrap of a statistic over resampled groups of pairs.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Replicates: the ends of a 95 % interval then rest on 50 replicates each.
const REPLICATES: usize = 2000;

/// Share of the replicates in which the statistic must exist for its interval to be given.
const LEAST_DEFINED: f64 = 0.9;

/// The same data give the same interval.
const SEED: u64 = 20_260_112;

/// 95 % interval of `statistic` over the pairs of `groups`, drawn with replacement group by group;
/// `None` where too many replicates leave it undefined.
pub(super) fn interval(
    groups: &[Vec<usize>],
    statistic: impl Fn(&[usize]) -> Option<f64>,
) -> Option<[f64; 2]> {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut values = Vec::with_capacity(REPLICATES);
    let mut drawn = Vec::new();
    for _ in 0..REPLICATES {
        drawn.clear();
        for _ in 0..groups.len() {
            drawn.extend_from_slice(&groups[random.random_range(0..groups.len())]);
        }
        values.extend(statistic(&drawn));
    }
    if (values.len() as f64) < LEAST_DEFINED * REPLICATES as f64 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() - 1) as f64 * share).round() as usize];
    Some([at(0.025), at(0.975)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors_wide() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let groups: Vec<Vec<usize>> = (0..100).map(|i| vec![i]).collect();
        let mean = |drawn: &[usize]| {
            Some(drawn.iter().map(|&i| values[i]).sum::<f64>() / drawn.len() as f64)
        };
        let [low, high] = interval(&groups, mean).unwrap();
        // The standard error is 28.87 / sqrt(100); 2000 replicates place an end within about 5 %
        // of the half width.
        let half = 1.96 * 28.87 / 10.0;
        assert!((low - (49.5 - half)).abs() < 0.1 * half, "{low}");
        assert!((high - (49.5 + half)).abs() < 0.1 * half, "{high}");
        assert_eq!(interval(&groups, mean), Some([low, high]));
    }

    #[test]
    fn a_statistic_that_is_mostly_undefined_has_no_interval() {
        let groups = vec![vec![0], vec![1]];
        let defined = |drawn: &[usize]| (drawn[0] != drawn[1]).then_some(1.0);
        assert_eq!(interval(&groups, defined), None);
    }
}
