//! The picture to hand over: both photos with their dates, an arrow from the one to the other, the
//! region that the answer names, pointed at, and the answer in one line.

use image::{Rgb, RgbImage};
use imageproc::drawing::{draw_filled_rect_mut, draw_line_segment_mut, draw_polygon_mut};
use imageproc::point::Point as Corner;
use imageproc::rect::Rect;

use super::label::{TEXT_HEIGHT_PX, draw_text, text_width_px};
use super::overlay::{draw_outline, paste};
use super::page::answer::less_control;
use super::page::chosen::interval_told;
use super::page::names::region_name;
use super::page::view::ViewPage;
use super::pictures::{EncodedPicture, PictureBudget, PictureError, ViewPictures, encode_photo};
use crate::geometry::Point;
use crate::model::{OVERALL_REGION, Report, ViewReport};
use crate::report::html::HtmlError;
use crate::report::pictures::ReportPictures;
use crate::resize::{Kernel, resized};
use crate::words::Words;
use crate::words::{Lang, fill};

/// A picture with the name of its file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Handout {
    /// View that it shows.
    pub(crate) view: String,
    /// The picture.
    pub(crate) picture: EncodedPicture,
}

const INK: Rgb<u8> = Rgb([27, 36, 48]);
const PAPER: Rgb<u8> = Rgb([255, 255, 255]);
const SPOT: Rgb<u8> = Rgb([240, 228, 66]);
/// Room between the photos for the arrow, and for a line of text above and below, px.
const BETWEEN: u32 = 64;
const LINE: u32 = TEXT_HEIGHT_PX + 22;
/// Most of a file.
const BUDGET: PictureBudget = PictureBudget {
    max_side_px: 2000,
    max_bytes: 1_000_000,
};

