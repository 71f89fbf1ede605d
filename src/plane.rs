//! One channel of an image as 32-bit floats: the working material of detection and alignment.

use multiversion::multiversion;

/// A row-major image channel. What the values mean is said by the variable that holds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plane {
    /// Columns.
    pub(crate) width: usize,
    /// Rows.
    pub(crate) height: usize,
    /// `width * height` values, row by row.
    pub(crate) data: Vec<f32>,
}

impl Plane {
    /// A plane filled with one value.
    pub(crate) fn filled(width: usize, height: usize, value: f32) -> Self {
        Self {
            width,
            height,
            data: vec![value; width * height],
        }
    }

    /// A plane whose value at each pixel is `f(x, y)`.
    pub(crate) fn from_fn(
        width: usize,
        height: usize,
        mut f: impl FnMut(usize, usize) -> f32,
    ) -> Self {
        let mut data = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                data.push(f(x, y));
            }
        }
        Self {
            width,
            height,
            data,
        }
    }

    /// Value at a pixel; panics outside.
    #[inline]
    pub(crate) fn at(&self, x: usize, y: usize) -> f32 {
        self.data[y * self.width + x]
    }

    /// Bilinear value; `None` outside the pixel centres' hull.
    #[inline]
    pub(crate) fn sample(&self, x: f32, y: f32) -> Option<f32> {
        let (i, [fx, fy]) = corner([x, y], self.width, self.height)?;
        let top = self.data[i] + (self.data[i + 1] - self.data[i]) * fx;
        let bottom = self.data[i + self.width]
            + (self.data[i + self.width + 1] - self.data[i + self.width]) * fx;
        Some(top + (bottom - top) * fy)
    }

    /// The plane with every value mapped.
    pub(crate) fn map(&self, f: impl Fn(f32) -> f32) -> Self {
        Self {
            width: self.width,
            height: self.height,
            data: self.data.iter().map(|&v| f(v)).collect(),
        }
    }

    /// The plane combined pixel by pixel with one of the same size.
    pub(crate) fn zip(&self, other: &Self, f: impl Fn(f32, f32) -> f32) -> Self {
        debug_assert_eq!((self.width, self.height), (other.width, other.height));
        Self {
            width: self.width,
            height: self.height,
            data: self
                .data
                .iter()
                .zip(&other.data)
                .map(|(&a, &b)| f(a, b))
                .collect(),
        }
    }

    /// Gaussian blur of the given standard deviation in pixels, as three box passes (Wells 1986,
    /// doi:10.1109/TPAMI.1986.4767776); the border is repeated outwards.
    pub(crate) fn blurred(&self, sigma: f32) -> Self {
        let radii = box_radii(sigma);
        let (w, h) = (self.width, self.height);
        let mut data = vec![0.0; self.data.len()];
        let mut next = data.clone();
        transpose(&self.data, w, &mut data);
        box_thrice(&mut data, &mut next, h, radii);
        transpose(&data, h, &mut next);
        box_thrice(&mut next, &mut data, w, radii);
        Self {
            data: next,
            width: w,
            height: h,
        }
    }

    /// Half the size (at least one pixel), each pixel the mean of four.
    pub(crate) fn halved(&self) -> Self {
        let (w, h) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let (right, bottom) = (self.width - 1, self.height - 1);
        Self::from_fn(w, h, |x, y| {
            let (x, y) = (2 * x, 2 * y);
            let (x1, y1) = ((x + 1).min(right), (y + 1).min(bottom));
            0.25 * (self.at(x, y) + self.at(x1, y) + self.at(x, y1) + self.at(x1, y1))
        })
    }
}

/// The pixel above and to the left of a place in a picture of such a size, by its index row by row, and
/// how far the place lies from it towards the next column and row; `None` outside the pixel centres' hull.
#[inline(always)]
pub(crate) fn corner([x, y]: [f32; 2], width: usize, height: usize) -> Option<(usize, [f32; 2])> {
    if !(x >= 0.0 && y >= 0.0) {
        return None;
    }
    // By way of 32 bits, which takes a third of the instructions.
    let (x0, y0) = (x as u32, y as u32);
    let shares = [x - x0 as f32, y - y0 as f32];
    let (x0, y0) = (x0 as usize, y0 as usize);
    (x0 + 1 < width && y0 + 1 < height).then(|| (y0 * width + x0, shares))
}

