//! Short names drawn into pictures, from glyph bitmaps (Noto Sans Mono, SIL Open Font License).

use image::{Rgb, RgbImage};
use noto_sans_mono_bitmap::{FontWeight, RasterHeight, get_raster, get_raster_width};

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
    let glyph = get_raster(character, WEIGHT, HEIGHT)
        .or_else(|| get_raster('\u{FFFD}', WEIGHT, HEIGHT))
        .or_else(|| get_raster('?', WEIGHT, HEIGHT));
    let Some(glyph) = glyph else { return };
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
