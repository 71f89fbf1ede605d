//! Where the hair ends at the forehead: the strongest step, along the head's midline, from hair to
//! skin that is lighter, redder and smoother.
//!
//! What the constants decide was looked at on 31 photographs from above: of 24 whose hairline somebody
//! marked, 12 are found within 0.08 of the unit head, and one of 7 without a hairline in view is given
//! one. A copy of 100 to 320 px, half or twice the step, half or twice the width of a row, 5 to 12 rows
//! on either side, a grain of 1 to 3 px and floors of half or twice the size find 9 to 14, and 0 to 2;
//! light alone finds 4, colour without grain 11, light and grain without colour 4.

use image::RgbImage;

use super::atlas::{AtlasTop, UnitFrame};
use crate::geometry::Ellipse;
use crate::head::shrink;
use crate::plane::Plane;

/// Long side of the copy that is looked at, px.
const SIDE: u32 = 160;
/// Distance of two rows across the midline, in the unit head.
const STEP: f64 = 0.02;
/// Rows looked at, in the unit head: from the outline at the forehead to behind the mid-scalp.
const REACH: [f64; 2] = [-1.0, 0.5];
/// A hairline lies no farther back, in the unit head.
const FARTHEST_BACK: f64 = 0.2;
/// Half the width of a row, in the unit head, and its samples.
const HALF_WIDTH: f64 = 0.16;
const COLUMNS: usize = 17;
/// Rows on either side of a step, and how far the first lies from it.
const STEP_WINDOW: Window = Window {
    rows: 8,
    gap: 1,
    first: 4,
};
/// The same of a slope: hair cut shorter and shorter ends within as many rows.
const SLOPE_WINDOW: Window = Window {
    rows: 14,
    gap: 3,
    first: 16,
};
/// Lightness, red against green, yellow against blue, grain: how a step counts for skin in front of
/// hair. None of them does it alone; equal weights find two hairlines more and no other wrong.
const WEIGHTS: [f64; 4] = [1.0, 0.7, 0.4, -0.5];
/// Added to the spread of each: a difference below it is nothing, of 100.
const FLOORS: [f64; 4] = [3.0, 1.5, 1.5, 1.0];
/// Least step of a hairline, in spreads. Of 17 photographed heads with a hairline in view, the
/// step was 2.8 to 7.2; without one at most 2.8, at the outline.
const LEAST_STEP: f64 = 2.6;
/// Blur whose remainder is the grain, px of the copy.
const GRAIN_SIGMA: f32 = 1.5;

/// The hairline of a head whose forehead lies at `top`: its place `v` in the unit head; `None` where
/// no clear step is seen, as on a bald head or where hair hides the forehead.
pub(crate) fn hairline(photo: &RgbImage, head: &Ellipse, top: AtlasTop) -> Option<f64> {
    let frame = UnitFrame::new(head, top)?;
    strongest(&Channels::of(photo).rows(&frame), STEP_WINDOW)
}

/// The nape's hairline of a head seen from behind whose neck lies at `neck`, likewise: where no step is
/// seen, a slope is looked for.
pub(crate) fn nape(photo: &RgbImage, head: &Ellipse, neck: AtlasTop) -> Option<f64> {
    let frame = UnitFrame::new(head, neck)?;
    let rows = Channels::of(photo).rows(&frame);
    strongest(&rows, STEP_WINDOW).or_else(|| strongest(&rows, SLOPE_WINDOW))
}

/// [`hairline`] or [`nape`].
pub(crate) type FindEnd = fn(&RgbImage, &Ellipse, AtlasTop) -> Option<f64>;

/// Rows that are compared on either side of one.
#[derive(Clone, Copy)]
struct Window {
    rows: usize,
    /// Distance of the nearest compared row.
    gap: usize,
    /// First row that is tried: a step is sought up to where half its window lies beyond the outline,
    /// a slope up to where all of it lies within.
    first: usize,
}

/// Level of the strongest step, if it is one of a hairline.
fn strongest(rows: &[Row], window: Window) -> Option<f64> {
    let last = rows.len() - window.rows - window.gap;
    let (row, step) = (window.first..last)
        .filter(|&row| level_of(row) <= FARTHEST_BACK)
        .map(|row| (row, step_at(rows, row, window)))
        .fold(
            (0, 0.0),
            |best, found| if found.1 > best.1 { found } else { best },
        );
    (step >= LEAST_STEP).then(|| level_of(row))
}

