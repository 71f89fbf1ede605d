//! The answer of `check`: may this photo be used, and what to change before the patient leaves.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    QualityFinding, QualityStatus, RegistrationReport, RegistrationStatus, Rejection, Tool, Warning,
};

/// Name and major version of the document's schema.
pub const CHECK_SCHEMA: &str = "tricholapse.check/1";

/// What to do with the photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// Comparable with the baseline.
    Keep,
    /// Comparable, but something warns: a better photo gives a narrower interval.
    KeepWithCare,
    /// No change would be given from this photo.
    TakeAgain,
}

/// A photo as the document names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckedPhoto {
    /// File name.
    pub file: String,
    /// Day it was taken, `YYYY-MM-DD`; `null` where nothing says.
    pub date: Option<String>,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Upright size, px.
    pub size_px: [u32; 2],
}

/// The whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CheckReport {
    /// Always [`CHECK_SCHEMA`] for this major version.
    pub schema: String,
    /// Which program and which measurement method wrote it.
    pub tool: Tool,
    /// What this is and is not, in one sentence.
    pub disclaimer: String,
    /// View that both photos are to show.
    pub view: String,
    /// What to do.
    pub advice: Advice,
    /// The photo in question.
    pub photo: CheckedPhoto,
    /// The photo it is held against.
    pub baseline: CheckedPhoto,
    /// The alignment certificate.
    pub registration: RegistrationReport,
    /// Every quality rule's finding, by name.
    pub quality: BTreeMap<String, QualityFinding>,
    /// Photos of the course that could not serve as baseline.
    pub rejections: Vec<Rejection>,
    /// What a reader should know about the regions that a report would use.
    pub warnings: Vec<Warning>,
}

/// One line for the person who took the photo.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckLine {
    /// Rule, or `alignment`.
    pub name: String,
    /// Outcome.
    pub status: QualityStatus,
    /// What was found, and where it is not well, what to do.
    pub text: String,
}

/// What follows from the findings: the same rules that decide about a change in a report.
pub fn advice(
    quality: &BTreeMap<String, QualityFinding>,
    registration: &RegistrationReport,
) -> Advice {
    let aligned = matches!(
        registration.status,
        RegistrationStatus::Ok | RegistrationStatus::Baseline
    );
    let any = |status| quality.values().any(|finding| finding.status == status);
    match aligned && !any(QualityStatus::Fail) {
        false => Advice::TakeAgain,
        true if any(QualityStatus::Warn) => Advice::KeepWithCare,
        true => Advice::Keep,
    }
}

impl CheckReport {
    /// One line per finding: what must change first, then the rest by name.
    pub fn lines(&self) -> Vec<CheckLine> {
        let mut lines = vec![self.alignment()];
        lines.extend(self.quality.iter().map(|(name, finding)| CheckLine {
            name: name.replace('_', " "),
            status: finding.status,
            text: finding.message.clone().unwrap_or_else(|| within(finding)),
        }));
        lines.sort_by_key(|line| match line.status {
            QualityStatus::Fail => 0,
            QualityStatus::Warn => 1,
            QualityStatus::Ok => 2,
            QualityStatus::NotAssessed => 3,
        });
        lines
    }

    fn alignment(&self) -> CheckLine {
        let found = &self.registration;
        let status = match found.status {
            RegistrationStatus::Baseline | RegistrationStatus::Ok => QualityStatus::Ok,
            RegistrationStatus::Weak | RegistrationStatus::Failed => QualityStatus::Fail,
        };
        let text = match (status, found.residual_permille) {
            (QualityStatus::Ok, Some(residual)) => {
                format!("aligned with the baseline, {residual:.1} per mille of the width left over")
            }
            (QualityStatus::Ok, None) => "aligned with the baseline".to_owned(),
            _ => [&found.reason, &found.hint]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("; "),
        };
        CheckLine {
            name: "alignment".into(),
            status,
            text,
        }
    }
}

/// A finding that is well, in figures.
fn within(finding: &QualityFinding) -> String {
    let unit = match finding.unit.as_str() {
        "ratio" | "fraction" | "" => String::new(),
        unit => format!(" {unit}"),
    };
    match (finding.value, finding.threshold) {
        (Some(value), Some(limit)) => format!("{value:.2}{unit} (limit {limit:.2}{unit})"),
        (Some(value), None) => format!("{value:.2}{unit}"),
        (None, _) => "nothing found against it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample_report;

    fn report(quality: &[(&str, QualityStatus)], status: RegistrationStatus) -> CheckReport {
        let sample = sample_report();
        let photo = &sample.views[0].photos[0];
        let mut registration = photo.registration.clone();
        registration.status = status;
        registration.reason = Some("the head is tilted".into());
        registration.hint = Some("tilt it back".into());
        let quality: BTreeMap<_, _> = quality
            .iter()
            .map(|(name, status)| {
                let finding = QualityFinding {
                    value: Some(0.5),
                    unit: "stops".into(),
                    threshold: Some(1.0),
                    status: *status,
                    effect_pp: None,
                    message: (*status != QualityStatus::Ok).then(|| "darker".to_owned()),
                };
                ((*name).to_owned(), finding)
            })
            .collect();
        let checked = CheckedPhoto {
            file: photo.file.clone(),
            date: Some(photo.date.clone()),
            sha256: photo.sha256.clone(),
            size_px: photo.size_px,
        };
        CheckReport {
            schema: CHECK_SCHEMA.into(),
            tool: sample.tool.clone(),
            disclaimer: sample.disclaimer.clone(),
            view: "vertex".into(),
            advice: advice(&quality, &registration),
            photo: checked.clone(),
            baseline: checked,
            registration,
            quality,
            rejections: Vec::new(),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn the_worst_finding_decides_and_stands_first() {
        use QualityStatus::{Fail, NotAssessed, Ok, Warn};
        let good = report(
            &[("focus", Ok), ("wet_hair", NotAssessed)],
            RegistrationStatus::Ok,
        );
        assert_eq!(good.advice, Advice::Keep);
        let warned = report(&[("a", Ok), ("light", Warn)], RegistrationStatus::Ok);
        assert_eq!(warned.advice, Advice::KeepWithCare);
        assert_eq!(warned.lines()[0].name, "light");
        let failed = report(&[("a", Warn), ("light", Fail)], RegistrationStatus::Ok);
        assert_eq!(failed.advice, Advice::TakeAgain);
        assert_eq!(failed.lines()[0].name, "light");
        assert_eq!(failed.lines().len(), 3);
    }

    #[test]
    fn an_alignment_that_is_not_certified_is_taken_again_with_reason_and_hint() {
        for status in [RegistrationStatus::Weak, RegistrationStatus::Failed] {
            let checked = report(&[("focus", QualityStatus::Ok)], status);
            assert_eq!(checked.advice, Advice::TakeAgain);
            let line = &checked.lines()[0];
            assert_eq!(line.name, "alignment");
            assert_eq!(line.text, "the head is tilted; tilt it back");
        }
    }

    #[test]
    fn a_value_within_its_limit_shows_both() {
        let checked = report(&[("light", QualityStatus::Ok)], RegistrationStatus::Ok);
        let line = &checked.lines()[1];
        assert_eq!(line.text, "0.50 stops (limit 1.00 stops)");
    }
}
