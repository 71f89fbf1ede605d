//! The first page: what changed, where, how surely, and the pictures.

use super::canvas::{
    Canvas, Colour, INK, LEADING, LEFT, Op, RULE, SOFT, Style, UP, WIDTH, verdict_colours,
};
use super::face::Face;
use super::table::Table;
use crate::geometry::Point;
use crate::model::{Report, ViewReport};
use crate::report::colourmap::diverging;
use crate::report::overlay::CHANGE_SCALE_PP;
use crate::report::page::course::{sessions_held, start};
use crate::report::page::forest::Forest;
use crate::report::page::strip::Card;
use crate::report::page::view::ViewPage;
use crate::report::pictures::{EncodedPicture, ViewPictures};
use crate::words::Words;

const SMALL: Style = Style::new(Face::Regular, 8.0, SOFT);
const TEXT: Style = Style::new(Face::Regular, 9.0, INK);
const STRONG: Style = Style::new(Face::Bold, 9.0, INK);

/// Space between cards and between pictures, points.
const GAP: f64 = 8.0;

/// Title, subject, course.
pub(super) fn head(canvas: &mut Canvas, words: Words, report: &Report) {
    let t = words.t;
    let title = Style::new(Face::Bold, 15.0, INK);
    canvas.paragraph(t.title, title);
    canvas.paragraph(&report.course.subject, Style::new(Face::Bold, 13.0, UP));
    let treatment = report.course.treatment.as_ref();
    let treatment = treatment.map(|text| format!("{}: {text}", t.treatment));
    let course = [
        treatment,
        start(words, report).map(|day| format!("{}: {day}", t.start)),
        sessions_held(words, &report.course.adherence)
            .map(|held| format!("{}: {held}", t.sessions)),
    ];
    let course: Vec<String> = course.into_iter().flatten().collect();
    canvas.paragraph(&course.join("   "), TEXT);
    canvas.paragraph(t.disclaimer, SMALL);
    if report.views.is_none() {
        canvas.y += 8.0;
        canvas.paragraph(t.no_views, STRONG);
    }
}

/// Height of the pictures where there is little room, and of captions and legend below them.
const SMALL_PICTURE: f64 = 120.0;
const UNDER_PICTURES: f64 = 64.0;

/// The answer of one view among `views`.
pub(super) fn view(
    canvas: &mut Canvas,
    words: Words,
    page: &ViewPage,
    view: &ViewReport,
    pictures: Option<&ViewPictures>,
    views: usize,
) {
    canvas.heading(&page.name, 12.0);
    verdict(canvas, page);
    refused(canvas, words, page);
    cards(canvas, &page.cards);
    let below = page.forest.as_ref().map_or(0.0, |forest| {
        Canvas::height_of(|trial| regions(trial, words, page, forest))
    });
    // The table belongs on the same page, whatever the language makes of its rows.
    let room = (canvas.left() - below - UNDER_PICTURES).max(SMALL_PICTURE);
    let most = if views == 1 { 250.0 } else { SMALL_PICTURE };
    let most = most.min(room);
    if let Some(pictures) = pictures {
        shown(canvas, words, page, view, pictures, most);
    }
    match &page.forest {
        Some(forest) => regions(canvas, words, page, forest),
        None => page
            .unmeasured
            .iter()
            .for_each(|line| canvas.paragraph(line, SMALL)),
    }
}

fn verdict(canvas: &mut Canvas, page: &ViewPage) {
    let name = format!("{} {}", page.headline.sign, page.headline.verdict);
    answer_box(
        canvas,
        page.headline.class,
        &name,
        &page.headline.sentence(),
    );
}

/// The answer on the pale colour of its verdict's class: its name where there is one, its sentence.
pub(super) fn answer_box(canvas: &mut Canvas, class: &str, name: &str, sentence: &str) {
    let [colour, pale] = verdict_colours(class);
    let bold = Style::new(Face::Bold, 12.0, colour);
    let text = Style::new(Face::Regular, 10.0, INK);
    let inner = WIDTH - 20.0;
    let height = bold.height(name, inner) + text.height(sentence, inner) + 12.0;
    canvas.need(height);
    let top = canvas.y;
    canvas.rect([LEFT, top, WIDTH, height], pale, 1.0);
    canvas.rect([LEFT, top, 4.0, height], colour, 1.0);
    let below = canvas.column([LEFT + 12.0, top + 5.0], inner, name, bold);
    canvas.column([LEFT + 12.0, top + 6.0 + below], inner, sentence, text);
    canvas.y += height + 6.0;
}