/// Level of a row, `v` in the unit head.
fn level_of(row: usize) -> f64 {
    REACH[0] + row as f64 * STEP
}

/// Row of samples, each of four values.
type Row = Vec<[f64; 4]>;

/// How much the rows before `row` look like skin in front of the hair behind it.
fn step_at(rows: &[Row], row: usize, window: Window) -> f64 {
    let far = window.rows + window.gap - 1;
    let before = moments(&rows[row.saturating_sub(far)..row - window.gap]);
    let behind = moments(&rows[row + window.gap..=row + far]);
    (0..4)
        .map(|c| {
            let spread = ((before[c].1 + behind[c].1) / 2.0).sqrt() + FLOORS[c];
            WEIGHTS[c] * (before[c].0 - behind[c].0) / spread
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

/// A small copy of the photo in four channels.
struct Channels {
    planes: [Plane; 4],
    /// Copy px per photo px, along x and y.
    scale: [f64; 2],
}

impl Channels {
    fn of(photo: &RgbImage) -> Self {
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

    /// Rows across the midline, from the forehead backwards; beyond the photo its border goes on.
    fn rows(&self, frame: &UnitFrame) -> Vec<Row> {
        let count = ((REACH[1] - REACH[0]) / STEP).round() as usize + 1;
        let across = |i: usize| HALF_WIDTH * (2.0 * i as f64 / (COLUMNS - 1) as f64 - 1.0);
        (0..count)
            .map(|row| {
                (0..COLUMNS)
                    .map(|i| self.at(frame, [across(i), level_of(row)]))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use image::Rgb;

    const DOWN: AtlasTop = AtlasTop { degrees: 180.0 };

    const HEAD: Ellipse = Ellipse {
        center: Point { x: 240.0, y: 240.0 },
        semi_axes: [180.0, 200.0],
        angle: 0.0,
    };

    /// Hair with grain behind `v`, skin before it; `v` in the unit head, the forehead below.
    fn drawn(v: f64) -> RgbImage {
        RgbImage::from_fn(480, 480, |x, y| {
            let grain = ((x * 7 + y * 13).wrapping_mul(2_654_435_761) % 97 / 4) as u8;
            let skin = f64::from(y) > 240.0 - 200.0 * v;
            Rgb(if skin {
                [190, 140, 120]
            } else {
                [50 + grain, 42 + grain, 38 + grain]
            })
        })
    }

    #[test]
    fn the_step_from_hair_to_forehead_is_found() {
        for v in [-0.8, -0.5, -0.2, 0.1] {
            let found = hairline(&drawn(v), &HEAD, DOWN).expect("a step");
            assert!((found - v).abs() < 0.05, "{v}: {found}");
        }
    }

    #[test]
    fn hair_cut_shorter_and_shorter_ends_at_the_nape_where_no_step_is_seen() {
        // Skin below v = 0.45, hair above 0.05, one passing into the other in between.
        let faded = RgbImage::from_fn(480, 480, |x, y| {
            let grain = ((x * 7 + y * 13).wrapping_mul(2_654_435_761) % 97) as f64 / 97.0;
            let hair = ((0.45 - (f64::from(y) - 240.0) / 200.0) / 0.4).clamp(0.0, 1.0);
            let mixed =
                |skin: f64, dark: f64| (skin + hair * (dark - skin) + 14.0 * (grain - 0.5)) as u8;
            Rgb([mixed(104.0, 78.0), mixed(82.0, 70.0), mixed(76.0, 68.0)])
        });
        assert_eq!(hairline(&faded, &HEAD, DOWN), None);
        let found = nape(&faded, &HEAD, DOWN).expect("a slope");
        assert!((found + 0.25).abs() < 0.1, "{found}");
        assert_eq!(nape(&drawn(2.0), &HEAD, DOWN), None);
        assert_eq!(
            nape(&drawn(-0.3), &HEAD, DOWN),
            hairline(&drawn(-0.3), &HEAD, DOWN)
        );
    }

    #[test]
    fn hair_alone_and_skin_alone_have_none() {
        for v in [-2.0, 2.0] {
            assert_eq!(hairline(&drawn(v), &HEAD, DOWN), None, "{v}");
        }
        // Skin behind hair is a bald crown.
        assert_eq!(hairline(&drawn(-0.3), &HEAD, AtlasTop::UP), None);
    }
}
