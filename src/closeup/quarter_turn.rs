//! Pictures that lie on their side or stand on their head.

use image::{GrayImage, Luma, RgbImage, imageops};

use crate::geometry::Point;

/// How a picture is turned to stand upright, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuarterTurn {
    Once,
    Twice,
    Thrice,
}

impl QuarterTurn {
    /// All that turn anything.
    pub(super) const ALL: [Self; 3] = [Self::Once, Self::Twice, Self::Thrice];

    /// The picture turned.
    pub(super) fn of(self, photo: &RgbImage) -> RgbImage {
        match self {
            Self::Once => imageops::rotate90(photo),
            Self::Twice => imageops::rotate180(photo),
            Self::Thrice => imageops::rotate270(photo),
        }
    }

    /// Where a place (px, centres of pixels at whole numbers) of the turned picture, of `size` px, lies on the
    /// picture as it was.
    pub(super) fn back(self, p: Point, (w, h): (u32, u32)) -> Point {
        let (right, down) = (f64::from(w) - 1.0, f64::from(h) - 1.0);
        match self {
            Self::Once => Point::new(p.y, right - p.x),
            Self::Twice => Point::new(right - p.x, down - p.y),
            Self::Thrice => Point::new(down - p.y, p.x),
        }
    }

    /// A mask over the turned picture, of `size` px, row by row, as one over the picture as it was.
    pub(super) fn mask_back(self, mask: &[bool], (w, h): (u32, u32)) -> Vec<bool> {
        let turned = GrayImage::from_fn(w, h, |x, y| Luma([u8::from(mask[(y * w + x) as usize])]));
        let back = match self {
            Self::Once => imageops::rotate270(&turned),
            Self::Twice => imageops::rotate180(&turned),
            Self::Thrice => imageops::rotate90(&turned),
        };
        back.into_raw().into_iter().map(|v| v != 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn places_and_masks_go_back_to_where_they_were() {
        let marked = (2, 1);
        let photo = RgbImage::from_fn(5, 3, |x, y| Rgb([u8::from((x, y) == marked); 3]));
        for turn in QuarterTurn::ALL {
            let turned = turn.of(&photo);
            let mask: Vec<bool> = turned.pixels().map(|p| p.0[0] > 0).collect();
            let at = mask.iter().position(|&m| m).expect("the mark") as u32;
            let (x, y) = (at % turned.width(), at / turned.width());
            let place = Point::new(f64::from(x), f64::from(y));
            assert_eq!(turn.back(place, turned.dimensions()), Point::new(2.0, 1.0));
            let back = turn.mask_back(&mask, turned.dimensions());
            assert_eq!(back.iter().position(|&m| m), Some(5 + 2), "{turn:?}");
        }
    }
}
