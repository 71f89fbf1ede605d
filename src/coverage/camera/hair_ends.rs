//! Hair against the scalp beside it, in colour and brightness: what a camera's curve of contrast and dye
//! move, however hair and scalp are told apart.
//!
//! A curve takes every channel by itself. Hair and scalp lie at different heights of it, and their
//! colours are drawn apart; light, exposure and white balance multiply both alike and cancel.

use crate::coverage::blocks::Scene;
use crate::srgb::luminance;

/// Share of a block that has to show hair or scalp for it to count.
const USABLE_SHARE: f64 = 0.8;
/// Share of a block's pixels, the darkest and the brightest, that stand for hair and for scalp.
const EXTREMES: f64 = 0.05;
/// Fewest pixels at either end.
const FEWEST: usize = 3;
/// Added to linear light: below it a channel is noise.
const DARK: f64 = 5e-4;

/// The darkest pixels of a photo's blocks against the brightest ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HairEnds {
    /// Red over blue of the dark against that of the bright, stops.
    pub tint: f64,
    /// Linear luminance of the dark over that of the bright, 0..=1. No block need be all hair or all
    /// scalp, so that it lies nearer to 1 than hair over scalp does.
    pub over_scalp: f64,
}

/// The darkest pixels of every block against its brightest; the
/// square of a block's contrast is its weight. `None` where no block shows any. `brightness` is the scene's
/// along [`BRIGHTNESS`](crate::coverage::fit::axis::BRIGHTNESS).
///
/// Blocks overlap by half: where a grid happens to begin must not decide. In tint photos of one head by one
/// camera differ by 0.03 (median of 111) to 0.13; curves of contrast as cameras and apps lay them over
/// a photo move it by 0.1 to 0.3.
pub(crate) fn hair_ends(scene: Scene<'_>, brightness: &[f32], block_px: usize) -> Option<HairEnds> {
    let (width, height) = (scene.image.width, scene.image.height);
    let half = (block_px / 2).max(1);
    let mut sums = Ends::default();
    for y in (0..=height.saturating_sub(block_px)).step_by(half) {
        for x in (0..=width.saturating_sub(block_px)).step_by(half) {
            let seen = usable_pixels(scene, block_px, (x, y));
            if seen.len() as f64 >= USABLE_SHARE * (block_px * block_px) as f64 {
                sums.add(scene, brightness, &seen);
            }
        }
    }
    (sums.weight > 0.0).then(|| HairEnds {
        tint: sums.tint(),
        over_scalp: luminance(sums.hair) / luminance(sums.scalp),
    })
}

/// Those of the block whose first pixel is `(x, y)`.
fn usable_pixels(scene: Scene<'_>, size: usize, (x, y): (usize, usize)) -> Vec<usize> {
    let (width, height) = (scene.image.width, scene.image.height);
    let mut seen = Vec::with_capacity(size * size);
    for y in y..(y + size).min(height) {
        let first = y * width + x;
        let usable = &scene.usable[first..y * width + (x + size).min(width)];
        for (i, usable) in (first..).zip(usable) {
            if *usable {
                seen.push(i);
            }
        }
    }
    seen
}

/// A whole number that rises with a value.
fn rising(value: f32) -> u32 {
    let bits = value.to_bits();
    let negative = bits.cast_signed() >> 31;
    bits ^ (negative.cast_unsigned() | 1 << 31)
}

/// Linear light of both ends, summed over blocks by weight.
#[derive(Default)]
struct Ends {
    hair: [f64; 3],
    scalp: [f64; 3],
    weight: f64,
}

impl Ends {
    fn add(&mut self, scene: Scene<'_>, brightness: &[f32], seen: &[usize]) {
        let weight = variance(seen.iter().map(|&i| f64::from(brightness[i])));
        let count = ((EXTREMES * seen.len() as f64) as usize).max(FEWEST);
        let Some(between) = seen.len().checked_sub(2 * count) else {
            return;
        };
        // Whole numbers, which are compared at once.
        let key = |&i: &usize| u64::from(rising(brightness[i])) << 32 | i as u64;
        let mut keys: Vec<u64> = seen.iter().map(key).collect();
        keys.select_nth_unstable(count - 1);
        let (darkest, rest) = keys.split_at_mut(count);
        rest.select_nth_unstable(between);
        let brightest = &rest[between..];
        for channel in 0..3 {
            let mean = |keys: &[u64]| {
                let pixels = keys.iter().map(|&key| key as u32 as usize);
                let light = pixels.map(|i| scene.image.pixels[i][channel]);
                light.map(f64::from).sum::<f64>() / keys.len() as f64
            };
            self.hair[channel] += weight * mean(darkest);
            self.scalp[channel] += weight * mean(brightest);
        }
        self.weight += weight;
    }

