//! In which directions brightness changes: along one line across strands, all ways on skin.

use multiversion::multiversion;

use crate::approximate::ln;
use crate::coverage::projection::DARKEST;
use crate::photometry::LinearImage;
use crate::plane::Plane;

/// Sums of products of gradients over some pixels (Bigün and Granlund 1987, ICCV).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct StructureTensor {
    pub(crate) xx: f64,
    pub(crate) xy: f64,
    pub(crate) yy: f64,
}

impl StructureTensor {
    /// Mean products of gradients `(dx, dy)` about their mean, and that mean.
    pub(crate) fn about_mean(gradients: impl Iterator<Item = (f64, f64)>) -> (Self, (f64, f64)) {
        let mut n = 0.0;
        let [mut gx, mut gy, mut xx, mut xy, mut yy] = [0.0f64; 5];
        for (dx, dy) in gradients {
            n += 1.0;
            gx += dx;
            gy += dy;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        let [gx, gy] = [gx / n, gy / n];
        let spread = Self {
            xx: xx / n - gx * gx,
            xy: xy / n - gx * gy,
            yy: yy / n - gy * gy,
        };
        (spread, (gx, gy))
    }

    /// How far the gradients lie along one line: 0 in all directions alike, 1 all along one;
    /// `None` where there are none.
    pub(crate) fn coherence(self) -> Option<f64> {
        let all = self.xx + self.yy;
        (all > 0.0).then(|| (self.xx - self.yy).hypot(2.0 * self.xy) / all)
    }
}

impl std::ops::AddAssign for StructureTensor {
    fn add_assign(&mut self, other: Self) {
        self.xx += other.xx;
        self.xy += other.xy;
        self.yy += other.yy;
    }
}

/// Central differences `(dx, dy)` at the inner pixels of a square of `size` px, row by row; values
/// are read by column and row within it.
pub(crate) fn gradients<'a>(
    at: impl Fn(usize, usize) -> f64 + Copy + 'a,
    size: usize,
) -> impl Iterator<Item = (f64, f64)> + 'a {
    (1..size - 1).flat_map(move |y| {
        (1..size - 1).map(move |x| (at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)))
    })
}

/// Logarithm of brightness of some rows of a photo in linear light, smoothed over a pixel: the
/// material of gradients. The logarithm makes them independent of exposure.
pub(crate) fn fine_light(image: &LinearImage, rows: std::ops::Range<usize>) -> Plane {
    smoothed(&smoothed(&log_light(image, rows)))
}

/// Logarithm of brightness of some rows.
fn log_light(image: &LinearImage, rows: std::ops::Range<usize>) -> Plane {
    let pixels = &image.pixels[rows.start * image.width..rows.end * image.width];
    let mut light = Plane::filled(image.width, rows.len(), 0.0);
    write_logs(pixels, &mut light.data);
    light
}

#[multiversion(targets("x86_64+avx+avx2"))]
fn write_logs(pixels: &[[f32; 3]], logs: &mut [f32]) {
    for (log, [r, g, b]) in logs.iter_mut().zip(pixels) {
        let light = (r + g + b) / 3.0;
        let darkest = DARKEST as f32;
        *log = ln(if light > darkest { light } else { darkest });
    }
}

/// Binomial smoothing over three pixels both ways, borders kept.
fn smoothed(plane: &Plane) -> Plane {
    let width = plane.width;
    let mut across = plane.clone();
    let rows = across.data.chunks_mut(width);
    for (to, from) in rows.zip(plane.data.chunks(width)) {
        for (to, three) in to[1..].iter_mut().zip(from.windows(3)) {
            *to = 0.25 * (three[0] + 2.0 * three[1] + three[2]);
        }
    }
    let mut both = across.clone();
    let rows: Vec<&[f32]> = across.data.chunks(width).collect();
    for (to, three) in both.data.chunks_mut(width).skip(1).zip(rows.windows(3)) {
        let columns = three[0].iter().zip(three[1]).zip(three[2]);
        for (to, ((above, here), below)) in to.iter_mut().zip(columns) {
            *to = 0.25 * (above + 2.0 * here + below);
        }
    }
    both
}
