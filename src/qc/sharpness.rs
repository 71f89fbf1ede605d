//! Sharpness at a common physical sampling, so that photos of different size can be compared.

use image::RgbImage;
use multiversion::multiversion;

use crate::geometry::Bounds;
use crate::resize::{Kernel, resized};

use super::mask::Mask;
use crate::photometry::{energy_ratio, for_pairs};

/// Head widths in px at which sharpness is measured, where the photo has that many.
pub(crate) const SAMPLING_HEAD_PX: [u32; 3] = [200, 400, 800];

/// Sharpness of a photo reduced so that the head is `head_px` wide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharpnessAt {
    /// Width of the head, px.
    pub head_px: u32,
    /// The energy ratio on luma.
    pub sharpness: f64,
}

/// Sharpness at every sampling of [`SAMPLING_HEAD_PX`] the photo reaches, coarsest first. Empty
/// where the pixels that count hold no detail at all.
///
/// `photo` is sRGB-encoded; `mask` is asked in full-resolution pixels.
pub(crate) fn sharpness_ladder(
    photo: &RgbImage,
    head_width_px: f64,
    mask: Mask<'_>,
) -> Vec<SharpnessAt> {
    let reached = SAMPLING_HEAD_PX
        .into_iter()
        .filter(|&head_px| f64::from(head_px) <= head_width_px);
    // The samplings halve: the coarser ones are means of the finest, read from it at a fraction of
    // the cost of the whole photo.
    let Some(finest) = reached.clone().max() else {
        return Vec::new();
    };
    let size = photo.dimensions();
    let fine = reduced(photo, size, f64::from(finest) / head_width_px);
    reached
        .filter_map(|head_px| {
            let coarse = (head_px < finest)
                .then(|| reduced(&fine, size, f64::from(head_px) / head_width_px));
            let luma = ReducedLuma::of(coarse.as_ref().unwrap_or(&fine), size, mask);
            let sharpness = energy_ratio(|far| luma.energy(far))?;
            sharpness
                .is_finite()
                .then_some(SharpnessAt { head_px, sharpness })
        })
        .collect()
}

/// `photo`, at any size, brought to `scale` of the full `size`.
fn reduced(photo: &RgbImage, (width, height): (u32, u32), scale: f64) -> RgbImage {
    let side = |full: u32| ((f64::from(full) * scale).round() as u32).max(1);
    resized(photo, side(width), side(height), Kernel::Area)
}

/// Luma of the reduced photo, with the mask at the same size.
struct ReducedLuma {
    width: usize,
    height: usize,
    values: Vec<u8>,
    /// 255 where the pixel counts, else 0.
    counts: Vec<u8>,
}

impl ReducedLuma {
    /// Luma of a `reduced` photo whose full size is `full` px, as far as it may count.
    fn of(reduced: &RgbImage, full: (u32, u32), mask: Mask<'_>) -> Self {
        let (width, height) = reduced.dimensions();
        let (across, down) = match mask.bounds() {
            Some(Bounds { min, max }) => (
                span(min.x, max.x, full.0, width),
                span(min.y, max.y, full.1, height),
            ),
            None => (0..width, 0..height),
        };
        let at = |i: u32, from: u32, to: u32| {
            (((f64::from(i) + 0.5) * f64::from(from) / f64::from(to)) as u32).min(from - 1)
        };
        let columns: Vec<u32> = across.clone().map(|x| at(x, full.0, width)).collect();
        let counted = mask.rows(&columns);
        let (pixels, _) = reduced.as_raw().as_chunks::<3>();
        let mut luma = Self {
            width: across.len(),
            height: down.len(),
            values: Vec::with_capacity(across.len() * down.len()),
            counts: Vec::with_capacity(across.len() * down.len()),
        };
        for y in down {
            let row = &pixels[(y * width) as usize..][across.start as usize..across.end as usize];
            let from = luma.values.len();
            luma.values.resize(from + row.len(), 0);
            luma_of(row, &mut luma.values[from..]);
            let counts = counted(at(y, full.1, height));
            luma.counts
                .extend(counts.iter().map(|&c| u8::from(c) * 255));
        }
        luma
    }

