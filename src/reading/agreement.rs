//! Weighted kappa.

/// Cohen's weighted kappa with quadratic weights of two series of ordinal ratings; `None` without
/// ratings, or where all of them are the same value and nothing is left to agree on by more than
/// chance.
///
/// With quadratic weights the disagreement expected by chance is the mean of `(x - y)^2` over all
/// pairs of ratings of the one and the other series, whatever the categories. Counted in integers.
/// Cohen 1968, doi:10.1037/h0026256.
pub(crate) fn weighted_kappa(ratings: &[(i8, i8)]) -> Option<f64> {
    let n = i64::try_from(ratings.len()).ok()?;
    let sum = |f: fn(i64, i64) -> i64| -> i64 {
        ratings.iter().map(|&(x, y)| f(x.into(), y.into())).sum()
    };
    let observed = n * sum(|x, y| (x - y) * (x - y));
    let expected = n * (sum(|x, _| x * x) + sum(|_, y| y * y)) - 2 * sum(|x, _| x) * sum(|_, y| y);
    (expected > 0).then(|| 1.0 - observed as f64 / expected as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kappa as defined: observed and expected proportions of every cell, weighted.
    fn by_table(ratings: &[(i8, i8)]) -> f64 {
        let n = ratings.len() as f64;
        let share =
            |f: &dyn Fn(&(i8, i8)) -> bool| ratings.iter().filter(|r| f(r)).count() as f64 / n;
        let (mut observed, mut expected) = (0.0, 0.0);
        for i in -3..=3i8 {
            for j in -3..=3i8 {
                let weight = f64::from((i - j) * (i - j));
                observed += weight * share(&|r| *r == (i, j));
                expected += weight * share(&|r| r.0 == i) * share(&|r| r.1 == j);
            }
        }
        1.0 - observed / expected
    }

    #[test]
    fn kappa_is_that_of_the_table() {
        let ratings = [(3, 2), (-1, 0), (0, 0), (1, 3), (-3, -2), (2, -1), (0, 1)];
        let kappa = weighted_kappa(&ratings).unwrap();
        assert!((kappa - by_table(&ratings)).abs() < 1e-12, "{kappa}");
    }

    #[test]
    fn perfect_and_opposite_readings() {
        let same: Vec<_> = (-3..=3).map(|r| (r, r)).collect();
        let opposite: Vec<_> = (-3..=3).map(|r| (r, -r)).collect();
        assert_eq!(weighted_kappa(&same), Some(1.0));
        assert_eq!(weighted_kappa(&opposite), Some(-1.0));
    }

    #[test]
    fn nothing_to_agree_on_is_not_agreement() {
        assert_eq!(weighted_kappa(&[(1, 1), (1, 1)]), None);
        assert_eq!(weighted_kappa(&[]), None);
    }
}
