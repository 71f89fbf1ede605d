//! Summary statistics of errors. Every one is `None` for no data, never 0 or NaN.

use crate::statistics;

/// Arithmetic mean.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Median; the mean of the two middle values for an even number.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    statistics::median(values.iter().copied())
}

/// Nearest-rank quantile.
pub(super) fn quantile(values: &[f64], q: f64) -> Option<f64> {
    statistics::nearest_rank(values.iter().copied(), q)
}

/// Largest value.
pub(super) fn largest(values: &[f64]) -> Option<f64> {
    values.iter().copied().max_by(f64::total_cmp)
}

/// Share of `true`.
pub(super) fn share(outcomes: &[bool]) -> Option<f64> {
    let right = outcomes.iter().filter(|&&o| o).count();
    (!outcomes.is_empty()).then(|| right as f64 / outcomes.len() as f64)
}

/// Pearson's r and the least-squares slope of `y` on `x`; `None` unless both vary.
pub(super) fn correlation_and_slope(x: &[f64], y: &[f64]) -> Option<(f64, f64)> {
    let (mx, my) = (mean(x)?, mean(y)?);
    let sum = |f: &dyn Fn(f64, f64) -> f64| -> f64 {
        x.iter().zip(y).map(|(a, b)| f(a - mx, b - my)).sum()
    };
    let (xx, yy, xy) = (sum(&|a, _| a * a), sum(&|_, b| b * b), sum(&|a, b| a * b));
    (x.len() > 1 && xx > 0.0 && yy > 0.0).then(|| (xy / (xx * yy).sqrt(), xy / xx))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_nothing_out() {
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(quantile(&[], 0.9), None);
        assert_eq!(largest(&[]), None);
        assert_eq!(share(&[]), None);
        assert_eq!(correlation_and_slope(&[], &[]), None);
        assert_eq!(correlation_and_slope(&[1.0, 2.0], &[3.0, 3.0]), None);
    }

    #[test]
    fn known_answers() {
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
        let ten: Vec<f64> = (1..=10).map(f64::from).collect();
        // Index 0.9 * 9 = 8.1, rounded 8.
        assert_eq!(quantile(&ten, 0.9), Some(9.0));
        assert_eq!(share(&[true, true, false, true]), Some(0.75));
        let (r, slope) =
            correlation_and_slope(&[0.0, 1.0, 2.0], &[1.0, 3.0, 5.0]).expect("both vary");
        assert!((r - 1.0).abs() < 1e-12 && (slope - 2.0).abs() < 1e-12);
    }
}
