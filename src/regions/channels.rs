//! A small copy of the photo in the four values that tell skin from hair, sampled along the head.

use image::RgbImage;

use super::atlas::UnitFrame;
use crate::head::shrink;
use crate::plane::Plane;

/// Long side of the copy that is looked at, px.
const SIDE: u32 = 160;
/// Blur whose remainder is the grain, px of the copy.
const GRAIN_SIGMA: f32 = 1.5;
/// Distance of two rows across the midline, in the unit head.
pub(super) const STEP: f64 = 0.02;
/// Added to the spread of each value: a difference below it is nothing, of 100.
const FLOORS: [f64; 4] = [3.0, 1.5, 1.5, 1.0];

/// Row of samples, each of four values: lightness, red against green, yellow against blue, grain, of 100.
pub(super) type Row = Vec<[f64; 4]>;

/// A lane along the midline: rows of samples across it, [`STEP`] apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    /// Its middle beside the midline, in the unit head.
    pub(super) middle: f64,
    /// Half its width, in the unit head.
    pub(super) half_width: f64,
    /// Samples of a row.
    pub(super) columns: usize,
    /// First and last row, in the unit head.
    pub(super) reach: [f64; 2],
}

impl Lane {
    /// Level of a row, `v` in the unit head.
    pub(super) fn level_of(&self, row: usize) -> f64 {
        self.reach[0] + row as f64 * STEP
    }

    fn across(&self, column: usize) -> f64 {
        let share = 2.0 * column as f64 / (self.columns - 1) as f64 - 1.0;
        self.middle + self.half_width * share
    }
}

/// How much the samples `one` are lighter, redder, yellower and rougher than `other`, in spreads, each
/// value counted by its weight.
pub(super) fn contrast(one: &[Row], other: &[Row], weights: [f64; 4]) -> f64 {
    let (one, other) = (moments(one), moments(other));
    (0..4)
        .map(|c| {
            let spread = ((one[c].1 + other[c].1) / 2.0).sqrt() + FLOORS[c];
            weights[c] * (one[c].0 - other[c].0) / spread
        })
        .sum()
}

/// Mean and variance of each value.
fn moments(rows: &[Row]) -> [(f64, f64); 4] {
    let samples = || rows.iter().flatten();
    let n = samples().count() as f64;
    std::array::from_fn(|c| {
        let mean = samples().map(|s| s[c]).sum::<f64>() / n;
        let variance = samples().map(|s| (s[c] - mean).powi(2)).sum::<f64>() / n;
        (mean, variance)
    })
}

/// A small copy of a photo in four channels, made once for all that is looked for on it.
#[derive(Debug)]
pub(crate) struct Channels {
    planes: [Plane; 4],
    /// Copy px per photo px, along x and y.
    scale: [f64; 2],
}

impl Channels {
    /// Of an upright photo, sRGB.
    pub(crate) fn of(photo: &RgbImage) -> Self {
        let long = photo.width().max(photo.height());
        let small = shrink(photo, f64::from(long) / f64::from(SIDE));
        let (width, height) = small.dimensions();
        let plane = |value: fn([f32; 3]) -> f32| {
            Plane::from_fn(width as usize, height as usize, |x, y| {
                let pixel = small.get_pixel(x as u32, y as u32).0;
                value(pixel.map(|v| f32::from(v) / 2.55))
            })
        };
        let light = plane(|[r, g, b]| 0.299 * r + 0.587 * g + 0.114 * b);
        let grain = light.zip(&light.blurred(GRAIN_SIGMA), |a, b| 3.0 * (a - b).abs());
        let red = plane(|[r, g, _]| 0.9 * (r - g));
        let yellow = plane(|[r, g, b]| 0.9 * ((r + g) / 2.0 - b));
        Self {
            planes: [light, red, yellow, grain],
            scale: [
                f64::from(width) / f64::from(photo.width()),
                f64::from(height) / f64::from(photo.height()),
            ],
        }
    }

    /// The rows of a lane, from the forehead backwards; beyond the photo its border goes on.
    pub(super) fn rows(&self, frame: &UnitFrame, lane: &Lane) -> Vec<Row> {
        let count = ((lane.reach[1] - lane.reach[0]) / STEP).round() as usize + 1;
        (0..count)
            .map(|row| {
                (0..lane.columns)
                    .map(|i| self.at(frame, [lane.across(i), lane.level_of(row)]))
                    .collect()
            })
            .collect()
    }

    fn at(&self, frame: &UnitFrame, place: [f64; 2]) -> [f64; 4] {
        let p = frame.place(place);
        let near = |at: f64, scale: f64, side: usize| {
            let nearest = ((at + 0.5) * scale - 0.5).round();
            nearest.clamp(0.0, side as f64 - 1.0) as usize
        };
        let x = near(p.x, self.scale[0], self.planes[0].width);
        let y = near(p.y, self.scale[1], self.planes[0].height);
        std::array::from_fn(|c| f64::from(self.planes[c].at(x, y)))
    }
}
