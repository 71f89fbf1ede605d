//! Where the hair ends at the forehead: the strongest step, along the head's midline, from hair to
//! skin that is lighter, redder and smoother.
//!
//! What the constants decide was looked at on 31 photographs from above: of 24 whose hairline somebody
//! marked, 12 are found within 0.08 of the unit head, and one of 7 without a hairline in view is given
//! one. A copy of 100 to 320 px, half or twice the step, half or twice the width of a row, 5 to 12 rows
//! on either side, a grain of 1 to 3 px and floors of half or twice the size find 9 to 14, and 0 to 2;
//! light alone finds 4, colour without grain 11, light and grain without colour 4.

use super::atlas::{AtlasTop, UnitFrame};
use super::channels::{Channels, Lane, Row, STEP, contrast};
use crate::geometry::Ellipse;

/// Where a hairline is sought: from the outline at the forehead to behind the mid-scalp.
const MIDLINE: Lane = Lane {
    middle: 0.0,
    half_width: 0.16,
    columns: 17,
    reach: [-1.0, 0.5],
};
/// A hairline lies no farther back, in the unit head.
const FARTHEST_BACK: f64 = 0.2;
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
/// Least step of a hairline, in spreads. Of 17 photographed heads with a hairline in view, the
/// step was 2.8 to 7.2; without one at most 2.8, at the outline.
const LEAST_STEP: f64 = 2.6;
/// Least length of hair in front of bare scalp for which its own front is the hairline, in the unit head:
/// brows are at most 0.2 long.
const LEAST_HAIR: f64 = 0.3;

/// The hairline of a head whose forehead lies at `top`: its place `v` in the unit head; `None` where
/// no clear step is seen, as on a bald head or where hair hides the forehead.
pub(crate) fn hairline(photo: &Channels, head: &Ellipse, top: AtlasTop) -> Option<f64> {
    let frame = UnitFrame::new(head, top)?;
    let rows = photo.rows(&frame, &MIDLINE);
    let steps = steps(&rows, STEP_WINDOW);
    let found = strongest(&steps)?;
    Some(MIDLINE.level_of(front_of_hair_before(&steps, found).unwrap_or(found)))
}

/// The nape's hairline of a head seen from behind whose neck lies at `neck`, likewise: where no step is
/// seen, a slope is looked for.
pub(crate) fn nape(photo: &Channels, head: &Ellipse, neck: AtlasTop) -> Option<f64> {
    let frame = UnitFrame::new(head, neck)?;
    let rows = photo.rows(&frame, &MIDLINE);
    let within = |window| strongest(&steps(&rows, window));
    let row = within(STEP_WINDOW).or_else(|| within(SLOPE_WINDOW))?;
    Some(MIDLINE.level_of(row))
}

/// [`hairline`] or [`nape`].
pub(crate) type FindEnd = fn(&Channels, &Ellipse, AtlasTop) -> Option<f64>;

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

/// Rows that may be a hairline's, each with its step.
fn steps(rows: &[Row], window: Window) -> Vec<(usize, f64)> {
    let last = rows.len() - window.rows - window.gap;
    (window.first..last)
        .filter(|&row| MIDLINE.level_of(row) <= FARTHEST_BACK)
        .map(|row| (row, step_at(rows, row, window)))
        .collect()
}

/// Row of the strongest step, if it is one of a hairline; the first of the strongest.
fn strongest(steps: &[(usize, f64)]) -> Option<usize> {
    let stronger = |best: (usize, f64), &step: &(usize, f64)| match step.1 > best.1 {
        true => step,
        false => best,
    };
    let (row, step) = steps.iter().fold((0, 0.0), stronger);
    (step >= LEAST_STEP).then_some(row)
}

/// Row at which hair begins before `found`, where the skin in front of that is bare scalp: it has a step
/// back to hair in front of it, and that hair another to the forehead.
fn front_of_hair_before(steps: &[(usize, f64)], found: usize) -> Option<usize> {
    let before = &steps[..steps.iter().position(|&(row, _)| row == found)?];
    let (at, &(end, back)) = before
        .iter()
        .enumerate()
        .min_by(|a, b| a.1.1.total_cmp(&b.1.1))?;
    let front = strongest(&before[..at]).filter(|_| back <= -LEAST_STEP)?;
    ((end - front) as f64 * STEP >= LEAST_HAIR).then_some(front)
}

/// How much the rows before `row` look like skin in front of the hair behind it.
fn step_at(rows: &[Row], row: usize, window: Window) -> f64 {
    let far = window.rows + window.gap - 1;
    let before = &rows[row.saturating_sub(far)..row - window.gap];
    let behind = &rows[row + window.gap..=row + far];
    contrast(before, behind, WEIGHTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use image::{Rgb, RgbImage};

    const DOWN: AtlasTop = AtlasTop { degrees: 180.0 };

    const HEAD: Ellipse = Ellipse {
        center: Point { x: 240.0, y: 240.0 },
        semi_axes: [180.0, 200.0],
        angle: 0.0,
    };

    fn hairline(photo: &RgbImage, head: &Ellipse, top: AtlasTop) -> Option<f64> {
        super::hairline(&Channels::of(photo), head, top)
    }

    fn nape(photo: &RgbImage, head: &Ellipse, neck: AtlasTop) -> Option<f64> {
        super::nape(&Channels::of(photo), head, neck)
    }

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
    fn bare_scalp_behind_hair_is_no_forehead_but_brows_are_no_hair() {
        // Hair from -0.7 back, bare from `end` to 0.1.
        let patched = |end: f64| {
            let (skin, hair) = (drawn(2.0), drawn(-2.0));
            RgbImage::from_fn(480, 480, |x, y| {
                let v = (240.0 - f64::from(y)) / 200.0;
                let bare = v < -0.7 || (end..0.1).contains(&v);
                *if bare { &skin } else { &hair }.get_pixel(x, y)
            })
        };
        let found = |end: f64| hairline(&patched(end), &HEAD, DOWN).expect("a hairline");
        assert!((found(-0.3) + 0.7).abs() < 0.06, "{}", found(-0.3));
        assert!((found(-0.58) - 0.1).abs() < 0.06, "{}", found(-0.58));
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
