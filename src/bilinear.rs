//! Reading an 8-bit picture between its pixels, in integers: the same everywhere and fast.

use image::{ImageBuffer, Pixel};

/// Fraction bits of a weight.
const BITS: u32 = 8;
const ONE: u32 = 1 << BITS;

/// Value at `(x, y)`, the centre of the first pixel at (0, 0), mixed from the four pixels around;
/// `None` outside the rectangle of pixel centres.
#[inline]
pub(crate) fn bilinear<P, const N: usize>(
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
    let (pixels, _) = picture.as_raw().as_chunks::<N>();
    let (top, bottom) = rows_around(pixels, width as usize, row as usize, height as usize);
    let (column, next) = (column as usize, (column as usize + 1).min(top.len() - 1));
    Some(std::array::from_fn(|c| {
        let mix = |p: &[[u8; N]]| across(p[column][c], p[next][c], right);
        rounded(mix(top) * (ONE - down) + mix(bottom) * down)
    }))
}

/// A picture stretched to another size, each pixel as by [`bilinear`]; worked out row by row, what
/// all rows share only once.
#[derive(Debug)]
pub(crate) struct Stretched<'a, const N: usize> {
    pixels: &'a [[u8; N]],
    from: (u32, u32),
    to: (u32, u32),
    /// Of every column of the result: the pixel to its left and the weight of the one to its right.
    columns: Vec<(usize, u32)>,
}

impl<'a, const N: usize> Stretched<'a, N> {
    /// `picture`, which has pixels of `N` channels, at the size `to`.
    pub(crate) fn new<P>(picture: &'a ImageBuffer<P, Vec<u8>>, to: (u32, u32)) -> Self
    where
        P: Pixel<Subpixel = u8>,
    {
        let from = picture.dimensions();
        let column = |x: u32| {
            let (left, right) = split(place(x, to.0, from.0), from.0);
            (left as usize, right)
        };
        Self {
            pixels: picture.as_raw().as_chunks().0,
            from,
            to,
            columns: (0..to.0).map(column).collect(),
        }
    }

    /// The pixels of row `y` of the result.
    pub(crate) fn row(&self, y: u32) -> impl Iterator<Item = [u8; N]> {
        let (row, down) = split(place(y, self.to.1, self.from.1), self.from.1);
        let (width, height) = (self.from.0 as usize, self.from.1 as usize);
        let (top, bottom) = rows_around(self.pixels, width, row as usize, height);
        let mut mixed: Vec<[u32; N]> = top
            .iter()
            .zip(bottom)
            .map(|(a, b)| std::array::from_fn(|c| across(a[c], b[c], down)))
            .collect();
        // The last column's neighbour, of weight zero.
        mixed.extend(mixed.last().copied());
        self.columns.iter().map(move |&(left, right)| {
            let (a, b) = (mixed[left], mixed[left + 1]);
            std::array::from_fn(|c| rounded(a[c] * (ONE - right) + b[c] * right))
        })
    }
}

/// Where pixel `v` of a side of `to` px lies on the same side of `from` px.
fn place(v: u32, to: u32, from: u32) -> f64 {
    let at = (f64::from(v) + 0.5) * f64::from(from) / f64::from(to) - 0.5;
    at.clamp(0.0, f64::from(from) - 1.0)
}

/// The row and the next one. Of the last row itself: its weight is then zero.
fn rows_around<T>(pixels: &[T], width: usize, row: usize, height: usize) -> (&[T], &[T]) {
    let at = |row: usize| &pixels[row * width..][..width];
    (at(row), at((row + 1).min(height - 1)))
}

fn across(a: u8, b: u8, weight: u32) -> u32 {
    u32::from(a) * (ONE - weight) + u32::from(b) * weight
}

fn rounded(sum: u32) -> u8 {
    ((sum + ONE * ONE / 2) >> (2 * BITS)) as u8
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
    fn a_stretched_picture_is_read_between_its_pixels() {
        let ramp = ramp();
        let stretched = Stretched::<3>::new(&ramp, (11, 8));
        for y in 0..8 {
            for (x, found) in (0..11).zip(stretched.row(y)) {
                assert_eq!(
                    bilinear(&ramp, place(x, 11, 5), place(y, 8, 3)),
                    Some(found)
                );
            }
        }
    }

    #[test]
    fn outside_there_is_nothing() {
        for (x, y) in [(-0.1, 1.0), (4.1, 1.0), (1.0, 2.1), (f64::NAN, 1.0)] {
            assert_eq!(bilinear::<_, 3>(&ramp(), x, y), None, "{x} {y}");
        }
    }
}
