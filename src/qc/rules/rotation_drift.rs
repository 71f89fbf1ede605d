//! Is the head turned in the picture plane against the baseline?

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// In-plane rotation, degrees without sign. Alignment undoes it, so it never fails.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let angle = facts.registration.and_then(|r| r.rotation_deg);
    let Some(angle) = angle.filter(|a| a.is_finite()) else {
        let warn = params.rotation_warn_deg;
        return not_assessed("deg", warn, "the photo is not aligned with the baseline");
    };
    Limit {
        value: angle.abs(),
        unit: "deg",
        warn: params.rotation_warn_deg,
        fail: None,
    }
    .judge(|| {
        let [found, allowed] = against(angle.abs(), params.rotation_warn_deg, 0);
        format!(
            "the head is turned by {found} degrees against the baseline, at most {allowed} wanted; hold camera and \
             head as at baseline"
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
    #[case(Some(90.0), QualityStatus::Warn)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_angle(#[case] angle: Option<f64>, #[case] status: QualityStatus) {
        let photo = photo();
        let mut registration = registration();
        registration.rotation_deg = angle;
        let mut facts = facts(&photo, None);
        facts.registration = Some(&registration);
        let found = rule(&facts, &QcParams::default());
        assert_eq!((found.value, found.status), (angle.map(f64::abs), status));
    }
}
