//! A smooth positive field over the head: the logarithm is a low-order polynomial.
//!
//! Light on a head changes slowly from place to place, hair does not. Fitted by iteratively
//! re-weighted least squares with the Cauchy weight (Holland and Welsch 1977,
//! doi:10.1080/03610927708827533).

use nalgebra::{DMatrix, DVector};

/// Cauchy tuning constant in standard deviations: rounds of 1.5 keep most of the efficiency.
const CAUCHY: f64 = 1.5;
/// Re-weighting rounds of a fit that starts anew; the weights settle after five or six.
pub(crate) const ROUNDS: usize = 8;

/// One observation of the field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Observation {
    /// Position, working px.
    pub(crate) x: f64,
    /// Position, working px.
    pub(crate) y: f64,
    /// Value, positive.
    pub(crate) value: f64,
    /// Weight, 0 or more.
    pub(crate) weight: f64,
}

/// `exp` of a polynomial in position.
#[derive(Debug, Clone)]
pub struct SmoothField {
    centre: (f64, f64),
    scale: (f64, f64),
    degree: usize,
    coefficients: Vec<f64>,
}

/// The terms of the polynomial at fixed positions: fitted again and again to other values there.
pub(crate) struct Basis {
    centre: (f64, f64),
    scale: (f64, f64),
    degree: usize,
    /// The terms at each position, one position after the other.
    rows: Vec<f64>,
}

impl Basis {
    /// Of a polynomial of `degree`, scaled to these positions; `None` without any.
    pub(crate) fn new(
        positions: impl Iterator<Item = (f64, f64)> + Clone,
        degree: usize,
    ) -> Option<Self> {
        let (centre, scale) = spread(positions.clone())?;
        Some(Self::scaled(positions, centre, scale, degree))
    }

    fn scaled(
        positions: impl Iterator<Item = (f64, f64)>,
        centre: (f64, f64),
        scale: (f64, f64),
        degree: usize,
    ) -> Self {
        let rows = positions.flat_map(|(x, y)| powers(x, y, centre, scale, degree));
        Self {
            rows: rows.collect(),
            centre,
            scale,
            degree,
        }
    }

    /// Coefficients that fit `logs`, the field's logarithm at each position, under `weights`, each
    /// above 0; `None` with fewer positions than coefficients.
    ///
    /// Without coefficients to `start` from, the first of the `rounds` has all of the weights;
    /// every other one has those that the coefficients before it leave.
    pub(crate) fn fit(
        &self,
        logs: &[f64],
        weights: &[f64],
        stiffness: f64,
        start: Option<&[f64]>,
        rounds: usize,
    ) -> Option<Vec<f64>> {
        let terms = self.terms();
        if logs.len() < terms {
            return None;
        }
        let ridge = stiffness * weights.iter().sum::<f64>();
        let mut found = start.map(<[f64]>::to_vec);
        let mut robust = weights.to_vec();
        for _ in 0..rounds {
            if let Some(coefficients) = &found {
                self.weigh(logs, weights, coefficients, &mut robust);
            }
            found = Some(solve(&self.rows, logs, &robust, ridge)?);
        }
        found
    }

    /// The Cauchy weights under the residuals that `coefficients` leave.
    fn weigh(&self, logs: &[f64], weights: &[f64], coefficients: &[f64], robust: &mut [f64]) {
        let rows = self.rows.chunks_exact(self.terms());
        let residuals: Vec<f64> = rows
            .zip(logs)
            .map(|(row, log)| log - dot(row, coefficients))
            .collect();
        let sizes = residuals.iter().map(|r| r.abs());
        let typical = weighted_median(sizes.zip(weights.iter().copied()).collect());
        let width = CAUCHY * 1.48 * typical + 1e-9;
        for ((robust, weight), r) in robust.iter_mut().zip(weights).zip(&residuals) {
            let off = r / width;
            *robust = weight / (1.0 + off * off);
        }
    }

    /// Values of the field at the positions, in order.
    pub(crate) fn values<'a>(&'a self, coefficients: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        let rows = self.rows.chunks_exact(self.terms());
        rows.map(|row| dot(row, coefficients).exp())
    }

    /// The field of these coefficients.
    pub(crate) fn field(&self, coefficients: Vec<f64>) -> SmoothField {
        SmoothField {
            centre: self.centre,
            scale: self.scale,
            degree: self.degree,
            coefficients,
        }
    }

    fn terms(&self) -> usize {
        (self.degree + 1) * (self.degree + 2) / 2
    }
}

