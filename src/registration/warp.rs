//! Photos resampled into the reference frame, for display only: resampling thins hair, so nothing
//! is measured on a warped photo.

use super::Transform;
use crate::geometry::Point;
use image::{Rgb, RgbImage};

/// The moving photo as it would look from the reference's place, at the reference's full size
/// `size`; black where the photo shows nothing of it. Display values, bilinear.
pub fn warp_to_reference(moving: &RgbImage, transform: &Transform, size: (u32, u32)) -> RgbImage {
    warp_to_reference_scaled(moving, transform, size, 1.0)
}

/// The same at `scale` (0..1] of the reference's size, for small pictures.
pub fn warp_to_reference_scaled(
    moving: &RgbImage,
    transform: &Transform,
    size: (u32, u32),
    scale: f64,
) -> RgbImage {
    let shrunk = |v: u32| ((f64::from(v) * scale).round() as u32).max(1);
    RgbImage::from_fn(shrunk(size.0), shrunk(size.1), |x, y| {
        let p = Point::new(
            (f64::from(x) + 0.5) / scale - 0.5,
            (f64::from(y) + 0.5) / scale - 0.5,
        );
        transform
            .moving_from_reference(p)
            .and_then(|q| bilinear(moving, q))
            .unwrap_or(Rgb([0, 0, 0]))
    })
}

fn bilinear(photo: &RgbImage, p: Point) -> Option<Rgb<u8>> {
    let (w, h) = (f64::from(photo.width()), f64::from(photo.height()));
    if !(p.x >= -0.5 && p.y >= -0.5 && p.x <= w - 0.5 && p.y <= h - 0.5) {
        return None;
    }
    let (x, y) = (p.x.clamp(0.0, w - 1.0), p.y.clamp(0.0, h - 1.0));
    let (x0, y0) = (x as u32, y as u32);
    let (x1, y1) = (
        (x0 + 1).min(photo.width() - 1),
        (y0 + 1).min(photo.height() - 1),
    );
    let (fx, fy) = (x - f64::from(x0), y - f64::from(y0));
    let at = |x, y| photo.get_pixel(x, y).0;
    let (a, b, c, d) = (at(x0, y0), at(x1, y0), at(x0, y1), at(x1, y1));
    Some(Rgb(std::array::from_fn(|i| {
        let top = f64::from(a[i]) * (1.0 - fx) + f64::from(b[i]) * fx;
        let bottom = f64::from(c[i]) * (1.0 - fx) + f64::from(d[i]) * fx;
        (top * (1.0 - fy) + bottom * fy).round() as u8
    })))
}
