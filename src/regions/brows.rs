//! Eyebrows: two dark bars, left and right of the midline, with skin in front of them and behind.
//!
//! Heads from above show none, or at the outline's very edge; where they lie well within it, so does the
//! face. On 40 persons photographed from the front they are found on 21, on none of 46 heads seen from straight
//! above and on one of 20 seen from the front-top, whose brows are in view. A least sum of 16 to 30 gives 18 to
//! 22 and at most two.

use super::atlas::{AtlasTop, UnitFrame};
use super::channels::{Channels, Lane, Row, STEP, contrast};
use crate::geometry::Ellipse;

/// Middles of the lanes along the midline that a brow crosses, in the unit head: of one side, then of the other.
const LANES: [f64; 8] = [-0.52, -0.42, -0.32, -0.22, 0.22, 0.32, 0.42, 0.52];
/// Half the width of a lane, in the unit head, and the samples across it.
const HALF_WIDTH: f64 = 0.05;
const COLUMNS: usize = 7;
/// Rows looked at, in the unit head.
const REACH: [f64; 2] = [-1.04, 0.6];
/// Where brows may lie, in the unit head: nearer to the outline the regions end before them.
const PLACES: [f64; 2] = [-0.75, 0.25];
/// Rows of a brow on either side of its middle.
const BROW: usize = 1;
/// Rows of skin behind a brow, and in front, counted from its middle.
const BEHIND: std::ops::RangeInclusive<usize> = 4..=10;
const BEFORE: std::ops::RangeInclusive<usize> = 4..=8;
/// Lightness, red against green, yellow against blue, grain: how skin beside a brow differs from it.
const WEIGHTS: [f64; 4] = [1.0, 0.3, 0.3, -0.5];
/// Least contrast of a brow with the forehead, in spreads, and with what lies in front of it: an eye lies in shade.
const LEAST_BEHIND: f64 = 2.5;
const LEAST_BEFORE: f64 = 1.2;
/// How far from a straight line a brow may lie in a lane, in the unit head.
const BOW: f64 = 0.07;
/// Slants of that line, of a head that is not held straight.
const SLANTS: [f64; 7] = [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3];
/// Fewest lanes of either side that a brow crosses.
const LEAST_LANES: usize = 2;
/// Least sum of the contrasts over the lanes that show one.
const LEAST_SUM: f64 = 20.0;

/// Where brows lie on a head whose forehead points to `top`: their `v` in the unit head at the midline, up
/// to [`BOW`] nearer to the forehead.
pub(crate) fn brows(photo: &Channels, head: &Ellipse, top: AtlasTop) -> Option<f64> {
    let frame = UnitFrame::new(head, top)?;
    let lanes = LANES.map(|middle| bars(photo, &frame, middle));
    let count = ((PLACES[1] - PLACES[0]) / STEP).round() as usize + 1;
    let places = (0..count).map(|i| PLACES[0] + i as f64 * STEP);
    let lines = places.flat_map(|v| SLANTS.map(|slant| (v, slant)));
    let (v, sum) =
        lines
            .map(|(v, slant)| (v, along(&lanes, v, slant)))
            .fold((0.0, 0.0), |best, found| match found.1 > best.1 {
                true => found,
                false => best,
            });
    (sum >= LEAST_SUM).then_some(v)
}

/// How much every place of a lane looks like a brow: its level and its contrast, in spreads.
fn bars(channels: &Channels, frame: &UnitFrame, middle: f64) -> Vec<(f64, f64)> {
    let lane = Lane {
        middle,
        half_width: HALF_WIDTH,
        columns: COLUMNS,
        reach: REACH,
    };
    let rows = channels.rows(frame, &lane);
    let inner = *BEFORE.end()..rows.len() - BEHIND.end();
    inner
        .map(|row| (lane.level_of(row), bar_at(&rows, row)))
        .filter(|&(level, _)| level <= PLACES[1])
        .collect()
}

