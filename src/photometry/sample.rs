//! Area-averages a photo, in linear light, to the working sampling shared by a course.
//!
//! How a thin hair blends with skin depends on pixels per hair width, so visits are compared at
//! the same number of pixels per head width. Averaging is done in linear light, where a pixel is
//! an area-weighted mean of what it shows; the mean of a region is then the same at any sampling.

use image::RgbImage;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::geometry::{Bounds, Point};
use crate::srgb::SrgbTable;

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
        p.reduced(self.native_per_working)
    }

    /// Share of the head that mirrors the light, 0..=1; `None` where nothing of a head was sampled.
    /// Known once [`exclude`](super::exclude) has looked.
    pub(crate) fn glare_share(&self) -> Option<f64> {
        let head = self
            .excluded
            .iter()
            .filter(|e| **e != Some(Exclusion::Background));
        let (mut whole, mut glare) = (0_u32, 0_u32);
        for excluded in head {
            whole += 1;
            glare += u32::from(*excluded == Some(Exclusion::Glare));
        }
        (whole > 0).then(|| f64::from(glare) / f64::from(whole))
    }

    /// Colour at a column and row.
    pub(crate) fn at(&self, x: usize, y: usize) -> [f32; 3] {
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
    let (right, bottom) = photo.dimensions();
    let whole = Bounds {
        min: Point::new(0.0, 0.0),
        max: Point::new(f64::from(right), f64::from(bottom)),
    };
    sample_within(photo, head_width_px, working_head_px, whole)
}

/// Samples what lies within `bounds`, native px, like [`sample`]; the rest is black and excluded as
/// background.
pub(crate) fn sample_within(
    photo: &RgbImage,
    head_width_px: f64,
    working_head_px: f64,
    bounds: Bounds,
) -> LinearImage {
    let factor = (head_width_px / working_head_px).max(1.0);
    let (w, h) = photo.dimensions();
    let width = ((f64::from(w) / factor).floor() as usize).max(1);
    let height = ((f64::from(h) / factor).floor() as usize).max(1);
    let within = |from: f64, to: f64, side: usize| {
        let first = ((from + 0.5) / factor).floor().max(0.0) as usize;
        let end = ((to + 0.5) / factor).ceil().max(0.0) as usize;
        first.min(side)..end.clamp(first.min(side), side)
    };
    let across = within(bounds.min.x, bounds.max.x, width);
    let down = within(bounds.min.y, bounds.max.y, height);
    let table = LightTable::new();
    let columns: Vec<Span> = across.clone().map(|x| Span::new(x, factor, w)).collect();
    let mut pixels = vec![[0.0; 3]; width * height];
    let mut excluded = vec![Some(Exclusion::Background); width * height];
    let rows = down.start * width..down.end * width;
    pixels[rows.clone()]
        .par_chunks_mut(width * AT_ONCE)
        .zip(excluded[rows].par_chunks_mut(width * AT_ONCE))
        .enumerate()
        .for_each(|(part, (pixels, excluded))| {
            let rows = pixels.chunks_mut(width).zip(excluded.chunks_mut(width));
            let mut sums = RowSums::new(photo, &columns);
            for (i, (pixels, excluded)) in rows.enumerate() {
                let row = Span::new(down.start + part * AT_ONCE + i, factor, h);
                sums.add_up(&table, &row);
                let targets = pixels[across.clone()]
                    .iter_mut()
                    .zip(&mut excluded[across.clone()]);
                for (column, (pixel, excluded)) in columns.iter().zip(targets) {
                    (*pixel, *excluded) = sums.mean(column, &row);
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

/// Working rows averaged by one thread at a time.
const AT_ONCE: usize = 16;

/// Native pixels under one working pixel along one axis, with the covered share of each.
struct Span {
    first: u32,
    weights: Vec<f32>,
    /// Sum of the weights.
    total: f32,
}

impl Span {
    fn new(index: usize, factor: f64, limit: u32) -> Self {
        let start = index as f64 * factor;
        let end = (start + factor).min(f64::from(limit));
        let first = start.floor() as u32;
        let last = (end.ceil() as u32).clamp(first + 1, limit);
        let weights: Vec<f32> = (first..last)
            .map(|i| (end.min(f64::from(i) + 1.0) - start.max(f64::from(i))).max(0.0) as f32)
            .collect();
        Self {
            first,
            total: weights.iter().sum(),
            weights,
        }
    }
}

/// Linear light of a code in the lane of its channel, in the last lane one where it is saturated,
/// the others zero. Three of them added make a pixel for SIMD.
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
                channel[usize::from(code)][3] = f32::from(u8::from(code >= SATURATED));
            }
        }
        Self { channels }
    }

    /// Linear red, green and blue, and one where any of them is saturated.
    #[inline]
    fn light(&self, rgb: [u8; 3]) -> [f32; 4] {
        /// The most a lane holds: light never reaches it, two saturated channels count once.
        const MOST: [f32; 4] = [2.0, 2.0, 2.0, 1.0];
        let [r, g, b] = [0, 1, 2].map(|c| &self.channels[c][usize::from(rgb[c])]);
        let sum: [f32; 4] = std::array::from_fn(|k| r[k] + g[k] + b[k]);
        std::array::from_fn(|k| if sum[k] < MOST[k] { sum[k] } else { MOST[k] })
    }
}

/// The native rows under one working row, added up: most of the work is done down the columns,
/// pixel beside pixel, before working pixels are made of them.
struct RowSums<'a> {
    photo: &'a RgbImage,
    /// Native columns that are needed.
    native: std::ops::Range<usize>,
    /// Weighted light and saturation of each of them.
    sums: Vec<[f32; 4]>,
}

