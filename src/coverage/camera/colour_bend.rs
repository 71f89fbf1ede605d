//! How strongly a camera's curve of contrast bends the colours of pixels half covered by hair.
//!
//! In linear light the pixels of a block lie on a straight line between the colours of scalp and hair.
//! A curve laid over each channel bends that line; the curve under which the lines are straight is the
//! camera's (after Lin, Gu, Yamazaki, Shum: Radiometric calibration from a single image, CVPR 2004, who
//! use edges). Shade between dense hairs bends lines a little, too.

use nalgebra::Matrix3;

use crate::coverage::blocks::Scene;
use crate::coverage::fit::axis::BRIGHTNESS;
use crate::coverage::projection::project;
use crate::photometry::Straightened;

/// Curves that are tried: contrasts of [`Straightened`]; between them bends are interpolated.
const CONTRASTS: [f64; 8] = [-0.06, -0.03, 0.0, 0.03, 0.06, 0.09, 0.12, 0.15];
/// The one that stands for no curve.
const PLAIN: usize = 2;
/// Steps in which the contrast is told.
const STEP: f64 = 0.001;
/// Blocks are sorted by brightness and then by contrast into so many parts each: within one, a curve
/// bends lines the same way.
const PARTS: usize = 3;
/// Fewest blocks of a part.
const FEWEST: usize = 4;
/// Share of a block that has to show hair or scalp for it to count.
const USABLE_SHARE: f64 = 0.8;
/// Half the length of a line, standard deviations of its brightness; what lies further out is left out.
const REACH: f64 = 1.8;
const BEYOND: f64 = 1.1;
/// Bend that lines have without a curve, standard deviation.
const USUAL_BEND: f64 = 0.012;
/// What lines of photos without a curve suggest, and how far contrasts lie from it.
const EXPECTED: f64 = 0.015;
const SPREAD: f64 = 0.03;

/// The curves that are tried, tabulated for any photo.
#[derive(Debug)]
pub(crate) struct Curves([Straightened; CONTRASTS.len()]);

impl Curves {
    /// Computes the tables.
    pub(crate) fn tabulate() -> Self {
        Self(CONTRASTS.map(Straightened::of))
    }
}

/// Contrast of the curve under which the colours of half-covered pixels lie on straight lines, with
/// what is expected of a photo as prior; `None` where too few blocks show hair.
///
/// Photos rendered without a curve give 0 to 0.03, telephones mostly 0.03 to 0.1.
pub(crate) fn curve_contrast(scene: Scene<'_>, block_px: usize, curves: &Curves) -> Option<f64> {
    let mut blocks = bent_blocks(scene, block_px, curves);
    if blocks.len() < PARTS * PARTS * FEWEST {
        return None;
    }
    let parts = in_parts(&mut blocks);
    let whole: f64 = parts.iter().map(|part| part[PLAIN].weight).sum();
    if whole <= 0.0 {
        return None;
    }
    let last = ((CONTRASTS[CONTRASTS.len() - 1] - CONTRASTS[0]) / STEP).round() as usize;
    let costs = (0..=last).map(|step| {
        let contrast = CONTRASTS[0] + STEP * step as f64;
        let bent = |part: &[Bend; CONTRASTS.len()]| {
            part[PLAIN].weight / whole * squared_bend(part, contrast) / USUAL_BEND.powi(2)
        };
        let seen: f64 = parts.iter().map(bent).sum();
        (contrast, seen + ((contrast - EXPECTED) / SPREAD).powi(2))
    });
    costs
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(contrast, _)| contrast)
}

/// Sums over blocks: how far the middle of a line lies off the straight one in red and blue, as green
/// runs along it.
#[derive(Debug, Clone, Copy, Default)]
struct Bend {
    off: [f64; 2],
    weight: f64,
}

struct BentBlock {
    brightness: f64,
    /// Standard deviation of brightness over its mean.
    contrast: f64,
    bends: [Bend; CONTRASTS.len()],
}

