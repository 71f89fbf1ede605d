//! One close-up view: what became of the hairs, with the interval, every visit, every change.

use super::answer::answer_box;
use super::canvas::{Canvas, INK, SOFT, Style};
use super::face::Face;
use super::table::Table;
use crate::report::closeup::CloseupPage;
use crate::words::Words;

const SMALL: Style = Style::new(Face::Regular, 8.0, SOFT);
const TEXT: Style = Style::new(Face::Regular, 9.0, INK);

/// The answer of a close-up view and its tables.
pub(super) fn view(canvas: &mut Canvas, words: Words, page: &CloseupPage) {
    canvas.heading(&page.name, 12.0);
    let name = page.verdict.unwrap_or_default();
    let name = format!("{} {name}", page.sign);
    let sentence = [Some(&page.sentence), page.interval.as_ref()];
    let sentence: Vec<&str> = sentence.into_iter().flatten().map(String::as_str).collect();
    answer_box(canvas, page.class, name.trim(), &sentence.join(" "));
    if let Some(advice) = page.advice {
        canvas.paragraph(advice, TEXT);
    }
    for line in &page.refused {
        canvas.paragraph(line, TEXT);
    }
    for note in &page.notes {
        canvas.paragraph(note, SMALL);
    }
    visits(canvas, page);
    changes(canvas, words, page);
    canvas.paragraph(page.p.note, SMALL);
}

fn visits(canvas: &mut Canvas, page: &CloseupPage) {
    let p = page.p;
    let table = Table {
        shares: &[12.0, 17.0, 14.0, 14.0, 11.0, 12.0, 20.0],
        size: 7.5,
    };
    canvas.y += 4.0;
    table.head(
        canvas,
        &[
            p.visit,
            p.hairs,
            p.density,
            p.thickness,
            p.terminal_vellus,
            p.cumulative,
            p.place,
        ],
    );
    for row in &page.visits {
        let place = match &row.reason {
            Some(reason) => format!("{}: {reason}", row.place),
            None => row.place.clone(),
        };
        table.row(
            canvas,
            &[
                &row.date,
                &row.count,
                &row.density,
                &row.thickness,
                &row.kinds,
                &row.cumulative,
                &place,
            ],
        );
    }
}

fn changes(canvas: &mut Canvas, words: Words, page: &CloseupPage) {
    if page.changes.is_empty() {
        return;
    }
    let p = page.p;
    let table = Table {
        shares: &[22.0, 12.0, 8.0, 6.0, 8.0, 12.0, 9.0, 9.0, 14.0, 14.0],
        size: 7.5,
    };
    canvas.y += 8.0;
    let heads = [p.kept, p.new, p.lost, p.undecided, p.thickened, p.thinned];
    let mut head = vec![p.change, words.t.region];
    head.extend(heads);
    head.extend([p.net, words.t.verdict]);
    table.head(canvas, &head);
    for row in &page.changes {
        let verdict = match &row.reason {
            Some(reason) => format!("{}: {reason}", row.verdict),
            None => row.verdict.to_owned(),
        };
        let mut cells = vec![row.span.as_str(), &row.region];
        cells.extend(row.counts.iter().map(String::as_str));
        cells.extend([row.net.as_str(), &verdict]);
        table.row(canvas, &cells);
    }
    canvas.y += 4.0;
}
