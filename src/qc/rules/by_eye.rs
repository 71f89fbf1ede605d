//! Rules that the facts of one photo cannot answer: what a person has to look at instead.
//!
//! They are reported as not assessed, so that nobody takes their silence for a pass.

use crate::model::QualityFinding;
use crate::qc::rule::not_assessed;
use crate::qc::{QcParams, RuleFacts};

/// Longer or shorter hair than at baseline covers more or less scalp at the same density.
pub(super) fn hair_length(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "fraction",
        None,
        "hair length is not measured; compare it by eye and note haircuts between the visits",
    )
}

/// Another rendering of contrast reads as more or less hair.
pub(super) fn contrast_drift(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "stops",
        None,
        "the colours of hair and scalp are not compared here; use the same camera, app and settings",
    )
}

/// Dyed hair reads as more or less of it.
pub(super) fn hair_colour(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "stops",
        None,
        "the hair's colour is not compared here; note dyeing and bleaching between the visits",
    )
}

/// Stubble, tight curls and tattooed dots look alike.
pub(super) fn strands(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "fraction",
        None,
        "the strands' direction is not looked at here; note haircuts and tattooed pigment",
    )
}

/// A moved parting lays the scalp open elsewhere.
pub(super) fn parting(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "permille",
        None,
        "the parting is not located; comb as at baseline and compare the pair by eye",
    )
}

/// Contrast that a camera adds reads as more or less hair.
pub(super) fn tone_curve(_facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    not_assessed(
        "fraction",
        None,
        "the camera's curve of contrast is not looked at here; switch HDR and filters off",
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

    use super::super::Rule;
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(hair_colour, "dyeing")]
    #[case(strands, "tattooed")]
    #[case(hair_length, "haircuts")]
    #[case(parting, "comb as at baseline")]
    #[case(wet_hair, "dry hair")]
    fn never_passes_and_says_what_to_look_at(#[case] rule: Rule, #[case] advice: &str) {
        let photo = photo();
        let found = rule(&facts(&photo, Some(&photo)), &QcParams::default());
        assert_eq!((found.value, found.threshold), (None, None));
        assert_eq!(found.status, QualityStatus::NotAssessed);
        assert!(found.message.unwrap().contains(advice));
    }
}
