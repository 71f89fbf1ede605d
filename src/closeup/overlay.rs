//! What is burnt into a picture and is no skin: a scale bar, text in boxes, coloured drawings, grey
//! strips. Nothing is seen there.

use image::{Rgb, RgbImage};

use super::model::ScaleBar;
use super::scale_bar::find_bar;

/// How much redder than green and blue a drawing is, 8-bit levels.
const DRAWN: i16 = 50;
/// Rows whose channels vary less than this are a strip, 8-bit levels (standard deviation).
const PLAIN: f64 = 6.0;
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
/// Height of a line of text above the lower edge of its box, px.
const TEXT_HEIGHT: usize = 38;
/// Height of a line of text at the top of the picture, px.
const TOP_TEXT_HEIGHT: usize = 45;

/// What is burnt into a photo; its pixels row by row.
#[derive(Debug, Clone)]
pub(crate) struct Overlay {
    /// The scale bar, where there is one.
    pub(crate) bar: Option<ScaleBar>,
    /// True where nothing of the skin is seen and no hair is sought.
    pub(crate) hard: Vec<bool>,
    /// True on thin drawings, which are painted over but may have hairs across.
    pub(crate) thin: Vec<bool>,
}

impl Overlay {
    /// What lies over `photo`.
    pub(crate) fn of(photo: &RgbImage) -> Self {
        let bar = find_bar(photo);
        let (w, h) = (photo.width() as usize, photo.height() as usize);
        let mut hard = vec![false; w * h];
        let mut fill = |x0: f64, y0: f64, x1: f64, y1: f64| {
            let clip = |v: f64, side: usize| v.clamp(0.0, side as f64) as usize;
            for y in clip(y0, h)..clip(y1 + 1.0, h) {
                hard[y * w + clip(x0, w)..y * w + clip(x1 + 1.0, w)].fill(true);
            }
        };
        for (y, from, to) in text_boxes(photo) {
            let height = if y < 60 { TOP_TEXT_HEIGHT } else { TEXT_HEIGHT };
            let (y, from, to) = (y as f64, from as f64, to as f64);
            fill(from - 6.0, y - height as f64, to + 6.0, y + 3.0);
        }
        if let Some(bar) = &bar {
            for [x0, y0, x1, y1] in bar_boxes(bar) {
                fill(x0, y0, x1, y1);
            }
        }
        for y in 0..h {
            if is_plain(&photo.as_raw()[3 * y * w..3 * (y + 1) * w]) {
                hard[y * w..(y + 1) * w].fill(true);
            }
        }
        let thin = photo
            .pixels()
            .map(|p| {
                let [r, g, b] = p.0.map(i16::from);
                r - g.max(b) > DRAWN
            })
            .collect();
        Self { bar, hard, thin }
    }

    /// The photo with `blank` in place of text and strips burnt into it; the scale bar stays.
    pub(crate) fn without_text(&self, photo: &RgbImage, blank: Rgb<u8>) -> RgbImage {
        let bars: Vec<[f64; 4]> = self.bar.iter().flat_map(bar_boxes).collect();
        let is_bar = |x: u32, y: u32| {
            let (x, y) = (f64::from(x), f64::from(y));
            let holds =
                |[x0, y0, x1, y1]: &[f64; 4]| (*x0..=*x1).contains(&x) && (*y0..=*y1).contains(&y);
            bars.iter().any(holds)
        };
        let mut out = photo.clone();
        for ((x, y, pixel), hard) in out.enumerate_pixels_mut().zip(&self.hard) {
            if *hard && !is_bar(x, y) {
                *pixel = blank;
            }
        }
        out
    }

    /// The same on the photo brought from one size to another: marked where any of its marked pixels falls.
    pub(super) fn resized(&self, from: (u32, u32), to: (u32, u32)) -> Self {
        Self {
            bar: None,
            hard: reduced(&self.hard, from, to),
            thin: reduced(&self.thin, from, to),
        }
    }

    /// Places hidden by anything, row by row.
    pub(super) fn hidden(&self) -> Vec<bool> {
        let both = self.hard.iter().zip(&self.thin);
        both.map(|(a, b)| *a || *b).collect()
    }

    /// Whether nothing lies over the photo.
    pub(crate) fn is_empty(&self) -> bool {
        !self.hard.iter().chain(&self.thin).any(|&m| m)
    }
}

/// Where the two lines of a scale bar lie: left, top, right and lower edge, px.
fn bar_boxes(bar: &ScaleBar) -> [[f64; 4]; 2] {
    let (c, a, u) = (bar.corner, bar.across, bar.up);
    [
        [c.x - 6.0, c.y - 4.0, a.x + 5.0, c.y + 4.0],
        [c.x - 5.0, u.y - 6.0, c.x + 5.0, c.y + 5.0],
    ]
}

/// A mask at another size: true where any pixel of it falls.
fn reduced(mask: &[bool], from: (u32, u32), to: (u32, u32)) -> Vec<bool> {
    let mut out = vec![false; (to.0 * to.1) as usize];
    let place =
        |v: usize, from: u32, to: u32| (v as u64 * u64::from(to) / u64::from(from)) as usize;
    for (y, row) in mask.chunks_exact(from.0 as usize).enumerate() {
        let base = place(y, from.1, to.1) * to.0 as usize;
        for x in (0..row.len()).filter(|&x| row[x]) {
            out[base + place(x, from.0, to.0)] = true;
        }
    }
    out
}

