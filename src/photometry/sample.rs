//! Area-averages a photo, in linear light, to the working sampling shared by a course.
//!
//! How a thin hair blends with skin depends on pixels per hair width, so visits are compared at
//! the same number of pixels per head width. Averaging is done in linear light, where a pixel is
//! an area-weighted mean of what it shows; the mean of a region is then the same at any sampling.

use image::RgbImage;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::SrgbTable;
use crate::geometry::Point;

/// Why a working pixel is left out of the measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// Sensor saturated in at least one channel: the colour is unknown.
    Clipped,
    /// Mirror reflection of the light on wet or oily skin.
    Glare,
    /// Not part of the head: backdrop, clothes, hands.
    Background,
}

impl std::fmt::Display for Exclusion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Clipped => "clipped",
            Self::Glare => "glare",
            Self::Background => "background",
        })
    }
}

/// A photo in linear light at the working sampling, native orientation and framing.
#[derive(Debug, Clone)]
pub struct LinearImage {
    /// Width, working px.
    pub width: usize,
    /// Height, working px.
    pub height: usize,
    /// Linear R, G, B, 0..1, row by row.
    pub pixels: Vec<[f32; 3]>,
    /// Why a pixel is left out, row by row; `None` where it is measured.
    pub excluded: Vec<Option<Exclusion>>,
    /// Native pixels per working pixel along one axis, at least 1.
    pub native_per_working: f64,
    /// Width and height of the photo it was sampled from, native px.
    pub native_size: (u32, u32),
}

impl LinearImage {
    /// Working position of a native one. Both frames put (0, 0) at the centre of the first pixel.
    pub fn working_from_native(&self, p: Point) -> Point {
        let f = self.native_per_working;
        Point::new((p.x + 0.5) / f - 0.5, (p.y + 0.5) / f - 0.5)
    }

    /// Colour at a column and row.
    pub fn at(&self, x: usize, y: usize) -> [f32; 3] {
        self.pixels[y * self.width + x]
    }
}

/// 8-bit code from which a channel counts as saturated: camera JPEGs roll off just below 255.
const SATURATED: u8 = 253;
/// Saturated share of a working pixel's area from which it is excluded.
const CLIPPED_SHARE: f32 = 0.25;

/// Samples an upright sRGB photo so that the head is `working_head_px` wide.
///
/// Only clipping is marked; see [`exclude`](super::exclude) for what the head's outline tells.
/// `head_width_px` is the width of the head in native px. A photo that is already coarser is
/// linearised and kept as it is: enlarging adds no information.
pub fn sample(photo: &RgbImage, head_width_px: f64, working_head_px: f64) -> LinearImage {
    let factor = (head_width_px / working_head_px).max(1.0);
    let (w, h) = photo.dimensions();
    let width = ((f64::from(w) / factor).floor() as usize).max(1);
    let height = ((f64::from(h) / factor).floor() as usize).max(1);
    let table = LightTable::new();
    let columns = Columns::new(width, factor, w);
    let mut pixels = vec![[0.0; 3]; width * height];
    let mut excluded = vec![None; width * height];
    pixels
        .par_chunks_mut(width * AT_ONCE)
        .zip(excluded.par_chunks_mut(width * AT_ONCE))
        .enumerate()
        .for_each(|(part, (pixels, excluded))| {
            let rows = pixels.chunks_mut(width).zip(excluded.chunks_mut(width));
            let mut light = LightRow::new(photo);
            for (i, (pixels, excluded)) in rows.enumerate() {
                let span = Span::new(part * AT_ONCE + i, factor, h);
                let sums = light.average(&table, &columns, &span);
                for ((sums, pixel), excluded) in sums.iter().zip(pixels).zip(excluded) {
                    (*pixel, *excluded) = sums.mean();
                }
            }
        });
    LinearImage {
        width,
        height,
        pixels,
        excluded,
        native_per_working: factor,
        native_size: (w, h),
    }
}

