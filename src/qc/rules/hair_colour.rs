//! Does hair stand out from the scalp as it did at baseline? Dye, bleach and water change that, and so
//! do harder light and a camera that renders contrast in another way: all of them move coverage.
//! Answered where hair and scalp were measured.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed, with_effect};
use crate::qc::{HairFacts, QcParams, RuleFacts};
use crate::statistics::upper_median;

/// Added to both ratios: below it black hair is black, whatever the ratio of two small numbers.
const BLACK: f64 = 0.1;

/// Change of hair's brightness over the scalp's against the baseline, median over regions, stops
/// without sign. The scalp stands for the light, which cancels.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let ratios = facts
        .hair_pair()
        .map(|pair| pair.map(|hair| typical(hair.regions)));
    let Some([Some(base), Some(own)]) = ratios else {
        let why = "hair's brightness is not known on both photos; note dyeing and bleaching \
                   between the visits";
        return not_assessed("stops", params.hair_colour_warn_stops, why);
    };
    let stops = ((own + BLACK) / (base + BLACK)).log2();
    let finding = Limit {
        value: stops.abs(),
        unit: "stops",
        warn: params.hair_colour_warn_stops,
        fail: Some(params.hair_colour_fail_stops),
    }
    .judge(|| {
        let how = if stops < 0.0 { "darker" } else { "brighter" };
        format!(
            "hair is {:.1} stops {how} against the scalp than at baseline, at most {:.1} wanted: \
             dyed, bleached, wet, in harder light, or the contrast of another camera, app or HDR \
             setting? Take photos with the same camera and settings",
            stops.abs(),
            params.hair_colour_warn_stops
        )
    });
    let beyond = stops.abs() - params.hair_colour_usual_stops;
    with_effect(finding, beyond * params.hair_colour_effect_pp_per_stop)
}

fn typical(regions: &[HairFacts]) -> Option<f64> {
    upper_median(regions.iter().filter_map(|r| r.hair_over_scalp))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{judge_hair, regions_seen};
    use super::*;
    use crate::model::QualityStatus;

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

    #[test]
    fn without_a_ratio_it_is_not_assessed() {
        assert_eq!(found(None, Some(0.2)).status, QualityStatus::NotAssessed);
    }
}
