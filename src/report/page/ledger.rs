//! The quality ledger of a view: findings beyond their limits, open rules, what to do next time.

use std::collections::BTreeMap;

use super::names::Dates;
use super::refused::capital;
use crate::model::{QualityStatus, RegistrationStatus, ViewReport};
use crate::qc;
use crate::qc::AS_HAIR;
use crate::words::{Words, fill};

pub(in crate::report) struct LedgerRow {
    pub(crate) date: String,
    pub(crate) rule: String,
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) status: &'static str,
    pub(crate) value: String,
    pub(crate) limit: String,
    pub(crate) effect: String,
    pub(crate) message: String,
}

/// Every finding beyond its limit, by photo.
pub(in crate::report) fn ledger(words: Words, view: &ViewReport, dates: &Dates) -> Vec<LedgerRow> {
    let mut rows = Vec::new();
    for photo in &view.photos {
        for (rule, finding) in &photo.quality {
            let (status, sign, class) = match finding.status {
                QualityStatus::Ok | QualityStatus::NotAssessed => continue,
                QualityStatus::Warn => (words.t.q_warn, "!", "warn"),
                QualityStatus::Fail => (words.t.q_fail, "✕", "fail"),
            };
            let with_unit = |v: f64| figure(words, v, &finding.unit);
            let value = finding.value.map(with_unit);
            rows.push(LedgerRow {
                date: dates.of_photo(&photo.id).to_owned(),
                rule: words.t.rule_name(rule),
                class,
                sign,
                status,
                value: value.unwrap_or_else(|| words.t.not_assessed.to_owned()),
                limit: finding.threshold.map_or_else(|| "–".to_owned(), with_unit),
                effect: finding.effect_pp.map_or_else(
                    || words.t.not_assessed.to_owned(),
                    |e| fill(words.t.effect_up_to, &[("value", &words.number(e, 1))]),
                ),
                message: said(words, finding.message.as_ref()),
            });
        }
    }
    rows
}

/// A finding's value or limit with its unit.
pub(in crate::report) fn figure(words: Words, value: f64, unit: &str) -> String {
    match unit {
        "fraction" | "ratio" | "share of places" => words.percent(value),
        "px" => format!("{} px", words.number(value, 0)),
        "days" => words.days(value.round() as i32),
        unit => format!("{} {}", words.number(value, 2), words.said(unit)),
    }
}

pub(in crate::report) fn ledger_counts(words: Words, view: &ViewReport) -> String {
    let count = |status| {
        let all = view.photos.iter().flat_map(|p| p.quality.values());
        all.filter(|f| f.status == status).count().to_string()
    };
    let gaps = [
        ("ok", count(QualityStatus::Ok)),
        ("warn", count(QualityStatus::Warn)),
        ("fail", count(QualityStatus::Fail)),
        ("open", count(QualityStatus::NotAssessed)),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    fill(words.t.quality_counts, &gaps)
}

/// What casts doubt on the coverage of a photo, with its date.
pub(in crate::report) fn doubts(words: Words, view: &ViewReport, dates: &Dates) -> Vec<String> {
    let lines = view.photos.iter().flat_map(|photo| {
        let dated =
            |(_, message)| format!("{}: {}", dates.of_photo(&photo.id), words.said(message));
        qc::doubts(&photo.quality).map(dated)
    });
    lines.collect()
}

/// A finding's message, or a dash.
fn said(words: Words, message: Option<&String>) -> String {
    message.map_or_else(|| "–".to_owned(), |message| words.said(message))
}

/// A rule that some photos cannot answer.
pub(in crate::report) struct OpenRule {
    pub(crate) rule: String,
    pub(crate) photos: usize,
    pub(crate) message: String,
}

/// The rules that could not be assessed, each once, with what the latest such photo says.
pub(in crate::report) fn open_rules(words: Words, view: &ViewReport) -> Vec<OpenRule> {
    let mut open: BTreeMap<&str, OpenRule> = BTreeMap::new();
    for (rule, finding) in view.photos.iter().flat_map(|p| &p.quality) {
        if finding.status != QualityStatus::NotAssessed {
            continue;
        }
        let entry = open.entry(rule).or_insert_with(|| OpenRule {
            rule: words.t.rule_name(rule),
            photos: 0,
            message: String::new(),
        });
        entry.photos += 1;
        entry.message = said(words, finding.message.as_ref());
    }
    open.into_values().collect()
}

/// What to change at the next photo.
pub(in crate::report) fn next_time(words: Words, view: &ViewReport) -> Vec<String> {
    let lines = advice(view).into_iter().map(|line| words.said(line));
    each_once(lines.map(|line| capital(&line)))
}

/// The same for the patient: only what a person before the camera does, no figures and no word of the
/// program's options and files.
pub(in crate::report) fn next_time_on_sheet(words: Words, view: &ViewReport) -> Vec<String> {
    let plain = |line: &&str| {
        let lower = line.to_lowercase();
        let jargon = ["--", ".toml", "landmark", "geojson", "view =", "front ="];
        !jargon.iter().any(|word| lower.contains(word))
    };
    let lines = advice(view).into_iter().filter_map(|line| {
        let what_to_do = line.split_once("; ").map_or(line, |(_, advice)| advice);
        let plain = Some(what_to_do).filter(plain)?;
        Some(capital(&words.said(plain)))
    });
    each_once(lines)
}

fn each_once(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for line in lines {
        if !once.contains(&line) {
            once.push(line);
        }
    }
    once
}

/// For each rule what the latest photo says that it concerns, nothing where a later photo has put it
/// right.
fn advice(view: &ViewReport) -> Vec<&str> {
    let mut advice: BTreeMap<&str, &str> = BTreeMap::new();
    for photo in &view.photos {
        match (&photo.registration.status, &photo.registration.hint) {
            (RegistrationStatus::Ok, _) => {
                advice.remove(ALIGNMENT);
            }
            (_, Some(hint)) => {
                advice.insert(ALIGNMENT, hint);
            }
            _ => {}
        }
        for (rule, finding) in &photo.quality {
            match (finding.status, &finding.message) {
                (QualityStatus::Ok, _) => {
                    advice.remove(rule.as_str());
                }
                // Hair that came or went asks for nothing.
                (_, Some(message)) if message.contains(AS_HAIR) => {}
                (QualityStatus::Warn | QualityStatus::Fail, Some(message)) => {
                    advice.insert(rule, message);
                }
                _ => {}
            }
        }
    }
    advice.into_values().collect()
}

/// Key of the alignment's advice; no quality rule has an empty name, and it comes first.
const ALIGNMENT: &str = "";
