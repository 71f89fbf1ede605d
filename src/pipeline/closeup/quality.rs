//! The quality rules of a close-up: whether its hairs can be counted, its scale, whether it is a copy, and
//! what else its reader should know.

use crate::model::{QualityFinding, QualityStatus};

use super::super::checked::copy_finding;
use super::hairs::{Findings, countable};
use super::read::HEAD;
use super::seen::Seen;

/// The findings of a photo by rule. `copy` says what it is a copy of, `assumed` why its scale is none of its own.
pub(super) fn findings(
    seen: &Seen<'_>,
    photo: usize,
    copy: Option<&str>,
    assumed: Option<String>,
) -> Findings {
    let own = &seen.read[photo];
    let mut out = Findings::new();
    let copied = copy.map(|reason| ("copy", copy_finding(reason)));
    let roots = own.hairs.hairs.iter().filter(|h| h.root_seen()).count();
    let hairs = match countable(seen, photo) {
        Ok(()) => finding(QualityStatus::Ok, None),
        Err(why) => finding(QualityStatus::Fail, Some(why)),
    };
    let hairs = QualityFinding {
        value: Some(roots as f64),
        unit: "roots".into(),
        ..hairs
    };
    let px_per_mm = own.px_per_mm();
    let unknown = || {
        let said = "no scale is known: hairs are compared, but no density and no diameter is given; give \
                    px_per_mm or field_mm in course.toml";
        px_per_mm.is_none().then(|| said.to_owned())
    };
    let scale = QualityFinding {
        value: px_per_mm,
        unit: "px/mm".into(),
        ..doubted(assumed.or_else(unknown))
    };
    let told = own.warnings().into_iter();
    let told = told.map(|warning| {
        let found = finding(QualityStatus::Warn, Some(warning.message));
        (warning.code, found)
    });
    let head = QualityFinding {
        value: Some(own.head),
        unit: "probability".into(),
        threshold: Some(HEAD),
        ..finding(QualityStatus::Ok, None)
    };
    let rules = [
        ("hairs", hairs),
        ("scale", scale),
        ("head_in_closeup", head),
    ];
    let rules = rules.into_iter().chain(copied);
    out.extend(rules.map(|(rule, found)| (rule.to_owned(), found)));
    for (rule, found) in told {
        let kept = out.entry(rule).or_insert_with(|| found.clone());
        (kept.status, kept.message) = (found.status, found.message);
    }
    out
}

fn doubted(message: Option<String>) -> QualityFinding {
    let status = match message {
        Some(_) => QualityStatus::Warn,
        None => QualityStatus::Ok,
    };
    finding(status, message)
}

fn finding(status: QualityStatus, message: Option<String>) -> QualityFinding {
    QualityFinding {
        value: None,
        unit: String::new(),
        threshold: None,
        status,
        effect_pp: None,
        message,
    }
}
