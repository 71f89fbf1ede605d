//! What a check gives, of a photo of the head as of a close-up.

use image::RgbImage;

use crate::model::{QualityFinding, QualityStatus, RegionReport};
use crate::report::check::{CheckReport, CheckedPhoto, advice};

use super::copies::same_file;
use super::visit::Visit;

/// What `check` gives.
#[derive(Debug)]
pub(crate) struct Check {
    /// The answer.
    pub(crate) report: CheckReport,
    /// The new photo with the baseline's outline over it; `None` of the first photo of a view.
    pub(crate) ghost: Option<RgbImage>,
}

impl Check {
    /// Says that the photo's file is one that the course has already.
    pub(crate) fn tell_copy(&mut self, original: &str) {
        let report = &mut self.report;
        let found = report.quality.entry("copy".into());
        found.or_insert_with(|| copy_finding(&same_file(original)));
        report.advice = advice(&report.quality, &report.registration);
    }
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

/// The photo that is checked, as reported.
pub(super) fn checked(visit: &Visit<'_>, dated: bool) -> CheckedPhoto {
    CheckedPhoto {
        file: visit.planned.file.clone(),
        date: dated.then(|| visit.planned.date.to_string()),
        sha256: visit.sha256.clone(),
        size_px: visit.size_px,
    }
}

/// Share of the regions that are measured on a photo, and which are not.
pub(super) fn measured_share(regions: &[&RegionReport]) -> QualityFinding {
    let lost: Vec<&&RegionReport> = regions.iter().filter(|r| r.coverage.is_none()).collect();
    let count = regions.len();
    let why = |region: &RegionReport| region.reason.clone().unwrap_or_default();
    let (status, message) = match lost.first() {
        None => (QualityStatus::Ok, None),
        Some(first) if lost.len() == count => (
            QualityStatus::Fail,
            Some(format!("no region can be measured: {}", why(first))),
        ),
        Some(first) => {
            let names: Vec<&str> = lost.iter().map(|r| r.region.as_str()).collect();
            let message = format!("not measured: {} ({})", names.join(", "), why(first));
            (QualityStatus::Warn, Some(message))
        }
    };
    QualityFinding {
        value: (count > 0).then(|| (count - lost.len()) as f64 / count as f64),
        unit: "fraction".into(),
        threshold: Some(1.0),
        status,
        effect_pp: None,
        message,
    }
}