fn bar_at(rows: &[Row], row: usize) -> f64 {
    let brow = &rows[row - BROW..=row + BROW];
    let behind = &rows[row + BEHIND.start()..=row + BEHIND.end()];
    let before = &rows[row - BEFORE.end()..=row - BEFORE.start()];
    let skin_behind = contrast(behind, brow, WEIGHTS);
    let skin_before = contrast(before, brow, WEIGHTS);
    skin_behind.min(skin_before * LEAST_BEHIND / LEAST_BEFORE)
}

/// Sum of the contrasts of brows along a line; 0 where either side shows none.
fn along(lanes: &[Vec<(f64, f64)>; LANES.len()], v: f64, slant: f64) -> f64 {
    let strongest = |(lane, middle): (&Vec<(f64, f64)>, f64)| {
        let near = lane
            .iter()
            .filter(|(level, _)| (level - v - slant * middle).abs() <= BOW);
        let most = near.map(|bar| bar.1).fold(0.0, f64::max);
        if most >= LEAST_BEHIND { most } else { 0.0 }
    };
    let mut found = [0.0; LANES.len()];
    for (found, lane) in found.iter_mut().zip(lanes.iter().zip(LANES)) {
        *found = strongest(lane);
    }
    let sides = found.split_at(LANES.len() / 2);
    let crosses = |side: &[f64]| side.iter().filter(|f| **f > 0.0).count() >= LEAST_LANES;
    if crosses(sides.0) && crosses(sides.1) {
        found.iter().sum()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use image::{Rgb, RgbImage};

    const HEAD: Ellipse = Ellipse {
        center: Point { x: 240.0, y: 240.0 },
        semi_axes: [180.0, 200.0],
        angle: 0.0,
    };
    const DOWN: AtlasTop = AtlasTop { degrees: 180.0 };

    fn brows(photo: &RgbImage, head: &Ellipse, top: AtlasTop) -> Option<f64> {
        super::brows(&Channels::of(photo), head, top)
    }

    /// Bare skin with two bars at `v`, the forehead below; `slant` is how they run.
    fn drawn(v: f64, slant: f64, sides: &[f64]) -> RgbImage {
        RgbImage::from_fn(480, 480, |x, y| {
            let grain = ((x * 7 + y * 13).wrapping_mul(2_654_435_761) % 97 / 16) as u8;
            let (right, down) = (f64::from(x) - 240.0, f64::from(y) - 240.0);
            let level = -down / 200.0;
            let bar = sides.iter().any(|side| {
                let u = right / 180.0 * side;
                (0.15..0.6).contains(&u) && (level - v - slant * right / 180.0).abs() < 0.035
            });
            Rgb(if bar {
                [60, 48, 40]
            } else {
                [190, 140, 120].map(|c: u8| c + grain)
            })
        })
    }

    #[test]
    fn two_dark_bars_on_skin_are_brows_also_of_a_slanting_head() {
        for (v, slant) in [(-0.6, 0.0), (-0.3, 0.15), (0.1, -0.2)] {
            let found = brows(&drawn(v, slant, &[-1.0, 1.0]), &HEAD, DOWN).expect("brows");
            assert!((found - v).abs() < BOW + STEP, "{v}: {found}");
        }
    }

    #[test]
    fn one_bar_a_bar_at_the_outline_and_a_border_of_hair_are_none() {
        assert_eq!(brows(&drawn(-0.5, 0.0, &[1.0]), &HEAD, DOWN), None);
        assert_eq!(brows(&drawn(-0.9, 0.0, &[-1.0, 1.0]), &HEAD, DOWN), None);
        let border = RgbImage::from_fn(480, 480, |_, y| {
            Rgb(if y > 300 {
                [190, 140, 120]
            } else {
                [60, 48, 40]
            })
        });
        assert_eq!(brows(&border, &HEAD, DOWN), None);
        assert_eq!(brows(&border, &HEAD, AtlasTop::UP), None);
    }
}
