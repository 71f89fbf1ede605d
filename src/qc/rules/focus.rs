//! Is the photo as sharp as the baseline? Blur hides thin hair and joins thick hair.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};

/// Ratio of the sharpness of the softer to that of the sharper of photo and baseline, at the
/// finest sampling both reach.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(baseline) = facts.baseline else {
        return missing(params, "no baseline to compare sharpness with");
    };
    let common = facts.photo.sharpness.iter().rev().find_map(|own| {
        let base = baseline
            .sharpness
            .iter()
            .find(|b| b.head_px == own.head_px)?;
        Some((own.sharpness, base.sharpness))
    });
    let Some((own, base)) = common else {
        return missing(
            params,
            "no common sampling with the baseline: the head was not found, is too small or shows \
             no detail; fill the picture with the head",
        );
    };
    let photo_is_softer = own <= base;
    let ratio = if photo_is_softer {
        own / base
    } else {
        base / own
    };
    let finding = Limit {
        value: ratio,
        unit: "ratio",
        warn: params.focus_warn_ratio,
        fail: Some(params.focus_fail_ratio),
    }
    .judge_at_least(|| {
        let softer = if photo_is_softer { "photo" } else { "baseline" };
        let [found, allowed] = against(ratio, params.focus_warn_ratio, 2);
        format!(
            "the {softer} is softer: sharpness ratio {found}, at least {allowed} wanted; tap on \
             the hair to focus, hold still, clean the lens"
        )
    });
    let beyond = 1.0 - ratio / params.focus_usual_ratio;
    with_effect(finding, beyond * params.focus_effect_pp)
}

fn missing(params: &QcParams, message: &str) -> QualityFinding {
    not_assessed("ratio", params.focus_warn_ratio, message)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;
    use crate::qc::sharpness::SharpnessAt;

    fn with(ladder: &[(u32, f64)]) -> crate::qc::measure::PhotoFacts {
        let mut photo = photo();
        photo.sharpness = ladder
            .iter()
            .map(|&(head_px, sharpness)| SharpnessAt { head_px, sharpness })
            .collect();
        photo
    }

    #[test]
    fn the_finest_common_sampling_decides() {
        let own = with(&[(200, 0.5), (400, 0.2)]);
        let base = with(&[(200, 0.5), (400, 0.5), (800, 0.6)]);
        let found = rule(&facts(&own, Some(&base)), &QcParams::default());
        assert_eq!(
            (found.value, found.status),
            (Some(0.4), QualityStatus::Warn)
        );
        assert!(found.message.unwrap().contains("the photo is softer"));
        // 0.4 is half of the 0.8 down to which photos of one camera differ anyway.
        assert!((found.effect_pp.unwrap() - 0.5 * 5.0).abs() < 1e-9);
        let found = rule(&facts(&base, Some(&own)), &QcParams::default());
        assert!(found.message.unwrap().contains("the baseline is softer"));
    }

    #[test]
    fn ok_fail_and_not_assessed() {
        let (sharp, soft) = (with(&[(400, 0.5)]), with(&[(400, 0.1)]));
        let none = with(&[]);
        let status = |own, base| rule(&facts(own, base), &QcParams::default()).status;
        assert_eq!(status(&sharp, Some(&sharp)), QualityStatus::Ok);
        assert_eq!(status(&soft, Some(&sharp)), QualityStatus::Fail);
        assert_eq!(status(&none, Some(&sharp)), QualityStatus::NotAssessed);
        assert_eq!(status(&sharp, None), QualityStatus::NotAssessed);
    }
}
