//! Does the camera render contrast as it did at baseline? Curves of contrast, HDR and filters draw the
//! colours of hair and scalp apart, and what is half hidden by hair then reads as more or less. Dye
//! moves the same colours. Answered where hair and scalp were measured.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};

/// Change of hair's red over blue against the scalp's, stops without sign; light and white balance
/// cancel.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let tints = facts
        .hair_pair()
        .map(|pair| pair.map(|hair| hair.ends.map(|ends| ends.tint)));
    let Some([Some(base), Some(own)]) = tints else {
        let why = "the colours of hair and scalp are not known on both photos; use the same camera, \
                   app and settings";
        return not_assessed("stops", params.contrast_drift_warn_stops, why);
    };
    let stops = own - base;
    let finding = Limit {
        value: stops.abs(),
        unit: "stops",
        warn: params.contrast_drift_warn_stops,
        fail: Some(params.contrast_drift_fail_stops),
    }
    .judge(|| {
        let how = if stops < 0.0 { "bluer" } else { "redder" };
        let [found, allowed] = against(stops.abs(), params.contrast_drift_warn_stops, 2);
        format!(
            "against the scalp, hair is {found} stops {how} than at baseline, at most {allowed} wanted: \
             another camera, app, HDR setting or filter that renders contrast in another way, or \
             dye? Take photos with the same camera and settings"
        )
    });
    let beyond = stops.abs() - params.contrast_drift_usual_stops;
    with_effect(finding, beyond * params.contrast_drift_effect_pp_per_stop)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::judge_hair;
    use super::*;
    use crate::coverage::{HairEnds, Shades};
    use crate::model::QualityStatus;
    use crate::qc::HairSeen;

    fn found(baseline: Option<f64>, photo: Option<f64>) -> QualityFinding {
        let ends = |tint| HairEnds {
            tint,
            over_scalp: 0.3,
        };
        let seen = |tint: Option<f64>| HairSeen {
            regions: &[],
            ends: tint.map(ends),
            shades: Shades::default(),
            curve_contrast: None,
        };
        judge_hair(rule, Some(seen(baseline)), seen(photo))
    }

    #[test]
    fn either_way_is_seen_and_what_is_usual_is_not() {
        let found = |a, b| found(Some(a), Some(b));
        assert_eq!(found(0.2, 0.27).status, QualityStatus::Ok);
        assert_eq!(found(0.2, 0.27).effect_pp, Some(0.0));
        assert_eq!(found(0.2, 0.4).status, QualityStatus::Warn);
        assert_eq!(found(0.4, 0.2).status, QualityStatus::Warn);
        assert_eq!(found(0.0, 0.7).status, QualityStatus::Fail);
        assert!(found(0.4, 0.2).message.unwrap().contains("bluer"));
        let effect = found(0.2, 0.4).effect_pp.unwrap();
        assert!((effect - 0.12 * 60.0).abs() < 1e-9, "{effect}");
    }

    #[test]
    fn without_both_colours_it_is_not_assessed() {
        assert_eq!(found(None, Some(0.2)).status, QualityStatus::NotAssessed);
    }
}
