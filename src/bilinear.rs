//! Reading an 8-bit picture between its pixels, in integers: the same everywhere and fast.

use image::{ImageBuffer, Pixel, RgbImage};
use multiversion::multiversion;

/// Fraction bits of a weight.
const BITS: u32 = 8;
const ONE: u32 = 1 << BITS;

/// Value at `(x, y)`, the centre of the first pixel at (0, 0), mixed from the four pixels around;
/// `None` outside the rectangle of pixel centres.
#[cfg(any(test, feature = "desk"))]
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

/// A picture to be read at many places: one word a pixel, the last row and column twice.
#[derive(Debug)]
pub(crate) struct Texture {
    /// Red, green, blue from the lowest byte.
    pixels: Vec<u32>,
    stride: usize,
    size: (u32, u32),
}

impl Texture {
    /// Of `picture`, which has pixels.
    pub(crate) fn new(picture: &RgbImage) -> Self {
        let (width, height) = picture.dimensions();
        let stride = width as usize + 1;
        let mut pixels = Vec::with_capacity(stride * (height as usize + 1));
        for row in picture.chunks_exact(3 * width as usize) {
            let (row, _) = row.as_chunks::<3>();
            pixels.extend(
                row.iter()
                    .map(|&[r, g, b]| u32::from_le_bytes([r, g, b, 0])),
            );
            pixels.extend(pixels.last().copied());
        }
        pixels.extend_from_within(pixels.len() - stride..);
        Self {
            pixels,
            stride,
            size: (width, height),
        }
    }

    /// Writes the values at the places `(x[i], y[i])` into `row`, each as by [`bilinear`];
    /// `outside` where that has none.
    pub(crate) fn read_row(&self, x: &[f64], y: &[f64], outside: [u8; 3], row: &mut [u8]) {
        const AT_ONCE: usize = 16;
        let [r, g, b] = outside;
        let outside = u32::from_le_bytes([r, g, b, 0]);
        let places = x.chunks(AT_ONCE).zip(y.chunks(AT_ONCE));
        for ((x, y), pixels) in places.zip(row.chunks_mut(3 * AT_ONCE)) {
            let mut places = Places {
                first: [0; AT_ONCE],
                right: [0; AT_ONCE],
                down: [0; AT_ONCE],
                inside: [false; AT_ONCE],
            };
            find(x, y, self.size, &mut places);
            let mut above = [[0; 2]; AT_ONCE];
            let mut below = [[0; 2]; AT_ONCE];
            for i in 0..x.len() {
                let first = places.first[i] as usize;
                above[i].copy_from_slice(&self.pixels[first..first + 2]);
                below[i].copy_from_slice(&self.pixels[first + self.stride..][..2]);
            }
            let mixed = mix(&above, &below, &places, outside);
            for (pixel, value) in pixels.as_chunks_mut::<3>().0.iter_mut().zip(mixed) {
                let [r, g, b, _] = value.to_le_bytes();
                *pixel = [r, g, b];
            }
        }
    }
}

/// Where some places lie in a [`Texture`].
struct Places<const N: usize> {
    /// The pixel above and to the left; the first where a place lies outside.
    first: [u32; N],
    /// Weights of its right neighbour and of the one below.
    right: [u32; N],
    down: [u32; N],
    inside: [bool; N],
}

/// Finds the places `(x[i], y[i])` in a texture of `width` and `height` px; plain loops, which become
/// wide instructions.
#[multiversion(targets("x86_64+avx+avx2"))]
fn find<const N: usize>(x: &[f64], y: &[f64], (width, height): (u32, u32), places: &mut Places<N>) {
    let (last_x, last_y) = (f64::from(width) - 1.0, f64::from(height) - 1.0);
    let n = x.len().min(y.len()).min(N);
    let (x, y) = (&x[..n], &y[..n]);
    for i in 0..n {
        let inside = (x[i] >= 0.0) & (x[i] <= last_x) & (y[i] >= 0.0) & (y[i] <= last_y);
        let (column, row) = (fixed(x[i]), fixed(y[i]));
        // Outside it may be anything.
        let above = (row >> BITS).wrapping_mul(width + 1);
        let first = above.wrapping_add(column >> BITS);
        places.first[i] = if inside { first } else { 0 };
        places.right[i] = column & (ONE - 1);
        places.down[i] = row & (ONE - 1);
        places.inside[i] = inside;
    }
}

