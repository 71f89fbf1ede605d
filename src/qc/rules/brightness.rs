//! Is the photo as a whole far too dark or too bright?

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Mid-grey in linear light.
const MID_GREY: f64 = 0.18;
/// Below one step of an 8-bit channel, linear: keeps the logarithm finite.
const DARKEST: f64 = 1e-4;

/// Distance of the median luminance from mid-grey, stops.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(light) = facts.photo.light else {
        let warn = params.brightness_warn_stops;
        return not_assessed("stops", warn, "no pixel of the head to look at");
    };
    let stops = (light.median_luminance.max(DARKEST) / MID_GREY).log2();
    Limit {
        value: stops.abs(),
        unit: "stops",
        warn: params.brightness_warn_stops,
        fail: Some(params.brightness_fail_stops),
    }
    .judge(|| {
        let (how, hint) = if stops < 0.0 {
            ("dark", "add light or raise the exposure")
        } else {
            ("bright", "lower the exposure")
        };
        format!("the head is too {how}: {stops:+.1} stops from mid-grey; {hint}")
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(0.18, QualityStatus::Ok)]
    #[case::black_hair(0.0125, QualityStatus::Ok)]
    #[case(0.18 / 32.0, QualityStatus::Warn)]
    #[case(0.0, QualityStatus::Fail)]
    fn status_by_median(#[case] median: f64, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.light.as_mut().unwrap().median_luminance = median;
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!(found.status, status);
        assert!(found.value.unwrap().is_finite());
    }
}
