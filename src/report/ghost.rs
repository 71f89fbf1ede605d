//! The ghost picture of `check`: where the head was at baseline, drawn over the new photo.

use image::{Rgb, RgbImage};

use super::label::draw_label;
use super::overlay::{draw_outline, side_by_side};
use crate::geometry::Point;

/// Outline of the head as at baseline (orange, Okabe and Ito 2008).
const THEN: Rgb<u8> = Rgb([230, 159, 0]);
/// Outline of the head as found on the new photo (sky blue).
const NOW: Rgb<u8> = Rgb([86, 180, 233]);

/// A photo with the outline of its head.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outlined<'a> {
    /// Display copy of the upright photo, any size.
    pub(crate) display: &'a RgbImage,
    /// Upright size of the photo, native px.
    pub(crate) size_px: [u32; 2],
    /// The head's outline, native px.
    pub(crate) ring: &'a [Point],
}

/// The baseline with its head on the left; on the right the new photo with the baseline's outline
/// where the camera saw it then, and with its own: a camera placed as at baseline makes them meet.
pub(crate) fn ghost(baseline: Outlined<'_>, photo: Outlined<'_>) -> RgbImage {
    let mut left = baseline.display.clone();
    draw(
        &mut left,
        &on_display(baseline.ring, baseline, &baseline),
        THEN,
        "baseline",
    );
    let mut right = photo.display.clone();
    draw(
        &mut right,
        &on_display(photo.ring, photo, &photo),
        NOW,
        "now",
    );
    draw(
        &mut right,
        &on_display(baseline.ring, baseline, &photo),
        THEN,
        "as at baseline",
    );
    side_by_side(&left, &right)
}

fn draw(picture: &mut RgbImage, ring: &[Point], colour: Rgb<u8>, name: &str) {
    draw_outline(picture, ring, colour);
    // The highest and the lowest point keep the two names of the right-hand picture apart.
    let ends = ring.iter().copied();
    let place = match colour {
        NOW => ends.max_by(|a, b| a.y.total_cmp(&b.y)),
        _ => ends.min_by(|a, b| a.y.total_cmp(&b.y)),
    };
    if let Some(p) = place {
        let (width, height) = picture.dimensions();
        let inside = Point::new(
            p.x.clamp(90.0, (f64::from(width) - 90.0).max(90.0)),
            p.y.clamp(18.0, (f64::from(height) - 18.0).max(18.0)),
        );
        draw_label(picture, name, inside, colour);
    }
}

/// `ring` in native px of the photo `from`, as px of the display copy of `to`: the same place in
/// the camera's field, both photos laid with their middles over each other.
fn on_display(ring: &[Point], from: Outlined<'_>, to: &Outlined<'_>) -> Vec<Point> {
    let long = |[w, h]: [u32; 2]| f64::from(w.max(h));
    let middle = |[w, h]: [u32; 2]| [f64::from(w) / 2.0, f64::from(h) / 2.0];
    let scale = long(to.size_px) / long(from.size_px);
    let ([fx, fy], [tx, ty]) = (middle(from.size_px), middle(to.size_px));
    let shrink = f64::from(to.display.width()) / f64::from(to.size_px[0]);
    ring.iter()
        .map(|p| {
            let x = (p.x + 0.5 - fx) * scale + tx;
            let y = (p.y + 0.5 - fy) * scale + ty;
            Point::new(x * shrink - 0.5, y * shrink - 0.5)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_framing_puts_both_outlines_on_one_place() {
        let (small, large) = (RgbImage::new(100, 200), RgbImage::new(300, 600));
        let ring = [Point::new(49.5, 99.5), Point::new(9.5, 49.5)];
        let at_1x = Outlined {
            display: &small,
            size_px: [100, 200],
            ring: &ring,
        };
        let at_4x = Outlined {
            display: &large,
            size_px: [400, 800],
            ring: &[],
        };
        let there = on_display(at_1x.ring, at_1x, &at_4x);
        assert!((there[0].x - 149.5).abs() < 1e-9 && (there[0].y - 299.5).abs() < 1e-9);
        assert!((there[1].x - 29.5).abs() < 1e-9 && (there[1].y - 149.5).abs() < 1e-9);
    }

    #[test]
    fn both_outlines_are_drawn_on_the_new_photo() {
        let photo = RgbImage::from_pixel(400, 400, Rgb([90; 3]));
        let square = |from: f64, to: f64| {
            [(from, from), (to, from), (to, to), (from, to)].map(|(x, y)| Point::new(x, y))
        };
        let (then, now) = (square(100.0, 300.0), square(60.0, 260.0));
        let outlined = |ring| Outlined {
            display: &photo,
            size_px: [400, 400],
            ring,
        };
        let picture = ghost(outlined(&then), outlined(&now));
        let right = picture.width() - 400;
        assert_eq!(picture[(100, 200)], THEN);
        assert_eq!(picture[(right + 100, 200)], THEN);
        assert_eq!(picture[(right + 60, 200)], NOW);
    }
}
