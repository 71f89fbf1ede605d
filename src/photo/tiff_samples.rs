//! What the samples of a TIFF mean, and how they become grey, RGB or RGBA (TIFF 6.0, sections 3 to 6,
//! 16, 18 and 21).

use image::{DynamicImage, ImageBuffer};
use tiff::decoder::DecodingResult;

/// The kind of a TIFF's pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Brightness; bits of 1, 2 and 4 lie packed.
    Grey { bits: u8 },
    /// Brightness and opacity; `opaque` where the second sample means something else.
    GreyAlpha {
        bits: u8,
        premultiplied: bool,
        opaque: bool,
    },
    /// Red, green, blue.
    Rgb { bits: u8 },
    /// And opacity.
    Rgba {
        bits: u8,
        premultiplied: bool,
        opaque: bool,
    },
    /// Four inks.
    Cmyk { bits: u8 },
    /// Brightness and two differences of colour, 8 bits.
    YCbCr,
    /// Numbers of entries; all reds, all greens, all blues of 16 bits.
    Palette { bits: u8, map: Vec<u16> },
}

impl Meaning {
    /// Bits of a sample.
    pub(super) fn bits(&self) -> u8 {
        match *self {
            Self::Grey { bits }
            | Self::GreyAlpha { bits, .. }
            | Self::Rgb { bits }
            | Self::Rgba { bits, .. }
            | Self::Cmyk { bits }
            | Self::Palette { bits, .. } => bits,
            Self::YCbCr => 8,
        }
    }

    /// Samples of a pixel in the file.
    pub(super) fn stored_samples(&self) -> u32 {
        match self {
            Self::Grey { .. } | Self::Palette { .. } => 1,
            Self::GreyAlpha { .. } => 2,
            Self::Rgb { .. } | Self::YCbCr => 3,
            Self::Rgba { .. } | Self::Cmyk { .. } => 4,
        }
    }

    /// Samples of a pixel that comes out: 1 grey, 2 with opacity, 3 RGB, 4 RGBA.
    pub(super) fn channels(&self) -> usize {
        match self {
            Self::Grey { .. } => 1,
            Self::GreyAlpha { opaque, .. } => 2 - usize::from(*opaque),
            Self::Rgba { opaque, .. } => 4 - usize::from(*opaque),
            Self::Rgb { .. } | Self::YCbCr | Self::Cmyk { .. } | Self::Palette { .. } => 3,
        }
    }

    /// Bytes of a pixel that comes out.
    pub(super) fn bytes_per_px(&self) -> u64 {
        self.channels() as u64 * u64::from(self.bits().div_ceil(8))
    }
}

/// A sample of 8 or 16 bits.
pub(super) trait Sample: Copy + Default + Into<u32> + TryFrom<u32> + 'static {
    /// Its largest value.
    const MOST: u32;
    /// The samples of a part of the picture, where they have this depth.
    fn of(decoded: DecodingResult) -> Option<Vec<Self>>;
    /// The picture of all samples.
    fn image(width: u32, height: u32, channels: usize, pixels: Vec<Self>) -> Option<DynamicImage>;
}

macro_rules! sample {
    ($sample:ty, $decoded:ident, $grey:ident, $grey_alpha:ident, $rgb:ident, $rgba:ident) => {
        impl Sample for $sample {
            const MOST: u32 = <$sample>::MAX as u32;

            fn of(decoded: DecodingResult) -> Option<Vec<Self>> {
                match decoded {
                    DecodingResult::$decoded(samples) => Some(samples),
                    _ => None,
                }
            }

            fn image(w: u32, h: u32, channels: usize, pixels: Vec<Self>) -> Option<DynamicImage> {
                match channels {
                    1 => ImageBuffer::from_raw(w, h, pixels).map(DynamicImage::$grey),
                    2 => ImageBuffer::from_raw(w, h, pixels).map(DynamicImage::$grey_alpha),
                    3 => ImageBuffer::from_raw(w, h, pixels).map(DynamicImage::$rgb),
                    _ => ImageBuffer::from_raw(w, h, pixels).map(DynamicImage::$rgba),
                }
            }
        }
    };
}

sample!(u8, U8, ImageLuma8, ImageLumaA8, ImageRgb8, ImageRgba8);
sample!(u16, U16, ImageLuma16, ImageLumaA16, ImageRgb16, ImageRgba16);

/// Lays a strip or tile of `size` px into the rows of `target`. `parts` are its samples, one part
/// where they lie together, else one for each; with each the width it is stored with, px. `None`
/// where samples are missing.
pub(super) fn spread<'a, S: Sample>(
    meaning: &Meaning,
    parts: &[(u32, Vec<S>)],
    size: (u32, u32),
    target: impl Iterator<Item = &'a mut [S]>,
    channels: usize,
) -> Option<()> {
    let stored = meaning.stored_samples() as usize;
    let mut texel = vec![S::default(); stored];
    for (y, row) in target.take(size.1 as usize).enumerate() {
        let cells = row.chunks_mut(channels).take(size.0 as usize);
        for (x, cell) in cells.enumerate() {
            for (i, sample) in texel.iter_mut().enumerate() {
                let (part, i, step) = if parts.len() == 1 {
                    (0, i, stored)
                } else {
                    (i, 0, 1)
                };
                let (width, samples) = parts.get(part)?;
                *sample = match meaning.bits() {
                    bits @ (1 | 2 | 4) => packed(samples, *width as usize, (x, y), bits)?,
                    _ => *samples.get((y * *width as usize + x) * step + i)?,
                };
            }
            pixel(meaning, &texel, cell)?;
        }
    }
    Some(())
}