/// Native pixels under one working pixel along one axis, with the covered share of each.
struct Span {
    first: u32,
    weights: Vec<f32>,
}

impl Span {
    fn new(index: usize, factor: f64, limit: u32) -> Self {
        let start = index as f64 * factor;
        let end = (start + factor).min(f64::from(limit));
        let first = start.floor() as u32;
        let last = (end.ceil() as u32).clamp(first + 1, limit);
        let weights = (first..last)
            .map(|i| (end.min(f64::from(i) + 1.0) - start.max(f64::from(i))).max(0.0) as f32)
            .collect();
        Self { first, weights }
    }
}

/// The spans of all columns, filled up with pixels of weight zero to one common length: loops of
/// one length are what processors foresee.
struct Columns {
    /// First native pixel of each.
    first: Vec<usize>,
    length: usize,
    /// `length` for each.
    weights: Vec<f32>,
}

impl Columns {
    fn new(count: usize, factor: f64, limit: u32) -> Self {
        let spans: Vec<Span> = (0..count).map(|x| Span::new(x, factor, limit)).collect();
        let length = spans.iter().map(|s| s.weights.len()).max().unwrap_or(0);
        let mut columns = Self {
            first: Vec::with_capacity(count),
            length,
            weights: Vec::with_capacity(count * length),
        };
        for Span { first, weights } in spans {
            // At the right border the filling comes first.
            let start = (first as usize).min(limit as usize - length);
            let before = first as usize - start;
            columns.first.push(start);
            columns.weights.resize(columns.weights.len() + before, 0.0);
            columns.weights.extend(weights);
            columns.weights.resize(columns.first.len() * length, 0.0);
        }
        columns
    }

    /// First native pixel and weights of every column.
    fn each(&self) -> impl Iterator<Item = (usize, &[f32])> {
        let weights = self.weights.chunks_exact(self.length);
        self.first.iter().copied().zip(weights)
    }

    /// The native pixels under the columns `from..`, at most [`AT_ONCE`] of them.
    fn native(&self, from: usize) -> std::ops::Range<usize> {
        let last = (from + AT_ONCE).min(self.first.len()) - 1;
        self.first[from]..self.first[last] + self.length
    }
}

/// Linear light of a code in the lane of its channel, the others zero; in the last lane of red a
/// one, which adds up the weights. Three of them added make a pixel for SIMD.
struct LightTable {
    channels: [[[f32; 4]; 256]; 3],
}

impl LightTable {
    fn new() -> Self {
        let table = SrgbTable::new();
        let mut channels = [[[0.0; 4]; 256]; 3];
        for code in 0..=255u8 {
            for (c, channel) in channels.iter_mut().enumerate() {
                channel[usize::from(code)][c] = table.linear(code);
            }
            channels[0][usize::from(code)][3] = 1.0;
        }
        Self { channels }
    }

    #[inline]
    fn light(&self, rgb: [u8; 3]) -> [f32; 4] {
        let [r, g, b] = [0, 1, 2].map(|c| &self.channels[c][usize::from(rgb[c])]);
        std::array::from_fn(|k| r[k] + g[k] + b[k])
    }
}

/// Weighted sums over the area of a working pixel.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// Linear R, G, B, and the weights.
    light: [f32; 4],
    clipped: f32,
}

impl Sums {
    #[inline]
    fn add_light(&mut self, pixels: &[[f32; 4]], weights: &[f32], wy: f32) {
        let mut light = self.light;
        for (pixel, &wx) in pixels.iter().zip(weights) {
            let weight = wx * wy;
            light = std::array::from_fn(|k| light[k] + weight * pixel[k]);
        }
        self.light = light;
    }

    fn add_clipped(&mut self, pixels: &[[u8; 3]], weights: &[f32], wy: f32) {
        for (rgb, &wx) in pixels.iter().zip(weights) {
            if rgb.iter().any(|&v| v >= SATURATED) {
                self.clipped += wx * wy;
            }
        }
    }