fn bent_blocks(scene: Scene<'_>, size: usize, curves: &Curves) -> Vec<BentBlock> {
    let image = scene.image;
    let (columns, rows) = (image.width / size, image.height / size);
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    places
        .filter_map(|at| {
            let codes = half_of_the_pixels(scene, size, at)?;
            let (mut brightness, mut spread) = (0.0, 0.0);
            let mut bends = [Bend::default(); CONTRASTS.len()];
            for (k, curve) in curves.0.iter().enumerate() {
                let pixels: Vec<[f32; 3]> = codes.iter().map(|&code| curve.light(code)).collect();
                let along: Vec<f64> = pixels
                    .iter()
                    .map(|&p| f64::from(project(BRIGHTNESS, p)))
                    .collect();
                let level = mean_and_spread(&along);
                bends[k] = Bend::of(&pixels, &along, level)?;
                if k == PLAIN {
                    (brightness, spread) = level;
                }
            }
            Some(BentBlock {
                brightness,
                contrast: spread / brightness,
                bends,
            })
        })
        .collect()
}

/// Codes of every other pixel of a block; `None` where too few are usable.
fn half_of_the_pixels(
    scene: Scene<'_>,
    size: usize,
    (column, row): (usize, usize),
) -> Option<Vec<[u16; 3]>> {
    let width = scene.image.width;
    let mut codes: Vec<[u16; 3]> = Vec::with_capacity(size * size);
    for y in row * size..(row + 1) * size {
        let from = y * width + column * size;
        for i in (from + y % 2..from + size).step_by(2) {
            if scene.usable[i] {
                codes.push(scene.image.pixels[i].map(Straightened::code));
            }
        }
    }
    let enough = USABLE_SHARE * 0.5 * (size * size) as f64;
    (codes.len() as f64 >= enough).then_some(codes)
}

/// Mean and standard deviation.
fn mean_and_spread(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count;
    (mean.max(f64::MIN_POSITIVE), variance.sqrt())
}

impl Bend {
    /// A parabola in brightness, of which mean and spread are given, through the colours of a
    /// block's pixels.
    fn of(pixels: &[[f32; 3]], brightness: &[f64], (mean, spread): (f64, f64)) -> Option<Self> {
        let per_length = 1.0 / (REACH * spread);
        // Of one, the way along the line and the bend: their products with each other and with colours.
        let mut sums = [0.0; 6];
        let mut colours = [[0.0; 3]; 3];
        for (pixel, brightness) in pixels.iter().zip(brightness) {
            let along = (brightness - mean) * per_length;
            if along.abs() < BEYOND {
                let bent = 1.5 * along * along - 0.5;
                let products = [1.0, along, bent, along * along, along * bent, bent * bent];
                for (sum, product) in sums.iter_mut().zip(products) {
                    *sum += product;
                }
                let colour = pixel.map(f64::from);
                for (sums, term) in colours.iter_mut().zip([1.0, along, bent]) {
                    for (sum, colour) in sums.iter_mut().zip(colour) {
                        *sum += term * colour;
                    }
                }
            }
        }
        let [n, a, b, aa, ab, bb] = sums;
        let moments = Matrix3::new(n, a, b, a, aa, ab, b, ab, bb);
        let colours = Matrix3::from_fn(|term, channel| colours[term][channel]);
        let fit = moments.try_inverse()? * colours;
        let [slope, bend] = [fit.row(1), fit.row(2)];
        Some(Self {
            off: [0, 2].map(|channel| bend[channel] * slope[1] - bend[1] * slope[channel]),
            weight: slope[1] * slope[1],
        })
    }

    fn add(&mut self, other: &Self) {
        for (sum, off) in self.off.iter_mut().zip(other.off) {
            *sum += off;
        }
        self.weight += other.weight;
    }
}

