//! Could the photo's colours be read as they were stored? A photo whose colour profile is damaged is
//! read as sRGB, and its colours are then not those that were taken.

use crate::model::{QualityFinding, QualityStatus};
use crate::qc::{QcParams, RuleFacts};

/// Profiles that could not be used.
pub(super) fn rule(facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    let ignored = facts.photo.profile_ignored.as_deref();
    let (status, message) = match ignored {
        None => (QualityStatus::Ok, None),
        Some(why) => (
            QualityStatus::Warn,
            Some(format!(
                "the photo's colour profile could not be used ({why}): its colours were read as sRGB and \
                 may be off; send the camera's original file"
            )),
        ),
    };
    QualityFinding {
        value: Some(f64::from(u8::from(ignored.is_some()))),
        unit: "profiles ignored".to_owned(),
        threshold: Some(0.0),
        status,
        effect_pp: None,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;

    #[test]
    fn an_ignored_profile_is_said_with_its_reason() {
        let mut photo = photo();
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!((found.status, found.message), (QualityStatus::Ok, None));
        photo.profile_ignored = Some("invalid profile".into());
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!(found.status, QualityStatus::Warn);
        assert!(found.message.unwrap().contains("(invalid profile)"));
    }
}
