//! Colour and texture histograms of inside and outside, and the evidence they give per pixel.

use multiversion::multiversion;

use crate::plane::Plane;

const LIGHT_BINS: usize = 16;
const CHROMA_BINS: usize = 16;
const TEXTURE_BINS: usize = 12;
const COLOUR_CELLS: usize = LIGHT_BINS * CHROMA_BINS * CHROMA_BINS;

/// Quantised appearance of every pixel of a small photo.
#[derive(Debug, Clone)]
pub(super) struct Appearance {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Lightness and two opponent colours, gamma-coded units 0..255.
    pub(crate) channels: [Plane; 3],
    colour_cell: Vec<u16>,
    texture_cell: Vec<u16>,
}

impl Appearance {
    /// From a small upright sRGB photo.
    pub(super) fn new(photo: &image::RgbImage) -> Self {
        let (width, height) = (photo.width() as usize, photo.height() as usize);
        let channel = |f: fn([f32; 3]) -> f32| {
            Plane::from_fn(width, height, |x, y| {
                f(photo.get_pixel(x as u32, y as u32).0.map(f32::from))
            })
        };
        let channels = [
            channel(|[r, g, b]| (r + g + b) / 3.0),
            channel(|[r, g, _]| r - g),
            channel(|[r, g, b]| 0.5 * (r + g) - b),
        ];
        let colour_cell = (0..width * height)
            .map(|i| {
                let light = (channels[0].data[i] / 256.0 * LIGHT_BINS as f32) as usize;
                let chroma = |v: f32| {
                    // Fine near grey, where skin, hair and cloth differ least.
                    let u = v.signum() * (v.abs() / 160.0).powf(0.6);
                    ((0.5 + 0.5 * u).clamp(0.0, 0.999) * CHROMA_BINS as f32) as usize
                };
                let (a, b) = (chroma(channels[1].data[i]), chroma(channels[2].data[i]));
                ((light.min(LIGHT_BINS - 1) * CHROMA_BINS + a) * CHROMA_BINS + b) as u16
            })
            .collect();
        let mean = channels[0].blurred(1.5);
        let square = channels[0].map(|v| v * v).blurred(1.5);
        let texture_cell = mean
            .zip(&square, |m, s| (s - m * m).max(0.0).sqrt())
            .data
            .iter()
            .map(|&deviation| {
                ((1.0 + deviation).log2() * 2.0).min(TEXTURE_BINS as f32 - 1.0) as u16
            })
            .collect();
        Self {
            width,
            height,
            channels,
            colour_cell,
            texture_cell,
        }
    }

    /// Log-likelihood ratio of inside against outside per pixel, learnt from the pixels with a
    /// positive and a negative label; clipped to `limit` either way.
    pub(super) fn evidence(&self, label: &[i8], limit: f32) -> Plane {
        let colour = Histogram::ratio(
            &self.colour_cell,
            label,
            &[LIGHT_BINS, CHROMA_BINS, CHROMA_BINS],
        );
        let texture = Histogram::ratio(&self.texture_cell, label, &[TEXTURE_BINS]);
        let raw = Plane {
            width: self.width,
            height: self.height,
            data: self
                .colour_cell
                .iter()
                .zip(&self.texture_cell)
                .map(|(&c, &t)| {
                    (colour[usize::from(c)] + 0.5 * texture[usize::from(t)]).clamp(-limit, limit)
                })
                .collect(),
        };
        raw.blurred(0.8)
    }
}

struct Histogram;

impl Histogram {
    /// Smoothed log ratio of the two labels' histograms over the cells of a grid.
    fn ratio(cells: &[u16], label: &[i8], shape: &[usize]) -> Vec<f32> {
        let size: usize = shape.iter().product();
        debug_assert!(size <= COLOUR_CELLS);
        let mut counts = [vec![0.0f32; size], vec![0.0f32; size]];
        for (&cell, &label) in cells.iter().zip(label) {
            if label != 0 {
                counts[usize::from(label > 0)][usize::from(cell)] += 1.0;
            }
        }
        for side in &mut counts {
            let mut stride = size;
            for &bins in shape {
                stride /= bins;
                smooth_axis(side, bins, stride);
            }
            let total: f32 = side.iter().sum::<f32>().max(1.0);
            side.iter_mut().for_each(|v| *v /= total);
        }
        // Cells seen on neither side say nothing.
        let floor = 0.02 / size as f32 + 2e-5;
        let [outside, inside] = counts;
        inside
            .iter()
            .zip(&outside)
            .map(|(&i, &o)| {
                if i == 0.0 && o == 0.0 {
                    return 0.0;
                }
                ((i + floor) / (o + floor)).ln()
            })
            .collect()
    }
}

/// Convolves one axis of a flattened grid with (1, 2, 1) / 4.
#[multiversion(targets("x86_64+avx+avx2"))]
fn smooth_axis(grid: &mut [f32], bins: usize, stride: usize) {
    let old = grid.to_vec();
    let blocks = grid
        .chunks_exact_mut(bins * stride)
        .zip(old.chunks_exact(bins * stride));
    for (block, old) in blocks {
        if stride == 1 {
            for k in 0..bins {
                let (before, after) = (old[k.saturating_sub(1)], old[(k + 1).min(bins - 1)]);
                block[k] = 0.25 * (before + after) + 0.5 * old[k];
            }
            continue;
        }
        let line = |k: usize| &old[k * stride..][..stride];
        for k in 0..bins {
            let (before, here) = (line(k.saturating_sub(1)), line(k));
            let after = line((k + 1).min(bins - 1));
            let smooth = &mut block[k * stride..][..stride];
            for i in 0..stride {
                smooth[i] = 0.25 * (before[i] + after[i]) + 0.5 * here[i];
            }
        }
    }
}
