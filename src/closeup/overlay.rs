//! What is burnt into a picture and is no skin: a scale bar, text in boxes, coloured drawings, grey
//! strips. Nothing is seen there.

use image::{Rgb, RgbImage};

use super::model::ScaleBar;
use super::quarter_turn::QuarterTurn;
use super::scale_bar::find_bar;
use super::text_box::text_boxes;
use crate::geometry::Point;

/// How much redder than green and blue a drawing is, 8-bit levels.
const DRAWN: i16 = 50;
/// Rows whose channels vary less than this are a strip, 8-bit levels (standard deviation).
const PLAIN: f64 = 6.0;
/// Height of a line of text above the lower edge of its box, px.
const TEXT_HEIGHT: usize = 38;
/// Height of a line of text at the top of the picture, px.
const TOP_TEXT_HEIGHT: usize = 45;

/// Length of a box of text, px, by which a picture is taken to stand otherwise than it is given: a hair's straight
/// edge can look like a shorter one.
const LINE_OF_TEXT: usize = 300;

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

/// What is written into a picture that stands upright.
struct Burnt {
    bar: Option<ScaleBar>,
    /// Lower edges of boxes of text: row and first and last column.
    boxes: Vec<(usize, usize, usize)>,
}

impl Burnt {
    fn into(photo: &RgbImage) -> Self {
        Self {
            bar: find_bar(photo),
            boxes: text_boxes(photo),
        }
    }

    /// Whether it is rather by this than by the `other` that the picture stands upright.
    fn tells_more_than(&self, other: &Self) -> bool {
        let longest = |burnt: &Self| {
            let lengths = burnt.boxes.iter().map(|(_, from, to)| to - from);
            lengths.max().unwrap_or(0)
        };
        let text = longest(self) >= LINE_OF_TEXT && longest(self) > 2 * longest(other);
        self.bar.is_some() && other.bar.is_none()
            || self.bar.is_some() == other.bar.is_some() && text
    }
}

impl Overlay {
    /// What lies over `photo`, whichever of its sides is up: a scale bar tells how the picture stands, else the
    /// most text.
    pub(crate) fn of(photo: &RgbImage) -> Self {
        let as_is = Burnt::into(photo);
        if as_is.bar.is_some() {
            return Self::under(photo, &as_is);
        }
        let mut best = (None, as_is);
        for turn in QuarterTurn::ALL {
            let upright = turn.of(photo);
            let burnt = Burnt::into(&upright);
            if burnt.tells_more_than(&best.1) {
                best = (Some((turn, upright)), burnt);
            }
        }
        match best {
            (None, burnt) => Self::under(photo, &burnt),
            (Some((turn, upright)), burnt) => {
                Self::under(&upright, &burnt).turned_back(turn, upright.dimensions())
            }
        }
    }

    /// What lies over a photo that stands upright.
    fn under(photo: &RgbImage, burnt: &Burnt) -> Self {
        let (w, h) = (photo.width() as usize, photo.height() as usize);
        let mut hard = vec![false; w * h];
        let mut fill = |x0: f64, y0: f64, x1: f64, y1: f64| {
            let clip = |v: f64, side: usize| v.clamp(0.0, side as f64) as usize;
            for y in clip(y0, h)..clip(y1 + 1.0, h) {
                hard[y * w + clip(x0, w)..y * w + clip(x1 + 1.0, w)].fill(true);
            }
        };
        for &(y, from, to) in &burnt.boxes {
            let height = if y < 60 { TOP_TEXT_HEIGHT } else { TEXT_HEIGHT };
            let (y, from, to) = (y as f64, from as f64, to as f64);
            fill(from - 6.0, y - height as f64, to + 6.0, y + 3.0);
        }
        if let Some(bar) = &burnt.bar {
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
        Self {
            bar: burnt.bar,
            hard,
            thin,
        }
    }

    /// The same over the photo of which this one, of `size` px, is turned by `turn`.
    fn turned_back(&self, turn: QuarterTurn, size: (u32, u32)) -> Self {
        let point = |p: Point| turn.back(p, size);
        let mask = |mask: &[bool]| turn.mask_back(mask, size);
        Self {
            bar: self.bar.map(|bar| ScaleBar {
                corner: point(bar.corner),
                across: point(bar.across),
                up: point(bar.up),
                length_px: bar.length_px,
            }),
            hard: mask(&self.hard),
            thin: mask(&self.thin),
        }
    }

    /// The photo with `blank` in place of text and strips burnt into it; the scale bar stays.
    pub(crate) fn without_text(&self, photo: &RgbImage, blank: Rgb<u8>) -> RgbImage {
        let bars: Vec<[f64; 4]> = self.bar.iter().flat_map(arms).collect();
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

/// Where the two lines of a scale bar lie, whichever way the picture stands: left, top, right and lower edge, px.
fn arms(bar: &ScaleBar) -> [[f64; 4]; 2] {
    let c = bar.corner;
    [bar.across, bar.up].map(|end| {
        let (low, high) = (
            (c.x.min(end.x), c.y.min(end.y)),
            (c.x.max(end.x), c.y.max(end.y)),
        );
        [low.0 - 5.0, low.1 - 5.0, high.0 + 5.0, high.1 + 5.0]
    })
}

/// What is masked of a scale bar of an upright picture: left, top, right and lower edge, px.
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

    /// A scale bar beside a box of text, and the box alone.
    #[test]
    fn a_turned_picture_hides_the_same() {
        for with_bar in [true, false] {
            let mut photo = skin(500, 400);
            for (x, y, p) in photo.enumerate_pixels_mut() {
                let text = (70..450).contains(&x) && (1..40).contains(&y);
                let across = (50..250).contains(&x) && (320..323).contains(&y);
                let up = (50..53).contains(&x) && (120..323).contains(&y);
                if text || with_bar && (across || up) {
                    p.0 = [20; 3];
                }
            }
            let upright = Overlay::of(&photo);
            assert_eq!(upright.bar.is_some(), with_bar);
            assert!(upright.hard[20 * 500 + 200], "the text is hidden");
            for turn in QuarterTurn::ALL {
                let turned = turn.of(&photo);
                let found = Overlay::of(&turned);
                assert_eq!(found.bar.is_some(), with_bar, "{turn:?}");
                let back = turn.mask_back(&found.hard, turned.dimensions());
                assert!(back == upright.hard, "{turn:?}, with a bar: {with_bar}");
            }
        }
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
