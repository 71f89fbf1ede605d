//! The second page: curves, alignment, photo quality, sessions, provenance.

use super::canvas::{Canvas, INK, LEFT, Op, RULE, SOFT, Style, UP, WIDTH};
use super::face::Face;
use super::table::Table;
use crate::model::Report;
use crate::report::chart::{Axes, Curve, ticks};
use crate::report::page::course::AdherencePage;
use crate::report::page::view::ViewPage;
use crate::words::Words;

const SMALL: Style = Style::new(Face::Regular, 7.5, SOFT);
const TEXT: Style = Style::new(Face::Regular, 8.5, INK);
const BAND: [u8; 3] = [158, 195, 230];
const MARK: [u8; 3] = [236, 239, 242];

/// Curves in one row, and the height of each with its caption, points.
const PER_ROW: usize = 3;
const CURVE_HEIGHT: f64 = 92.0;
const GAP: f64 = 10.0;

/// What one view's answer rests on.
pub(super) fn view(canvas: &mut Canvas, words: Words, page: &ViewPage) {
    let t = words.t;
    canvas.heading(&format!("{}: {}", page.name, t.curve), 11.0);
    if page.curves.is_empty() {
        canvas.paragraph(t.curve_none, TEXT);
    } else {
        canvas.paragraph(t.curve_caption, SMALL);
    }
    for row in page.curves.chunks(PER_ROW) {
        canvas.need(CURVE_HEIGHT);
        let width = (WIDTH - GAP * (PER_ROW - 1) as f64) / PER_ROW as f64;
        for (i, curve) in row.iter().enumerate() {
            let x = LEFT + i as f64 * (width + GAP);
            let top = canvas.y;
            canvas.column(
                [x, top],
                width,
                &curve.region,
                Style::new(Face::Bold, 8.0, INK),
            );
            let frame = [x + 20.0, top + 20.0, width - 24.0, CURVE_HEIGHT - 40.0];
            plot(canvas, &curve.curve, &curve.axes, frame);
            canvas.column(
                [x + 20.0, top + CURVE_HEIGHT - 11.0],
                width,
                t.axis_days,
                Style { size: 6.0, ..SMALL },
            );
        }
        canvas.y += CURVE_HEIGHT;
    }
    canvas.y += 2.0;
    trend(canvas, page);
    certificate(canvas, words, page);
    ledger(canvas, words, page);
}

fn trend(canvas: &mut Canvas, page: &ViewPage) {
    let mut lines: Vec<String> = page
        .trend
        .iter()
        .map(|l| format!("{}: {}", l.region, l.text))
        .collect();
    lines.extend(page.trend_none.clone());
    if let Some(title) = &page.trend_title {
        canvas.paragraph(title, Style::new(Face::Bold, 8.5, INK));
    }
    for line in lines {
        canvas.paragraph(&line, TEXT);
    }
}

/// One curve in `frame`: left, top, width, height.
fn plot(canvas: &mut Canvas, curve: &Curve, axes: &Axes, [left, top, width, height]: [f64; 4]) {
    let [first, last] = axes.days.map(f64::from);
    let [low, high] = axes.coverage_pct;
    let x = |day: f64| left + ((day - first) / (last - first)).clamp(0.0, 1.0) * width;
    let y = |percent: f64| top + (1.0 - (percent - low) / (high - low)) * height;
    let tiny = Style { size: 6.0, ..SMALL };
    for mark in &axes.marks {
        let half = f64::from(mark.window_days);
        let [x0, x1] = [f64::from(mark.day) - half, f64::from(mark.day) + half].map(x);
        canvas.rect([x0, top, x1 - x0, height], MARK, 1.0);
        canvas.column(
            [x(f64::from(mark.day)) - 2.0, top - 8.0],
            20.0,
            &mark.month.to_string(),
            tiny,
        );
    }
    for percent in ticks(low, high) {
        canvas.line(&[[left, y(percent)], [left + width, y(percent)]], RULE, 0.3);
        let text = format!("{percent:.0}");
        let at = left - 3.0 - tiny.face.width(&text, tiny.size);
        canvas.column([at, y(percent) - 4.0], 20.0, &text, tiny);
    }
    for day in ticks(first, last) {
        let text = format!("{day:.0}");
        let at = x(day) - tiny.face.width(&text, tiny.size) / 2.0;
        canvas.column([at, top + height + 1.0], 30.0, &text, tiny);
    }
    let frame = [
        [left, top],
        [left, top + height],
        [left + width, top + height],
    ];
    canvas.line(&frame, SOFT, 0.6);
    for &day in &axes.sessions {
        let (at, foot) = (x(f64::from(day)), top + height);
        let points = vec![[at, foot - 5.0], [at - 2.0, foot], [at + 2.0, foot]];
        canvas.draw(Op::Fill {
            points,
            colour: INK,
            opacity: 1.0,
        });
    }
    let points = curve.joined();
    let upper = points
        .iter()
        .map(|p| [x(f64::from(p.day)), y(p.ci95_pct[1])]);
    let lower = points
        .iter()
        .rev()
        .map(|p| [x(f64::from(p.day)), y(p.ci95_pct[0])]);
    let line: Vec<_> = points
        .iter()
        .map(|p| [x(f64::from(p.day)), y(p.coverage_pct)])
        .collect();
    if line.len() > 1 {
        let band = upper.chain(lower).collect();
        canvas.draw(Op::Fill {
            points: band,
            colour: BAND,
            opacity: 0.6,
        });
        canvas.line(&line, UP, 1.1);
    }
    for p in &curve.points {
        let at = [x(f64::from(p.day)), y(p.coverage_pct)];
        let colour = if p.comparable { UP } else { SOFT };
        let ends = p.ci95_pct.map(|c| [at[0], y(c)]);
        canvas.line(&ends, colour, 0.6);
        canvas.dot(at, 1.8, colour);
    }
    for &day in &curve.gaps {
        let (at, mid) = (x(f64::from(day)), top + height - 8.0);
        canvas.line(
            &[[at - 2.5, mid - 2.5], [at + 2.5, mid + 2.5]],
            [154, 74, 0],
            1.0,
        );
        canvas.line(
            &[[at - 2.5, mid + 2.5], [at + 2.5, mid - 2.5]],
            [154, 74, 0],
            1.0,
        );
    }
}

