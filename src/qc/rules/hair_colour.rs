//! Does hair stand out from the scalp as it did at baseline? Dye, bleach and water change that, and so
//! do harder light and a camera that renders contrast in another way: all of them move coverage.
//! Answered where hair and scalp were measured.

use super::HairFacts;
use crate::model::QualityFinding;
use crate::qc::QcParams;
use crate::qc::rule::{Limit, not_assessed, with_effect};

/// Added to both ratios: below it black hair is black, whatever the ratio of two small numbers.
const BLACK: f64 = 0.1;

/// Change of hair's brightness over the scalp's against the baseline, median over regions, stops
/// without sign. The scalp stands for the light, which cancels.
pub fn hair_colour(
    baseline: &[HairFacts],
    photo: &[HairFacts],
    params: &QcParams,
) -> QualityFinding {
    let (Some(base), Some(own)) = (typical(baseline), typical(photo)) else {
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
    let mut ratios: Vec<f64> = regions.iter().filter_map(|r| r.hair_over_scalp).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QualityStatus;

    fn with(hair_over_scalp: Option<f64>) -> Vec<HairFacts> {
        let region = HairFacts {
            region: "vertex".into(),
            strand_alignment: None,
            hair_over_scalp,
        };
        vec![region; 3]
    }

    #[test]
    fn dyed_either_way_is_seen_and_shine_is_not() {
        let params = QcParams::default();
        let status = |a, b| hair_colour(&with(Some(a)), &with(Some(b)), &params).status;
        assert_eq!(status(0.2, 0.27), QualityStatus::Ok);
        assert_eq!(status(0.02, 0.04), QualityStatus::Ok);
        assert_eq!(status(0.15, 0.3), QualityStatus::Warn);
        assert_eq!(status(0.3, 0.15), QualityStatus::Warn);
        assert_eq!(status(0.05, 0.7), QualityStatus::Fail);
        let found = hair_colour(&with(Some(0.3)), &with(Some(0.1)), &params);
        assert!(found.message.unwrap().contains("darker"));
        // (0.3 + 0.1) / (0.1 + 0.1) is one stop.
        assert!((found.effect_pp.unwrap() - 0.75 * 35.0).abs() < 1e-9);
    }

    #[test]
    fn without_a_ratio_it_is_not_assessed() {
        let found = hair_colour(&with(None), &with(Some(0.2)), &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