impl<'a> RowSums<'a> {
    fn new(photo: &'a RgbImage, columns: &[Span]) -> Self {
        let first = columns.first().map_or(0, |c| c.first as usize);
        let end = columns
            .last()
            .map_or(first, |c| c.first as usize + c.weights.len());
        Self {
            photo,
            native: first..end,
            sums: vec![[0.0; 4]; end - first],
        }
    }

    fn add_up(&mut self, table: &LightTable, rows: &Span) {
        let width = self.photo.width() as usize;
        let (pixels, _) = self.photo.as_raw().as_chunks::<3>();
        let line = |row: usize| &pixels[row * width..][self.native.clone()];
        let mut rows = (rows.first as usize..).zip(&rows.weights);
        // The first row begins the sums: clearing them would be one pass more.
        if let Some((row, &weight)) = rows.next() {
            for (sum, &rgb) in self.sums.iter_mut().zip(line(row)) {
                *sum = table.light(rgb).map(|light| weight * light);
            }
        }
        for (row, &weight) in rows {
            for (sum, &rgb) in self.sums.iter_mut().zip(line(row)) {
                let light = table.light(rgb);
                *sum = std::array::from_fn(|k| sum[k] + weight * light[k]);
            }
        }
    }

    /// Mean light of the working pixel of a column of the row last added up, and whether too much
    /// of it is saturated.
    #[inline]
    fn mean(&self, column: &Span, row: &Span) -> ([f32; 3], Option<Exclusion>) {
        let mut sum = [0.0f32; 4];
        let from = column.first as usize - self.native.start;
        let under = &self.sums[from..][..column.weights.len()];
        for (own, &weight) in under.iter().zip(&column.weights) {
            sum = std::array::from_fn(|k| sum[k] + weight * own[k]);
        }
        let [r, g, b, clipped] = sum.map(|v| v / (column.total * row.total));
        let clipped = clipped >= CLIPPED_SHARE;
        ([r, g, b], clipped.then_some(Exclusion::Clipped))
    }
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
    fn a_part_is_sampled_like_the_whole() {
        let photo = RgbImage::from_fn(90, 60, |x, y| Rgb([(x * 2) as u8, (y * 4) as u8, 250]));
        let bounds = Bounds {
            min: Point::new(20.0, 11.3),
            max: Point::new(70.9, 47.0),
        };
        let (whole, part) = (
            sample(&photo, 90.0, 40.0),
            sample_within(&photo, 90.0, 40.0, bounds),
        );
        let mut sampled = 0;
        for (i, excluded) in part.excluded.iter().enumerate() {
            if *excluded == Some(Exclusion::Background) {
                assert_eq!(part.pixels[i], [0.0; 3]);
            } else {
                assert_eq!(
                    (part.pixels[i], *excluded),
                    (whole.pixels[i], whole.excluded[i])
                );
                sampled += 1;
            }
        }
        assert_eq!(sampled, 23 * 17);
    }

    #[test]
    fn a_coarse_photo_is_not_enlarged() {
        let photo = RgbImage::new(30, 20);
        assert_eq!(sample(&photo, 25.0, 500.0).native_per_working, 1.0);
    }
}