    fn tint(&self) -> f64 {
        let red_over_blue = |[red, _, blue]: [f64; 3]| {
            let light = |sum: f64| sum / self.weight + DARK;
            (light(red) / light(blue)).log2()
        };
        red_over_blue(self.hair) - red_over_blue(self.scalp)
    }
}

fn variance(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count().max(1) as f64;
    let mean = values.clone().sum::<f64>() / count;
    values.map(|v| (v - mean).powi(2)).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;
    use crate::coverage::fit::axis::BRIGHTNESS;
    use crate::photometry::{LinearImage, sample};

    /// Brown strokes over skin, mixed to every degree.
    fn head() -> RgbImage {
        let skin = [208.0, 160.0, 132.0];
        let hair = [74.0, 54.0, 42.0];
        RgbImage::from_fn(240, 240, |x, y| {
            let noise = (x / 2 + y / 40 * 7).wrapping_mul(2_654_435_761) >> 16;
            let cover = f64::from(noise % 101) / 100.0;
            Rgb(std::array::from_fn(|c| {
                (cover * hair[c] + (1.0 - cover) * skin[c]) as u8
            }))
        })
    }

    fn tint(photo: &LinearImage) -> Option<f64> {
        Some(ends(photo)?.tint)
    }

    fn ends(photo: &LinearImage) -> Option<HairEnds> {
        let scene = Scene {
            image: photo,
            usable: &vec![true; photo.pixels.len()],
            bare: &[],
        };
        hair_ends(scene, &scene.along(BRIGHTNESS), 24)
    }

    fn linear(photo: &RgbImage) -> LinearImage {
        sample(photo, 240.0, 240.0)
    }

    #[test]
    fn a_curve_of_contrast_moves_it_and_light_does_not() {
        let plain = tint(&linear(&head())).unwrap();
        let mut curved = head();
        for code in curved.pixels_mut().flat_map(|p| p.0.iter_mut()) {
            let v = f64::from(*code) / 255.0;
            let bent = v + 0.06 * (std::f64::consts::TAU * (v - 0.5)).sin();
            *code = (255.0 * bent).round() as u8;
        }
        let moved = tint(&linear(&curved)).unwrap() - plain;
        assert!(moved > 0.07, "{moved}");
        let mut warmer = linear(&head());
        for pixel in &mut warmer.pixels {
            *pixel = [pixel[0] * 0.7, pixel[1] * 0.6, pixel[2] * 0.5];
        }
        let moved = tint(&warmer).unwrap() - plain;
        assert!(moved.abs() < 0.03, "{moved}");
    }

    #[test]
    fn light_leaves_hair_over_scalp_alone_and_bleach_does_not() {
        let plain = linear(&head());
        let over = |photo: &LinearImage| ends(photo).unwrap().over_scalp;
        let mut darker = plain.clone();
        for pixel in &mut darker.pixels {
            *pixel = pixel.map(|v| 0.4 * v);
        }
        assert!((over(&darker) / over(&plain) - 1.0).abs() < 1e-6);
        let mut bleached = plain.clone();
        for pixel in &mut bleached.pixels {
            *pixel = pixel.map(|v| 0.5 * (v + 0.3));
        }
        assert!(over(&bleached) > 1.5 * over(&plain));
    }

    #[test]
    fn nothing_to_see_has_none() {
        let plain = linear(&RgbImage::from_pixel(60, 60, Rgb([90; 3])));
        assert_eq!(tint(&plain), None);
        let nothing = Scene {
            image: &plain,
            usable: &[false; 3600],
            bare: &[],
        };
        assert_eq!(hair_ends(nothing, &nothing.along(BRIGHTNESS), 24), None);
    }
}
