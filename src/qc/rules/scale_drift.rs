//! Was the photo taken from another distance or with another lens than the baseline?

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Relative change of the head's linear size against the baseline, without sign; the smaller of
/// the two sizes is the denominator, so that both directions weigh alike.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let scale = facts
        .registration
        .and_then(|r| r.scale)
        .filter(|s| s.is_finite() && *s > 0.0);
    let Some(scale) = scale else {
        let warn = params.scale_warn;
        return not_assessed(
            "fraction",
            warn,
            "the photo is not aligned with the baseline",
        );
    };
    Limit {
        value: scale.max(1.0 / scale) - 1.0,
        unit: "fraction",
        warn: params.scale_warn,
        fail: Some(params.scale_fail),
    }
    .judge(|| {
        format!(
            "the head is {:.0} % of its size at baseline; take the photo from the same distance \
             with the same lens",
            100.0 * scale
        )
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo, registration};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(Some(1.0), QualityStatus::Ok)]
    #[case(Some(1.25), QualityStatus::Warn)]
    #[case(Some(0.8), QualityStatus::Warn)]
    #[case(Some(0.5), QualityStatus::Fail)]
    #[case(Some(0.0), QualityStatus::NotAssessed)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_scale(#[case] scale: Option<f64>, #[case] status: QualityStatus) {
        let photo = photo();
        let mut registration = registration();
        registration.scale = scale;
        let mut facts = facts(&photo, None);
        facts.registration = Some(&registration);
        assert_eq!(rule(&facts, &QcParams::default()).status, status);
    }
}