    fn mean(&self) -> ([f32; 3], Option<Exclusion>) {
        let [r, g, b, weight] = self.light;
        let clipped = self.clipped / weight >= CLIPPED_SHARE;
        (
            [r / weight, g / weight, b / weight],
            clipped.then_some(Exclusion::Clipped),
        )
    }
}

/// Working rows averaged by one thread at a time, and working pixels looked through for saturated
/// codes.
const AT_ONCE: usize = 16;

/// One native row in linear light; neighbouring working rows share it.
struct LightRow<'a> {
    photo: &'a RgbImage,
    row: Option<usize>,
    light: Vec<[f32; 4]>,
}

impl<'a> LightRow<'a> {
    fn new(photo: &'a RgbImage) -> Self {
        Self {
            photo,
            row: None,
            light: Vec::with_capacity(photo.width() as usize),
        }
    }

    /// Sums of every working pixel of the row that spans `rows`.
    fn average(&mut self, table: &LightTable, columns: &Columns, rows: &Span) -> Vec<Sums> {
        let width = self.photo.width() as usize;
        let (pixels, _) = self.photo.as_raw().as_chunks::<3>();
        let mut sums = vec![Sums::default(); columns.first.len()];
        for (row, &wy) in (rows.first as usize..).zip(&rows.weights) {
            let line = &pixels[row * width..][..width];
            if self.row != Some(row) {
                self.row = Some(row);
                self.light.clear();
                self.light.extend(line.iter().map(|&rgb| table.light(rgb)));
            }
            for (sum, (first, weights)) in sums.iter_mut().zip(columns.each()) {
                sum.add_light(&self.light[first..][..columns.length], weights, wy);
            }
            for from in (0..sums.len()).step_by(AT_ONCE) {
                if is_saturated(&line[columns.native(from)]) {
                    let few = sums.iter_mut().zip(columns.each()).skip(from);
                    for (sum, (first, weights)) in few.take(AT_ONCE) {
                        sum.add_clipped(&line[first..][..columns.length], weights, wy);
                    }
                }
            }
        }
        sums
    }
}

/// Whether any code of the pixels is saturated.
fn is_saturated(pixels: &[[u8; 3]]) -> bool {
    pixels.as_flattened().iter().fold(0, |most, &v| v.max(most)) >= SATURATED
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn averages_light_not_codes() {
        // Black and white columns: half the light, which is sRGB code 188, not 128.
        let photo = RgbImage::from_fn(40, 20, |x, _| {
            if x % 2 == 0 {
                Rgb([0, 0, 0])
            } else {
                Rgb([255, 255, 255])
            }
        });
        let small = sample(&photo, 40.0, 20.0);
        assert_eq!((small.width, small.height), (20, 10));
        assert!(
            small
                .pixels
                .iter()
                .flatten()
                .all(|v| (v - 0.5).abs() < 1e-6)
        );
        assert!(
            small
                .excluded
                .iter()
                .all(|&e| e == Some(Exclusion::Clipped))
        );
    }

    #[test]
    fn a_fractional_factor_keeps_the_mean() {
        let photo = RgbImage::from_fn(90, 60, |x, y| Rgb([(x * 2) as u8, (y * 3) as u8, 90]));
        let table = SrgbTable::new();
        let small = sample(&photo, 90.0, 60.0);
        assert_eq!((small.width, small.height), (60, 40));
        let mean = |v: Vec<f32>| v.iter().sum::<f32>() / v.len() as f32;
        for c in 0..3 {
            let native = mean(photo.pixels().map(|p| table.linear(p[c])).collect());
            let working = mean(small.pixels.iter().map(|p| p[c]).collect());
            assert!((native - working).abs() < 1e-4, "{native} {working}");
        }
    }

    #[test]
    fn a_coarse_photo_is_not_enlarged() {
        let photo = RgbImage::new(30, 20);
        assert_eq!(sample(&photo, 25.0, 500.0).native_per_working, 1.0);
    }
}
