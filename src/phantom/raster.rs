//! Hair layer: thin anti-aliased strokes over one another, with the true alpha of every pixel.

use super::light::Rgb;
use crate::geometry::Point;

/// Premultiplied linear RGB and alpha per pixel, row by row.
#[derive(Debug, Clone)]
pub(super) struct HairLayer {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
}

impl HairLayer {
    /// An empty layer.
    pub(crate) fn new(size_px: [u32; 2]) -> Self {
        let [width, height] = size_px.map(|s| s as usize);
        Self {
            width,
            height,
            pixels: vec![[0.0; 4]; width * height],
        }
    }

    /// Rows of `[red, green, blue, alpha]`, premultiplied, linear.
    pub(crate) fn rows(&self) -> std::slice::ChunksExact<'_, [f32; 4]> {
        self.pixels.chunks_exact(self.width)
    }

    /// Fraction of a pixel hidden by hair, 0..=1.
    pub(crate) fn alpha(&self, x: u32, y: u32) -> f32 {
        self.pixels[y as usize * self.width + x as usize][3]
    }

    /// Lays a straight piece of hair from `a` to `b` over the layer.
    ///
    /// Every pixel column (row, for steep pieces) whose centre lies in the half-open span is drawn
    /// once, so that the joints of a strand are neither doubled nor left out. Within a column, a
    /// pixel's share is the length that hair and pixel have in common along the column's centre
    /// line: hairs thinner than a pixel keep their true area.
    pub(crate) fn segment(&mut self, a: Point, b: Point, width_px: f64, colour: Rgb) {
        if !(a.is_finite() && b.is_finite()) {
            return;
        }
        let steep = (b.y - a.y).abs() > (b.x - a.x).abs();
        let turn = |p: Point| if steep { (p.y, p.x) } else { (p.x, p.y) };
        let (mut start, mut end) = (turn(a), turn(b));
        if start.0 > end.0 {
            std::mem::swap(&mut start, &mut end);
        }
        let (size_u, size_v) = if steep {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        let first = start.0.ceil().max(0.0) as usize;
        let last = end.0.ceil().clamp(0.0, size_u as f64) as usize;
        if first >= last {
            return;
        }
        let slope = (end.1 - start.1) / (end.0 - start.0);
        // Extent along the column, not across the hair.
        let half = width_px / 2.0 * (1.0 + slope * slope).sqrt();
        let reach = half + 0.5;
        for u in first..last {
            let v = start.1 + (u as f64 - start.0) * slope;
            let top = (v - reach).ceil().max(0.0) as usize;
            let bottom = (v + reach).floor().min(size_v as f64 - 1.0);
            if bottom < top as f64 {
                continue;
            }
            for q in top..=(bottom as usize) {
                let q_mid = q as f64;
                let cover = (q_mid + 0.5).min(v + half) - (q_mid - 0.5).max(v - half);
                let index = if steep {
                    u * self.width + q
                } else {
                    q * self.width + u
                };
                over(
                    &mut self.pixels[index],
                    colour,
                    cover.clamp(0.0, 1.0) as f32,
                );
            }
        }
    }
}

fn over(pixel: &mut [f32; 4], colour: Rgb, cover: f32) {
    let keep = 1.0 - cover;
    for (channel, c) in pixel.iter_mut().zip(colour) {
        *channel = *channel * keep + c * cover;
    }
    pixel[3] = pixel[3] * keep + cover;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total_alpha(a: Point, b: Point, width_px: f64) -> f64 {
        let mut layer = HairLayer::new([64, 64]);
        layer.segment(a, b, width_px, [0.0; 3]);
        layer.pixels.iter().map(|p| f64::from(p[3])).sum()
    }

    #[test]
    fn a_thin_hair_keeps_its_area_whatever_its_direction() {
        for degrees in [0.0, 20.0, 45.0, 70.0, 90.0, 135.0_f64] {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let (a, b) = (
                Point::new(32.0 - 20.3 * cos, 32.0 - 20.3 * sin),
                Point::new(32.0 + 20.3 * cos, 32.0 + 20.3 * sin),
            );
            for width in [0.3, 0.8, 1.7] {
                let area = 40.6 * width;
                // Whole columns only: up to one column (1.42 widths at 45 degrees) more or less.
                let slack = 1.5 * width;
                assert!((total_alpha(a, b, width) - area).abs() < slack);
            }
        }
    }

    #[test]
    fn joined_pieces_equal_one_piece() {
        let (a, m, b) = (
            Point::new(5.2, 7.1),
            Point::new(25.2, 17.1),
            Point::new(45.2, 27.1),
        );
        let whole = total_alpha(a, b, 0.6);
        let parts = total_alpha(a, m, 0.6) + total_alpha(m, b, 0.6);
        assert!((whole - parts).abs() < 1e-4);
    }

    #[test]
    fn strokes_outside_the_photo_are_harmless() {
        let total = total_alpha(Point::new(-50.0, -90.0), Point::new(-10.0, 200.0), 2.0);
        assert_eq!(total, 0.0);
        assert_eq!(
            total_alpha(Point::new(f64::NAN, 0.0), Point::new(9.0, 9.0), 1.0),
            0.0
        );
    }
}
