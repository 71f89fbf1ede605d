//! Reading an 8-bit picture between its pixels, in integers: the same everywhere and fast.

use image::{ImageBuffer, Pixel};

/// Fraction bits of a weight.
const BITS: u32 = 8;
const ONE: u32 = 1 << BITS;

/// Value at `(x, y)`, the centre of the first pixel at (0, 0), mixed from the four pixels around;
/// `None` outside the rectangle of pixel centres.
pub fn bilinear<P, const N: usize>(
    picture: &ImageBuffer<P, Vec<u8>>,
    x: f64,
    y: f64,
) -> Option<[u8; N]>
where
    P: Pixel<Subpixel = u8>,
{
    let (width, height) = (picture.width(), picture.height());
    let inside = |v: f64, side: u32| v >= 0.0 && v <= f64::from(side) - 1.0;
    if !inside(x, width) || !inside(y, height) {
        return None;
    }
    let (column, right) = split(x, width);
    let (row, down) = split(y, height);
    let stride = width as usize * N;
    let raw = picture.as_raw();
    let pixel = |row: u32, column: u32| &raw[row as usize * stride + column as usize * N..][..N];
    // On the last column and row the far weight is zero, and the pixel stands for its neighbour.
    let (next_column, next_row) = ((column + 1).min(width - 1), (row + 1).min(height - 1));
    let corners = [
        (pixel(row, column), (ONE - right) * (ONE - down)),
        (pixel(row, next_column), right * (ONE - down)),
        (pixel(next_row, column), (ONE - right) * down),
        (pixel(next_row, next_column), right * down),
    ];
    Some(std::array::from_fn(|c| {
        let sum: u32 = corners
            .iter()
            .map(|(p, weight)| u32::from(p[c]) * weight)
            .sum();
        ((sum + ONE * ONE / 2) >> (2 * BITS)) as u8
    }))
}

/// Whole part and weight of the next pixel.
fn split(v: f64, side: u32) -> (u32, u32) {
    let fixed = (v * f64::from(ONE) + 0.5) as u32;
    let whole = fixed >> BITS;
    if whole >= side - 1 {
        (side - 1, 0)
    } else {
        (whole, fixed & (ONE - 1))
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn ramp() -> RgbImage {
        RgbImage::from_fn(5, 3, |x, y| Rgb([(x * 40) as u8, (y * 100) as u8, 7]))
    }

    #[test]
    fn between_pixels_it_mixes_and_on_them_it_is_exact() {
        assert_eq!(bilinear(&ramp(), 2.0, 1.0), Some([80, 100, 7]));
        assert_eq!(bilinear(&ramp(), 1.25, 0.5), Some([50, 50, 7]));
        assert_eq!(bilinear(&ramp(), 4.0, 2.0), Some([160, 200, 7]));
    }

    #[test]
    fn outside_there_is_nothing() {
        for (x, y) in [(-0.1, 1.0), (4.1, 1.0), (1.0, 2.1), (f64::NAN, 1.0)] {
            assert_eq!(bilinear::<_, 3>(&ramp(), x, y), None, "{x} {y}");
        }
    }
}
