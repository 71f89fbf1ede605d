//! Outcomes at the marks: the answer in a sentence for each view, and the tables.

use super::pages::shown;
use super::words::{group, median, place, share};
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
}

impl MarkRow {
    /// The bar in words, for readers that do not see it.
    pub(crate) fn bar_label(&self) -> String {
        format!(
            "{} at month {}: increase {}, decrease {}",
            self.region, self.month, self.increase, self.decrease
        )
    }
}

/// One part of a bar of outcomes, percent of the subjects that should have an answer.
pub(super) struct BarPart {
    pub(crate) class: &'static str,
    pub(crate) x: String,
    pub(crate) width: String,
}

/// What became of the subjects, a sentence for each view: at the latest mark with an answer, of
/// close-ups at the last one.
pub(super) fn answers(cohort: &Cohort) -> Vec<String> {
    let overall = |m: &&MarkShares| m.group == Group::All && m.region == OVERALL_REGION;
    let marks: Vec<&MarkShares> = cohort.marks.iter().filter(overall).collect();
    let by_view = marks.chunk_by(|a, b| a.view == b.view);
    by_view
        .map(|marks| answer(cohort, marks))
        .chain(tallies(cohort).iter().map(closeup_answer))
        .collect()
}

fn closeup_answer(tally: &CloseupTally) -> String {
    let place = format!("{}, {}", place(&tally.view), place(&tally.region));
    let subjects = match tally.subjects {
        1 => "1 subject".to_owned(),
        n => format!("{n} subjects"),
    };
    let answered = tally.answered();
    let without = match tally.subjects - answered {
        0 => String::new(),
        n => format!(" Without an answer: {n}."),
    };
    format!(
        "{place}, baseline to the last close-up: {answered} of {subjects} with an answer. More hairs in \
         {}, fewer in {}; in {} no change can be told from the noise.{without}",
        tally.increase, tally.decrease, tally.within_noise,
    )
}

fn answer(cohort: &Cohort, marks: &[&MarkShares]) -> String {
    let view = place(&marks[0].view);
    let answered = |m: &&&MarkShares| m.increase_of_answered.of > 0;
    let Some(m) = marks.iter().rev().find(answered) else {
        return format!("{view}: no subject has an answer at any mark.");
    };
    let without = match without_answer(cohort, m) {
        Some(without) => format!(" Without an answer: {without}."),
        None => String::new(),
    };
    format!(
        "{view}, month {}: {} of {} with an answer. Coverage rose in {}, fell in {}; in {} no \
         change can be told from the noise.{without}",
        m.month,
        m.increase_of_answered.of,
        match m.subjects {
            1 => "1 subject".to_owned(),
            n => format!("{n} subjects"),
        },
        m.increase,
        m.decrease,
        m.within_noise,
    )
}

/// How many subjects of a mark's group have no answer and why; `None` where all have one.
fn without_answer(cohort: &Cohort, m: &MarkShares) -> Option<String> {
    let without_region = without_region(cohort, m);
    let closeups_only = closeups_only(cohort, m);
    let no_photo = count(
        members(&cohort.subjects, &m.group)
            .filter(|s| s.is_unphotographed())
            .count(),
    );
    let counted = [
        (m.not_comparable, "not comparable"),
        (m.missing, "missing"),
        (m.not_due, "not yet due"),
        (m.failed, "without a report"),
        (m.not_planned, "not planned"),
        (without_region, "without this region"),
        (closeups_only, "photographed in close-up only"),
        (no_photo, "not photographed yet"),
        (
            m.not_photographed
                .saturating_sub(without_region + closeups_only + no_photo),
            "without a usable photo of this view",
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

pub(super) fn mark_tables(cohort: &Cohort) -> Vec<MarkTable> {
    let shown = cohort.marks.iter().filter(|m| shown(cohort, &m.group));
    let rows: Vec<&MarkShares> = shown.collect();
    rows.chunk_by(|a, b| a.group == b.group && a.view == b.view)
        .map(|table| MarkTable {
            view: place(&table[0].view),
            group: group(&table[0].group),
            rows: table_rows(cohort, table),
        })
        .collect()
}

/// A row for each region and month, `overall` first: it is the answer, the regions its parts.
fn table_rows(cohort: &Cohort, table: &[&MarkShares]) -> Vec<MarkRow> {
    let mut marks = table.to_vec();
    marks.sort_by_key(|m| m.region != OVERALL_REGION);
    let mut rows = Vec::new();
    for months in marks.chunk_by(|a, b| a.region == b.region) {
        let of = months.iter().enumerate();
        rows.extend(of.map(|(i, m)| mark_row(cohort, m, i == 0, months.len())));
    }
    rows
}

fn mark_row(cohort: &Cohort, m: &MarkShares, first: bool, span: usize) -> MarkRow {
    let answered = m.increase_of_answered.of;
    let interpolated = match m.interpolated {
        0 => String::new(),
        n => format!(", {n} interpolated"),
    };
    MarkRow {
        region: place(&m.region),
        month: m.month,
        first,
        span,
        increase: share(&m.increase_of_expected),
        decrease: share(&m.decrease_of_expected),
        within_noise: m.within_noise.to_string(),
        without: without_answer(cohort, m).unwrap_or_else(|| "none".to_owned()),
        answered: match answered {
            0 => "no subject".to_owned(),
            _ => format!(
                "▲ {}; ▼ {}{interpolated}",
                share(&m.increase_of_answered),
                share(&m.decrease_of_answered)
            ),
        },
        median: match answered {
            0 => "no subject".to_owned(),
            n => format!(
                "{}, n\u{a0}=\u{a0}{n}",
                median(m.median_pp, m.quartiles_pp, n)
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