/// Three passes of [`box_columns`] over `data`; `room` is overwritten.
fn box_thrice(data: &mut Vec<f32>, room: &mut Vec<f32>, width: usize, radii: [usize; 3]) {
    for radius in radii.into_iter().filter(|&radius| radius > 0) {
        box_columns(data, width, radius, room);
        std::mem::swap(data, room);
    }
}

/// Mean over `2 * radius + 1` rows of `width` values each, whole rows at a time.
#[multiversion(targets("x86_64+avx+avx2"))]
fn box_columns(data: &[f32], width: usize, radius: usize, means: &mut [f32]) {
    let last = data.len() / width - 1;
    let row = |y: usize| &data[y.min(last) * width..][..width];
    let norm = 1.0 / (2 * radius + 1) as f64;
    // In f64, so that the running sums keep no rounding drift.
    let mut sums: Vec<f64> = row(0)
        .iter()
        .map(|&v| f64::from(v) * radius as f64)
        .collect();
    for y in 0..=radius {
        for (sum, &v) in sums.iter_mut().zip(row(y)) {
            *sum += f64::from(v);
        }
    }
    for (y, means) in means.chunks_exact_mut(width).enumerate() {
        let (enters, leaves) = (row(y + radius + 1), row(y.saturating_sub(radius)));
        for (((mean, sum), &new), &old) in means.iter_mut().zip(&mut sums).zip(enters).zip(leaves) {
            *mean = (*sum * norm) as f32;
            *sum += f64::from(new) - f64::from(old);
        }
    }
}

/// Side of the squares that are transposed at once.
const TILE: usize = 8;

/// Rows of `width` values as columns.
#[multiversion(targets("x86_64+avx+avx2"))]
fn transpose(data: &[f32], width: usize, turned: &mut [f32]) {
    let height = data.len() / width;
    let (across, down) = (width / TILE * TILE, height / TILE * TILE);
    for y in (0..down).step_by(TILE) {
        for x in (0..across).step_by(TILE) {
            let rows: [[f32; TILE]; TILE] = std::array::from_fn(|r| {
                let row = &data[(y + r) * width + x..][..TILE];
                std::array::from_fn(|c| row[c])
            });
            for c in 0..TILE {
                let column: [f32; TILE] = std::array::from_fn(|r| rows[r][c]);
                turned[(x + c) * height + y..][..TILE].copy_from_slice(&column);
            }
        }
    }
    for y in 0..height {
        let from = if y < down { across } else { 0 };
        for x in from..width {
            turned[x * height + y] = data[y * width + x];
        }
    }
}

/// Radii of the three boxes whose variances add up to `sigma` squared as nearly as integers allow.
fn box_radii(sigma: f32) -> [usize; 3] {
    if sigma <= 0.0 {
        return [0; 3];
    }
    let ideal = (4.0 * sigma * sigma + 1.0).sqrt();
    let mut low = ideal.floor() as i64;
    if low % 2 == 0 {
        low -= 1;
    }
    let l = low as f32;
    let m = ((12.0 * sigma * sigma - 3.0 * l * l - 12.0 * l - 9.0) / (-4.0 * l - 4.0)).round();
    std::array::from_fn(|i| {
        let size = if (i as f32) < m { low } else { low + 2 };
        ((size - 1) / 2).max(0) as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blur_keeps_the_mean_and_has_the_asked_variance() {
        let mut plane = Plane::filled(81, 81, 0.0);
        plane.data[40 * 81 + 40] = 1.0;
        for sigma in [1.5f32, 3.0, 6.0] {
            let b = plane.blurred(sigma);
            let sum: f32 = b.data.iter().sum();
            let var: f32 = (0..81)
                .flat_map(|y| (0..81).map(move |x| (x, y)))
                .map(|(x, y)| b.at(x, y) * (x as f32 - 40.0).powi(2))
                .sum();
            assert!((sum - 1.0).abs() < 1e-4);
            assert!((var.sqrt() - sigma).abs() < 0.12 * sigma, "{sigma} {var}");
        }
    }

    #[test]
    fn sampling_a_ramp_is_exact_and_stops_at_the_border() {
        let ramp = Plane::from_fn(5, 4, |x, y| x as f32 + 10.0 * y as f32);
        assert!((ramp.sample(1.25, 2.5).unwrap() - 26.25).abs() < 1e-5);
        assert_eq!(ramp.sample(-0.1, 1.0), None);
        assert_eq!(ramp.sample(4.5, 1.0), None);
    }
}
