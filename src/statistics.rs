//! Quantiles: of values, and of the distributions behind the intervals; correlation. Values come in any
//! order.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// Half-width of a 95 % interval in standard errors of a normal distribution.
pub(crate) const Z_95: f64 = 1.959_963_984_540_054;

/// Quantile `p` of chi-squared with `free` degrees of freedom.
pub(crate) fn chi_squared(p: f64, free: usize) -> f64 {
    ChiSquared::new(free as f64)
        .expect("at least one degree of freedom")
        .inverse_cdf(p)
}

/// Quantile `p` of Fisher's F with `above` and `below` degrees of freedom.
pub(crate) fn fisher(p: f64, above: usize, below: usize) -> f64 {
    FisherSnedecor::new(above as f64, below as f64)
        .expect("at least one degree of freedom each")
        .inverse_cdf(p)
}

/// Two-sided quantile of the normal distribution: beyond it on either side lies `share` in all.
pub(crate) fn normal_two_sided(share: f64) -> f64 {
    Normal::standard().inverse_cdf(1.0 - share / 2.0)
}

/// Two-sided 95 % quantile of Student's t with `free` degrees of freedom.
pub(crate) fn student(free: usize) -> f64 {
    StudentsT::new(0.0, 1.0, free as f64)
        .expect("at least one degree of freedom")
        .inverse_cdf(0.975)
}

/// How likely a value of no size lies `errors` standard errors from 0 or further, either way; `free`
/// degrees of freedom where the error was estimated.
pub(crate) fn chance_beyond(errors: f64, free: Option<usize>) -> f64 {
    let above = match free {
        None => Normal::standard().sf(errors),
        Some(free) => StudentsT::new(0.0, 1.0, free as f64)
            .expect("at least one degree of freedom")
            .sf(errors),
    };
    2.0 * above
}

/// What `error` leaves to each of `count` things tested together, by rank, the one that stands out most
/// first (Holm's step-down procedure, 1979, Scand J Statist 6:65): it is held against `error` over their
/// number, the next over one less, up to the first that does not stand out at its share. What
/// follows is held against that one's share.
pub(crate) fn holm(count: usize, error: f64, stands_out: impl Fn(usize, f64) -> bool) -> Vec<f64> {
    let mut stopped = None;
    let share = |rank: usize| {
        let own = error / (count - rank) as f64;
        let asked = stopped.unwrap_or(own);
        if !stands_out(rank, own) {
            stopped.get_or_insert(own);
        }
        asked
    };
    (0..count).map(share).collect()
}

/// Middle value, the upper of two; `None` without any.
pub(crate) fn upper_median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Middle value of at least one, the upper of two, single precision.
pub(crate) fn upper_median_f32(mut values: Vec<f32>) -> f32 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// Median, the mean of the two middle values of an even number; `None` without any.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some(0.5 * (values[last / 2] + values[last.div_ceil(2)]))
}

/// The value at rank `share * (n - 1)`, rounded; `None` without any.
pub(crate) fn nearest_rank(values: impl IntoIterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    let rank = (share * values.len().saturating_sub(1) as f64).round() as usize;
    values.get(rank).copied()
}

/// Pearson's correlation; `None` where a series does not
/// vary, or there is none.
pub(crate) fn pearson(values: &[(f64, f64)]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = |f: fn(&(f64, f64)) -> f64| values.iter().map(f).sum::<f64>() / n;
    let (mx, my) = (mean(|v| v.0), mean(|v| v.1));
    let (mut sxx, mut syy, mut sxy) = (0.0, 0.0, 0.0);
    for (x, y) in values {
        sxx += (x - mx) * (x - mx);
        syy += (y - my) * (y - my);
        sxy += (x - mx) * (y - my);
    }
    let scale = (sxx * syy).sqrt();
    // Rounding alone leaves a constant series a spread of about 1e-16 of its value.
    (scale > 1e-12).then(|| (sxy / scale).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_statistics_of_few_values() {
        let values = [3.0, 1.0, 4.0, 2.0];
        assert_eq!(upper_median(values), Some(3.0));
        assert_eq!(median(values), Some(2.5));
        assert_eq!(median([7.0, 5.0, 9.0]), Some(7.0));
        assert_eq!(nearest_rank(values, 0.97), Some(4.0));
        assert_eq!((median([]), nearest_rank([], 0.5)), (None, None));
    }

    #[test]
    fn tabulated_values_are_met() {
        assert!((chi_squared(0.975, 10) - 20.483).abs() < 1e-3);
        assert!((chi_squared(0.025, 1) - 0.000_982).abs() < 1e-5);
        assert!((fisher(0.975, 5, 18) - 3.3820).abs() < 1e-3);
        assert!((student(4) - 2.776).abs() < 1e-3);
        assert!((normal_two_sided(0.05) - Z_95).abs() < 1e-9);
    }

    #[test]
    fn chances_are_the_quantiles_turned_round() {
        assert!((chance_beyond(Z_95, None) - 0.05).abs() < 1e-9);
        assert!((chance_beyond(student(2), Some(2)) - 0.05).abs() < 1e-6);
        assert!((chance_beyond(0.0, Some(1)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_first_that_fails_stops_the_rest() {
        let stand = |sorted: [f64; 3]| {
            let shares = holm(3, 0.05, |rank, share| sorted[rank] < share);
            [0, 1, 2].map(|rank| sorted[rank] < shares[rank])
        };
        // 0.05 / 3, then 0.05 / 2, then 0.05.
        assert_eq!(stand([0.01, 0.02, 0.04]), [true, true, true]);
        assert_eq!(stand([0.01, 0.03, 0.04]), [true, false, false]);
        assert_eq!(stand([0.02, 0.02, 0.02]), [false; 3]);
    }

    #[test]
    fn a_series_that_does_not_vary_has_no_correlation() {
        assert_eq!(pearson(&[(1.0, 2.0), (1.0, 3.0)]), None);
    }

    #[test]
    fn r_of_a_line_is_one_and_of_the_known_example_is_known() {
        assert_eq!(pearson(&[(0.0, 5.0), (1.0, 7.0), (2.0, 9.0)]), Some(1.0));
        // Deviations -1.5 -0.5 0.5 1.5 and -1 1 -1 1: r = 2 / sqrt(5 * 4).
        let r = pearson(&[(1.0, 1.0), (2.0, 3.0), (3.0, 1.0), (4.0, 3.0)]).unwrap();
        assert!((r - 2.0 / 20.0_f64.sqrt()).abs() < 1e-12);
    }
}
