//! The answer of `check`: may this photo be used, and what to change before the patient leaves.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::page::ledger::figure;
use super::table::clean;
use crate::model::{
    QualityFinding, QualityStatus, RegistrationReport, RegistrationStatus, Rejection, Tool, Warning,
};
use crate::words::{Lang, Words, fill};

/// Name and major version of the document's schema.
pub(crate) const CHECK_SCHEMA: &str = "tricholapse.check/1";

/// What to do with the photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Advice {
    /// Comparable with the baseline.
    Keep,
    /// Comparable, but something warns: a better photo gives a narrower interval.
    KeepWithCare,
    /// No change would be given from this photo.
    TakeAgain,
}

/// A photo as the document names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CheckedPhoto {
    /// File name.
    pub(crate) file: String,
    /// Day it was taken, `YYYY-MM-DD`; `null` where nothing says.
    pub(crate) date: Option<String>,
    /// SHA-256 of the file, hexadecimal.
    pub(crate) sha256: String,
    /// Upright size, px.
    pub(crate) size_px: [u32; 2],
}

/// The whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CheckReport {
    /// Always [`CHECK_SCHEMA`] for this major version.
    pub(crate) schema: String,
    /// Which program and which measurement method wrote it.
    pub(crate) tool: Tool,
    /// What this is and is not, in one sentence.
    pub(crate) disclaimer: String,
    /// View that both photos are to show.
    pub(crate) view: String,
    /// What to do.
    pub(crate) advice: Advice,
    /// The photo in question.
    pub(crate) photo: CheckedPhoto,
    /// The photo it is held against; `null` where it is the first of its view, judged by itself.
    pub(crate) baseline: Option<CheckedPhoto>,
    /// The alignment certificate.
    pub(crate) registration: RegistrationReport,
    /// Every quality rule's finding, by name.
    pub(crate) quality: BTreeMap<String, QualityFinding>,
    /// Photos of the course that could not serve as baseline.
    pub(crate) rejections: Vec<Rejection>,
    /// What a reader should know about the regions that a report would use.
    pub(crate) warnings: Vec<Warning>,
}

