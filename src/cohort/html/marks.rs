//! Outcomes at the marks: the answer in a sentence for each view, and the tables.

use super::pages::shown;
use super::words::{Words, group, median, place, said, share, subjects};
use crate::cohort::closeups::{CloseupTally, tallies};
use crate::cohort::frame::{count, members};
use crate::cohort::model::{Cohort, Group, MarkShares};
use crate::cohort::summary::SubjectStatus;
use crate::model::OVERALL_REGION;

/// Outcomes of one view and group at the marks.
pub(super) struct MarkTable {
    pub(crate) view: String,
    pub(crate) group: String,
    pub(crate) rows: Vec<MarkRow>,
}

pub(super) struct MarkRow {
    pub(crate) region: String,
    pub(crate) month: u32,
    pub(crate) first: bool,
    pub(crate) span: usize,
    pub(crate) increase: String,
    pub(crate) decrease: String,
    pub(crate) within_noise: String,
    pub(crate) without: String,
    pub(crate) answered: String,
    pub(crate) median: String,
    pub(crate) bar: Vec<BarPart>,
    /// The bar in words, for readers that do not see it.
    pub(crate) bar_label: String,
}

/// One part of a bar of outcomes, percent of the subjects that should have an answer.
pub(super) struct BarPart {
    pub(crate) class: &'static str,
    pub(crate) x: String,
    pub(crate) width: String,
}

/// What became of the subjects, a sentence for each view: at the latest mark with an answer, of
/// close-ups at the last one.
pub(super) fn answers(words: Words, cohort: &Cohort) -> Vec<String> {
    let overall = |m: &&MarkShares| m.group == Group::All && m.region == OVERALL_REGION;
    let marks: Vec<&MarkShares> = cohort.marks.iter().filter(overall).collect();
    let by_view = marks.chunk_by(|a, b| a.view == b.view);
    by_view
        .map(|marks| answer(words, cohort, marks))
        .chain(tallies(cohort).iter().map(|t| closeup_answer(words, t)))
        .collect()
}

fn closeup_answer(words: Words, tally: &CloseupTally) -> String {
    let answered = tally.answered();
    let gaps = [
        ("place", place(words, &tally.view, &tally.region)),
        ("n", answered.to_string()),
        ("subjects", subjects(words, tally.subjects)),
        ("up", tally.increase.to_string()),
        ("down", tally.decrease.to_string()),
        ("same", tally.within_noise.to_string()),
    ];
    let told = said(words.cohort().answer_closeups, gaps);
    let without = tally.subjects - answered;
    with_rest(words, told, (without > 0).then(|| without.to_string()))
}

fn answer(words: Words, cohort: &Cohort, marks: &[&MarkShares]) -> String {
    let view = words.t.name(&marks[0].view);
    let answered = |m: &&&MarkShares| m.increase_of_answered.of > 0;
    let Some(m) = marks.iter().rev().find(answered) else {
        return said(words.cohort().answer_none, [("view", view)]);
    };
    let gaps = [
        ("view", view),
        ("month", m.month.to_string()),
        ("n", m.increase_of_answered.of.to_string()),
        ("subjects", subjects(words, m.subjects)),
        ("up", m.increase.to_string()),
        ("down", m.decrease.to_string()),
        ("same", m.within_noise.to_string()),
    ];
    let told = said(words.cohort().answer, gaps);
    with_rest(words, told, without_answer(words, cohort, m))
}

/// The answer, followed by who has none.
fn with_rest(words: Words, told: String, without: Option<String>) -> String {
    match without {
        Some(n) => format!("{told} {}.", said(words.cohort().without, [("n", n)])),
        None => told,
    }
}

