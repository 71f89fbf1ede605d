//! A burnt-in scale bar: an upright and a level thin line from one corner, and their length in
//! words, as trichoscopes draw it.

use image::{Rgb, RgbImage};
use noto_sans_mono_bitmap::{FontWeight, RasterHeight, get_raster, get_raster_width};

/// Distance of the corner from the photo's lower left, as a share of its height.
const CORNER: f64 = 0.05;

const INK: Rgb<u8> = Rgb([25, 25, 25]);

/// Draws a bar of 1 mm, or of half a millimetre where 1 mm would not fit.
pub(super) fn burn_in(photo: &mut RgbImage, px_per_mm: f64) {
    let height = f64::from(photo.height());
    let (length_mm, label) = if px_per_mm < 0.5 * height {
        (1.0, "1.0 mm")
    } else {
        (0.5, "0.5 mm")
    };
    let length = (length_mm * px_per_mm).round() as u32;
    let left = (CORNER * height) as u32;
    let bottom = photo.height() - 1 - left;
    for step in 0..=length {
        for thick in 0..2 {
            put(photo, left + thick, bottom.saturating_sub(step));
            put(photo, left + step, bottom + thick);
        }
    }
    write(photo, label, left + length + 10, bottom.saturating_sub(10));
}

fn put(photo: &mut RgbImage, x: u32, y: u32) {
    if let Some(pixel) = photo.get_pixel_mut_checked(x, y) {
        *pixel = INK;
    }
}

/// White words on a dark plate.
fn write(photo: &mut RgbImage, words: &str, left: u32, top: u32) {
    let (weight, size) = (FontWeight::Bold, RasterHeight::Size20);
    let advance = get_raster_width(weight, size) as u32;
    let plate = [
        words.chars().count() as u32 * advance + 8,
        size.val() as u32 + 4,
    ];
    for y in 0..plate[1] {
        for x in 0..plate[0] {
            put(photo, left + x, top + y);
        }
    }
    for (i, character) in words.chars().enumerate() {
        let Some(glyph) = get_raster(character, weight, size) else {
            continue;
        };
        for (y, row) in glyph.rows().enumerate() {
            for (x, &ink) in row.iter().enumerate() {
                let at = (left + 4 + i as u32 * advance + x as u32, top + 2 + y as u32);
                if let Some(pixel) = photo.get_pixel_mut_checked(at.0, at.1) {
                    pixel.0 = pixel.0.map(|v| v.max(ink));
                }
            }
        }
    }
}