/// What follows from the findings: the same rules that decide about a change in a report.
pub(crate) fn advice(
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

/// The answer as lines for the person who took the photo: the advice, then one line per finding, first
/// what speaks against the photo, below it the rest.
pub(crate) fn to_text(report: &CheckReport, lang: Lang) -> String {
    let words = Words { t: lang.text() };
    let t = words.t;
    let against = report
        .baseline
        .as_ref()
        .map(|baseline| match &baseline.date {
            Some(date) => format!("{} ({})", baseline.file, words.date(date)),
            None => baseline.file.clone(),
        });
    let advice = match report.advice {
        Advice::Keep if against.is_none() => t.check_keep_first,
        Advice::Keep => t.check_keep,
        Advice::KeepWithCare => t.check_care,
        Advice::TakeAgain => t.check_again,
    };
    let view = t.name(&report.view);
    let gaps = [
        ("photo", report.photo.file.as_str()),
        ("view", view.as_str()),
        ("baseline", against.as_deref().unwrap_or_default()),
    ];
    let phrase = match against {
        Some(_) => t.check_against,
        None => t.check_first,
    };
    let head = clean(&fill(phrase, &gaps));
    let lines = lines(words, report);
    let names = lines.iter().map(|line| line.name.chars().count());
    let names = names.max().unwrap_or(0);
    let (against_it, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(CheckLine::is_against);
    let blocks: String = [against_it, rest]
        .iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| {
            format!(
                "\n{}",
                lines
                    .iter()
                    .map(|l| l.text(words, names))
                    .collect::<String>()
            )
        })
        .collect();
    let rejected = report.rejections.iter().map(|r| {
        let (reason, hint) = (words.said(&r.reason), words.said(&r.hint));
        let what = format!("{}: {}: {reason}; {hint}", t.check_not_baseline, r.file);
        format!("{}\n", clean(&what))
    });
    let noted = report.warnings.iter().map(|w| {
        let message = words.said(&w.message);
        format!("{}: {}\n", t.note, clean(&message))
    });
    let notes: String = rejected.chain(noted).collect();
    let notes = match notes.as_str() {
        "" => notes,
        _ => format!("\n{notes}"),
    };
    format!("{advice}\n{head}\n{blocks}{notes}\n{}\n", t.disclaimer)
}

/// What speaks against the photo, a line per finding, first what must change.
#[cfg(feature = "desk")]
pub(crate) fn findings_against(report: &CheckReport, lang: Lang) -> Vec<String> {
    let words = Words { t: lang.text() };
    lines(words, report)
        .iter()
        .filter(|line| line.is_against())
        .map(|line| format!("{}: {}", line.name, clean(&line.said)))
        .collect()
}

/// Why there is no answer: photos that could not be read.
pub(crate) fn refused_text(rejections: &[Rejection], lang: Lang) -> String {
    let words = Words { t: lang.text() };
    let lines = rejections.iter().map(|r| {
        let stage = words.t.stage_name(&r.stage);
        let what = format!("{} ({stage}): {}", r.file, words.said(&r.reason));
        format!("{}\n  {}\n", clean(&what), clean(&words.said(&r.hint)))
    });
    lines.collect()
}

/// One finding.
struct CheckLine {
    name: String,
    status: QualityStatus,
    said: String,
}

impl CheckLine {
    /// Whether it speaks against the photo.
    fn is_against(&self) -> bool {
        matches!(self.status, QualityStatus::Fail | QualityStatus::Warn)
    }

    /// The line, its name in a column of so many characters.
    fn text(&self, words: Words, names: usize) -> String {
        let status = match self.status {
            QualityStatus::Fail => words.t.check_fail,
            QualityStatus::Warn => words.t.check_warn,
            QualityStatus::Ok => words.t.check_ok,
            QualityStatus::NotAssessed => "-",
        };
        format!("{status:<8} {:<names$} {}\n", self.name, clean(&self.said))
    }
}

/// One line per finding: what must change first, then the rest by name.
fn lines(words: Words, report: &CheckReport) -> Vec<CheckLine> {
    let is_first = report.baseline.is_none();
    let alignment = (!is_first).then(|| alignment(words, &report.registration));
    let mut lines: Vec<CheckLine> = alignment.into_iter().collect();
    lines.extend(report.quality.iter().map(|(name, finding)| CheckLine {
        name: words.t.rule_name(name),
        status: finding.status,
        said: match &finding.message {
            Some(message) => words.said(message),
            None if is_first && name == "coverage" => words.t.check_regions_first.to_owned(),
            None => within(words, name, finding),
        },
    }));
    lines.sort_by_key(|line| match line.status {
        QualityStatus::Fail => 0,
        QualityStatus::Warn => 1,
        QualityStatus::Ok => 2,
        QualityStatus::NotAssessed => 3,
    });
    lines
}

fn alignment(words: Words, found: &RegistrationReport) -> CheckLine {
    let status = match found.status {
        RegistrationStatus::Baseline | RegistrationStatus::Ok => QualityStatus::Ok,
        RegistrationStatus::Weak | RegistrationStatus::Failed => QualityStatus::Fail,
    };
    let said = match (status, found.residual_permille) {
        (QualityStatus::Ok, Some(residual)) => {
            let left = words.number(residual, 1);
            fill(words.t.check_aligned, &[("left", &left)])
        }
        (QualityStatus::Ok, None) => words.t.reg_ok.to_owned(),
        _ => [&found.reason, &found.hint]
            .into_iter()
            .flatten()
            .map(|said| words.said(said))
            .collect::<Vec<_>>()
            .join("; "),
    };
    CheckLine {
        name: words.t.alignment.to_owned(),
        status,
        said,
    }
}

/// A finding that is well, in figures, with the side on which its limit lies.
fn within(words: Words, rule: &str, finding: &QualityFinding) -> String {
    match (rule, finding.value) {
        ("coverage", Some(_)) => return words.t.check_regions.to_owned(),
        ("head", Some(_)) => return words.t.check_head.to_owned(),
        ("composite", Some(_)) => return words.t.check_one_photo.to_owned(),
        ("colour_profile", _) => return words.t.check_nothing.to_owned(),
        _ => {}
    }
    let figure = |value| figure(words, value, &finding.unit);
    match (finding.value, finding.threshold) {
        (Some(value), Some(limit)) => {
            let side = match value.abs() > limit {
                true => words.t.at_least,
                false => words.t.at_most,
            };
            let wanted = fill(side, &[("limit", &figure(limit))]);
            format!("{} ({wanted})", figure(value))
        }
        (Some(value), None) => figure(value),
        (None, _) => words.t.check_nothing.to_owned(),
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
            baseline: Some(checked),
            registration,
            quality,
            rejections: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn said(report: &CheckReport) -> Vec<CheckLine> {
        let words = Words {
            t: Lang::English.text(),
        };
        lines(words, report)
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
        assert_eq!(said(&warned)[0].name, "light");
        let failed = report(&[("a", Warn), ("light", Fail)], RegistrationStatus::Ok);
        assert_eq!(failed.advice, Advice::TakeAgain);
        assert_eq!(said(&failed)[0].name, "light");
        assert_eq!(said(&failed).len(), 3);
    }

    #[test]
    fn an_alignment_that_is_not_certified_is_taken_again_with_reason_and_hint() {
        for status in [RegistrationStatus::Weak, RegistrationStatus::Failed] {
            let checked = report(&[("focus", QualityStatus::Ok)], status);
            assert_eq!(checked.advice, Advice::TakeAgain);
            let line = &said(&checked)[0];
            assert_eq!(line.name, "alignment");
            assert_eq!(line.said, "the head is tilted; tilt it back");
        }
    }

    #[test]
    fn a_value_within_its_limit_shows_both() {
        let checked = report(&[("light", QualityStatus::Ok)], RegistrationStatus::Ok);
        let line = &said(&checked)[1];
        assert_eq!(line.said, "0.50 stops (at most 1.00 stops)");
        let german = Words {
            t: Lang::German.text(),
        };
        let line = &lines(german, &checked)[1];
        assert_eq!(line.said, "0,50 Blenden (höchstens 1,00 Blenden)");
    }

    #[test]
    fn what_is_well_without_a_limit_to_tell_is_a_sentence() {
        let names = ["coverage", "head", "colour_profile", "composite"];
        let rules = names.map(|name| (name, QualityStatus::Ok));
        let checked = report(&rules, RegistrationStatus::Ok);
        for line in &said(&checked)[1..] {
            assert!(!line.said.contains("at most"), "{}", line.said);
        }
    }
}
