//! Regions between the baseline and the last comparable visit, as a table.

use super::super::page::forest::notes;
use super::super::page::names::{Dates, by_reason};
use super::grid::grid;
use super::wording::{change_head, clean, line};
use crate::model::{ChangeReport, ViewReport};
use crate::words::Words;

/// Baseline and last comparable photo per region; with one photo only its coverage.
pub(super) fn region_table(
    out: &mut String,
    words: Words,
    view: &ViewReport,
    dates: &Dates,
    width: u16,
) {
    let t = words.t;
    let find = |id: Option<&String>| view.photo_of(id?);
    let Some(baseline) = find(view.baseline.as_ref()) else {
        return;
    };
    let to = view.course_change.to.as_ref();
    let last = find(to);
    let mut header = vec![t.region.to_owned(), dates.of(&baseline.id).to_owned()];
    if let Some(last) = last {
        header.push(dates.of(&last.id).to_owned());
        header.push(change_head(words));
        header.extend([t.detectable_from, t.verdict].map(str::to_owned));
    }
    let rows: Vec<Vec<String>> = baseline
        .regions
        .iter()
        .map(|region| match to {
            Some(to) => region_row(words, view, &region.region, to),
            None => vec![
                clean(&words.t.name(&region.region)),
                clean(&words.coverage(region.coverage, region.ci95, region.reason.as_deref())),
            ],
        })
        .collect();
    out.push_str(&grid(&header, &rows, width));
    let course = &view.course_change.regions;
    for note in without_change(words, course)
        .into_iter()
        .chain(notes(words, course))
    {
        line(out, &format!("  {}", clean(&note)));
    }
}

/// A region at the baseline's visit and at the visit `to`, with the change between them.
fn region_row(words: Words, view: &ViewReport, name: &str, to: &str) -> Vec<String> {
    let course = &view.course_change;
    let change = course.regions.iter().find(|c| c.region == name);
    let levels = change.and_then(|c| view.levels_of(c));
    let coverage = |id: &str, end: usize| {
        let found = levels.map(|levels| levels[end]);
        let found = found.or_else(|| view.coverage_of(id, name));
        found.map_or_else(|| words.t.not_measured.to_owned(), |c| words.percent(c))
    };
    let from = course.from.as_deref();
    let mut row = vec![
        clean(&words.t.name(name)),
        from.map_or("-".to_owned(), |id| coverage(id, 0)),
        coverage(to, 1),
    ];
    match change {
        Some(change) => row.extend(change_cells(words, change)),
        None => row.extend(["-", "-", words.t.pair_not_compared].map(str::to_owned)),
    }
    row
}

fn change_cells(words: Words, change: &ChangeReport) -> [String; 3] {
    let detectable = change.called_from_pp();
    let detectable = detectable.map_or("-".to_owned(), |d| words.number(d, 1));
    let verdict = words.verdict(change.verdict);
    match change.delta_pp {
        Some(_) => [words.delta(change), detectable, verdict.to_owned()],
        None => ["-".to_owned(), detectable, verdict.to_owned()],
    }
}

/// Why regions have no change, each reason once with the regions that it is about.
fn without_change(words: Words, regions: &[ChangeReport]) -> Vec<String> {
    let without = regions.iter().filter(|c| c.delta_pp.is_none());
    let reasons = without.filter_map(|c| Some((c.reason.as_deref()?, c.region.as_str())));
    by_reason(words, reasons)
        .into_iter()
        .map(|(reason, names)| format!("{}: {}", names.join(", "), words.said(reason)))
        .collect()
}
