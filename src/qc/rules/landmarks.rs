//! How well a person's landmarks agree with each other, and what their misfit does to a change.

use crate::model::{QualityFinding, QualityStatus};
use crate::qc::finding::not_assessed;
use crate::qc::{ByHand, QcParams, RuleFacts};

/// Unit of the misfit.
const UNIT: &str = "% of the head's radius";
/// Misfit from which an alignment by hand is refused, percent of the head's radius.
const MOST_MISFIT_PCT: f64 = 8.0;
/// Width of a typical region, head radii.
const REGION_RADII: f64 = 0.6;
/// Difference in coverage between neighbouring places of a head with a bald spot.
const NEIGHBOURS: f64 = 0.5;

/// The misfit of a photo that a person's landmarks laid on the baseline.
///
/// A region of width `w` that lies off by `m` exchanges `2 m / w` of its area for its neighbours';
/// where those differ by half, its coverage is off by `100 * 0.5 * 2 m / w` points.
pub(super) fn rule(facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    let Some(ByHand {
        misfit_radii,
        marks,
    }) = facts.by_hand
    else {
        return not_assessed(UNIT, MOST_MISFIT_PCT, "no landmark was marked");
    };
    let misfit_pct = 100.0 * misfit_radii;
    let effect_pp = 100.0 * NEIGHBOURS * 2.0 * misfit_radii / REGION_RADII;
    QualityFinding {
        value: Some(misfit_pct),
        unit: UNIT.to_owned(),
        threshold: Some(MOST_MISFIT_PCT),
        status: QualityStatus::Warn,
        effect_pp: Some(effect_pp),
        message: Some(format!(
            "laid on the baseline by {marks} landmarks that a person marked, which disagree by up \
             to {misfit_pct:.1} % of the head's radius; the interval of the change holds that"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;

    fn effect(misfit_radii: f64) -> f64 {
        let photo = photo();
        let by_hand = ByHand {
            misfit_radii,
            marks: 3,
        };
        let facts = RuleFacts {
            by_hand: Some(by_hand),
            ..facts(&photo, Some(&photo))
        };
        let found = rule(&facts, &QcParams::default());
        found.effect_pp.expect("an effect")
    }

    #[test]
    fn the_effect_grows_with_the_misfit() {
        assert_eq!(effect(0.0), 0.0);
        assert!((effect(0.03) - 5.0).abs() < 1e-9, "{}", effect(0.03));
    }
}
