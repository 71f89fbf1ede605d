//! Difference between two values of the same region, with the half width of its interval.

use super::{UncertaintyParams, Value};
use crate::statistics::Z_95;

/// A difference of coverage. Nothing is said of it yet: see `longitudinal::judge`.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Difference {
    /// Later minus earlier, pp.
    pub delta_pp: f64,
    /// Half width of its 95 % interval, pp.
    pub half_pp: f64,
    /// Coverage of the earlier one, 0..1.
    pub earlier: f64,
}

impl Difference {
    /// From one value of a region to another.
    ///
    /// Exchanging the two changes the sign of `delta_pp` and nothing else.
    pub fn between(from: &Value, to: &Value, params: &UncertaintyParams) -> Self {
        let delta_pp = 100.0 * (to.coverage - from.coverage);
        let (a, b) = (from.error_pp(), to.error_pp());
        let fits = 100.0 * params.fits_apart_change * (to.fits_apart - from.fits_apart);
        let noise_pp = Z_95 * (a * a + b * b + fits * fits).sqrt();
        Self {
            delta_pp,
            half_pp: noise_pp.hypot(relative_half(params) * delta_pp),
            earlier: from.coverage,
        }
    }

    /// This difference with an error more, given as the half width of its 95 % interval, pp.
    pub(crate) fn widened(self, half_pp: f64) -> Self {
        Self {
            half_pp: self.half_pp.hypot(half_pp),
            ..self
        }
    }

    /// Coverage of the earlier and of the later one, 0..=1.
    pub(crate) fn levels(&self) -> [f64; 2] {
        let later = self.earlier + self.delta_pp / 100.0;
        [self.earlier, later.clamp(0.0, 1.0)]
    }

    /// 95 % interval, pp.
    pub(crate) fn ci95_pp(&self) -> [f64; 2] {
        [self.delta_pp - self.half_pp, self.delta_pp + self.half_pp]
    }

    /// Smallest change that this pair can show by itself, pp.
    pub(crate) fn detectable_pp(&self, params: &UncertaintyParams) -> f64 {
        detectable_pp(self.half_pp, self.delta_pp, params)
    }

    /// Change as a share of the earlier coverage; `None` where that is nothing.
    pub(crate) fn relative(&self) -> Option<f64> {
        (self.earlier > 0.0).then(|| self.delta_pp / 100.0 / self.earlier)
    }
}

/// Smallest change, pp, whose interval would leave out zero, where a change of `delta_pp` has an
/// interval of `delta_pp ± half_pp`: the interval grows with the change, by its relative part.
///
/// At most `delta_pp` without its sign exactly where that change's own interval leaves out zero.
pub(crate) fn detectable_pp(half_pp: f64, delta_pp: f64, params: &UncertaintyParams) -> f64 {
    let relative = relative_half(params);
    let grown = relative * delta_pp;
    let noise = (half_pp * half_pp - grown * grown).max(0.0);
    (noise / (1.0 - relative * relative)).sqrt()
}

/// Half width of the relative part of a change's interval, share of the change.
fn relative_half(params: &UncertaintyParams) -> f64 {
    (Z_95 * params.scale_relative).min(0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_detectable_exactly_where_its_interval_leaves_out_zero() {
        let params = UncertaintyParams::default();
        for (noise, delta) in [(3.0, 3.3), (3.0, 3.5), (3.0, -3.6), (3.0, 0.0), (0.0, 2.0)] {
            let half = f64::hypot(noise, relative_half(&params) * delta);
            let limit = detectable_pp(half, delta, &params);
            assert_eq!(
                f64::abs(delta) > half,
                f64::abs(delta) > limit,
                "{noise} {delta}"
            );
            // One limit, whatever the change that tells it.
            assert!((limit - detectable_pp(noise, 0.0, &params)).abs() < 1e-9);
        }
    }

    #[test]
    fn exchanging_the_values_mirrors_the_interval() {
        let value = |coverage, own_pp, fits_apart| Value {
            coverage,
            own_pp,
            shared_pp: 0.7,
            fits_apart,
            level_pp: 5.0,
        };
        let (a, b) = (value(0.3, 0.5, 0.02), value(0.42, 0.9, -0.01));
        let params = UncertaintyParams::default();
        let (forth, back) = (
            Difference::between(&a, &b, &params),
            Difference::between(&b, &a, &params),
        );
        assert_eq!(forth.delta_pp, -back.delta_pp);
        assert_eq!(forth.half_pp, back.half_pp);
    }
}
