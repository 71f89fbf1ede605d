//! Pages as lists of drawing operations, filled from the top; units are PDF points.

use super::face::Face;
use crate::report::pictures::EncodedPicture;

pub(super) const PAGE: [f64; 2] = [595.276, 841.89];
pub(super) const LEFT: f64 = 40.0;
pub(super) const WIDTH: f64 = PAGE[0] - 2.0 * LEFT;
const TOP: f64 = 36.0;
const BOTTOM: f64 = PAGE[1] - 46.0;

/// Lines lie so many type sizes apart.
pub(super) const LEADING: f64 = 1.28;

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

pub(super) const INK: Colour = [27, 36, 48];
pub(super) const SOFT: Colour = [74, 85, 99];
pub(super) const RULE: Colour = [207, 214, 222];
pub(super) const UP: Colour = [31, 90, 153];
const DOWN: Colour = [154, 74, 0];
const NOISE: Colour = [60, 70, 83];
const NONE: Colour = [91, 58, 107];

/// Colour and pale background of a verdict's style class.
pub(super) fn verdict_colours(class: &str) -> [Colour; 2] {
    match class {
        "up" => [UP, [227, 238, 249]],
        "down" => [DOWN, [253, 238, 221]],
        "noise" => [NOISE, [236, 239, 242]],
        _ => [NONE, [243, 236, 247]],
    }
}

/// One thing drawn.
#[derive(Debug, Clone)]
pub(super) enum Op {
    /// Text with its baseline beginning at `at`.
    Text {
        at: [f64; 2],
        text: String,
        face: Face,
        size: f64,
        colour: Colour,
    },
    /// A filled polygon.
    Fill {
        points: Vec<[f64; 2]>,
        colour: Colour,
        opacity: f64,
    },
    /// A line through points.
    Line {
        points: Vec<[f64; 2]>,
        colour: Colour,
        width: f64,
        dashed: bool,
    },
    /// A picture stretched into `rect`: left, top, width, height.
    Picture {
        rect: [f64; 4],
        picture: EncodedPicture,
    },
}

/// Style of a piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(crate) face: Face,
    pub(crate) size: f64,
    pub(crate) colour: Colour,
}

impl Style {
    pub(crate) const fn new(face: Face, size: f64, colour: Colour) -> Self {
        Self { face, size, colour }
    }

    pub(crate) fn lines(self, text: &str, width: f64) -> Vec<String> {
        self.face.wrap(text, self.size, width)
    }

    /// Smaller by at most a quarter, where that keeps the longest word in one piece.
    pub(crate) fn fitted(self, text: &str, width: f64) -> Self {
        let words = text.split_whitespace();
        let widest = words.map(|word| self.face.width(word, self.size));
        let widest = widest.fold(0.0, f64::max);
        let share = width / widest.max(width);
        let size = if share < 0.75 {
            self.size
        } else {
            self.size * share * 0.999
        };
        Self { size, ..self }
    }

    /// Height of the text in a column of `width`.
    pub(crate) fn height(self, text: &str, width: f64) -> f64 {
        self.lines(text, width).len() as f64 * self.size * LEADING
    }
}

/// The pages so far, and how far the last one is filled.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(crate) pages: Vec<Vec<Op>>,
    pub(crate) y: f64,
}

impl Canvas {
    pub(crate) fn new() -> Self {
        Self {
            pages: vec![Vec::new()],
            y: TOP,
        }
    }

    pub(crate) fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Height that is left on this page.
    pub(crate) fn left(&self) -> f64 {
        BOTTOM - self.y
    }

    /// Height that `drawing` takes on a page of its own.
    pub(crate) fn height_of(drawing: impl FnOnce(&mut Self)) -> f64 {
        let mut trial = Self::new();
        drawing(&mut trial);
        trial.y - TOP
    }

    /// Starts a new page where `height` does not fit on this one.
    pub(crate) fn need(&mut self, height: f64) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.new_page();
        }
    }

    pub(crate) fn draw(&mut self, op: Op) {
        self.pages.last_mut().expect("at least one page").push(op);
    }

    /// Text in a column from `x`, its first line's top at `y`; returns the height used.
    pub(crate) fn column(&mut self, [x, y]: [f64; 2], width: f64, text: &str, style: Style) -> f64 {
        let step = style.size * LEADING;
        let lines = style.lines(text, width);
        let count = lines.len() as f64;
        for (i, line) in lines.into_iter().enumerate() {
            self.draw(Op::Text {
                at: [x, y + i as f64 * step + style.size],
                text: line,
                face: style.face,
                size: style.size,
                colour: style.colour,
            });
        }
        count * step
    }

    /// A paragraph over the page's width, line by line onto the next page where it must.
    pub(crate) fn paragraph(&mut self, text: &str, style: Style) {
        let step = style.size * LEADING;
        for line in style.lines(text, WIDTH) {
            self.need(step);
            self.column([LEFT, self.y], WIDTH * 2.0, &line, style);
            self.y += step;
        }
    }

    pub(crate) fn rect(&mut self, [x, y, w, h]: [f64; 4], colour: Colour, opacity: f64) {
        let points = vec![[x, y], [x + w, y], [x + w, y + h], [x, y + h]];
        self.draw(Op::Fill {
            points,
            colour,
            opacity,
        });
    }

    pub(crate) fn line(&mut self, points: &[[f64; 2]], colour: Colour, width: f64) {
        let points = points.to_vec();
        self.draw(Op::Line {
            points,
            colour,
            width,
            dashed: false,
        });
    }

    /// A disc, as a polygon fine enough for print.
    pub(crate) fn dot(&mut self, [x, y]: [f64; 2], radius: f64, colour: Colour) {
        let corner = |i: u8| {
            let angle = f64::from(i) / 24.0 * std::f64::consts::TAU;
            [x + radius * angle.cos(), y + radius * angle.sin()]
        };
        let points = (0..24).map(corner).collect();
        self.draw(Op::Fill {
            points,
            colour,
            opacity: 1.0,
        });
    }

    /// A heading that stays with what follows it.
    pub(crate) fn heading(&mut self, text: &str, size: f64) {
        self.need(size * LEADING + 60.0);
        self.y += 6.0;
        let style = Style::new(Face::Bold, size, INK);
        self.y += self.column([LEFT, self.y], WIDTH, text, style) + 2.0;
    }

    /// Foot of every page: subject, disclaimer, page number.
    pub(crate) fn foot(&mut self, subject: &str, disclaimer: &str) {
        let style = Style::new(Face::Regular, 7.5, SOFT);
        let total = self.pages.len();
        for (i, page) in self.pages.iter_mut().enumerate() {
            let text = format!("{subject}   {}/{total}   {disclaimer}", i + 1);
            let lines = style.lines(&text, WIDTH);
            for (n, line) in lines.into_iter().take(2).enumerate() {
                page.push(Op::Text {
                    at: [LEFT, PAGE[1] - 32.0 + n as f64 * 9.5],
                    text: line,
                    face: style.face,
                    size: style.size,
                    colour: style.colour,
                });
            }
        }
    }
}
