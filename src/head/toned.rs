//! Photos in shades of one colour: sepia, and whatever else filters lay over black and white.
//!
//! Each brightness of such a photo has one colour. On a photo in colour skin, hair and background of the same
//! brightness differ.

use image::RgbImage;
use image::imageops::thumbnail;

use crate::statistics::pearson;

/// Width to which the photo is reduced: compression leaves single pixels with other colours.
const WIDTH: u32 = 120;
/// Groups of like brightness.
const GROUPS: usize = 48;
/// Codes between the dark and the bright twentieth of a photo that tells: a pale one holds few shades of any colour.
const LEAST_RANGE: f64 = 90.0;
/// Codes by which red or blue may lie off what the pixel's brightness tells.
const OFF: f64 = 2.0;
/// Share of red and blue further off, up to which the photo has one colour only: photographs have 0.19 and more,
/// renderings 0.08 and more; the same toned in two ways and saved at quality 95 have 0.02 at most, at 88 0.06.
const TONED: f64 = 0.05;

/// Whether a photo is in shades of one colour.
pub(crate) fn is_toned(photo: &RgbImage) -> bool {
    let (width, height) = photo.dimensions();
    let reduced = WIDTH.min(width);
    let rows = (f64::from(height * reduced) / f64::from(width)).round();
    let small = thumbnail(photo, reduced, (rows as u32).max(1));
    let mut pixels: Vec<[f64; 3]> = small.pixels().map(|p| p.0.map(f64::from)).collect();
    pixels.sort_by(|a, b| a[1].total_cmp(&b[1]));
    let twentieth = pixels.len() / 20;
    if pixels[pixels.len() - 1 - twentieth][1] - pixels[twentieth][1] < LEAST_RANGE {
        return false;
    }
    let size = pixels.len().div_ceil(GROUPS).max(1);
    let off: usize = pixels
        .chunks(size)
        .map(|group| off_the_line(group, 0) + off_the_line(group, 2))
        .sum();
    off as f64 <= TONED * 2.0 * pixels.len() as f64
}

/// How many pixels of like brightness lie off the line through their green and a `channel`.
fn off_the_line(group: &[[f64; 3]], channel: usize) -> usize {
    let both: Vec<(f64, f64)> = group.iter().map(|p| (p[1], p[channel])).collect();
    let n = both.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| both.iter().map(of).sum::<f64>() / n;
    let [green, own] = [mean(|p| p.0), mean(|p| p.1)];
    let spread =
        |of: &dyn Fn(&(f64, f64)) -> f64| both.iter().map(|p| of(p).powi(2)).sum::<f64>().sqrt();
    let [across, along] = [spread(&|p| p.1 - own), spread(&|p| p.0 - green)];
    let slope = match pearson(&both) {
        Some(r) if along > 0.0 => r * across / along,
        _ => 0.0,
    };
    let far = |p: &&(f64, f64)| (p.1 - own - slope * (p.0 - green)).abs() > OFF;
    both.iter().filter(far).count()
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    /// Hair and skin of all brightnesses under another colour each, before a wall.
    fn photo() -> RgbImage {
        RgbImage::from_fn(240, 240, |x, y| {
            let noise = (x / 4 + y / 4 * 61).wrapping_mul(2_654_435_761) >> 16;
            let light = 0.2 + 0.8 * f64::from(noise % 101) / 100.0;
            let colour = match x / 80 {
                0 => [250.0, 195.0, 165.0],
                1 => [180.0, 170.0, 155.0],
                _ => [170.0, 180.0, 205.0],
            };
            Rgb(colour.map(|c: f64| (c * light) as u8))
        })
    }

    #[test]
    fn shades_of_one_colour_are_told_and_a_photo_in_colour_is_none() {
        assert!(!is_toned(&photo()));
        let toned = |colour: fn(f64) -> [f64; 3]| {
            let mut photo = photo();
            for pixel in photo.pixels_mut() {
                *pixel = Rgb(colour(f64::from(pixel.0[1]) / 255.0).map(|v| (255.0 * v) as u8));
            }
            is_toned(&photo)
        };
        assert!(toned(|grey| [grey, 0.88 * grey, 0.7 * grey]));
        assert!(toned(|grey| [grey.powf(0.8), grey, grey.powf(1.3)]));
    }

    #[test]
    fn a_pale_photo_is_not_judged() {
        let mut pale = photo();
        for pixel in pale.pixels_mut() {
            *pixel = Rgb(pixel.0.map(|code| 120 + code / 8));
        }
        assert!(!is_toned(&pale));
    }

    #[test]
    fn the_smallest_photo_is_judged_without_panic() {
        assert!(!is_toned(&RgbImage::new(1, 1)));
    }
}
