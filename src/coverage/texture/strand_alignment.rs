//! Do strands run in a common direction? Combed hair does; clipped stubble, tight curls and dots
//! of pigment do not.

use crate::coverage::blocks::grid::block_centre;
use crate::coverage::texture::structure_tensor::{StructureTensor, fine_light, gradients};
use crate::photometry::LinearImage;
use crate::plane::Plane;

/// A block with texture in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TexturedBlock {
    /// Centre, working px.
    pub(crate) x: f64,
    /// Centre, working px.
    pub(crate) y: f64,
    /// How far its gradients lie along one line: 0 in all directions alike, 1 all along one.
    pub(crate) alignment: f64,
}

/// Standard deviation of the logarithm of light from which a block shows texture: bare skin stays
/// below.
const TEXTURED: f64 = 0.07;
/// Share of a block that has to be seen.
const SEEN_SHARE: f64 = 0.6;

/// Alignment of every textured block of `block_px`, row by row, from the coherence of the
/// structure tensor of the logarithm of brightness (Bigün and Granlund 1987, ICCV), the block's mean
/// gradient taken out: shading has a direction, too. The logarithm makes it independent of
/// exposure.
pub(crate) fn textured_blocks(
    image: &LinearImage,
    usable: &[bool],
    block_px: usize,
) -> Vec<TexturedBlock> {
    let (columns, rows) = (image.width / block_px, image.height / block_px);
    let seen = |column: usize, row: usize| {
        let line = |y: usize| &usable[y * image.width + column * block_px..][..block_px];
        let count = (row * block_px..(row + 1) * block_px)
            .flat_map(line)
            .filter(|&&u| u)
            .count();
        count as f64 >= SEEN_SHARE * (block_px * block_px) as f64
    };
    let seen: Vec<(usize, usize)> = (0..rows)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .filter(|&(column, row)| seen(column, row))
        .collect();
    let from = seen.first().map_or(0, |first| first.1 * block_px);
    let to = seen.last().map_or(0, |last| (last.1 + 1) * block_px);
    let light = fine_light(image, from..to);
    seen.into_iter()
        .filter_map(|(column, row)| {
            let corner = (column * block_px, row * block_px - from);
            Some(TexturedBlock {
                x: block_centre(column, block_px),
                y: block_centre(row, block_px),
                alignment: alignment(&light, corner, block_px)?,
            })
        })
        .collect()
}

/// Alignment of the block of `size` px with its first pixel at `(left, top)`, where it shows
/// texture. Its outermost pixels have no gradient.
fn alignment(light: &Plane, (left, top): (usize, usize), size: usize) -> Option<f64> {
    let at = |x: usize, y: usize| f64::from(light.at(left + x, top + y));
    let (spread, (gx, gy)) = StructureTensor::about_mean(gradients(at, size));
    let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for y in 1..size - 1 {
        for x in 1..size - 1 {
            let value = at(x, y);
            n += 1.0;
            sum += value;
            squares += value * value;
        }
    }
    // A slope across the block of which the mean gradient is half the difference over two px.
    let slope = 0.25 * (gx * gx + gy * gy) * (size * size) as f64 / 12.0;
    let deviation = (squares / n - (sum / n).powi(2) - slope).max(0.0).sqrt();
    (deviation > TEXTURED).then(|| spread.coherence()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::upper_median;

    fn image(light: impl Fn(f64, f64) -> f64) -> LinearImage {
        let (width, height) = (96, 96);
        let pixels = (0..width * height)
            .map(|i| [light((i % width) as f64, (i / width) as f64) as f32; 3])
            .collect();
        LinearImage {
            width,
            height,
            pixels,
            excluded: vec![None; width * height],
            native_per_working: 1.0,
            native_size: (width as u32, height as u32),
        }
    }

    fn typical(image: &LinearImage) -> f64 {
        let found = textured_blocks(image, &[true; 96 * 96], 24);
        upper_median(found.iter().map(|b| b.alignment)).expect("textured blocks")
    }

    #[test]
    fn lines_are_aligned_whatever_their_direction_and_dots_are_not() {
        let lines = |a: f64| image(move |x, y| 0.2 + 0.1 * (x * a.cos() + y * a.sin()).sin());
        for angle in [0.0, 0.5, 1.1, 2.3] {
            assert!(typical(&lines(angle)) > 0.95, "{angle}");
        }
        let dots = image(|x, y| 0.2 + 0.08 * (x.sin() + y.sin()));
        assert!(typical(&dots) < 0.1);
    }

    #[test]
    fn exposure_does_not_matter() {
        let light = |x: f64, y: f64| 0.2 + 0.1 * (x + 0.3 * y).sin() * (0.4 * y).cos();
        let apart = typical(&image(light)) - typical(&image(|x, y| 0.5 * light(x, y)));
        assert!(apart.abs() < 1e-4, "{apart}");
    }

    #[test]
    fn bare_skin_and_plain_shade_show_nothing() {
        let shade = image(|x, y| 0.4 * (-0.01 * x - 0.004 * y).exp());
        assert_eq!(textured_blocks(&shade, &[true; 96 * 96], 24), []);
        let lines = image(|x, _| 0.2 + 0.1 * x.sin());
        assert_eq!(textured_blocks(&lines, &[false; 96 * 96], 24), []);
    }
}
