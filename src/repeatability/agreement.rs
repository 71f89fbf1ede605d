//! Limits of agreement between two repeats (Bland and Altman 1986).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::repeats::Repeats;
use crate::statistics::Z_95;

/// Two repeats of one region of one head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RepeatPair {
    /// Head, view and day.
    pub(crate) head: String,
    /// Region.
    pub(crate) region: String,
    /// Mean of both coverages, percent.
    pub(crate) mean_pct: f64,
    /// Later less earlier, points.
    pub(crate) difference_pp: f64,
}

/// How far two repeats lie apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Agreement {
    /// Mean difference between successive photos, points: a drift within the session.
    pub(crate) bias_pp: f64,
    /// 95 % limits of agreement, points: `bias ± 1.96 * sqrt(2) * SEM`.
    pub(crate) limits_pp: [f64; 2],
    /// Successive photos, region by region.
    pub(crate) pairs: Vec<RepeatPair>,
}

pub(super) fn agreement(repeats: &[&Repeats], sem_pp: f64) -> Agreement {
    let pairs: Vec<RepeatPair> = repeats
        .iter()
        .flat_map(|r| {
            r.coverage_pct.windows(2).map(|pair| RepeatPair {
                head: r.head.clone(),
                region: r.region.clone(),
                mean_pct: (pair[0] + pair[1]) / 2.0,
                difference_pp: pair[1] - pair[0],
            })
        })
        .collect();
    let bias_pp = pairs.iter().map(|p| p.difference_pp).sum::<f64>() / pairs.len().max(1) as f64;
    let half = Z_95 * std::f64::consts::SQRT_2 * sem_pp;
    Agreement {
        bias_pp,
        limits_pp: [bias_pp - half, bias_pp + half],
        pairs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn successive_photos_make_the_pairs() {
        let r = Repeats {
            subject: "one".into(),
            head: "a".into(),
            region: "vertex".into(),
            coverage_pct: vec![40.0, 42.0, 41.0],
        };
        let found = agreement(&[&r], 1.0);
        let differences: Vec<f64> = found.pairs.iter().map(|p| p.difference_pp).collect();
        assert_eq!(differences, [2.0, -1.0]);
        assert!((found.bias_pp - 0.5).abs() < 1e-12);
        assert!((found.limits_pp[1] - found.limits_pp[0] - 2.0 * 2.7719).abs() < 1e-3);
    }
}
