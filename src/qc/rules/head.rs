//! Was the head found? Regions are laid on its outline and hair is measured at its scale: an outline
//! that is a guess, or that takes the shoulders in, makes numbers of something else.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Confidence below which the outline is a guess: heads of less than a fifth of the photo's width
/// have 0.02 to 0.06, heads on real and rendered photos 0.42 and more.
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
        format!(
            "the head is hardly told from its surroundings (confidence {:.2}, at least {UNSURE} \
             wanted): fill half of the photo with it, before a plain background",
            head.confidence
        )
    })
}
