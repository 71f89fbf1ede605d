//! Is it a head from above? With the face or the neck in view the outline is longer, and regions
//! laid on it lie on no scalp.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Length of the head's outline over its width.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let warn = params.head_aspect_warn;
    let Some(value) = facts.photo.outline_aspect else {
        let why = "the outline is looked at in views from above only";
        return not_assessed("ratio", warn, why);
    };
    Limit {
        value,
        unit: "ratio",
        warn,
        fail: Some(params.head_aspect_fail),
    }
    .judge(|| {
        let [found, allowed] = against(value, warn, 2);
        format!(
            "the head's outline is {found} times as long as wide, at most {allowed} wanted from \
             above: is the face or the neck in view? Look at the regions' picture; take the photo \
             from straight above or give regions.geojson"
        )
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(Some(1.26), QualityStatus::Ok)]
    #[case(Some(1.52), QualityStatus::Warn)]
    #[case(Some(2.0), QualityStatus::Fail)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_aspect(#[case] aspect: Option<f64>, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.outline_aspect = aspect;
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!((found.value, found.status), (aspect, status));
    }
}
