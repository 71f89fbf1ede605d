//! Boxes of text burnt into an upright picture, by their lower edges.

use image::RgbImage;

/// Step at the straight edge of a box, 8-bit levels.
const EDGE: i16 = 12;
/// Shortest straight edge, px, its gaps and how much of it must be there.
const EDGE_LENGTH: usize = 60;
const EDGE_GAP: usize = 6;
const EDGE_FILLED: f64 = 0.85;
/// The edge of a box is one row high; a hair's edge is blurred over several. Most that the rows beside
/// it may step, in units of its own step.
const EDGE_SHARP: f64 = 0.35;
/// How far above its lower edge the inside of a box is looked at, px, and the share of it that must
/// be darker than what lies below: the rest is letters.
const EDGE_INSIDE: [usize; 2] = [8, 16];
const EDGE_DARK: f64 = 0.4;

/// Lower edges of dark boxes: row and first and last column.
pub(super) fn text_boxes(photo: &RgbImage) -> Vec<(usize, usize, usize)> {
    let (w, h) = (photo.width() as usize, photo.height() as usize);
    let brightest: Vec<i16> = photo
        .pixels()
        .map(|p| i16::from(p.0[0].max(p.0[1]).max(p.0[2])))
        .collect();
    let row = |y: usize| &brightest[y * w..(y + 1) * w];
    let mut edges = Vec::new();
    for y in 1..h.saturating_sub(3) {
        let (above, below) = (row(y), row(y + 1));
        let steps = || above.iter().zip(below).map(|(a, b)| b - a > EDGE);
        if steps().filter(|&step| step).count() < EDGE_LENGTH {
            continue;
        }
        let on: Vec<usize> = (0..w)
            .zip(steps())
            .filter_map(|(x, step)| step.then_some(x))
            .collect();
        for run in on.chunk_by(|a, b| b - a <= EDGE_GAP) {
            let (from, to) = (run[0], run[run.len() - 1]);
            let length = to - from + 1;
            let straight = length >= EDGE_LENGTH && run.len() as f64 > EDGE_FILLED * length as f64;
            if straight && is_box(&row, y, from..=to) {
                edges.push((y, from, to));
            }
        }
    }
    edges
}

/// Whether the straight edge below row `y` is the lower edge of a box: sharp, with skin below it and
/// the box's dark ground above.
fn is_box<'a>(
    row: &impl Fn(usize) -> &'a [i16],
    y: usize,
    columns: std::ops::RangeInclusive<usize>,
) -> bool {
    let count = columns.clone().count() as f64;
    let step = |y: usize| {
        let (above, below) = (row(y), row(y + 1));
        let sum: f64 = columns
            .clone()
            .map(|x| f64::from(below[x] - above[x]))
            .sum();
        sum / count
    };
    let beside = step(y - 1).max(step(y + 1));
    let below = row(y + 3);
    let dark = |up: &usize| {
        y >= *up && {
            let inside = row(y - up);
            let darker = columns.clone().filter(|&x| below[x] - inside[x] > EDGE);
            darker.count() as f64 >= EDGE_DARK * count
        }
    };
    let first = below[*columns.start()];
    let blank = columns
        .clone()
        .all(|x| (below[x] - first).abs() <= EDGE / 2);
    beside <= EDGE_SHARP * step(y) && !blank && EDGE_INSIDE.iter().all(dark)
}
