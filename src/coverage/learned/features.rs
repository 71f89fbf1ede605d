//! What a block of pixels tells a learned model about how open it is.
//!
//! Everything is free of exposure: brightness is taken over the scalp's end point of the fit by
//! order statistics, colour as a ratio over the photo's median. Each block also carries the
//! distribution of the most telling values over the whole photo, which says how dark, how crisp
//! and how colourful this hair is against this scalp.

use rayon::prelude::*;

use crate::coverage::blocks::{BlockStats, Scene};
use crate::coverage::fit::mixture::Mixture;
use crate::coverage::fit::strands::LEVELS;
use crate::coverage::projection::DARKEST;
use crate::photometry::LinearImage;
use crate::statistics::nearest_rank;

/// Values that describe a block by itself.
const OWN: usize = 22;
/// Of these, averaged over the block and its neighbours: mean, most covered, most open.
const NEAR: [usize; 3] = [7, 0, 6];
/// Of these, described by percentiles over the photo.
const OVERALL: [usize; 10] = [7, 0, 3, 6, 8, 9, 10, 11, 17, 19];
/// The percentiles over the photo.
const SHARES: [f64; 3] = [0.1, 0.5, 0.9];
/// Values of the photo as a whole beyond those percentiles.
const PHOTO: usize = 2;

/// Number of values per block.
pub const FEATURES: usize = OWN + NEAR.len() + OVERALL.len() * SHARES.len() + PHOTO;

/// Distances at which brightness is compared with itself, px.
const LAGS: [usize; 3] = [1, 2, 4];
/// Share of a block's pixels that stand for its brightest and its darkest.
const EXTREME: f64 = 0.1;

/// A block and its description.
#[derive(Debug, Clone)]
pub struct BlockFeatures {
    /// Brightness within the block.
    pub stats: BlockStats,
    /// Mean linear colour.
    pub colour: [f32; 3],
    /// The description.
    pub values: [f32; FEATURES],
}

/// Describes every block of `block_px` with enough usable pixels, in row order.
///
/// `brightness` and `stats` are the scene's, `order` and `likeliest` the photo's two fits along it.
pub fn block_features(
    scene: Scene<'_>,
    (brightness, stats): (&[f32], &[BlockStats]),
    block_px: usize,
    (order, likeliest): (&Mixture, &Mixture),
) -> Vec<BlockFeatures> {
    let Scene { image, usable, .. } = scene;
    let view = View {
        image,
        usable,
        brightness,
        block_px,
    };
    let own: Vec<[f64; OWN]> = stats
        .par_iter()
        .map(|s| view.own(s, order, likeliest))
        .collect();
    let colours = std::array::from_fn(|k| percentile(own.iter().map(|o| o[11 + k % 2]), 0.5));
    let means = stats.iter().map(|s| view.mean_colour(s)).collect();
    describe(stats.to_vec(), means, own, colours)
}

fn describe(
    stats: Vec<BlockStats>,
    means: Vec<[f32; 3]>,
    mut own: Vec<[f64; OWN]>,
    colours: [f64; 2],
) -> Vec<BlockFeatures> {
    let coolest = percentile(own.iter().map(|o| o[11]), 0.03);
    for o in &mut own {
        for k in 0..6 {
            o[11 + k] -= colours[k % 2];
        }
    }
    let overall: Vec<f64> = OVERALL
        .iter()
        .flat_map(|&i| SHARES.map(|share| percentile(own.iter().map(|o| o[i]), share)))
        .chain([colours[0], coolest])
        .collect();
    let near: Vec<[f64; NEAR.len()]> = stats.iter().map(|s| near(s, &stats, &own)).collect();
    stats
        .into_iter()
        .zip(means)
        .zip(own.iter().zip(&near))
        .map(|((stats, colour), (own, near))| {
            let mut values = [0.0; FEATURES];
            let all = own.iter().chain(near).chain(&overall);
            for (value, &v) in values.iter_mut().zip(all) {
                *value = v as f32;
            }
            BlockFeatures {
                stats,
                colour,
                values,
            }
        })
        .collect()
}

fn near(at: &BlockStats, stats: &[BlockStats], own: &[[f64; OWN]]) -> [f64; NEAR.len()] {
    let mut sums = [0.0; NEAR.len()];
    let mut count = 0.0;
    for (s, o) in stats.iter().zip(own) {
        if s.column.abs_diff(at.column) <= 1 && s.row.abs_diff(at.row) <= 1 {
            for (sum, &i) in sums.iter_mut().zip(&NEAR) {
                *sum += o[i];
            }
            count += 1.0;
        }
    }
    sums.map(|s| s / count)
}

