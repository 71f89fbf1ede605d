//! Turning a photo upright, once.
//!
//! Phones store most photos lying down, so this runs on nearly every one. A quarter turn reads
//! along rows and writes along columns; in square blocks both stay in the cache, which makes it
//! several times faster than pixel after pixel.

use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};

/// Side of a block, px: 32 x 32 x 3 bytes, twice, fit in the smallest first-level cache.
const BLOCK: usize = 32;

/// The photo as `orientation` asks for it.
pub(super) fn upright(pixels: RgbImage, orientation: Orientation) -> RgbImage {
    match orientation {
        Orientation::Rotate90FlipH => transposed(&pixels, false, false),
        Orientation::Rotate90 => transposed(&pixels, false, true),
        Orientation::Rotate270 => transposed(&pixels, true, false),
        Orientation::Rotate270FlipH => transposed(&pixels, true, true),
        in_place => {
            let mut image = DynamicImage::ImageRgb8(pixels);
            image.apply_orientation(in_place);
            image.into_rgb8()
        }
    }
}

/// Rows become columns; `from_right` and `from_bottom` say at which end of the source the first
/// row and the first column of the result lie.
fn transposed(source: &RgbImage, from_right: bool, from_bottom: bool) -> RgbImage {
    let (source_width, source_height) = (source.width() as usize, source.height() as usize);
    let (width, height) = (source_height, source_width);
    let mut result = RgbImage::new(source.height(), source.width());
    let from: &[u8] = source.as_raw();
    for (block_row, rows) in result.chunks_mut(width * 3 * BLOCK).enumerate() {
        for left in (0..width).step_by(BLOCK) {
            let right = (left + BLOCK).min(width);
            for (i, row) in rows.chunks_exact_mut(width * 3).enumerate() {
                let y = block_row * BLOCK + i;
                let source_x = if from_right { height - 1 - y } else { y };
                let cells = row[left * 3..right * 3].chunks_exact_mut(3);
                for (x, cell) in (left..right).zip(cells) {
                    let source_y = if from_bottom { width - 1 - x } else { x };
                    let at = (source_y * source_width + source_x) * 3;
                    cell.copy_from_slice(&from[at..at + 3]);
                }
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn turns_as_the_image_crate_does(width in 1u32..80, height in 1u32..80, exif in 1u8..9) {
            let picture = RgbImage::from_fn(width, height, |x, y| {
                image::Rgb([x as u8, y as u8, (x * 7 + y * 13) as u8])
            });
            let orientation = Orientation::from_exif(exif).unwrap();
            let mut expected = DynamicImage::ImageRgb8(picture.clone());
            expected.apply_orientation(orientation);
            prop_assert_eq!(upright(picture, orientation), expected.into_rgb8());
        }
    }
}
