//! Is the head large enough in the picture for hair to be seen?

use crate::qc::rule::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};
use crate::report::model::QualityFinding;

/// Width of the head, px.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(width) = facts.photo.head_width_px else {
        let warn = params.head_width_warn_px;
        return not_assessed("px", warn, "the head's width is not known in this photo");
    };
    let [photo_width, photo_height] = facts.photo.size_px;
    Limit {
        value: width,
        unit: "px",
        warn: params.head_width_warn_px,
        fail: Some(params.head_width_fail_px),
    }
    .judge_at_least(|| {
        format!(
            "the head is {width:.0} px wide in a photo of {photo_width}x{photo_height} px, at \
             least {:.0} px wanted; go closer or send the original file",
            params.head_width_warn_px
        )
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::report::model::QualityStatus;

    #[rstest]
    #[case(Some(600.0), QualityStatus::Ok)]
    #[case(Some(599.0), QualityStatus::Warn)]
    #[case(Some(149.0), QualityStatus::Fail)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_head_width(#[case] width: Option<f64>, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.head_width_px = width;
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!((found.value, found.status), (width, status));
    }
}
