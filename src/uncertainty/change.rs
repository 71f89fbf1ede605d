//! Change between two photos of the same region, with interval, detection limit and verdict.

use serde::{Deserialize, Serialize};

use super::UncertaintyParams;
use super::interval::{Z95, standard_error_pp};
use crate::coverage::RegionEvidence;

/// What a change's interval allows to say. `WithinNoise` speaks about the measurement: it is not
/// a finding of stability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval lies above zero.
    Increase,
    /// The whole interval lies below zero.
    Decrease,
    /// The interval holds zero.
    WithinNoise,
}

/// A change of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Later minus earlier, pp.
    pub delta_pp: f64,
    /// 95 % interval, pp.
    pub ci95_pp: [f64; 2],
    /// Smallest change this pair of photos can show, pp (SDC, 95 %).
    pub detectable_pp: f64,
    /// Change over the earlier coverage; `None` when that is zero.
    pub relative: Option<f64>,
    /// The verdict.
    pub verdict: Verdict,
}

/// Change from one measured region to the same region of another photo.
///
/// Exchanging the two photos changes the sign of `delta_pp` and mirrors the interval, exactly.
pub fn change(from: &RegionEvidence, to: &RegionEvidence, params: &UncertaintyParams) -> Change {
    let delta_pp = 100.0 * (to.coverage() - from.coverage());
    let (a, b) = (
        standard_error_pp(from, params),
        standard_error_pp(to, params),
    );
    let apart = |e: &RegionEvidence| e.fits_apart.unwrap_or(0.0);
    let fits = 100.0 * params.fits_apart_change * (apart(to) - apart(from));
    let noise_pp = Z95 * (a * a + b * b + fits * fits).sqrt();
    let half_pp = noise_pp.hypot(relative_half(params) * delta_pp);
    let detectable_pp = detectable_pp(half_pp, delta_pp, params);
    let verdict = if delta_pp.abs() <= detectable_pp {
        Verdict::WithinNoise
    } else if delta_pp > 0.0 {
        Verdict::Increase
    } else {
        Verdict::Decrease
    };
    Change {
        delta_pp,
        ci95_pp: [delta_pp - half_pp, delta_pp + half_pp],
        detectable_pp,
        relative: (from.coverage() > 0.0).then(|| delta_pp / 100.0 / from.coverage()),
        verdict,
    }
}

/// Smallest change, pp, whose interval would leave out zero, where a change of `delta_pp` has an
/// interval of `delta_pp ± half_pp`: the interval grows with the change, by its relative part.
///
/// At most `delta_pp` without its sign exactly where that change's own interval leaves out zero.
pub fn detectable_pp(half_pp: f64, delta_pp: f64, params: &UncertaintyParams) -> f64 {
    let relative = relative_half(params);
    let grown = relative * delta_pp;
    let noise = (half_pp * half_pp - grown * grown).max(0.0);
    (noise / (1.0 - relative * relative)).sqrt()
}

/// Half width of the relative part of a change's interval, share of the change.
fn relative_half(params: &UncertaintyParams) -> f64 {
    (Z95 * params.scale_relative).min(0.9)
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
            // The same limit whatever the change that tells it.
            assert!((limit - detectable_pp(noise, 0.0, &params)).abs() < 1e-9);
        }
    }
}
