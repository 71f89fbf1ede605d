//! Where on a photo the hair-bearing scalp is: not ears, face, beard, neck or background.
//!
//! A small convolutional network looks at the whole picture, squashed to a square and turned so that
//! the crown is up, plain and mirrored. It was trained
//! by `training/scalp`, which writes the weights.

mod clip;
mod holes;
mod net;

use image::RgbImage;
use image::imageops::{flip_horizontal, rotate90, rotate180, rotate270};

use crate::geometry::Point;
use crate::model::Front;
use crate::orientation::normalised;
use crate::resize::{Kernel, resized};
use holes::fill_holes;
use net::{CELLS, SIDE};

/// Where the scalp is on one photo.
#[derive(Debug, Clone)]
pub(crate) struct ScalpMap {
    /// Probability of scalp of `CELLS` x `CELLS` cells, the crown up; what scalp encloses is scalp.
    cells: Vec<f32>,
    /// The edge of the photo at which the crown is.
    crown: Front,
    /// Width and height of the photo, px.
    size: [f64; 2],
    /// Probability from which on a place counts as scalp.
    bar: f32,
}

impl ScalpMap {
    /// Of an upright sRGB photo (display values) that shows the crown of the head at the edge `crown`. What is scalp with a probability of `bar` counts as such.
    pub(crate) fn of(photo: &RgbImage, crown: Front, bar: f32) -> Self {
        let small = resized(photo, SIDE as u32, SIDE as u32, Kernel::Area);
        let canonical = match crown {
            Front::Up => small,
            Front::Right => rotate270(&small),
            Front::Down => rotate180(&small),
            Front::Left => rotate90(&small),
        };
        let net = net::built_in();
        let plain = net.log_odds(&normalised(&canonical));
        let mirrored = net.log_odds(&normalised(&flip_horizontal(&canonical)));
        let rows = plain.chunks_exact(CELLS).zip(mirrored.chunks_exact(CELLS));
        let cells = rows.flat_map(|(row, mirrored)| {
            let both = row.iter().zip(mirrored.iter().rev());
            both.map(|(a, b)| 1.0 / (1.0 + (-0.5 * (a + b)).exp()))
        });
        let mut cells: Vec<f32> = cells.collect();
        fill_holes(&mut cells, bar);
        Self {
            cells,
            crown,
            size: [photo.width(), photo.height()].map(f64::from),
            bar,
        }
    }

    /// Probability that a place of the photo is scalp; outside it, of the nearest place inside.
    fn probability(&self, at: Point) -> f64 {
        let (x, y) = (at.x / self.size[0], at.y / self.size[1]);
        let (x, y) = match self.crown {
            Front::Up => (x, y),
            Front::Right => (y, 1.0 - x),
            Front::Down => (1.0 - x, 1.0 - y),
            Front::Left => (1.0 - y, x),
        };
        let last = (CELLS - 1) as f64;
        let along = |v: f64| (v * CELLS as f64 - 0.5).clamp(0.0, last);
        let (x, y) = (along(x), along(y));
        let (left, above) = (x.floor(), y.floor());
        let cell = |column: f64, row: f64| {
            let (column, row) = (column.min(last) as usize, row.min(last) as usize);
            f64::from(self.cells[row * CELLS + column])
        };
        let mix = |a: f64, b: f64, share: f64| a + share * (b - a);
        let upper = mix(cell(left, above), cell(left + 1.0, above), x - left);
        let lower = mix(
            cell(left, above + 1.0),
            cell(left + 1.0, above + 1.0),
            x - left,
        );
        mix(upper, lower, y - above)
    }

    /// Whether a place of the photo counts as scalp.
    fn is_scalp(&self, at: Point) -> bool {
        self.probability(at) >= f64::from(self.bar)
    }
}

#[cfg(test)]
mod tests;
