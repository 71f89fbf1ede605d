//! Did the camera lay a curve of contrast over the photo? Telephones, HDR settings and filters do: what
//! is half hidden by hair then reads as more or less, and by how much depends on the exposure.
//! Answered where enough of the head is half hidden.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};

/// Contrast of the curve that the colours of half-covered pixels tell of, see
/// [`curve_contrast`](crate::coverage::camera::colour_bend::curve_contrast).
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(contrast) = facts.hair.and_then(|hair| hair.curve_contrast) else {
        let why = "too little of the head is half hidden by hair to tell; switch HDR, filters and \
                   portrait modes off";
        return not_assessed("fraction", params.tone_curve_warn, why);
    };
    let finding = Limit {
        value: contrast.max(0.0),
        unit: "fraction",
        warn: params.tone_curve_warn,
        fail: None,
    }
    .judge(|| {
        let [found, allowed] = against(contrast, params.tone_curve_warn, 2);
        format!(
            "colours of half-covered scalp look as if the camera had raised contrast (by {found} \
             in the quarter tones, at most {allowed} wanted): switch HDR, filters and portrait modes off, \
             or use another camera app, at every visit alike"
        )
    });
    let beyond = contrast - params.tone_curve_usual;
    with_effect(finding, beyond * params.tone_curve_effect_pp)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::judge_hair;
    use super::*;
    use crate::coverage::Shades;
    use crate::model::QualityStatus;
    use crate::qc::HairSeen;

    fn found(curve_contrast: Option<f64>) -> QualityFinding {
        let seen = HairSeen {
            regions: &[],
            ends: None,
            shades: Shades::default(),
            curve_contrast,
        };
        judge_hair(rule, None, seen)
    }

    #[test]
    fn a_raised_contrast_warns_and_never_fails() {
        let found = |contrast| found(Some(contrast));
        assert_eq!(found(0.015).status, QualityStatus::Ok);
        assert_eq!(found(0.015).effect_pp, Some(0.0));
        assert_eq!(found(-0.04).value, Some(0.0));
        assert_eq!(found(0.14).status, QualityStatus::Warn);
        assert!(found(0.14).message.unwrap().contains("0.14"));
        assert!(found(0.14).effect_pp > found(0.05).effect_pp);
    }

    #[test]
    fn where_nothing_tells_it_is_not_assessed() {
        assert_eq!(found(None).status, QualityStatus::NotAssessed);
    }
}
