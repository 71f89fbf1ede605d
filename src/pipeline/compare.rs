//! Differences between the visits of a view.

use crate::calendar::day_number;
use crate::longitudinal::controls::control_difference;
use crate::longitudinal::judge::{PairFound, RegionFound};
use crate::longitudinal::overall::{RegionWeights, overall_difference};
use crate::longitudinal::timeline::comparison_pairs;
use crate::uncertainty::{Difference, UncertaintyParams, Value};

use super::pooled::PooledVisit;

/// How visits of a view are held against each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Compared<'a> {
    pub(crate) weights: &'a RegionWeights,
    pub(crate) controls: &'a [String],
    pub(crate) params: &'a UncertaintyParams,
}

impl Compared<'_> {
    /// Differences against the baseline's visit, then between successive visits.
    pub(super) fn all(self, visits: &[PooledVisit], baseline: usize) -> Vec<PairFound> {
        comparison_pairs(visits.len(), baseline)
            .into_iter()
            .map(|pair| self.between(&visits[pair.from], &visits[pair.to]))
            .collect()
    }

    /// Differences between two visits.
    pub(super) fn between(self, from: &PooledVisit, to: &PooledVisit) -> PairFound {
        let judged = from.comparability.pair(&to.comparability);
        let between = |region: &str, a: &Result<Value, String>, b: &Result<Value, String>| {
            let doubt = judged.of_region(region);
            let found = difference(a, b, self.params).and_then(|d| match doubt.refusal {
                Some(why) => Err(why),
                None => Ok(d.widened(doubt.effect_pp)),
            });
            RegionFound {
                region: region.to_owned(),
                found,
                note: None,
            }
        };
        let regions: Vec<RegionFound> = from
            .regions
            .iter()
            .zip(&to.regions)
            .map(|((name, a), (_, b))| between(name, a, b))
            .collect();
        let overall = overall_difference(&regions, self.weights);
        PairFound {
            from: from.id.clone(),
            to: to.id.clone(),
            days: Some(day_number(from.date, to.date)),
            control: control_difference(&regions, self.controls),
            regions,
            overall,
        }
    }
}

fn difference(
    from: &Result<Value, String>,
    to: &Result<Value, String>,
    params: &UncertaintyParams,
) -> Result<Difference, String> {
    let (a, b) = (from.as_ref(), to.as_ref());
    let (a, b) = (a.map_err(Clone::clone)?, b.map_err(Clone::clone)?);
    Ok(Difference::between(a, b, params))
}
