//! The marks of a course as a table, with what is to be said of one below it.

use super::super::page::names::{Dates, none_at};
use super::grid::grid;
use super::wording::{change_head, clean, line};
use crate::model::{MarkBasis, MarkReport, OVERALL_REGION, ViewReport};
use crate::words::{Words, fill};

pub(super) fn marks_table(
    out: &mut String,
    words: Words,
    view: &ViewReport,
    dates: &Dates,
    width: u16,
) {
    let t = words.t;
    let change = change_head(words);
    let header = [t.mark, t.date, &change, t.verdict, t.basis].map(str::to_owned);
    let rows: Vec<Vec<String>> = view
        .marks
        .iter()
        .map(|mark| mark_row(words, view, mark, dates))
        .collect();
    out.push_str(&grid(&header, &rows, width));
    for mark in &view.marks {
        if let Some(note) = &mark.note {
            let month = words.month(mark.month);
            let note = clean(&words.said(&dates.in_reason(note)));
            line(out, &format!("  {month}: {note}"));
        }
    }
}

/// The mark's overall value; with a single region that region's.
fn mark_row(words: Words, view: &ViewReport, mark: &MarkReport, dates: &Dates) -> Vec<String> {
    let t = words.t;
    let overall = mark.regions.iter().find(|r| r.region == OVERALL_REGION);
    let (change, said) = match overall.or(mark.regions.first()) {
        Some(value) => {
            // Beside a value: which regions it leaves out.
            let left_out = value.reason.as_deref();
            let left_out = left_out.map(|reason| format!(", {}", clean(&words.said(reason))));
            let change = value.delta_pp.map(|delta| {
                format!(
                    "{}: {} ({}){}",
                    clean(&t.name(&value.region)),
                    words.signed(delta),
                    words.interval_pp(value.ci95_pp),
                    left_out.unwrap_or_default()
                )
            });
            (
                change.unwrap_or("-".to_owned()),
                words.verdict(value.verdict),
            )
        }
        None if mark.not_due => ("-".to_owned(), t.not_due),
        None => ("-".to_owned(), none_at(words, view, mark)),
    };
    let source = match (mark.basis, &mark.photo, &mark.between) {
        (MarkBasis::Photo, Some(id), _) => photos_of(words, view, mark, dates.of(id)),
        (MarkBasis::Interpolated, _, Some([a, b])) => {
            let gaps = [("from", dates.of(a)), ("to", dates.of(b))];
            fill(t.basis_interpolated, &gaps)
        }
        _ => String::new(),
    };
    vec![
        words.month(mark.month),
        words.date(&mark.date),
        change,
        said.to_owned(),
        source,
    ]
}

/// The photos of a mark's visit, by their day.
fn photos_of(words: Words, view: &ViewReport, mark: &MarkReport, date: &str) -> String {
    let visit = view
        .visits
        .iter()
        .find(|v| Some(&v.id) == mark.visit.as_ref());
    let n = visit.map_or(1, |visit| visit.photos.len());
    let phrase = if n > 1 {
        words.t.photos_of
    } else {
        words.t.photo_of
    };
    fill(phrase, &[("n", &n.to_string()), ("date", date)])
}