struct View<'a> {
    image: &'a LinearImage,
    usable: &'a [bool],
    brightness: &'a [f32],
    block_px: usize,
}

impl View<'_> {
    fn own(&self, s: &BlockStats, order: &Mixture, likeliest: &Mixture) -> [f64; OWN] {
        let scalp = order.scalp.at(s.x, s.y).max(DARKEST);
        let hair = order.hair_at(s.x, s.y);
        let (scalp2, hair2) = (likeliest.scalp.at(s.x, s.y), likeliest.hair_at(s.x, s.y));
        let log = |v: f64| (v / scalp).max(0.005).ln();
        let open = |scalp: f64, hair: f64| {
            ((s.mean - hair) / (scalp - hair).max(DARKEST)).clamp(-0.2, 1.2)
        };
        let mut out = [0.0; OWN];
        for (o, q) in out.iter_mut().zip(s.quantiles) {
            *o = log(q);
        }
        out[LEVELS.len()] = log(s.mean);
        out[8..11].copy_from_slice(&self.roughness(s));
        out[11..17].copy_from_slice(&self.colours(s));
        out[17..22].copy_from_slice(&[
            open(scalp, hair),
            log(hair),
            open(scalp2, hair2),
            log(scalp2),
            log(hair2),
        ]);
        out
    }

    fn pixels(&self, s: &BlockStats) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let (left, top, n) = (
            s.column * self.block_px,
            s.row * self.block_px,
            self.block_px,
        );
        let width = self.image.width;
        (top..top + n).flat_map(move |y| (left..left + n).map(move |x| (x, y, y * width + x)))
    }

    fn mean_colour(&self, s: &BlockStats) -> [f32; 3] {
        let inside = self.pixels(s).map(|p| p.2).filter(|&i| self.usable[i]);
        mean_colour(inside.map(|i| self.image.pixels[i])).map(|v| v as f32)
    }

    /// Logarithm of the mean squared difference at each lag over the squared range of the block.
    fn roughness(&self, s: &BlockStats) -> [f64; LAGS.len()] {
        let range = (s.high() - s.low()).max(1e-4);
        LAGS.map(|lag| {
            let (mut sum, mut count) = (0.0f64, 0.0f64);
            for (x, y, i) in self.pixels(s) {
                let right = (x + lag < self.image.width).then_some(i + lag);
                let below = (y + lag < self.image.height).then_some(i + lag * self.image.width);
                for j in [right, below].into_iter().flatten() {
                    if self.usable[i] && self.usable[j] {
                        sum += f64::from(self.brightness[i] - self.brightness[j]).powi(2);
                        count += 1.0;
                    }
                }
            }
            (sum / f64::max(count, 1.0) / (range * range))
                .max(1e-5)
                .ln()
        })
    }

    /// Logarithms of red over blue and green over blue: of the mean, of the brightest pixels, of
    /// the darkest ones.
    fn colours(&self, s: &BlockStats) -> [f64; 6] {
        let mut inside: Vec<usize> = self
            .pixels(s)
            .map(|p| p.2)
            .filter(|&i| self.usable[i])
            .collect();
        let mean = |pixels: &[usize]| mean_colour(pixels.iter().map(|&i| self.image.pixels[i]));
        let all = mean(&inside);
        let by_brightness = |a: &usize, b: &usize| {
            self.brightness[*a]
                .total_cmp(&self.brightness[*b])
                .then(a.cmp(b))
        };
        let few = ((inside.len() as f64 * EXTREME) as usize).max(1);
        inside.select_nth_unstable_by(few - 1, by_brightness);
        let darkest = mean(&inside[..few]);
        let brightest = inside.len() - few;
        inside.select_nth_unstable_by(brightest, by_brightness);
        let brightest = mean(&inside[brightest..]);
        let mut out = [0.0; 6];
        for (pair, sums) in out.chunks_exact_mut(2).zip([all, brightest, darkest]) {
            pair[0] = (sums[0] / sums[2]).clamp(0.1, 20.0).ln();
            pair[1] = (sums[1] / sums[2]).clamp(0.1, 20.0).ln();
        }
        out
    }
}

/// Mean of linear colours, never quite black.
fn mean_colour(colours: impl Iterator<Item = [f32; 3]>) -> [f64; 3] {
    let (mut sums, mut count) = ([1e-6f64; 3], 0.0f64);
    for colour in colours {
        for (sum, v) in sums.iter_mut().zip(colour) {
            *sum += f64::from(v);
        }
        count += 1.0;
    }
    sums.map(|s| s / f64::max(count, 1.0))
}

/// Nearest-rank percentile; 0 of nothing.
fn percentile(values: impl Iterator<Item = f64>, share: f64) -> f64 {
    nearest_rank(values, share).unwrap_or(0.0)
}