/// How many subjects of a mark's group have no answer and why; `None` where all have one.
fn without_answer(words: Words, cohort: &Cohort, m: &MarkShares) -> Option<String> {
    let without_region = without_region(cohort, m);
    let closeups_only = closeups_only(cohort, m);
    let no_photo = count(
        members(&cohort.subjects, &m.group)
            .filter(|s| s.is_unphotographed())
            .count(),
    );
    let c = words.cohort();
    let counted = [
        (m.not_comparable, words.t.not_comparable),
        (m.missing, c.missing),
        (m.not_due, words.t.not_due),
        (m.failed, c.failed),
        (m.not_planned, c.not_planned),
        (without_region, c.without_region),
        (closeups_only, c.closeups_only),
        (no_photo, c.no_photo),
        (
            m.not_photographed
                .saturating_sub(without_region + closeups_only + no_photo),
            c.no_usable,
        ),
    ];
    let parts: Vec<String> = counted
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Of the subjects counted as not photographed, those whose view was measured in other regions.
fn without_region(cohort: &Cohort, m: &MarkShares) -> u32 {
    let view_alone = members(&cohort.subjects, &m.group)
        .filter(|s| s.status != SubjectStatus::Failed)
        .filter(|s| s.views.iter().any(|v| v.view == m.view))
        .filter(|s| s.region(&m.view, &m.region).is_none());
    count(view_alone.count())
}

/// Of the subjects counted as not photographed, those with close-ups and nothing else.
fn closeups_only(cohort: &Cohort, m: &MarkShares) -> u32 {
    count(
        members(&cohort.subjects, &m.group)
            .filter(|s| s.is_closeups_only())
            .count(),
    )
}

pub(super) fn mark_tables(words: Words, cohort: &Cohort) -> Vec<MarkTable> {
    let shown = cohort.marks.iter().filter(|m| shown(cohort, &m.group));
    let rows: Vec<&MarkShares> = shown.collect();
    rows.chunk_by(|a, b| a.group == b.group && a.view == b.view)
        .map(|table| MarkTable {
            view: words.t.name(&table[0].view),
            group: group(words, &table[0].group),
            rows: table_rows(words, cohort, table),
        })
        .collect()
}

/// A row for each region and month, `overall` first: it is the answer, the regions its parts.
fn table_rows(words: Words, cohort: &Cohort, table: &[&MarkShares]) -> Vec<MarkRow> {
    let mut marks = table.to_vec();
    marks.sort_by_key(|m| m.region != OVERALL_REGION);
    let mut rows = Vec::new();
    for months in marks.chunk_by(|a, b| a.region == b.region) {
        let of = months.iter().enumerate();
        rows.extend(of.map(|(i, m)| mark_row(words, cohort, m, i == 0, months.len())));
    }
    rows
}

fn mark_row(words: Words, cohort: &Cohort, m: &MarkShares, first: bool, span: usize) -> MarkRow {
    let c = words.cohort();
    let answered = m.increase_of_answered.of;
    let interpolated = match m.interpolated {
        0 => String::new(),
        n => format!(", {}", said(c.interpolated, [("n", n.to_string())])),
    };
    let region = words.t.name(&m.region);
    let increase = share(words, &m.increase_of_expected);
    let decrease = share(words, &m.decrease_of_expected);
    let gaps = [
        ("region", region.clone()),
        ("month", m.month.to_string()),
        ("up", increase.clone()),
        ("down", decrease.clone()),
    ];
    MarkRow {
        bar_label: said(c.bar, gaps),
        region,
        month: m.month,
        first,
        span,
        increase,
        decrease,
        within_noise: m.within_noise.to_string(),
        without: without_answer(words, cohort, m).unwrap_or_else(|| c.none.to_owned()),
        answered: match answered {
            0 => c.nobody.to_owned(),
            _ => format!(
                "▲ {}; ▼ {}{interpolated}",
                share(words, &m.increase_of_answered),
                share(words, &m.decrease_of_answered)
            ),
        },
        median: match answered {
            0 => c.nobody.to_owned(),
            n => format!(
                "{}, n\u{a0}=\u{a0}{n}",
                median(words, m.median_pp, m.quartiles_pp, n)
            ),
        },
        bar: bar(m),
    }
}

fn bar(m: &MarkShares) -> Vec<BarPart> {
    let expected = f64::from(m.increase_of_expected.of);
    let mut x = 0.0;
    let mut parts = Vec::new();
    for (class, n) in [
        ("up", m.increase),
        ("noise", m.within_noise),
        ("down", m.decrease),
        ("none", m.not_comparable + m.missing + m.failed),
    ] {
        if n > 0 {
            let width = 100.0 * f64::from(n) / expected;
            parts.push(BarPart {
                class,
                x: format!("{x:.2}"),
                width: format!("{width:.2}"),
            });
            x += width;
        }
    }
    parts
}