impl SmoothField {
    /// Robust fit; `None` with fewer observations of positive weight than coefficients.
    ///
    /// `stiffness` is a ridge on all but the constant, as a share of the total weight: it keeps
    /// the field flat where few observations speak.
    pub(crate) fn fit(observations: &[Observation], degree: usize, stiffness: f64) -> Option<Self> {
        let (centre, scale) = spread(observations.iter().map(|o| (o.x, o.y)))?;
        let used = observations
            .iter()
            .filter(|o| o.weight > 0.0 && o.value > 0.0);
        let at = used.clone().map(|o| (o.x, o.y));
        let basis = Basis::scaled(at, centre, scale, degree);
        let logs: Vec<f64> = used.clone().map(|o| o.value.ln()).collect();
        let weights: Vec<f64> = used.map(|o| o.weight).collect();
        let coefficients = basis.fit(&logs, &weights, stiffness, None, ROUNDS)?;
        Some(basis.field(coefficients))
    }

    /// Value at a position in working px, positive.
    pub(crate) fn at(&self, x: f64, y: f64) -> f64 {
        let terms = powers(x, y, self.centre, self.scale, self.degree);
        let products = terms.zip(&self.coefficients).map(|(term, c)| term * c);
        products.sum::<f64>().exp()
    }

    /// Values along the row `y`, working px, by position in the row.
    pub(crate) fn row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let v = (y - self.centre.1) / self.scale.1;
        let down: Vec<f64> = (0..=self.degree).map(|j| power(v, j)).collect();
        move |x| {
            let u = (x - self.centre.0) / self.scale.0;
            let (mut sum, mut rest) = (0.0, &self.coefficients[..]);
            for i in 0..=self.degree {
                let across = power(u, i);
                let (own, later) = rest.split_at(self.degree - i + 1);
                for (down, c) in down.iter().zip(own) {
                    sum += across * down * c;
                }
                rest = later;
            }
            sum.exp()
        }
    }
}

impl SmoothField {
    /// Writes the field's logarithm at the first positions of row `y`, working px.
    pub(crate) fn write_log_row(&self, y: f64, logs: &mut [f64]) {
        // A polynomial of the position across alone.
        let v = (y - self.centre.1) / self.scale.1;
        let mut rest = &self.coefficients[..];
        let across: Vec<f64> = (0..=self.degree)
            .map(|i| {
                let (own, later) = rest.split_at(self.degree - i + 1);
                rest = later;
                let terms = own.iter().enumerate();
                terms.map(|(j, c)| power(v, j) * c).sum()
            })
            .collect();
        let (centre, scale) = (self.centre.0, self.scale.0);
        logs.fill(0.0);
        for (i, coefficient) in across.iter().enumerate().rev() {
            let last = i == self.degree;
            for (x, log) in logs.iter_mut().enumerate() {
                let u = (x as i32 as f64 - centre) / scale;
                *log = if last {
                    *coefficient
                } else {
                    *log * u + coefficient
                };
            }
        }
    }
}

/// Mean position and 1.8 standard deviations: the head then spans about -1 to 1.
fn spread(positions: impl Iterator<Item = (f64, f64)> + Clone) -> Option<((f64, f64), (f64, f64))> {
    let n = positions.clone().count() as f64;
    if n == 0.0 {
        return None;
    }
    let mean = |f: fn((f64, f64)) -> f64| positions.clone().map(f).sum::<f64>() / n;
    let (cx, cy) = (mean(|p| p.0), mean(|p| p.1));
    let deviation = |f: &dyn Fn((f64, f64)) -> f64| {
        (positions.clone().map(|p| f(p).powi(2)).sum::<f64>() / n).sqrt()
    };
    let sx = 1.8 * deviation(&|p| p.0 - cx);
    let sy = 1.8 * deviation(&|p| p.1 - cy);
    Some(((cx, cy), (sx.max(1.0), sy.max(1.0))))
}

/// Every product of powers of the scaled position up to `degree`.
fn powers(
    x: f64,
    y: f64,
    centre: (f64, f64),
    scale: (f64, f64),
    degree: usize,
) -> impl Iterator<Item = f64> {
    let (u, v) = ((x - centre.0) / scale.0, (y - centre.1) / scale.1);
    (0..=degree).flat_map(move |i| {
        let across = power(u, i);
        (0..=degree - i).map(move |j| across * power(v, j))
    })
}

/// Low powers without the call that a variable exponent costs.
#[inline]
fn power(base: f64, exponent: usize) -> f64 {
    match exponent {
        0 => 1.0,
        1 => base,
        2 => base * base,
        _ => base.powi(exponent as i32),
    }
}