/// A sample of 1, 2 or 4 bits; rows begin at whole bytes.
fn packed<S: Sample>(samples: &[S], width: usize, (x, y): (usize, usize), bits: u8) -> Option<S> {
    let bits = usize::from(bits);
    let row = (width * bits).div_ceil(8);
    let byte: u32 = (*samples.get(y * row + x * bits / 8)?).into();
    let shift = 8 - bits - x * bits % 8;
    S::try_from(byte >> shift & ((1 << bits) - 1)).ok()
}

fn pixel<S: Sample>(meaning: &Meaning, texel: &[S], cell: &mut [S]) -> Option<()> {
    let number = |v: u32| S::try_from(v.min(S::MOST)).ok();
    let sample = |i: usize| -> u32 { texel[i].into() };
    match meaning {
        Meaning::Grey { bits } => {
            let most = (1 << *bits) - 1;
            cell[0] = number(sample(0) * S::MOST / most)?;
        }
        Meaning::Rgb { .. } => cell.copy_from_slice(texel),
        Meaning::GreyAlpha { premultiplied, .. } | Meaning::Rgba { premultiplied, .. } => {
            let (alpha, colours) = texel.split_last()?;
            let alpha: u32 = (*alpha).into();
            for (to, &from) in cell.iter_mut().zip(colours) {
                *to = match premultiplied {
                    true if alpha > 0 => number(from.into() * S::MOST / alpha)?,
                    _ => from,
                };
            }
            if cell.len() == texel.len() {
                *cell.last_mut()? = number(alpha)?;
            }
        }
        // Ink takes light away, black from all three.
        Meaning::Cmyk { .. } => {
            let light = S::MOST - sample(3);
            for (i, to) in cell.iter_mut().enumerate() {
                let value = u64::from(S::MOST - sample(i)) * u64::from(light);
                *to = number((value / u64::from(S::MOST)) as u32)?;
            }
        }
        Meaning::YCbCr => {
            let [y, cb, cr] = [0, 1, 2].map(|i| sample(i) as f32);
            let (cb, cr) = (cb - 128.0, cr - 128.0);
            // ITU-R BT.601-7, full range, as JPEG has it.
            let rgb = [
                y + 1.402 * cr,
                y - 0.344_136 * cb - 0.714_136 * cr,
                y + 1.772 * cb,
            ];
            for (to, value) in cell.iter_mut().zip(rgb) {
                *to = number(value.round().clamp(0.0, 255.0) as u32)?;
            }
        }
        Meaning::Palette { bits, map } => {
            let entries = 1 << *bits;
            for (i, to) in cell.iter_mut().enumerate() {
                let entry = map.get(i * entries + sample(0) as usize)?;
                *to = number(u32::from(*entry) * S::MOST / u32::from(u16::MAX))?;
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(meaning: &Meaning, texel: &[u8]) -> Vec<u8> {
        let mut cell = vec![0; meaning.channels()];
        pixel(meaning, texel, &mut cell).unwrap();
        cell
    }

    #[test]
    fn samples_mean_what_the_standard_says() {
        assert_eq!(
            one(&Meaning::Cmyk { bits: 8 }, &[0, 255, 0, 0]),
            [255, 0, 255]
        );
        assert_eq!(one(&Meaning::Cmyk { bits: 8 }, &[0, 0, 0, 255]), [0, 0, 0]);
        assert_eq!(one(&Meaning::YCbCr, &[128, 128, 128]), [128, 128, 128]);
        // Red by the formula: 76, 85, 255.
        assert_eq!(one(&Meaning::YCbCr, &[76, 85, 255]), [254, 0, 0]);
        let map = vec![0, 0xFFFF, 0, 0x8080, 0, 0];
        let palette = Meaning::Palette { bits: 1, map };
        assert_eq!(one(&palette, &[1]), [255, 128, 0]);
        let premultiplied = Meaning::Rgba {
            bits: 8,
            premultiplied: true,
            opaque: false,
        };
        assert_eq!(one(&premultiplied, &[100, 50, 0, 128]), [199, 99, 0, 128]);
        assert_eq!(one(&Meaning::Grey { bits: 4 }, &[15]), [255]);
    }

    #[test]
    fn bits_are_taken_from_the_left() {
        assert_eq!(packed::<u8>(&[0b1010_0000], 3, (2, 0), 1), Some(1));
        assert_eq!(packed::<u8>(&[0, 0x5A], 2, (1, 1), 4), Some(10));
        assert_eq!(packed::<u8>(&[0], 2, (1, 1), 4), None);
    }
}
