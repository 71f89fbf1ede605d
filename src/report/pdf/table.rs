//! Tables: columns of given shares of the width, rows as high as their fullest cell.

use super::canvas::{Canvas, INK, LEFT, RULE, SOFT, Style, WIDTH};
use super::face::Face;

/// Space between the columns, points.
const GAP: f64 = 6.0;

/// A table with one line of headings and columns of the given shares of the page's width.
pub(super) struct Table<'a> {
    pub(crate) shares: &'a [f64],
    pub(crate) size: f64,
}

impl Table<'_> {
    fn columns(&self) -> Vec<[f64; 2]> {
        let total: f64 = self.shares.iter().sum();
        let mut x = LEFT;
        self.shares
            .iter()
            .map(|share| {
                let width = share / total * WIDTH;
                let column = [x, width - GAP];
                x += width;
                column
            })
            .collect()
    }

    pub(crate) fn head(&self, canvas: &mut Canvas, cells: &[&str]) {
        let style = Style::new(Face::Bold, self.size, SOFT);
        let cells: Vec<_> = cells.iter().map(|c| (*c, style)).collect();
        // With at least the first row.
        canvas.need(60.0);
        self.styled(canvas, &cells);
        let y = canvas.y - 1.0;
        canvas.line(&[[LEFT, y], [LEFT + WIDTH, y]], SOFT, 0.8);
    }

    /// A row; its first cell is its name.
    pub(crate) fn row(&self, canvas: &mut Canvas, cells: &[&str]) {
        let style = |i| {
            let face = if i == 0 { Face::Bold } else { Face::Regular };
            Style::new(face, self.size, INK)
        };
        let cells: Vec<_> = cells
            .iter()
            .enumerate()
            .map(|(i, c)| (*c, style(i)))
            .collect();
        self.styled(canvas, &cells);
        self.rule(canvas);
    }

    /// A row without its rule; returns the top and height it took.
    pub(crate) fn styled<'a>(&self, canvas: &mut Canvas, cells: &[(&'a str, Style)]) -> [f64; 2] {
        let columns = self.columns();
        let fitted = |((text, style), [_, width]): (&(&'a str, Style), &[f64; 2])| {
            (*text, style.fitted(text, *width))
        };
        let cells: Vec<_> = cells.iter().zip(&columns).map(fitted).collect();
        let height = cells
            .iter()
            .zip(&columns)
            .map(|((text, style), [_, width])| style.height(text, *width))
            .fold(0.0, f64::max);
        canvas.need(height + 4.0);
        let top = canvas.y;
        for ((text, style), [x, width]) in cells.iter().zip(columns) {
            canvas.column([x, top + 1.5], width, text, *style);
        }
        canvas.y += height + 4.0;
        [top, height + 4.0]
    }

    pub(crate) fn rule(&self, canvas: &mut Canvas) {
        let y = canvas.y - 0.5;
        canvas.line(&[[LEFT, y], [LEFT + WIDTH, y]], RULE, 0.5);
    }

    /// Left edge and width of a column.
    pub(crate) fn column(&self, index: usize) -> [f64; 2] {
        self.columns()[index]
    }
}