fn solve(rows: &[f64], values: &[f64], weights: &[f64], ridge: f64) -> Option<Vec<f64>> {
    let n = rows.len() / values.len();
    let (mut normal, right) = match n {
        // The same with a length the compiler knows: the usual quadratic takes a third of the time.
        QUADRATIC => sums(rows, values, weights, QUADRATIC),
        n => sums(rows, values, weights, n),
    };
    // The first term is the constant: it is not held back.
    for i in 1..n {
        normal[(i, i)] += ridge;
    }
    let solution = normal.cholesky()?.solve(&right);
    Some(solution.iter().copied().collect())
}

/// Terms of a polynomial of degree two.
const QUADRATIC: usize = 6;

/// The normal equations of `n` terms; of the matrix, which is symmetric, the lower triangle.
#[inline(always)]
fn sums(rows: &[f64], values: &[f64], weights: &[f64], n: usize) -> (DMatrix<f64>, DVector<f64>) {
    let mut normal = vec![0.0; n * n];
    let mut right = vec![0.0; n];
    for ((row, value), weight) in rows.chunks_exact(n).zip(values).zip(weights) {
        for i in 0..n {
            let weighted = weight * row[i];
            right[i] += weighted * value;
            for j in 0..=i {
                normal[i * n + j] += weighted * row[j];
            }
        }
    }
    (
        DMatrix::from_row_slice(n, n, &normal),
        DVector::from_vec(right),
    )
}

/// Value at which half of the weight is reached.
fn weighted_median(mut values: Vec<(f64, f64)>) -> f64 {
    selected_median(&mut values).unwrap_or_else(|| sorted_median(&mut values))
}

/// Sums of the same weights in another order agree to this share of the total.
const ROUNDING: f64 = 1e-9;

/// What [`sorted_median`] gives, without sorting all; `None` where the rounding of sums in another
/// order could decide.
fn selected_median(values: &mut [(f64, f64)]) -> Option<f64> {
    let total: f64 = values.iter().map(|v| v.1).sum();
    let half = total / 2.0;
    let reaches = |sum: f64| ((sum - half).abs() > ROUNDING * total).then_some(sum >= half);
    let (mut left, mut below) = (values, 0.0);
    while left.len() > 1 {
        let middle = left.len() / 2;
        left.select_nth_unstable_by(middle, |a, b| a.0.total_cmp(&b.0));
        let (lower, upper) = left.split_at_mut(middle);
        let sum = below + lower.iter().map(|v| v.1).sum::<f64>();
        if reaches(sum)? {
            left = lower;
        } else {
            (left, below) = (upper, sum);
        }
    }
    let last = left.first()?;
    reaches(below + last.1)?.then_some(last.0)
}

fn sorted_median(values: &mut [(f64, f64)]) -> f64 {
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|v| v.1).sum::<f64>() / 2.0;
    let mut reached = 0.0;
    for (value, weight) in values {
        reached += *weight;
        if reached >= half {
            return *value;
        }
    }
    0.0
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovers_a_smooth_field_despite_outliers() {
        let truth = |x: f64, y: f64| (0.2 + 0.004 * x - 0.002 * y - 1e-5 * x * y).exp();
        let observations: Vec<Observation> = (0..400)
            .map(|i| {
                let (x, y) = (f64::from(i % 20) * 10.0, f64::from(i / 20) * 10.0);
                let spoiled = if i % 11 == 0 { 0.3 } else { 1.0 };
                Observation {
                    x,
                    y,
                    value: truth(x, y) * spoiled,
                    weight: 1.0,
                }
            })
            .collect();
        let field = SmoothField::fit(&observations, 2, 0.0).expect("enough observations");
        for (x, y) in [(15.0, 25.0), (150.0, 40.0), (95.0, 180.0)] {
            assert!((field.at(x, y) / truth(x, y) - 1.0).abs() < 0.02);
            assert_eq!(field.row(y)(x), field.at(x, y));
        }
    }

    #[test]
    fn selecting_finds_what_sorting_finds() {
        let mut state = 7u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24)
        };
        for n in [1, 2, 3, 17, 400] {
            let mut values: Vec<(f64, f64)> = (0..n).map(|_| (random(), 0.1 + random())).collect();
            let sorted = sorted_median(&mut values.clone());
            assert_eq!(selected_median(&mut values), Some(sorted), "{n}");
        }
        // Half of equal weights is reached exactly: left to the sums in order.
        assert_eq!(selected_median(&mut [(1.0, 0.1), (2.0, 0.1)]), None);
    }

    #[test]
    fn too_few_observations_are_refused() {
        let one = Observation {
            x: 0.0,
            y: 0.0,
            value: 1.0,
            weight: 1.0,
        };
        assert!(SmoothField::fit(&[one; 3], 2, 0.0).is_none());
        assert!(SmoothField::fit(&[], 0, 0.0).is_none());
    }
}
