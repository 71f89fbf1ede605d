//! Colours that show whether there is anything to measure: cloth on the head, a photo without colour.

use image::RgbImage;

use crate::geometry::{Ellipse, Point};
use crate::srgb::linear_of_codes;

/// How far within the outline the head is looked at: nearer to it the background shows.
const WITHIN: f64 = 0.85;
/// Below this linear light of the brightest channel colours are the sensor's noise.
const DARKEST: f64 = 0.02;
/// Logarithm of red over blue below which neither hair nor skin lies, black hair under a blue sky included.
const BLUEST: f64 = -0.6;
/// The same of red over green: green and turquoise below, signal red above.
const GREENEST: f64 = -0.4;
const REDDEST: f64 = 1.8;

/// Share of the head, 0..=1, that has a colour of neither hair nor skin. Of 326 photographs and renderings of
/// bare heads in any light 0.24 at most, of heads painted over with a blue, green or red cap 1.
pub(crate) fn foreign_share(photo: &RgbImage, head: &Ellipse) -> f64 {
    let linear = linear_of_codes();
    let inside = photo.enumerate_pixels().filter(|(x, y, _)| {
        let at = Point::new(f64::from(*x), f64::from(*y));
        head.level(at) < WITHIN
    });
    let (mut foreign, mut all) = (0_u32, 0_u32);
    for (_, _, pixel) in inside {
        let light = pixel.0.map(|code| linear[usize::from(code)]);
        foreign += u32::from(is_foreign(light));
        all += 1;
    }
    f64::from(foreign) / f64::from(all.max(1))
}

fn is_foreign([red, green, blue]: [f64; 3]) -> bool {
    /// Keeps ratios finite.
    const LEAST: f64 = 1e-4;
    let over = |other: f64| ((red + LEAST) / (other + LEAST)).ln();
    let (over_blue, over_green) = (over(blue), over(green));
    red.max(green).max(blue) > DARKEST
        && (over_blue < BLUEST || !(GREENEST..=REDDEST).contains(&over_green))
}

/// Codes by which the channels of a pixel without colour may differ, as a file's compression leaves them.
const GREY: u8 = 4;
/// Share of the pixels without colour from which on the whole photo has none: 0.45 at most of 326 photographs.
const ALL_GREY: f64 = 0.99;

/// Whether a photo is black and white.
pub(crate) fn is_black_and_white(photo: &RgbImage) -> bool {
    let grey = |pixel: &&image::Rgb<u8>| {
        let [r, g, b] = pixel.0;
        r.max(g).max(b) - r.min(g).min(b) <= GREY
    };
    let count = photo.pixels().filter(grey).count();
    count as f64 >= ALL_GREY * photo.pixels().count() as f64
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use rstest::rstest;

    use super::*;

    fn head() -> Ellipse {
        Ellipse {
            center: Point::new(50.0, 50.0),
            semi_axes: [40.0, 30.0],
            angle: 0.0,
        }
    }

    #[rstest]
    #[case::skin([205, 160, 135], 0.0)]
    #[case::skin_in_candle_light([220, 130, 60], 0.0)]
    #[case::black_hair_under_the_sky([30, 32, 36], 0.0)]
    #[case::a_navy_cap([30, 50, 110], 1.0)]
    #[case::a_green_cap([20, 90, 50], 1.0)]
    #[case::a_red_cap([150, 30, 35], 1.0)]
    fn cloth_is_told_from_hair_and_skin(#[case] colour: [u8; 3], #[case] share: f64) {
        let photo = RgbImage::from_pixel(100, 100, Rgb(colour));
        assert_eq!(foreign_share(&photo, &head()), share);
    }

    #[test]
    fn what_lies_around_the_head_does_not_count() {
        let photo = RgbImage::from_fn(100, 100, |x, y| {
            let level = head().level(Point::new(f64::from(x), f64::from(y)));
            Rgb(if level < 1.0 {
                [205, 160, 135]
            } else {
                [30, 50, 210]
            })
        });
        assert_eq!(foreign_share(&photo, &head()), 0.0);
    }

    #[test]
    fn a_photo_of_greys_alone_is_black_and_white() {
        let grey = RgbImage::from_fn(100, 100, |x, y| Rgb([(x + y) as u8; 3]));
        assert!(is_black_and_white(&grey));
        let mut scalp = grey;
        (0..40).for_each(|x| scalp.put_pixel(x, 50, Rgb([205, 160, 135])));
        (0..100).for_each(|x| scalp.put_pixel(x, 51, Rgb([205, 160, 135])));
        assert!(!is_black_and_white(&scalp));
    }
}
