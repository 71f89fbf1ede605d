//! Is the head seen from another side than at baseline? A tilt hides scalp behind hair.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Out-of-plane tilt, degrees without sign.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let angle = facts.registration.and_then(|r| r.tilt_deg);
    let Some(angle) = angle.filter(|a| a.is_finite()) else {
        let warn = params.tilt_warn_deg;
        return not_assessed("deg", warn, "the alignment gives no tilt");
    };
    Limit {
        value: angle.abs(),
        unit: "deg",
        warn: params.tilt_warn_deg,
        fail: Some(params.tilt_fail_deg),
    }
    .judge(|| {
        let [found, allowed] = against(angle.abs(), params.tilt_warn_deg, 0);
        format!(
            "the head is tilted by {found} degrees against the baseline, at most {allowed} wanted; support chin and \
             forehead, same seat and camera place"
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
    #[case(Some(-2.0), QualityStatus::Ok)]
    #[case(Some(-21.0), QualityStatus::Warn)]
    #[case(Some(90.0), QualityStatus::Fail)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_angle(#[case] angle: Option<f64>, #[case] status: QualityStatus) {
        let photo = photo();
        let mut registration = registration();
        registration.tilt_deg = angle;
        let mut facts = facts(&photo, None);
        facts.registration = Some(&registration);
        let found = rule(&facts, &QcParams::default());
        assert_eq!((found.value, found.status), (angle.map(f64::abs), status));
    }
}
