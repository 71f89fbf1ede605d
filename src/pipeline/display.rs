//! The copy of a photo from which its pictures are made, once the full-size pixels are let go.

use image::RgbImage;

use crate::bilinear::Texture;
use crate::geometry::{Bounds, enlarged};
use crate::report::pictures::size_within;
use crate::resize::{Kernel, resized_part};

/// A photo, or the part of it that pictures show, reduced.
#[derive(Debug)]
pub(crate) struct DisplayCopy {
    pixels: RgbImage,
    /// Top left pixel within the copy of the whole photo.
    corner: [u32; 2],
    /// Pixels of the copy per native px.
    scale: [f64; 2],
}

/// Pixels of the copy kept around the part asked for, which interpolation may read.
const MARGIN_PX: f64 = 2.0;

impl DisplayCopy {
    /// The whole photo, its longest side at most `side_px`.
    pub(crate) fn whole(photo: &RgbImage, side_px: u32) -> Self {
        let (width, height) = size_within(photo.dimensions(), side_px);
        Self::cut(photo, (width, height), [0, 0, width, height])
    }

    /// The part of the same copy that shows `bounds`, native px; one pixel where that is nothing.
    pub(crate) fn part(photo: &RgbImage, side_px: u32, bounds: Bounds) -> Self {
        let (width, height) = size_within(photo.dimensions(), side_px);
        let span = |from: f64, to: f64, native: u32, side: u32| {
            let scale = f64::from(side) / f64::from(native);
            let first = (enlarged(from, scale) - MARGIN_PX).floor().max(0.0);
            let last = (enlarged(to, scale) + MARGIN_PX).ceil();
            let first = (first as u32).min(side - 1);
            [
                first,
                (last.max(0.0) as u32).clamp(first, side - 1) - first + 1,
            ]
        };
        let [x, w] = span(bounds.min.x, bounds.max.x, photo.width(), width);
        let [y, h] = span(bounds.min.y, bounds.max.y, photo.height(), height);
        Self::cut(photo, (width, height), [x, y, w, h])
    }

    fn cut(photo: &RgbImage, (width, height): (u32, u32), part: [u32; 4]) -> Self {
        Self {
            pixels: resized_part(photo, (width, height), part, Kernel::Crisp),
            corner: [part[0], part[1]],
            scale: [
                f64::from(width) / f64::from(photo.width()),
                f64::from(height) / f64::from(photo.height()),
            ],
        }
    }

    /// The copy's pixels.
    pub(crate) fn pixels(&self) -> &RgbImage {
        &self.pixels
    }

    /// Colour at a native position; `None` beyond the copy.
    #[cfg(test)]
    fn at(&self, p: crate::geometry::Point) -> Option<[u8; 3]> {
        let [x, y] = self.own(p.x, p.y);
        crate::bilinear::bilinear(&self.pixels, x, y)
    }

    /// The copy, to be read at many places.
    pub(crate) fn texture(&self) -> Texture {
        Texture::new(&self.pixels)
    }

    /// A native position among the copy's pixels.
    #[inline]
    pub(crate) fn own(&self, x: f64, y: f64) -> [f64; 2] {
        let [sx, sy] = self.scale;
        let [left, top] = self.corner.map(f64::from);
        [enlarged(x, sx) - left, enlarged(y, sy) - top]
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::geometry::Point;

    fn photo() -> RgbImage {
        RgbImage::from_fn(330, 410, |x, y| {
            let grain = (x * 7 + y * 13).wrapping_mul(2_654_435_761) >> 27;
            Rgb([(x / 2) as u8, (y / 2) as u8, 100 + grain as u8])
        })
    }

    #[test]
    fn a_part_shows_what_the_whole_copy_shows_there() {
        let photo = photo();
        let bounds = Bounds {
            min: Point::new(41.3, 60.0),
            max: Point::new(200.0, 409.0),
        };
        let (whole, part) = (
            DisplayCopy::whole(&photo, 300),
            DisplayCopy::part(&photo, 300, bounds),
        );
        assert!(part.pixels().width() < 130 && part.pixels().height() < 265);
        for (x, y) in [(41.3, 60.0), (120.5, 300.2), (200.0, 408.0)] {
            let p = Point::new(x, y);
            let (a, b) = (whole.at(p).unwrap(), part.at(p).unwrap());
            assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 1), "{p:?}");
        }
        assert_eq!(part.at(Point::new(300.0, 100.0)), None);
    }

    #[test]
    fn a_part_beside_the_photo_is_a_pixel() {
        let bounds = Bounds {
            min: Point::new(500.0, -90.0),
            max: Point::new(600.0, -40.0),
        };
        let part = DisplayCopy::part(&photo(), 300, bounds);
        assert_eq!(part.pixels().dimensions(), (1, 1));
    }
}