fn refused(canvas: &mut Canvas, words: Words, page: &ViewPage) {
    if page.refused.is_empty() {
        return;
    }
    let t = words.t;
    let title = if page.forest.is_some() {
        t.refused
    } else {
        t.refused_none_left
    };
    canvas.paragraph(title, STRONG);
    for photo in &page.refused {
        let causes = photo.causes.iter().map(|cause| match &cause.advice {
            Some(advice) => format!("{} {advice}", cause.what),
            None => cause.what.clone(),
        });
        let hint = photo
            .hint
            .as_ref()
            .map(|h| format!("{} {h}.", t.what_to_do));
        let lines = std::iter::once(photo.why.clone()).chain(causes).chain(hint);
        let text = format!("{}: {}", photo.date, lines.collect::<Vec<_>>().join(" "));
        canvas.paragraph(&text, Style::new(Face::Regular, 8.5, INK));
    }
    canvas.y += 6.0;
}

/// Lines of a card with their styles.
fn card_lines(card: &Card) -> Vec<(String, Style)> {
    let [colour, _] = verdict_colours(card.class);
    let mut lines: Vec<(String, Style)> = Vec::new();
    let mut add = |text: &str, style: Style| {
        if !text.is_empty() {
            lines.push((text.to_owned(), style));
        }
    };
    add(&card.title, STRONG);
    add(&card.when, SMALL);
    match card.unit {
        Some(unit) => add(
            &format!("{} {unit}", card.value),
            Style::new(Face::Bold, 12.0, INK),
        ),
        None => add(&card.value, Style::new(Face::Bold, 10.0, colour)),
    }
    add(card.interval.as_deref().unwrap_or(""), SMALL);
    if let Some(verdict) = card.verdict {
        add(
            &format!("{} {verdict}", card.sign),
            Style::new(Face::Bold, 8.5, colour),
        );
    }
    add(card.basis.as_deref().unwrap_or(""), SMALL);
    let small = Style::new(Face::Regular, 7.0, SOFT);
    add(card.reason.as_deref().unwrap_or(""), small);
    add(card.note.as_deref().unwrap_or(""), small);
    lines
}

fn cards(canvas: &mut Canvas, cards: &[Card]) {
    for row in cards.chunks(4) {
        let width = (WIDTH - GAP * (row.len() - 1) as f64) / row.len() as f64;
        let lines: Vec<_> = row.iter().map(card_lines).collect();
        let inner = width - 14.0;
        let height = lines
            .iter()
            .map(|card| {
                card.iter()
                    .map(|(text, style)| style.height(text, inner))
                    .sum::<f64>()
            })
            .fold(0.0, f64::max)
            + 14.0;
        canvas.need(height);
        for (i, (card, lines)) in row.iter().zip(&lines).enumerate() {
            let x = LEFT + i as f64 * (width + GAP);
            let mut y = canvas.y;
            let frame = [
                [x, y],
                [x + width, y],
                [x + width, y + height],
                [x, y + height],
                [x, y],
            ];
            canvas.line(&frame, RULE, 0.7);
            canvas.rect([x, y, width, 3.0], verdict_colours(card.class)[0], 1.0);
            y += 7.0;
            for (text, style) in lines {
                y += canvas.column([x + 7.0, y], inner, text, *style);
            }
        }
        canvas.y += height + 8.0;
    }
}

/// Baseline, last comparable photo, and the change between them on the head.
fn shown(
    canvas: &mut Canvas,
    words: Words,
    page: &ViewPage,
    view: &ViewReport,
    pictures: &ViewPictures,
    most_height: f64,
) {
    let Some(viewer) = &page.viewer else { return };
    let of = |index: usize| pictures.photos.get(&view.photos[index].id);
    let aligned = |index: usize| of(index).and_then(|p| p.aligned.as_ref());
    let mut row: Vec<(&EncodedPicture, Option<&EncodedPicture>, &str)> = Vec::new();
    row.extend(aligned(viewer.from).map(|p| (p, None, viewer.from_date.as_str())));
    if page.forest.is_some() && !viewer.single {
        row.extend(aligned(viewer.to).map(|p| (p, None, viewer.to_date.as_str())));
        let change = of(viewer.to).and_then(|p| p.change_layer.as_ref());
        row.extend(
            aligned(viewer.to)
                .zip(change)
                .map(|(p, d)| (p, Some(d), words.t.legend_change)),
        );
    }
    let [w, h] = pictures.window.size_px;
    let width = ((WIDTH - 2.0 * GAP) / 3.0).min(most_height * w / h);
    let height = width * h / w;
    canvas.need(height + 40.0);
    let top = canvas.y;
    for (i, (photo, layer, caption)) in row.iter().enumerate() {
        let rect = [LEFT + i as f64 * (width + GAP), top, width, height];
        for picture in [Some(*photo), *layer].into_iter().flatten() {
            let picture = picture.clone();
            canvas.draw(Op::Picture { rect, picture });
        }
        outlines(canvas, view, pictures, rect);
        canvas.column([rect[0], top + height + 2.0], width, caption, SMALL);
    }
    let captions = row
        .iter()
        .map(|(_, _, caption)| SMALL.height(caption, width));
    canvas.y += height + captions.fold(0.0, f64::max) + 4.0;
    if row.len() == 3 {
        legend(canvas, words);
    }
}