/// A row without anything in it.
fn is_plain(row: &[u8]) -> bool {
    let pixels = row.as_chunks::<3>().0;
    let n = pixels.len() as u64;
    (0..3).all(|c| {
        let (sum, squares) = pixels.iter().fold((0u64, 0u64), |(sum, squares), p| {
            let v = u64::from(p[c]);
            (sum + v, squares + v * v)
        });
        // n² times the variance, which is whole.
        ((n * squares - sum * sum) as f64) < (n * n) as f64 * PLAIN * PLAIN
    })
}

/// Lower edges of dark boxes: row and first and last column.
fn text_boxes(photo: &RgbImage) -> Vec<(usize, usize, usize)> {
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

/// The photo with the marked pixels painted from the nearest free ones of their row and column,
/// nearer ones counting more.
pub(super) fn painted_over(photo: &RgbImage, marked: &[bool]) -> RgbImage {
    let (w, h) = (photo.width() as usize, photo.height() as usize);
    let mut out = photo.clone();
    let mut above: Vec<Option<usize>> = vec![None; w];
    let below = next_free_below(marked, w, h);
    for (y, below) in below.iter().enumerate() {
        let row = &marked[y * w..(y + 1) * w];
        if let Some(below) = below {
            let left = nearest_left(row);
            let right = nearest_right(row);
            for x in (0..w).filter(|&x| row[x]) {
                let sides = [
                    left[x].map(|k| (x - k, k, y)),
                    right[x].map(|k| (k - x, k, y)),
                    above[x].map(|k| (y - k, x, k)),
                    below[x].map(|k| (k - y, x, k)),
                ];
                let (mut sum, mut total) = ([0.0f64; 3], 0.0);
                for (distance, sx, sy) in sides.into_iter().flatten() {
                    let weight = 1.0 / distance as f64;
                    let p = photo.get_pixel(sx as u32, sy as u32).0;
                    (0..3).for_each(|c| sum[c] += weight * f64::from(p[c]));
                    total += weight;
                }
                if total > 0.0 {
                    let p = sum.map(|s| (s / total + 0.5) as u8);
                    out.put_pixel(x as u32, y as u32, image::Rgb(p));
                }
            }
        }
        keep_free(row, y, &mut above);
    }
    out
}

/// Row `y` as the nearest with a free pixel of each column that is free there.
fn keep_free(row: &[bool], y: usize, nearest: &mut [Option<usize>]) {
    for (nearest, _) in nearest.iter_mut().zip(row).filter(|(_, marked)| !**marked) {
        *nearest = Some(y);
    }
}

fn nearest_left(row: &[bool]) -> Vec<Option<usize>> {
    let mut last = None;
    row.iter()
        .enumerate()
        .map(|(x, &m)| {
            if !m {
                last = Some(x);
            }
            last
        })
        .collect()
}

fn nearest_right(row: &[bool]) -> Vec<Option<usize>> {
    let mut out = vec![None; row.len()];
    let mut last = None;
    for x in (0..row.len()).rev() {
        if !row[x] {
            last = Some(x);
        }
        out[x] = last;
    }
    out
}

/// For each row with marked pixels the nearest row below with a free pixel, column by column.
fn next_free_below(marked: &[bool], w: usize, h: usize) -> Vec<Option<Vec<Option<usize>>>> {
    let mut nearest = vec![None; w];
    let mut out = vec![None; h];
    for y in (0..h).rev() {
        let row = &marked[y * w..(y + 1) * w];
        if row.iter().any(|&m| m) {
            out[y] = Some(nearest.clone());
        }
        keep_free(row, y, &mut nearest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skin(w: u32, h: u32) -> RgbImage {
        RgbImage::from_fn(w, h, |x, y| {
            let grain = ((x * 31 + y * 17 + x * y) % 19) as u8;
            Rgb([200 + grain, 170 + grain, 150 + grain])
        })
    }

    /// A bar of `half` px to either side of row 100 whose edges are blurred over `soft` rows.
    fn with_bar(half: f64, soft: f64) -> RgbImage {
        let mut photo = skin(400, 300);
        for (x, y, p) in photo.enumerate_pixels_mut() {
            if (100..300).contains(&x) {
                let beyond = ((f64::from(y) - 100.0).abs() - half) / soft;
                let light = (0.5 + beyond).clamp(0.15, 1.0);
                p.0 = p.0.map(|v| (f64::from(v) * light) as u8);
            }
        }
        photo
    }

    #[test]
    fn a_hair_that_lies_level_is_no_text_box() {
        assert_eq!(text_boxes(&with_bar(4.0, 4.0)), []);
        assert_eq!(text_boxes(&with_bar(14.0, 4.0)), []);
    }

    #[test]
    fn a_copy_shows_no_box_of_text_and_all_else() {
        let photo = with_bar(12.5, 0.1);
        let blank = Rgb([128, 128, 128]);
        let copy = Overlay::of(&photo).without_text(&photo, blank);
        assert_eq!(*copy.get_pixel(200, 100), blank);
        assert_eq!(copy.get_pixel(20, 100), photo.get_pixel(20, 100));
    }

    #[test]
    fn a_dark_box_is_found_by_its_lower_edge() {
        let rows: Vec<usize> = text_boxes(&with_bar(12.5, 0.1))
            .iter()
            .map(|b| b.0)
            .collect();
        assert_eq!(rows, [112]);
    }

    #[test]
    fn the_step_to_a_blank_strip_is_no_box() {
        let mut photo = skin(400, 300);
        for (_, y, p) in photo.enumerate_pixels_mut() {
            if y >= 280 {
                p.0 = [250; 3];
            }
        }
        assert_eq!(text_boxes(&photo), []);
    }
}