    /// Mean squared difference over `far` px, both directions; `None` where no pair counts or all are
    /// equal.
    fn energy(&self, far: usize) -> Option<f64> {
        let part = |start: usize, length: usize| {
            let counts = self.counts[start..][..length].chunks(AT_ONCE);
            self.values[start..][..length].chunks(AT_ONCE).zip(counts)
        };
        let (mut pairs, mut sum) = (0, 0);
        for_pairs(self.width, self.height, far, |from, to, length| {
            for (a, b) in part(from, length).zip(part(to, length)) {
                let (counted, squares) = squared_differences(a, b);
                pairs += u64::from(counted);
                sum += u64::from(squares);
            }
        });
        (sum > 0).then(|| sum as f64 / pairs as f64)
    }
}

/// Rec. 601 luma of some pixels, in 1/256.
#[multiversion(targets("x86_64+avx+avx2"))]
fn luma_of(pixels: &[[u8; 3]], luma: &mut [u8]) {
    for (luma, p) in luma.iter_mut().zip(pixels) {
        let sum = 77 * u32::from(p[0]) + 150 * u32::from(p[1]) + 29 * u32::from(p[2]);
        *luma = (sum >> 8) as u8;
    }
}

/// The columns or rows of a reduced photo of `side` px that may lie between two positions on the
/// `full` one.
fn span(from: f64, to: f64, full: u32, side: u32) -> std::ops::Range<u32> {
    let scale = f64::from(side) / f64::from(full);
    let first = ((from * scale).floor() - 1.0).max(0.0) as u32;
    let end = ((to * scale).ceil() + 2.0).max(0.0) as u32;
    first.min(side)..end.clamp(first.min(side), side)
}

/// Pairs of pixels added up in 32 bits: the squares of so many cannot exceed them.
const AT_ONCE: usize = 1024;

/// Pairs of which both pixels count, and the sum of their squared differences.
#[multiversion(targets("x86_64+avx+avx2"))]
fn squared_differences(a: (&[u8], &[u8]), b: (&[u8], &[u8])) -> (u32, u32) {
    let mut sums = (0, 0);
    let n = a.0.len().min(a.1.len()).min(b.0.len()).min(b.1.len());
    let (a, a_counts, b, b_counts) = (&a.0[..n], &a.1[..n], &b.0[..n], &b.1[..n]);
    for i in 0..n {
        let both = a_counts[i] & b_counts[i];
        let difference = u32::from(a[i].abs_diff(b[i]) & both);
        sums.0 += u32::from(both & 1);
        sums.1 += difference * difference;
    }
    sums
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use imageproc::filter::gaussian_blur_f32;

    use super::*;

    /// Strokes of pseudo-random position and tone, like hair.
    fn texture(side: u32) -> RgbImage {
        RgbImage::from_fn(side, side, |x, y| {
            let v = (x / 3 + y / 29).wrapping_mul(2_654_435_761) >> 16;
            Rgb([60 + (v % 120) as u8; 3])
        })
    }

    fn sharpness_of(photo: &RgbImage) -> f64 {
        let ladder = sharpness_ladder(photo, f64::from(photo.width()), &|_, _| true);
        ladder.last().unwrap().sharpness
    }

    #[test]
    fn blur_lowers_sharpness_step_by_step() {
        let sharp = texture(420);
        let steps =
            [0.7_f32, 1.5, 3.0].map(|sigma| sharpness_of(&gaussian_blur_f32(&sharp, sigma)));
        assert!(sharpness_of(&sharp) > steps[0]);
        assert!(steps[0] > steps[1] && steps[1] > steps[2], "{steps:?}");
        assert!(steps[2] < 0.5 * sharpness_of(&sharp), "{steps:?}");
    }

    #[test]
    fn contrast_does_not_matter() {
        let sharp = texture(420);
        let flat = RgbImage::from_fn(420, 420, |x, y| {
            sharp.get_pixel(x, y).0.map(|v| 100 + (v - 60) / 2).into()
        });
        // Halved values are rounded to whole numbers: 1 in 60, squared below 1 %.
        assert!((sharpness_of(&flat) / sharpness_of(&sharp) - 1.0).abs() < 0.02);
    }

    #[test]
    fn only_samplings_the_photo_reaches_are_measured() {
        let photo = texture(420);
        let heads = |w| -> Vec<u32> {
            sharpness_ladder(&photo, w, &|_, _| true)
                .iter()
                .map(|s| s.head_px)
                .collect()
        };
        assert_eq!(heads(420.0), [200, 400]);
        assert_eq!(heads(199.0), Vec::<u32>::new());
    }

    #[test]
    fn a_plain_area_has_no_sharpness() {
        let plain = RgbImage::from_pixel(300, 300, Rgb([90; 3]));
        assert!(sharpness_ladder(&plain, 300.0, &|_, _| true).is_empty());
    }
}
