//! Has the light changed since the baseline? Another exposure or colour of light shifts what
//! looks like hair; so does dyed hair, which these numbers cannot tell from light.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed, with_effect};
use crate::qc::measure::LightFacts;
use crate::qc::{QcParams, RuleFacts};

/// Below one step of an 8-bit channel, linear: keeps ratios finite.
const DARKEST: f64 = 1e-4;

/// Ratio of the median luminances, stops without sign.
pub(super) fn exposure(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some((own, base)) = both(facts) else {
        return missing(params.exposure_drift_warn_stops);
    };
    let stops = log2_ratio(own.median_luminance, base.median_luminance);
    let finding = Limit {
        value: stops.abs(),
        unit: "stops",
        warn: params.exposure_drift_warn_stops,
        fail: Some(params.exposure_drift_fail_stops),
    }
    .judge(|| {
        let how = if stops < 0.0 { "darker" } else { "brighter" };
        format!(
            "the head is {:.1} stops {how} than at baseline; use the same lamps, place and \
             exposure (dyed hair, or far more or less of it, shows here too)",
            stops.abs()
        )
    });
    let beyond = stops.abs() - params.exposure_drift_warn_stops;
    with_effect(finding, beyond * params.exposure_effect_pp_per_stop)
}

/// Largest shift of red or blue against green between the two photos, stops.
pub(super) fn white_balance(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some((own, base)) = both(facts) else {
        return missing(params.white_balance_warn_stops);
    };
    let shift = |channel: usize| {
        log2_ratio(own.median_rgb[channel], base.median_rgb[channel])
            - log2_ratio(own.median_rgb[1], base.median_rgb[1])
    };
    let (red, blue) = (shift(0), shift(2));
    let largest = red.abs().max(blue.abs());
    let finding = Limit {
        value: largest,
        unit: "stops",
        warn: params.white_balance_warn_stops,
        fail: Some(params.white_balance_fail_stops),
    }
    .judge(|| {
        format!(
            "colour differs from baseline: red {red:+.2}, blue {blue:+.2} stops against green; \
             use the same lamps and a fixed white balance (dyed hair, or far more or less of it, shows here too)"
        )
    });
    let beyond = largest - params.white_balance_warn_stops;
    with_effect(finding, beyond * params.white_balance_effect_pp_per_stop)
}

fn both(facts: &RuleFacts<'_>) -> Option<(LightFacts, LightFacts)> {
    facts.photo.light.zip(facts.baseline?.light)
}

fn log2_ratio(own: f64, base: f64) -> f64 {
    (own.max(DARKEST) / base.max(DARKEST)).log2()
}

fn missing(threshold: f64) -> QualityFinding {
    not_assessed("stops", threshold, "no light of a baseline to compare with")
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[test]
    fn the_same_light_is_ok() {
        let photo = photo();
        let facts = facts(&photo, Some(&photo));
        let params = QcParams::default();
        assert_eq!(exposure(&facts, &params).value, Some(0.0));
        assert_eq!(white_balance(&facts, &params).value, Some(0.0));
        assert_eq!(white_balance(&facts, &params).status, QualityStatus::Ok);
    }

    #[test]
    fn two_stops_darker_is_exposure_and_not_colour() {
        let base = photo();
        let mut dark = photo();
        let light = dark.light.as_mut().unwrap();
        light.median_luminance /= 4.0;
        light.median_rgb = light.median_rgb.map(|v| v / 4.0);
        let facts = facts(&dark, Some(&base));
        let found = exposure(&facts, &QcParams::default());
        assert!((found.value.unwrap() - 2.0).abs() < 1e-9);
        assert_eq!(found.status, QualityStatus::Warn);
        assert!(found.message.unwrap().contains("darker"));
        assert_eq!(
            white_balance(&facts, &QcParams::default()).status,
            QualityStatus::Ok
        );
    }

    #[test]
    fn a_red_cast_is_colour() {
        let base = photo();
        let mut red = photo();
        red.light.as_mut().unwrap().median_rgb[0] *= 2.0;
        let found = white_balance(&facts(&red, Some(&base)), &QcParams::default());
        assert!((found.value.unwrap() - 1.0).abs() < 1e-9);
        assert!(found.message.unwrap().contains("red +1.00"));
    }

    #[test]
    fn without_baseline_not_assessed() {
        let photo = photo();
        let facts = facts(&photo, None);
        let params = QcParams::default();
        assert_eq!(exposure(&facts, &params).status, QualityStatus::NotAssessed);
        assert_eq!(
            white_balance(&facts, &params).status,
            QualityStatus::NotAssessed
        );
    }
}
