//! From light to photo: lamp, blur, noise, sRGB.

use image::RgbImage;
use imageproc::filter::gaussian_blur_f32;
use rayon::prelude::*;

use super::super::sensor::{LinearImage, noisy, tone};
use super::visit::Visit;

/// Loss of light from the middle to the corners.
const VIGNETTE: f64 = 0.3;

/// Exposes, blurs and encodes. `noise` is the spread at mid grey as a fraction of white.
pub(super) fn develop(mut linear: LinearImage, visit: &Visit, noise: f64, seed: u64) -> RgbImage {
    let [width, height] = visit.size_px.map(f64::from);
    let row_values = visit.size_px[0] as usize * 3;
    linear
        .par_chunks_exact_mut(row_values)
        .enumerate()
        .for_each(|(y, row)| {
            let v = y as f64 / height - 0.5;
            for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
                let u = x as f64 / width - 0.5;
                let lamp = (1.0 + visit.slope[0] * u + visit.slope[1] * v)
                    * (1.0 - VIGNETTE * (u * u + v * v));
                for (value, gain) in pixel.iter_mut().zip(visit.gains) {
                    *value *= (lamp * gain) as f32;
                }
            }
        });
    let blurred = if visit.blur_px > 0.05 {
        gaussian_blur_f32(&linear, visit.blur_px as f32)
    } else {
        linear
    };
    noisy(&blurred, (visit.index, seed), noise, |light| {
        tone(f64::from(light.max(0.0))).round() as u8
    })
}
