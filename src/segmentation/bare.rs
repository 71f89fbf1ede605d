//! Bare scalp as areas: where skin shows, and not hair.
//!
//! A mixture map says how open each pixel is; a patch of hair loss is an area, drawn by eye where
//! skin dominates, thin regrowth included. Skin sends back more red than blue, dark or grey hair
//! and metal clips hardly do, and mirror reflections add both alike: red less blue is free of
//! shine. Smoothed at a physical scale, split by Otsu's threshold (IEEE Trans. SMC 9:62, 1979),
//! freed of threads and crumbs.

use image::{GrayImage, ImageBuffer, Luma};
use imageproc::distance_transform::Norm;
use imageproc::filter::gaussian_blur_f32;
use imageproc::morphology::open;
use imageproc::region_labelling::{Connectivity, connected_components};

use crate::photometry::LinearImage;

/// Smoothing, standard deviation as a share of the head's width: about 1 mm.
const SMOOTHING: f64 = 1.0 / 180.0;
/// Half the width of the narrowest patch, share of the head's width: about 3 mm.
const NARROWEST: f64 = 4.0 / 180.0;
/// Smallest patch, share of the area looked at.
const SMALLEST: f64 = 0.01;
/// Factor on Otsu's threshold: patches are drawn around thin hair too.
const THRESHOLD: f64 = 0.9;

/// Marks the bare scalp among the `usable` pixels of `image`, row by row. `head_px` is the head's
/// width in working px. Meant for hair darker and less red than the scalp: light brown, blond and
/// red hair are red less blue too.
pub fn bare_scalp(image: &LinearImage, usable: &[bool], head_px: f64) -> Vec<bool> {
    let smooth = smoothed(image, usable, head_px * SMOOTHING);
    let seen = || {
        smooth
            .iter()
            .zip(usable)
            .filter_map(|(&v, &ok)| ok.then_some(v))
    };
    let top = seen().fold(0.0, f32::max);
    if top <= 0.0 {
        return vec![false; usable.len()];
    }
    let level = |v: f32| (255.0 * (v / top).clamp(0.0, 1.0)) as u8;
    let limit = THRESHOLD * f64::from(otsu(seen().map(level)));
    let (width, height) = (image.width as u32, image.height as u32);
    let skin = GrayImage::from_fn(width, height, |x, y| {
        let i = y as usize * image.width + x as usize;
        Luma([if usable[i] && f64::from(level(smooth[i])) > limit {
            255
        } else {
            0
        }])
    });
    let radius = (head_px * NARROWEST).round().clamp(1.0, 255.0) as u8;
    let patches = connected_components(
        &open(&skin, Norm::L2, radius),
        Connectivity::Eight,
        Luma([0u8]),
    );
    let mut sizes = vec![
        0usize;
        patches
            .pixels()
            .map(|p| p[0] as usize + 1)
            .max()
            .unwrap_or(1)
    ];
    patches.pixels().for_each(|p| sizes[p[0] as usize] += 1);
    let least = SMALLEST * usable.iter().filter(|&&ok| ok).count() as f64;
    patches
        .pixels()
        .map(|p| p[0] > 0 && sizes[p[0] as usize] as f64 >= least)
        .collect()
}

/// Root of red less blue, averaged over usable neighbours.
fn smoothed(image: &LinearImage, usable: &[bool], sigma: f64) -> Vec<f32> {
    let blurred = |value: &dyn Fn(usize) -> f32| {
        let plane: ImageBuffer<Luma<f32>, Vec<f32>> =
            ImageBuffer::from_fn(image.width as u32, image.height as u32, |x, y| {
                let i = y as usize * image.width + x as usize;
                Luma([if usable[i] { value(i) } else { 0.0 }])
            });
        gaussian_blur_f32(&plane, (sigma as f32).max(0.3))
    };
    let sums = blurred(&|i| {
        let [red, _, blue] = image.pixels[i];
        (red - blue).max(0.0).sqrt()
    });
    let weights = blurred(&|_| 1.0);
    let pairs = sums.pixels().zip(weights.pixels());
    pairs.map(|(s, w)| s[0] / w[0].max(1e-6)).collect()
}

/// The level that splits the values into the two most different classes.
fn otsu(levels: impl Iterator<Item = u8>) -> u8 {
    let mut counts = [0.0f64; 256];
    levels.for_each(|l| counts[usize::from(l)] += 1.0);
    let total: f64 = counts.iter().sum();
    let sum: f64 = counts.iter().zip(0..).map(|(c, l)| c * f64::from(l)).sum();
    let (mut below, mut sum_below, mut best) = (0.0, 0.0, (0.0, 0u8));
    for (level, count) in (0..=255u8).zip(counts) {
        below += count;
        sum_below += count * f64::from(level);
        if below > 0.0 && below < total {
            let apart = sum_below / below - (sum - sum_below) / (total - below);
            let between = below * (total - below) * apart * apart;
            if between > best.0 {
                best = (between, level);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photometry::sample;
    use image::{Rgb, RgbImage};

    #[test]
    fn a_bare_patch_is_found_and_a_metal_clip_is_not() {
        let photo = RgbImage::from_fn(180, 180, |x, y| {
            let (dx, dy) = (f64::from(x) - 60.0, f64::from(y) - 90.0);
            if dx.hypot(dy) < 30.0 {
                Rgb([200, 160, 140])
            } else if (120..160).contains(&x) && (60..80).contains(&y) {
                Rgb([220, 222, 225])
            } else {
                Rgb([30, 26, 24])
            }
        });
        let image = sample(&photo, 180.0, 500.0);
        let found = bare_scalp(&image, &[true; 180 * 180], 180.0);
        assert!(found[90 * 180 + 60]);
        assert!(!found[70 * 180 + 140] && !found[20 * 180 + 20]);
        let area = found.iter().filter(|&&b| b).count() as f64;
        let disc = std::f64::consts::PI * 30.0 * 30.0;
        assert!((area / disc - 1.0).abs() < 0.15, "{area} of {disc}");
    }

    #[test]
    fn nothing_usable_has_no_bare_scalp() {
        let image = sample(&RgbImage::new(64, 64), 64.0, 500.0);
        assert!(!bare_scalp(&image, &[false; 64 * 64], 64.0).contains(&true));
        assert!(!bare_scalp(&image, &[true; 64 * 64], 64.0).contains(&true));
    }
}
