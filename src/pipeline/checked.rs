//! What a check gives, of a photo of the head as of a close-up.

use image::RgbImage;

use crate::model::{QualityFinding, QualityStatus};
use crate::report::check::CheckReport;

/// What `check` gives.
#[derive(Debug)]
pub(crate) struct Check {
    /// The answer.
    pub(crate) report: CheckReport,
    /// The new photo with the baseline's outline over it.
    pub(crate) ghost: RgbImage,
}

/// What is found of a photo that is a copy of another.
pub(super) fn copy_finding(reason: &str) -> QualityFinding {
    QualityFinding {
        value: None,
        unit: "share of places".into(),
        threshold: None,
        status: QualityStatus::Fail,
        effect_pp: None,
        message: Some(reason.to_owned()),
    }
}
