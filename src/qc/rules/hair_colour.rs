//! Does hair stand out from the scalp as it did at baseline? Dye, bleach and water change that, and so
//! do harder light and a camera that renders contrast in another way: all of them move coverage.
//! Answered where hair and scalp were measured.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::{HairFacts, QcParams, RuleFacts};
use crate::statistics::upper_median;

/// Added to both ratios: below it black hair is black, whatever the ratio of two small numbers.
const BLACK: f64 = 0.1;

/// How far hair may move against the scalp, stops, and what each stop beyond does to coverage.
#[derive(Debug, Clone, Copy)]
struct Allowed {
    usual: f64,
    warn: f64,
    fail: f64,
    effect_pp_per_stop: f64,
}

/// Change of hair's brightness over the scalp's against the baseline, stops without sign. The scalp
/// stands for the light, which cancels. The median over regions where brightness tells hair and scalp
/// apart; else the darkest pixels' over the brightest's, which moves less.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some((stops, allowed)) = moved(facts, params) else {
        let why = "hair's brightness is not known on both photos; note dyeing and bleaching \
                   between the visits";
        return not_assessed("stops", params.hair_colour_warn_stops, why);
    };
    let finding = Limit {
        value: stops.abs(),
        unit: "stops",
        warn: allowed.warn,
        fail: Some(allowed.fail),
    }
    .judge(|| {
        let how = if stops < 0.0 { "darker" } else { "brighter" };
        let [found, allowed] = against(stops.abs(), allowed.warn, 1);
        format!(
            "hair is {found} stops {how} against the scalp than at baseline, at most {allowed} wanted: \
             dyed, bleached, wet, in harder light, far more or far less of it, or the contrast of another \
             camera, app or HDR setting? Take photos with the same camera and settings"
        )
    });
    let beyond = stops.abs() - allowed.usual;
    with_effect(finding, beyond * allowed.effect_pp_per_stop)
}

fn moved(facts: &RuleFacts<'_>, params: &QcParams) -> Option<(f64, Allowed)> {
    let stops = |base: f64, own: f64| ((own + BLACK) / (base + BLACK)).log2();
    let pair = facts.hair_pair()?;
    if let [Some(base), Some(own)] = pair.map(|hair| typical(hair.regions)) {
        let allowed = Allowed {
            usual: params.hair_colour_usual_stops,
            warn: params.hair_colour_warn_stops,
            fail: params.hair_colour_fail_stops,
            effect_pp_per_stop: params.hair_colour_effect_pp_per_stop,
        };
        return Some((stops(base, own), allowed));
    }
    let [base, own] = pair.map(|hair| hair.ends.map(|ends| ends.over_scalp));
    let allowed = Allowed {
        usual: params.hair_ends_usual_stops,
        warn: params.hair_ends_warn_stops,
        fail: params.hair_ends_fail_stops,
        effect_pp_per_stop: params.hair_ends_effect_pp_per_stop,
    };
    Some((stops(base?, own?), allowed))
}

fn typical(regions: &[HairFacts]) -> Option<f64> {
    upper_median(regions.iter().filter_map(|r| r.hair_over_scalp))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{judge_hair, regions_seen};
    use super::*;
    use crate::coverage::HairEnds;
    use crate::model::QualityStatus;
    use crate::qc::HairSeen;

    fn found(baseline: Option<f64>, photo: Option<f64>) -> QualityFinding {
        let with = |hair_over_scalp| {
            let region = HairFacts {
                region: "vertex".into(),
                strand_alignment: None,
                hair_over_scalp,
            };
            vec![region; 3]
        };
        let (baseline, photo) = (with(baseline), with(photo));
        judge_hair(rule, Some(regions_seen(&baseline)), regions_seen(&photo))
    }

    #[test]
    fn dyed_either_way_is_seen_and_shine_is_not() {
        let found = |a, b| found(Some(a), Some(b));
        let status = |a, b| found(a, b).status;
        assert_eq!(status(0.2, 0.27), QualityStatus::Ok);
        assert_eq!(status(0.02, 0.04), QualityStatus::Ok);
        assert_eq!(status(0.15, 0.3), QualityStatus::Warn);
        assert_eq!(status(0.3, 0.15), QualityStatus::Warn);
        assert_eq!(status(0.05, 0.7), QualityStatus::Fail);
        assert!(found(0.3, 0.1).message.unwrap().contains("darker"));
        // (0.3 + 0.1) / (0.1 + 0.1) is one stop.
        assert!((found(0.3, 0.1).effect_pp.unwrap() - 0.75 * 35.0).abs() < 1e-9);
    }

    /// Black hair bleached to the colour of skin is told apart by colour only.
    #[test]
    fn bleached_hair_is_seen_where_brightness_tells_nothing() {
        let found = |base, own| {
            let seen = |over_scalp| HairSeen {
                ends: Some(HairEnds {
                    tint: 0.2,
                    over_scalp,
                }),
                ..regions_seen(&[])
            };
            judge_hair(rule, Some(seen(base)), seen(own))
        };
        assert_eq!(found(0.58, 0.62).effect_pp, Some(0.0));
        assert_eq!(found(0.44, 0.56).status, QualityStatus::Warn);
        assert_eq!(found(0.31, 0.58).status, QualityStatus::Fail);
    }

    #[test]
    fn without_a_ratio_it_is_not_assessed() {
        assert_eq!(found(None, Some(0.2)).status, QualityStatus::NotAssessed);
    }
}
