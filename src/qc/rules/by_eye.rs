//! Rules that no photo answers: what a person has to look at instead.
//!
//! They are reported as not assessed, so that nobody takes their silence for a pass.

use crate::model::QualityFinding;
use crate::qc::finding::not_assessed;
use crate::qc::{QcParams, RuleFacts};

/// Longer or shorter hair than at baseline covers more or less scalp at the same density.
pub(super) fn hair_length(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "fraction",
        None,
        "hair length is not measured; compare it by eye and note haircuts between the visits",
    )
}

/// Wet or oily hair sticks together and shows more scalp.
pub(super) fn wet_hair(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "fraction",
        None,
        "wet or oily hair is not detected; take photos of clean, dry hair without product",
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;
    use crate::qc::rule::Judge;

    #[rstest]
    #[case(hair_length, "haircuts")]
    #[case(wet_hair, "dry hair")]
    fn never_passes_and_says_what_to_look_at(#[case] rule: Judge, #[case] advice: &str) {
        let photo = photo();
        let found = rule(&facts(&photo, Some(&photo)), &QcParams::default());
        assert_eq!((found.value, found.threshold), (None, None));
        assert_eq!(found.status, QualityStatus::NotAssessed);
        assert!(found.message.unwrap().contains(advice));
    }
}