fn outlines(canvas: &mut Canvas, view: &ViewReport, pictures: &ViewPictures, rect: [f64; 4]) {
    let window = &pictures.window;
    for ring in view.region_outlines.iter().flat_map(|o| &o.rings) {
        let mut points: Vec<[f64; 2]> = ring
            .iter()
            .map(|&[x, y]| {
                let p = Point::new(x - window.origin.x, y - window.origin.y);
                let share = [p.x / window.size_px[0], p.y / window.size_px[1]];
                [0, 1].map(|i| rect[i] + share[i].clamp(0.0, 1.0) * rect[i + 2])
            })
            .collect();
        points.extend(points.first().copied());
        canvas.draw(Op::Line {
            points,
            colour: [255, 225, 77],
            width: 0.6,
            dashed: true,
        });
    }
}

/// The colours of the change map.
fn legend(canvas: &mut Canvas, words: Words) {
    let (width, steps) = (180.0, 30);
    let x = LEFT + WIDTH - width - 8.0;
    canvas.need(26.0);
    let top = canvas.y;
    canvas.column(
        [LEFT, top],
        WIDTH - width - 30.0,
        words.t.legend_change,
        SMALL,
    );
    let step = width / f64::from(steps);
    for i in 0..steps {
        let share = (f64::from(i) + 0.5) / f64::from(steps);
        let colour: Colour = diverging(2.0 * share - 1.0).0;
        canvas.rect([x + f64::from(i) * step, top, step + 0.2, 7.0], colour, 1.0);
    }
    for share in [-1.0, 0.0, 1.0] {
        let text = words.signed(share * CHANGE_SCALE_PP);
        let at = x + (share + 1.0) / 2.0 * width - SMALL.face.width(&text, SMALL.size) / 2.0;
        canvas.column([at, top + 8.0], 60.0, &text, SMALL);
    }
    canvas.y += 22.0;
}

/// Coverage before and after, change and verdict of every region, with a plot of the intervals.
fn regions(canvas: &mut Canvas, words: Words, page: &ViewPage, forest: &Forest) {
    let t = words.t;
    let table = Table {
        shares: &[13.0, 16.0, 16.0, 16.0, 15.0, 24.0],
        size: 8.0,
    };
    canvas.need(70.0);
    canvas.y += 2.0;
    canvas.paragraph(&forest.caption, SMALL);
    let change = format!("{}, {}", t.change, t.points);
    table.head(
        canvas,
        &[
            t.region,
            &page.pair.from_head,
            &page.pair.to_head,
            &change,
            t.verdict,
            "",
        ],
    );
    let [x, width] = table.column(5);
    let at = |points: f64| {
        let share = (points / forest.limit_pp).clamp(-1.0, 1.0);
        x + (share + 1.0) / 2.0 * width
    };
    for row in &forest.rows {
        let found = page.pair.rows.iter().find(|r| r.region == row.region);
        let coverage = |cell: Option<&String>| cell.cloned().unwrap_or_default();
        let (from, to) = (
            coverage(found.map(|r| &r.from)),
            coverage(found.map(|r| &r.to)),
        );
        let value = match (&row.interval, &row.reason) {
            (Some(interval), _) => format!("{} ({interval})", row.value),
            (None, Some(reason)) => format!("{}: {reason}", row.value),
            (None, None) => row.value.clone(),
        };
        let verdict = format!("{} {}", row.sign, row.verdict);
        let [colour, _] = verdict_colours(row.class);
        let plain = Style::new(Face::Regular, 8.0, INK);
        let bold = Style::new(Face::Bold, 8.0, INK);
        let cells = [
            (row.region.as_str(), bold),
            (&from, plain),
            (&to, plain),
            (&value, plain),
            (&verdict, Style::new(Face::Bold, 8.0, colour)),
        ];
        let [top, height] = table.styled(canvas, &cells);
        let middle = top + height / 2.0;
        canvas.line(&[[at(0.0), top], [at(0.0), top + height]], SOFT, 0.4);
        if let Some(delta) = row.delta_pp {
            let [low, high] = row.ci95_pp.map(at);
            canvas.line(&[[low, middle], [high, middle]], colour, 1.2);
            canvas.dot([at(delta), middle], 2.4, colour);
        }
        table.rule(canvas);
    }
    for share in [-1.0, 0.0, 1.0] {
        let text = words.signed(share * forest.limit_pp);
        let x = at(share * forest.limit_pp) - SMALL.face.width(&text, 7.0) / 2.0;
        canvas.column(
            [x, canvas.y],
            60.0,
            &text,
            Style::new(Face::Regular, 7.0, SOFT),
        );
    }
    canvas.y += 7.0 * LEADING + 4.0;
    for note in forest.notes.iter().chain(&page.unmeasured) {
        canvas.paragraph(note, SMALL);
    }
}