fn in_parts(blocks: &mut [BentBlock]) -> Vec<[Bend; CONTRASTS.len()]> {
    blocks.sort_by(|a, b| a.brightness.total_cmp(&b.brightness));
    let mut parts = Vec::with_capacity(PARTS * PARTS);
    for part in split(blocks) {
        part.sort_by(|a, b| a.contrast.total_cmp(&b.contrast));
        for blocks in split(part) {
            let mut sums = [Bend::default(); CONTRASTS.len()];
            for block in blocks.iter() {
                for (sum, bend) in sums.iter_mut().zip(&block.bends) {
                    sum.add(bend);
                }
            }
            parts.push(sums);
        }
    }
    parts
}

fn split(blocks: &mut [BentBlock]) -> impl Iterator<Item = &mut [BentBlock]> {
    blocks.chunks_mut(blocks.len().div_ceil(PARTS).max(1))
}

/// Square of a part's bend were the curve of `contrast` undone.
fn squared_bend(part: &[Bend; CONTRASTS.len()], contrast: f64) -> f64 {
    let position = (contrast - CONTRASTS[0]) / (CONTRASTS[1] - CONTRASTS[0]);
    let below = (position as usize).min(CONTRASTS.len() - 2);
    let share = position - below as f64;
    let bend =
        |at: usize, colour: usize| part[at].off[colour] / part[at].weight.max(f64::MIN_POSITIVE);
    let off = [0, 1].map(|c| (1.0 - share) * bend(below, c) + share * bend(below + 1, c));
    off[0] * off[0] + off[1] * off[1]
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use image::{Rgb, RgbImage};

    use super::*;
    use crate::photometry::{LinearImage, sample};
    use crate::srgb::{linear_from_srgb, srgb_from_linear};

    /// Skin covered by brown hair to every degree, mixed in linear light, after a camera's curve.
    fn head(contrast: f64) -> RgbImage {
        let skin = [208.0, 160.0, 132.0].map(|code: f64| linear_from_srgb(code / 255.0));
        let hair = [74.0, 54.0, 42.0].map(|code: f64| linear_from_srgb(code / 255.0));
        RgbImage::from_fn(240, 240, |x, y| {
            let noise = (x / 2 + y / 3 * 7).wrapping_mul(2_654_435_761) >> 16;
            let covered = f64::from(noise % 101) / 100.0;
            let light = 0.6 + 0.4 * f64::from(x) / 240.0;
            Rgb(std::array::from_fn(|c| {
                let mixed = light * (covered * hair[c] + (1.0 - covered) * skin[c]);
                let code = srgb_from_linear(mixed);
                (255.0 * (code + contrast * (TAU * (code - 0.5)).sin())).round() as u8
            }))
        })
    }

    fn told(photo: &LinearImage, block_px: usize) -> Option<f64> {
        let scene = Scene {
            image: photo,
            usable: &vec![true; photo.pixels.len()],
            bare: &[],
        };
        curve_contrast(scene, block_px, &Curves::tabulate())
    }

    #[test]
    fn a_cameras_contrast_is_told_from_none() {
        let of = |contrast| told(&sample(&head(contrast), 240.0, 240.0), 24).unwrap();
        let [flat, plain, raised, strong] = [-0.04, 0.0, 0.05, 0.1].map(of);
        assert!(plain.abs() < 0.012, "{plain}");
        assert!((raised - 0.05).abs() < 0.012, "{raised}");
        assert!((strong - 0.1).abs() < 0.02, "{strong}");
        assert!(flat < plain - 0.02, "{flat}");
    }

    #[test]
    fn one_colour_or_a_few_blocks_tell_nothing() {
        let plain = sample(&RgbImage::from_pixel(240, 240, Rgb([90; 3])), 240.0, 240.0);
        assert_eq!(told(&plain, 24), None);
        assert_eq!(told(&sample(&head(0.05), 240.0, 240.0), 80), None);
    }
}