/// The colours between pairs of pixels above and below; `outside` where a place lies outside.
#[multiversion(targets("x86_64+avx+avx2"))]
fn mix<const N: usize>(
    above: &[[u32; 2]; N],
    below: &[[u32; 2]; N],
    places: &Places<N>,
    outside: u32,
) -> [u32; N] {
    let mut mixed = [0; N];
    for channel in 0..3 {
        let bit = 8 * channel;
        for i in 0..N {
            let (right, down) = (places.right[i], places.down[i]);
            let (a, b) = (above[i][0] >> bit & 0xFF, above[i][1] >> bit & 0xFF);
            let (c, d) = (below[i][0] >> bit & 0xFF, below[i][1] >> bit & 0xFF);
            let top = a * (ONE - right) + b * right;
            let bottom = c * (ONE - right) + d * right;
            let sum = top * (ONE - down) + bottom * down;
            mixed[i] |= ((sum + ONE * ONE / 2) >> (2 * BITS)) << bit;
        }
    }
    for (mixed, inside) in mixed.iter_mut().zip(places.inside) {
        *mixed = if inside { *mixed } else { outside };
    }
    mixed
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
    pub(crate) fn row(&self, y: u32) -> Vec<[u8; N]> {
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
        let mut row = vec![[0; N]; self.columns.len()];
        stretch(&mixed, &self.columns, &mut row);
        row
    }
}

/// The pixels of a row between the sums of its neighbours, see [`Stretched::columns`].
#[multiversion(targets("x86_64+avx+avx2"))]
fn stretch<const N: usize>(mixed: &[[u32; N]], columns: &[(usize, u32)], row: &mut [[u8; N]]) {
    for (pixel, &(left, right)) in row.iter_mut().zip(columns) {
        let [a, b] = [mixed[left], mixed[left + 1]];
        for c in 0..N {
            pixel[c] = rounded(a[c] * (ONE - right) + b[c] * right);
        }
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

#[inline]
fn across(a: u8, b: u8, weight: u32) -> u32 {
    u32::from(a) * (ONE - weight) + u32::from(b) * weight
}

#[inline]
fn rounded(sum: u32) -> u8 {
    ((sum + ONE * ONE / 2) >> (2 * BITS)) as u8
}

/// Whole part and weight of the next pixel.
fn split(v: f64, side: u32) -> (u32, u32) {
    let fixed = fixed(v);
    let whole = fixed >> BITS;
    if whole >= side - 1 {
        (side - 1, 0)
    } else {
        (whole, fixed & (ONE - 1))
    }
}

/// A place within a picture in units of [`ONE`], rounded.
#[inline(always)]
fn fixed(v: f64) -> u32 {
    /// Added to a number of up to 2^31 it leaves its last binary digit at the very end.
    const ROUNDER: f64 = 6_755_399_441_055_744.0;
    (v * f64::from(ONE) + ROUNDER).to_bits() as u32
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
    fn a_row_of_places_is_read_as_each_of_them() {
        let ramp = ramp();
        let along: Vec<f64> = (0..37).map(|i| f64::from(i) * 0.131 - 0.2).collect();
        let (texture, outside) = (Texture::new(&ramp), [1, 2, 3]);
        for y in [-0.1, 0.0, 0.7, 1.99, 2.0, 2.01, f64::NAN] {
            let mut row = vec![0; 3 * along.len()];
            texture.read_row(&along, &vec![y; along.len()], outside, &mut row);
            for (&x, found) in along.iter().zip(row.as_chunks::<3>().0) {
                assert_eq!(bilinear(&ramp, x, y).unwrap_or(outside), *found, "{x} {y}");
            }
        }
    }

    #[test]
    fn places_far_outside_a_wide_picture_are_outside() {
        let picture = RgbImage::new(4000, 3);
        let (texture, outside) = (Texture::new(&picture), [1, 2, 3]);
        for y in [-1e12, -5.0, -0.1, 2.1, 1e12] {
            let mut row = vec![0; 9];
            texture.read_row(&[-7.0, 100.0, 1e12], &[y; 3], outside, &mut row);
            assert_eq!(row, outside.repeat(3), "{y}");
        }
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
