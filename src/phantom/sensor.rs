//! From light to a photo: uneven light, exposure, white balance, blur, noise, sRGB.

use image::{ImageBuffer, Rgb, RgbImage};
use imageproc::filter::gaussian_blur_f32;
use rand::RngExt;
use rayon::prelude::*;

use super::random::{Purpose, stream};
use super::visit::Visit;
use crate::srgb::srgb_from_linear;

/// Linear-light RGB photo, 1 is white.
pub(super) type LinearImage = ImageBuffer<Rgb<f32>, Vec<f32>>;

/// Entries of the table from linear light to sRGB; below one level of 255 apart everywhere.
const CURVE_STEPS: usize = 16_384;

/// Exposes, blurs and encodes a linear photo.
pub(super) fn develop(mut linear: LinearImage, visit: &Visit, seed: u64) -> RgbImage {
    expose(&mut linear, visit);
    let blurred = gaussian_blur_f32(&linear, visit.blur_px as f32);
    drop(linear);
    encode(&blurred, visit, seed)
}

fn expose(linear: &mut LinearImage, visit: &Visit) {
    let (width, height) = (f64::from(linear.width()), f64::from(linear.height()));
    let row_values = linear.width() as usize * 3;
    linear
        .par_chunks_exact_mut(row_values)
        .enumerate()
        .for_each(|(y, row)| {
            let v = y as f64 / height - 0.5;
            for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
                let u = x as f64 / width - 0.5;
                let slope = 1.0 + 2.0 * (visit.gradient[0] * u + visit.gradient[1] * v);
                let vignette = 1.0 - 0.25 * (u * u + v * v);
                for (value, gain) in pixel.iter_mut().zip(visit.gains) {
                    *value *= (gain * slope * vignette) as f32;
                }
            }
        });
}

fn encode(linear: &LinearImage, visit: &Visit, seed: u64) -> RgbImage {
    let curve: Vec<f32> = (0..=CURVE_STEPS)
        .map(|i| tone(i as f64 / CURVE_STEPS as f64 * 2.0) as f32)
        .collect();
    noisy(linear, (visit.index, seed), visit.noise, |light| {
        let index = (light.clamp(0.0, 2.0) / 2.0 * CURVE_STEPS as f32) as usize;
        curve[index].round() as u8
    })
}

/// A photo of linear light with a sensor's noise, whose spread at mid grey is `noise` as a fraction of
/// white, drawn by the visit's number and the seed. `level` gives the sRGB level of linear light.
pub(super) fn noisy(
    linear: &LinearImage,
    (visit, seed): (usize, u64),
    noise: f64,
    level: impl Fn(f32) -> u8 + Sync,
) -> RgbImage {
    let mut photo = RgbImage::new(linear.width(), linear.height());
    let row_values = linear.width() as usize * 3;
    photo
        .par_chunks_exact_mut(row_values)
        .zip(linear.par_chunks_exact(row_values))
        .enumerate()
        .for_each(|(y, (out, row))| {
            let mut rng = stream(seed, Purpose::VisitNoise(visit, y as u32));
            for (shown, &value) in out.iter_mut().zip(row) {
                // Photon noise grows with the root of light, read noise does not.
                let sigma = noise as f32 * (0.15 + value.max(0.0) / 0.2).sqrt();
                let noisy = value + 0.2 * sigma * bell(rng.random());
                *shown = level(noisy);
            }
        });
    photo
}

/// About normal, mean 0, standard deviation 1: the sum of the word's four bytes.
fn bell(word: u32) -> f32 {
    // Four uniform bytes: mean 4 * 127.5, variance 4 * (256² - 1) / 12 = 147.8².
    let sum: u16 = word.to_le_bytes().into_iter().map(u16::from).sum();
    (f32::from(sum) - 510.0) / 147.8
}

/// sRGB level 0..=255 of linear light, with a soft shoulder instead of hard clipping.
pub(super) fn tone(linear: f64) -> f64 {
    const KNEE: f64 = 0.75;
    let v = if linear < KNEE {
        linear
    } else {
        1.0 - (1.0 - KNEE) * (-(linear - KNEE) / (1.0 - KNEE)).exp()
    };
    255.0 * srgb_from_linear(v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tone_rises_from_black_to_white() {
        assert_eq!(tone(0.0), 0.0);
        // 18 % grey is level 118 in sRGB.
        assert!((tone(0.18) - 117.6).abs() < 1.0);
        assert!(tone(2.0) > 250.0 && tone(2.0) <= 255.0);
        assert!((1..200).all(|i| tone(f64::from(i) / 100.0) > tone(f64::from(i - 1) / 100.0)));
    }

    #[test]
    fn noise_has_unit_spread() {
        let mut rng = stream(1, Purpose::VisitNoise(0, 0));
        let draws: Vec<f32> = (0..20_000).map(|_| bell(rng.random())).collect();
        let n = draws.len() as f32;
        let mean = draws.iter().sum::<f32>() / n;
        let variance = draws.iter().map(|d| (d - mean).powi(2)).sum::<f32>() / n;
        // Standard errors: 1/sqrt(20000) = 0.007 and about 0.01.
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04);
    }
}
