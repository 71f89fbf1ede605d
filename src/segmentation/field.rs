//! A smooth positive field over the head: the logarithm is a low-order polynomial.
//!
//! Light on a head changes slowly from place to place, hair does not. Fitted by iteratively
//! re-weighted least squares with the Cauchy weight (Holland and Welsch 1977,
//! doi:10.1080/03610927708827533).

use nalgebra::{DMatrix, DVector};

/// Cauchy tuning constant in standard deviations: rounds of 1.5 keep most of the efficiency.
const CAUCHY: f64 = 1.5;
/// Re-weighting rounds; the weights settle after five or six.
const ROUNDS: usize = 8;

/// One observation of the field.
#[derive(Debug, Clone, Copy)]
pub struct Observation {
    /// Position, working px.
    pub x: f64,
    /// Position, working px.
    pub y: f64,
    /// Value, positive.
    pub value: f64,
    /// Weight, 0 or more.
    pub weight: f64,
}

/// `exp` of a polynomial in position.
#[derive(Debug, Clone)]
pub struct SmoothField {
    centre: (f64, f64),
    scale: (f64, f64),
    degree: usize,
    coefficients: Vec<f64>,
}

impl SmoothField {
    /// Robust fit; `None` with fewer observations of positive weight than coefficients.
    ///
    /// `stiffness` is a ridge on all but the constant, as a share of the total weight: it keeps
    /// the field flat where few observations speak.
    pub fn fit(observations: &[Observation], degree: usize, stiffness: f64) -> Option<Self> {
        let (centre, scale) = spread(observations)?;
        let terms = (degree + 1) * (degree + 2) / 2;
        let used: Vec<&Observation> = observations
            .iter()
            .filter(|o| o.weight > 0.0 && o.value > 0.0)
            .collect();
        if used.len() < terms {
            return None;
        }
        let rows: Vec<Vec<f64>> = used
            .iter()
            .map(|o| powers(o.x, o.y, centre, scale, degree))
            .collect();
        let logs: Vec<f64> = used.iter().map(|o| o.value.ln()).collect();
        let total: f64 = used.iter().map(|o| o.weight).sum();
        let mut weights: Vec<f64> = used.iter().map(|o| o.weight).collect();
        let mut coefficients = vec![0.0; terms];
        for _ in 0..ROUNDS {
            coefficients = solve(&rows, &logs, &weights, stiffness * total)?;
            let residuals: Vec<f64> = rows
                .iter()
                .zip(&logs)
                .map(|(row, log)| log - dot(row, &coefficients))
                .collect();
            let sizes = residuals.iter().map(|r| r.abs());
            let typical = weighted_median(sizes.zip(used.iter().map(|o| o.weight)).collect());
            let width = CAUCHY * 1.48 * typical + 1e-9;
            for ((weight, o), r) in weights.iter_mut().zip(&used).zip(&residuals) {
                *weight = o.weight / (1.0 + (r / width).powi(2));
            }
        }
        Some(Self {
            centre,
            scale,
            degree,
            coefficients,
        })
    }

    /// Value at a position in working px, positive.
    pub fn at(&self, x: f64, y: f64) -> f64 {
        dot(
            &powers(x, y, self.centre, self.scale, self.degree),
            &self.coefficients,
        )
        .exp()
    }
}

/// Mean position and 1.8 standard deviations: the head then spans about -1 to 1.
fn spread(observations: &[Observation]) -> Option<((f64, f64), (f64, f64))> {
    if observations.is_empty() {
        return None;
    }
    let n = observations.len() as f64;
    let mean = |f: fn(&Observation) -> f64| observations.iter().map(f).sum::<f64>() / n;
    let (cx, cy) = (mean(|o| o.x), mean(|o| o.y));
    let deviation = |f: &dyn Fn(&Observation) -> f64| {
        (observations.iter().map(|o| f(o).powi(2)).sum::<f64>() / n).sqrt()
    };
    let sx = 1.8 * deviation(&|o| o.x - cx);
    let sy = 1.8 * deviation(&|o| o.y - cy);
    Some(((cx, cy), (sx.max(1.0), sy.max(1.0))))
}

fn powers(x: f64, y: f64, centre: (f64, f64), scale: (f64, f64), degree: usize) -> Vec<f64> {
    let (u, v) = ((x - centre.0) / scale.0, (y - centre.1) / scale.1);
    (0..=degree)
        .flat_map(|i| (0..=degree - i).map(move |j| u.powi(i as i32) * v.powi(j as i32)))
        .collect()
}

fn solve(rows: &[Vec<f64>], values: &[f64], weights: &[f64], ridge: f64) -> Option<Vec<f64>> {
    let n = rows[0].len();
    let mut normal = DMatrix::<f64>::zeros(n, n);
    let mut right = DVector::<f64>::zeros(n);
    for ((row, value), weight) in rows.iter().zip(values).zip(weights) {
        for i in 0..n {
            right[i] += weight * row[i] * value;
            for j in 0..n {
                normal[(i, j)] += weight * row[i] * row[j];
            }
        }
    }
    // The first term is the constant: it is not held back.
    for i in 1..n {
        normal[(i, i)] += ridge;
    }
    let solution = normal.cholesky()?.solve(&right);
    Some(solution.iter().copied().collect())
}

/// Value at which half of the weight is reached.
fn weighted_median(mut values: Vec<(f64, f64)>) -> f64 {
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|v| v.1).sum::<f64>() / 2.0;
    let mut reached = 0.0;
    for (value, weight) in values {
        reached += weight;
        if reached >= half {
            return value;
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
        }
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
