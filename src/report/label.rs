//! Short names drawn into pictures, from glyph bitmaps (Noto Sans Mono, SIL Open Font License).

use image::{Rgb, RgbImage};
use noto_sans_mono_bitmap::{
    FontWeight, RasterHeight, RasterizedChar, get_raster, get_raster_width,
};

use crate::geometry::Point;

const WEIGHT: FontWeight = FontWeight::Bold;
const HEIGHT: RasterHeight = RasterHeight::Size20;
/// Dark margin around the text, px.
const MARGIN_PX: i64 = 4;
/// Names longer than this are cut, characters.
const MAX_CHARS: usize = 24;

/// Draws `text` in `colour` on a dark plate centred at `middle`, clipped to the picture.
/// Characters that the font does not know appear as the replacement sign.
pub(super) fn draw_label(picture: &mut RgbImage, text: &str, middle: Point, colour: Rgb<u8>) {
    let shown = shorten(text);
    let advance = get_raster_width(WEIGHT, HEIGHT) as i64;
    let (width, height) = (shown.chars().count() as i64 * advance, HEIGHT.val() as i64);
    let left = middle.x.round() as i64 - width / 2;
    let top = middle.y.round() as i64 - height / 2;
    for y in top - MARGIN_PX..top + height + MARGIN_PX {
        for x in left - MARGIN_PX..left + width + MARGIN_PX {
            mix(picture, x, y, Rgb([16, 16, 16]), 175);
        }
    }
    for (i, character) in shown.chars().enumerate() {
        draw_glyph(picture, character, left + i as i64 * advance, top, colour);
    }
}

/// How much larger than the bitmaps [`draw_text`] writes.
const ENLARGED: f64 = 1.6;

/// Height of a line that [`draw_text`] writes, px.
pub(super) const TEXT_HEIGHT_PX: u32 = 32;

/// Width of so many characters that [`draw_text`] writes, px.
pub(super) fn text_width_px(characters: usize) -> u32 {
    (characters as f64 * get_raster_width(WEIGHT, HEIGHT) as f64 * ENLARGED).ceil() as u32
}

/// Writes a line of text on the bare picture, its top left corner at `at`, clipped to the picture.
pub(super) fn draw_text(picture: &mut RgbImage, text: &str, at: [u32; 2], colour: Rgb<u8>) {
    let advance = get_raster_width(WEIGHT, HEIGHT);
    for (i, character) in text.chars().enumerate() {
        let Some(glyph) = raster(character) else {
            continue;
        };
        let left = f64::from(at[0]) + i as f64 * advance as f64 * ENLARGED;
        let ink = |x: i64, y: i64| -> f64 {
            let inside = usize::try_from(x).ok().zip(usize::try_from(y).ok());
            let ink = inside.and_then(|(x, y)| glyph.pixel(x, y));
            ink.map_or(0.0, f64::from)
        };
        let width = (advance as f64 * ENLARGED).ceil() as i64;
        for y in 0..i64::from(TEXT_HEIGHT_PX) {
            for x in 0..width {
                let (u, v) = (x as f64 / ENLARGED, y as f64 / ENLARGED);
                let (x0, y0) = (u.floor(), v.floor());
                let (fx, fy) = (u - x0, v - y0);
                let (x0, y0) = (x0 as i64, y0 as i64);
                let above = ink(x0, y0) * (1.0 - fx) + ink(x0 + 1, y0) * fx;
                let below = ink(x0, y0 + 1) * (1.0 - fx) + ink(x0 + 1, y0 + 1) * fx;
                let value = (above * (1.0 - fy) + below * fy).round() as u8;
                mix(
                    picture,
                    left as i64 + x,
                    i64::from(at[1]) + y,
                    colour,
                    value,
                );
            }
        }
    }
}

/// What stands for a sign of well-set text that the bitmaps do not hold: a change must not lose its minus.
fn plain(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}'..='\u{201e}' => '"',
        '\u{2009}' | '\u{202f}' => ' ',
        '\u{2248}' => '~',
        other => other,
    }
}

/// The glyph of a character, or the sign for one that the font does not know.
fn raster(character: char) -> Option<RasterizedChar> {
    get_raster(plain(character), WEIGHT, HEIGHT)
        .or_else(|| get_raster('\u{FFFD}', WEIGHT, HEIGHT))
        .or_else(|| get_raster('?', WEIGHT, HEIGHT))
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= MAX_CHARS {
        return text.to_owned();
    }
    text.chars()
        .take(MAX_CHARS - 2)
        .chain("..".chars())
        .collect()
}

fn draw_glyph(picture: &mut RgbImage, character: char, left: i64, top: i64, colour: Rgb<u8>) {
    let Some(glyph) = raster(character) else {
        return;
    };
    for (y, row) in glyph.rows().enumerate() {
        for (x, &ink) in row.iter().enumerate() {
            mix(picture, left + x as i64, top + y as i64, colour, ink);
        }
    }
}

/// Mixes a colour into one pixel; outside the picture nothing happens.
fn mix(picture: &mut RgbImage, x: i64, y: i64, Rgb(over): Rgb<u8>, ink: u8) {
    let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else {
        return;
    };
    let Some(pixel) = picture.get_pixel_mut_checked(x, y) else {
        return;
    };
    let ink = u32::from(ink);
    for (under, over) in pixel.0.iter_mut().zip(over) {
        *under = ((u32::from(*under) * (255 - ink) + u32::from(over) * ink + 127) / 255) as u8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, Words};

    /// A minus is a stroke, not the sign for something unknown: it must not be lost from a change.
    #[test]
    fn every_sign_of_a_change_has_its_glyph_in_every_language() {
        for lang in Lang::ALL {
            let words = Words { t: lang.text() };
            let said = [
                words.interval_pp([-4.9, 22.6]),
                words.in_percent("95"),
                words.date("2026-08-12"),
                words.signed(-1234.5),
            ];
            for character in said.concat().chars() {
                let glyph = get_raster(plain(character), WEIGHT, HEIGHT);
                assert!(glyph.is_some(), "{character:?} of {said:?}");
            }
        }
    }

    #[test]
    fn a_label_at_the_edge_is_clipped() {
        let mut picture = RgbImage::new(50, 30);
        draw_label(
            &mut picture,
            "Ünusual nämes which go on and on",
            Point::new(0.0, 0.0),
            Rgb([255; 3]),
        );
        assert!(picture.pixels().any(|p| p.0[0] > 200));
    }

    #[test]
    fn long_names_are_cut_and_unknown_characters_are_shown_as_such() {
        assert_eq!(shorten(&"x".repeat(40)).chars().count(), MAX_CHARS);
        let mut picture = RgbImage::new(60, 40);
        draw_label(
            &mut picture,
            "\u{4E00}",
            Point::new(30.0, 20.0),
            Rgb([255; 3]),
        );
        assert!(picture.pixels().any(|p| p.0[0] > 200));
    }
}
