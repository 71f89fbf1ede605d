//! Was the head found? Regions are laid on its outline and hair is measured at its scale: an outline
//! that is a guess makes numbers of something else.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Confidence below which the outline is a guess: phantoms whose head takes an eighth of the photo's
/// width or less have 0.01 to 0.06, all of 312 real and rendered photos of heads 0.54 and more.
const GUESS: f64 = 0.2;
/// Confidence below which a person should look at the outline.
const UNSURE: f64 = 0.3;

/// How well the head is told from its surroundings.
pub(super) fn rule(facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    let Some(head) = facts.photo.head else {
        return not_assessed("confidence", UNSURE, "no head was looked for");
    };
    Limit {
        value: head.confidence,
        unit: "confidence",
        warn: UNSURE,
        fail: Some(GUESS),
    }
    .judge_at_least(|| {
        let [found, allowed] = against(head.confidence, UNSURE, 2);
        format!(
            "the head is hardly told from its surroundings (confidence {found}, at least {allowed} \
             wanted): fill half of the photo with it, before a plain background"
        )
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, head, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(0.04, QualityStatus::Fail)]
    #[case(0.25, QualityStatus::Warn)]
    #[case(0.54, QualityStatus::Ok)]
    fn status_by_confidence(#[case] confidence: f64, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.head = Some(head(confidence, 0.02, 0.0));
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!((found.value, found.status), (Some(confidence), status));
    }
}