fn certificate(canvas: &mut Canvas, words: Words, page: &ViewPage) {
    let t = words.t;
    canvas.heading(t.certificate, 10.0);
    let table = Table {
        shares: &[12.0, 13.0, 11.0, 10.0, 10.0, 9.0, 9.0, 9.0, 9.0, 11.0],
        size: 7.5,
    };
    table.head(
        canvas,
        &[
            t.date,
            t.status,
            t.model,
            t.residual,
            t.overlap,
            t.scale,
            t.rotation,
            t.tilt,
            t.round_trip,
            t.heldout,
        ],
    );
    for row in &page.certificate {
        let status = format!("{} {}", row.sign, row.status);
        let mut cells = vec![row.date.as_str(), &status];
        cells.extend(row.cells.iter().map(String::as_str));
        table.row(canvas, &cells);
        if let Some(reason) = &row.reason {
            canvas.paragraph(&format!("{}: {reason}", row.date), SMALL);
        }
    }
}

fn ledger(canvas: &mut Canvas, words: Words, page: &ViewPage) {
    let t = words.t;
    canvas.heading(t.ledger, 10.0);
    canvas.paragraph(&page.ledger_counts, SMALL);
    if !page.ledger.is_empty() {
        let table = Table {
            shares: &[11.0, 14.0, 12.0, 14.0, 14.0, 35.0],
            size: 7.5,
        };
        table.head(
            canvas,
            &[t.date, t.rule, t.status, t.value, t.effect, t.finding],
        );
        for row in &page.ledger {
            let status = format!("{} {}", row.sign, row.status);
            table.row(
                canvas,
                &[
                    &row.date,
                    &row.rule,
                    &status,
                    &row.value,
                    &row.effect,
                    &row.message,
                ],
            );
        }
    }
    let advice = if page.next_time.is_empty() {
        t.next_time_none.to_owned()
    } else {
        page.next_time.join("; ")
    };
    canvas.y += 2.0;
    canvas.paragraph(&format!("{}: {advice}", t.next_time), TEXT);
}

/// Sessions, photos that were refused, notices, provenance.
pub(super) fn course(
    canvas: &mut Canvas,
    words: Words,
    report: &Report,
    adherence: &AdherencePage,
) {
    let t = words.t;
    canvas.heading(t.adherence, 10.0);
    canvas.paragraph(
        &format!(
            "{}: {}   {}: {}   {}: {}   {}: {}",
            t.planned,
            adherence.planned,
            t.held,
            adherence.held,
            t.missed,
            adherence.missed,
            t.planned_interval,
            adherence.interval,
        ),
        TEXT,
    );
    let dates: Vec<String> = adherence
        .rows
        .iter()
        .map(|row| match row.timing {
            "–" => row.date.clone(),
            timing => format!("{} ({}, {timing})", row.date, row.days),
        })
        .collect();
    if dates.is_empty() {
        canvas.paragraph(t.no_sessions, TEXT);
    } else {
        canvas.paragraph(&dates.join(", "), TEXT);
    }
    notices(canvas, words, report);
    provenance(canvas, words, report);
}

fn notices(canvas: &mut Canvas, words: Words, report: &Report) {
    let t = words.t;
    if !report.rejections.is_empty() {
        canvas.heading(t.rejections, 10.0);
        for r in &report.rejections {
            canvas.paragraph(&format!("{}: {}. {}", r.file, r.reason, r.hint), TEXT);
        }
    }
    if !report.warnings.is_empty() {
        canvas.heading(t.warnings, 10.0);
        for warning in &report.warnings {
            canvas.paragraph(&warning.message, TEXT);
        }
    }
}

fn provenance(canvas: &mut Canvas, words: Words, report: &Report) {
    let t = words.t;
    canvas.heading(t.provenance, 10.0);
    let program = format!(
        "{}: {} {}   {}: {}   {}: {}",
        t.program,
        report.tool.name,
        report.tool.version,
        t.method,
        report.tool.method,
        t.schema,
        report.schema
    );
    canvas.paragraph(&program, TEXT);
    canvas.paragraph(
        &format!("{}: {}", t.parameters, report.params_sha256),
        SMALL,
    );
    let table = Table {
        shares: &[12.0, 25.0, 10.0, 53.0],
        size: 7.0,
    };
    table.head(canvas, &[t.date, t.file, t.size, t.hash]);
    for photo in report.views.photo_files() {
        let [width, height] = photo.size_px;
        table.row(
            canvas,
            &[
                &words.date(photo.date),
                photo.file,
                &format!("{width} × {height}"),
                photo.sha256,
            ],
        );
    }
}