/// Why no picture could be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandoutError {
    /// The report cannot be put into words.
    #[error(transparent)]
    Words(#[from] HtmlError),
    /// The picture cannot be written.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A picture of the report cannot be read.
    #[error(transparent)]
    Image(#[from] image::ImageError),
}

/// One picture for each view of which two photos can be shown.
///
/// # Errors
/// [`HandoutError`] when a picture or date of the report cannot be read.
pub(crate) fn handouts(
    report: &Report,
    pictures: &ReportPictures,
    lang: Lang,
) -> Result<Vec<Handout>, HandoutError> {
    let words = Words { t: lang.text() };
    let mut made = Vec::new();
    for (index, view) in report.views.iter().enumerate() {
        let Some(own) = pictures.views.get(&view.view) else {
            continue;
        };
        let page = ViewPage::new(words, report, view, Some(own), index)?;
        if let Some(picture) = handout(words, view, &page, own)? {
            made.push(Handout {
                view: view.view.clone(),
                picture: encode_photo(&picture, BUDGET)?,
            });
        }
    }
    Ok(made)
}

fn handout(
    words: Words,
    view: &ViewReport,
    page: &ViewPage,
    pictures: &ViewPictures,
) -> Result<Option<RgbImage>, HandoutError> {
    let Some(viewer) = page.viewer.as_ref().filter(|v| !v.single) else {
        return Ok(None);
    };
    let [from, to] = [viewer.from, viewer.to].map(|index| &view.photos[index].id);
    let of = |id: &String| {
        let own = pictures.photos.get(id)?;
        own.aligned.as_ref().or(own.as_taken.as_ref())
    };
    let Some((before, after)) = of(from).zip(of(to)) else {
        return Ok(None);
    };
    let before = image::load_from_memory(&before.bytes)?.into_rgb8();
    let after = fitted(
        &image::load_from_memory(&after.bytes)?.into_rgb8(),
        before.dimensions(),
    );
    let (width, height) = before.dimensions();
    let whole = 2 * width + BETWEEN;
    let lines = wrapped(&answer(words, view, page, [from, to]), fitting(whole));
    let below = LINE * lines.len() as u32;
    let mut sheet = RgbImage::from_pixel(whole, height + LINE + below, PAPER);
    let right = width + BETWEEN;
    paste(&mut sheet, &before, [0, LINE]);
    paste(&mut sheet, &after, [right, LINE]);
    for (x, date) in [(0, &viewer.from_date), (right, &viewer.to_date)] {
        line_of_text(&mut sheet, date, [x, 0], width);
    }
    arrow(&mut sheet, [width, LINE + height / 2]);
    for (line, below) in lines.iter().zip(0..) {
        line_of_text(&mut sheet, line, [0, LINE + height + below * LINE], whole);
    }
    if !viewer.unaligned {
        point_at_region(&mut sheet, view, page, pictures, [width, height]);
    }
    Ok(Some(sheet))
}

/// The picture within a box of this size, on grey where it does not fill it.
fn fitted(picture: &RgbImage, (width, height): (u32, u32)) -> RgbImage {
    if picture.dimensions() == (width, height) {
        return picture.clone();
    }
    let scale = (f64::from(width) / f64::from(picture.width()))
        .min(f64::from(height) / f64::from(picture.height()));
    let side = |px: u32, most: u32| ((f64::from(px) * scale).round() as u32).clamp(1, most);
    let (w, h) = (side(picture.width(), width), side(picture.height(), height));
    let mut fitted = RgbImage::from_pixel(width, height, Rgb([128; 3]));
    let [x, y] = [(width - w) / 2, (height - h) / 2];
    let small = resized(picture, w, h, Kernel::Crisp);
    paste(&mut fitted, &small, [x, y]);
    fitted
}

/// The answer in one line: region, verdict, coverage then and now, the interval of the change.
fn answer(words: Words, view: &ViewReport, page: &ViewPage, [from, to]: [&String; 2]) -> String {
    let region = page.headline.region.as_deref().unwrap_or(OVERALL_REGION);
    let verdict = page.headline.verdict;
    let told = view
        .course_change
        .regions
        .iter()
        .find(|c| c.region == region);
    let compared = told.filter(|c| c.is_comparable());
    let values = [from, to].map(|id| view.level_shown(id, region));
    let (Some(change), [Some(then), Some(now)]) = (compared, values) else {
        return format!("{}: {verdict}", words.t.name(&view.view));
    };
    let fine = words.parts(then, false) == words.parts(now, false);
    let gaps = [
        ("region", region_name(words, region)),
        ("verdict", verdict.to_owned()),
        ("then", words.parts(then, fine)),
        ("now", words.parts(now, fine)),
        (
            "interval",
            words.interval_pp(interval_told(&view.course_change.regions, change)),
        ),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    let line = fill(words.t.handout, &gaps);
    match less_control(words, change) {
        Some(less) => format!("{line}. {less}"),
        None => line,
    }
}

/// Characters that fit into so many pixels.
fn fitting(width: u32) -> usize {
    (width / text_width_px(1).max(1)) as usize
}

/// The text in lines of at most `most` characters, broken between words.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn line_of_text(sheet: &mut RgbImage, text: &str, [x, y]: [u32; 2], width: u32) {
    let shown: String = text.chars().take(fitting(width)).collect();
    let indent = width.saturating_sub(text_width_px(shown.chars().count())) / 2;
    let top = y + (LINE - TEXT_HEIGHT_PX) / 2;
    draw_text(sheet, &shown, [x + indent, top], INK);
}

/// An arrow to the right in the room between the photos, whose left edge is given.
fn arrow(sheet: &mut RgbImage, [x, y]: [u32; 2]) {
    let [x, y] = [x, y].map(|v| v as i32);
    let room = BETWEEN as i32;
    let shaft = Rect::at(x + 10, y - 4).of_size((room - 34) as u32, 9);
    draw_filled_rect_mut(sheet, shaft, INK);
    let tip = x + room - 8;
    let head = [
        Corner::new(tip, y),
        Corner::new(tip - 22, y - 18),
        Corner::new(tip - 22, y + 18),
    ];
    draw_polygon_mut(sheet, &head, INK);
}

/// The named region's outline on both photos, and an arrow from the line of text to it on the
/// right one. `size` is that of each photo on the sheet.
fn point_at_region(
    sheet: &mut RgbImage,
    view: &ViewReport,
    page: &ViewPage,
    pictures: &ViewPictures,
    [width, height]: [u32; 2],
) {
    let named = page.headline.region.as_ref();
    let outline = view
        .region_outlines
        .iter()
        .find(|o| Some(&o.region) == named);
    let Some(outline) = outline else { return };
    for (right, shift) in [(false, 0), (true, width + BETWEEN)] {
        for ring in &outline.rings {
            let ring: Vec<Point> = ring
                .iter()
                .map(|&[x, y]| {
                    let p = pictures
                        .window
                        .picture_from_reference([width, height], Point::new(x, y));
                    Point::new(p.x + f64::from(shift), p.y + f64::from(LINE))
                })
                .collect();
            draw_outline(sheet, &ring, SPOT);
            let lowest = ring.iter().max_by(|a, b| a.y.total_cmp(&b.y));
            if let Some(at) = lowest.filter(|_| right) {
                pointer(sheet, *at, f64::from(LINE + height));
            }
        }
    }
}

/// A thin arrow straight up from `from_y` to a place.
fn pointer(sheet: &mut RgbImage, at: Point, from_y: f64) {
    let (x, y) = (at.x as f32, at.y as f32 + 4.0);
    let from = from_y as f32 + 6.0;
    if from - y < 12.0 {
        return;
    }
    for (colour, wide) in [(INK, 3), (SPOT, 1)] {
        for dx in -wide..=wide {
            let x = x + dx as f32;
            draw_line_segment_mut(sheet, (x, from), (x, y + 10.0), colour);
        }
    }
    let [x, y] = [x as i32, y as i32];
    let head = [
        Corner::new(x, y),
        Corner::new(x - 11, y + 16),
        Corner::new(x + 11, y + 16),
    ];
    draw_polygon_mut(sheet, &head, SPOT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_of_another_shape_keeps_its_own() {
        let wide = RgbImage::from_pixel(40, 20, Rgb([200, 10, 10]));
        let square = fitted(&wide, (20, 20));
        assert_eq!(square.dimensions(), (20, 20));
        assert_eq!(square[(10, 10)], Rgb([200, 10, 10]));
        assert_eq!(square[(10, 1)], Rgb([128; 3]));
    }

    #[test]
    fn an_answer_wider_than_the_picture_goes_on_below() {
        assert_eq!(wrapped("one two three", 9), ["one two", "three"]);
        assert_eq!(wrapped("overlong", 4), ["overlong"]);
    }

    #[test]
    fn the_arrow_points_to_the_later_photo() {
        let mut sheet = RgbImage::from_pixel(BETWEEN, 60, PAPER);
        arrow(&mut sheet, [0, 30]);
        let ink = |x: u32| (0..60).filter(|&y| sheet[(x, y)] == INK).count();
        assert!(ink(BETWEEN - 26) > ink(BETWEEN - 12) && ink(15) == 9);
    }
}
