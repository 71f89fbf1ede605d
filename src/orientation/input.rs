//! The photo as the networks see it.

use image::RgbImage;
use image::imageops::flip_horizontal;

use super::net::SIDE;
use crate::resize::{Kernel, resized_part};

/// Central windows, the whole picture and its middle without the surroundings: how many pixels are
/// left away on each side of a picture that is so much larger than the networks' input; on each
/// side as many, or a turned photo would be seen differently. Each is also looked at mirrored.
const EDGES: [u32; 2] = [0, 4];
/// Added to a picture's spread before it is divided by, of the range 0..1: a picture of one colour
/// stays finite.
const LEAST_SPREAD: f32 = 0.02;

/// A window of the photo.
#[derive(Debug)]
pub(crate) struct Window {
    /// `SIDE` x `SIDE` pixels of blue, green, red: zero mean and unit spread, all together.
    pub(crate) pixels: Vec<f32>,
    /// Whether left and right are swapped.
    pub(crate) mirrored: bool,
}

/// The windows of an upright photo, squashed to squares: the photo's proportions say nothing.
pub(crate) fn windows(photo: &RgbImage) -> Vec<Window> {
    let small = |edge: u32| {
        let side = SIDE as u32;
        let whole = side + 2 * edge;
        resized_part(
            photo,
            (whole, whole),
            [edge, edge, side, side],
            Kernel::Area,
        )
    };
    let both = |picture: RgbImage| {
        let plain = Window {
            pixels: normalised(&picture),
            mirrored: false,
        };
        let mirrored = Window {
            pixels: normalised(&flip_horizontal(&picture)),
            mirrored: true,
        };
        [plain, mirrored]
    };
    EDGES.map(small).into_iter().flat_map(both).collect()
}

/// Pixels of zero mean and unit spread, in the networks' order of colours.
pub(crate) fn normalised(picture: &RgbImage) -> Vec<f32> {
    // Whole numbers: the sums are exact in any order.
    let (sum, squares) = picture.as_raw().iter().fold((0u64, 0u64), |(s, q), &v| {
        let v = u64::from(v);
        (s + v, q + v * v)
    });
    let n = picture.as_raw().len() as f64;
    let mean = sum as f64 / n / 255.0;
    let variance = squares as f64 / n / (255.0 * 255.0) - mean * mean;
    let spread = variance.max(0.0).sqrt() as f32 + LEAST_SPREAD;
    let mean = mean as f32;
    let value = |v: u8| (f32::from(v) / 255.0 - mean) / spread;
    let (rgb, _) = picture.as_raw().as_chunks::<3>();
    let turned = rgb.iter().map(|&[r, g, b]| [b, g, r].map(value));
    turned.collect::<Vec<_>>().into_flattened()
}
