//! A region cut where the scalp ends.

use image::{GrayImage, Luma};
use imageproc::contours::{BorderType, Contour, find_contours};
use imageproc::geometry::approximate_polygon_dp;

use super::ScalpMap;
use crate::geometry::{Area, Point};

/// Places looked at along the longer side of a region's bounds.
const PLACES: f64 = 160.0;
/// Share of scalp from which on a region is left as it is: its border may graze the scalp's.
const WHOLE: f64 = 0.97;
/// How far an outline may lie beside the traced one, places.
const TOLERANCE: f64 = 0.7;

/// A region, as far as it is scalp.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OnScalp {
    /// The region where nearly all of it is scalp, else its largest part that is.
    pub(crate) area: Area,
    /// Share of the region that the area covers, 0..=1.
    pub(crate) share: f64,
}

impl ScalpMap {
    /// A region, px of the photo, cut where the scalp ends; `None` where it has no extent or no place
    /// of it is scalp.
    pub(crate) fn clipped(&self, region: &Area) -> Option<OnScalp> {
        let bounds = region.bounds()?;
        let [width, height] = [bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y];
        let step = width.max(height) / PLACES;
        if step.is_nan() || step <= 0.0 {
            return None;
        }
        // One place more all around, so that no outline lies on the border.
        let corner = Point::new(bounds.min.x - step, bounds.min.y - step);
        let place =
            |x: f64, y: f64| Point::new(corner.x + (x + 0.5) * step, corner.y + (y + 0.5) * step);
        let across = |length: f64| (length / step).ceil() as u32 + 2;
        let mut within = 0_u32;
        let scalp = GrayImage::from_fn(across(width), across(height), |x, y| {
            let p = place(f64::from(x), f64::from(y));
            let inside = region.contains(p);
            within += u32::from(inside);
            Luma([u8::from(inside && self.is_scalp(p))])
        });
        let outlines = find_contours::<u32>(&scalp).into_iter();
        let ring = outlines
            .filter(|c| c.border_type == BorderType::Outer)
            .map(|c| traced(&c, place))
            .max_by(|a, b| a.enclosed_px().total_cmp(&b.enclosed_px()))?;
        let share = (ring.enclosed_px() / (f64::from(within) * step * step)).min(1.0);
        Some(match share >= WHOLE {
            true => OnScalp {
                area: region.clone(),
                share: 1.0,
            },
            false => OnScalp { area: ring, share },
        })
    }
}

/// The outline of what a contour goes round, through the middles of its places.
fn traced(contour: &Contour<u32>, place: impl Fn(f64, f64) -> Point) -> Area {
    let points = &contour.points;
    let corners = match points.len() {
        0..=3 => points.clone(),
        _ => approximate_polygon_dp(points, TOLERANCE, true),
    };
    let ring = corners.iter();
    Area::from_ring(
        ring.map(|p| place(f64::from(p.x), f64::from(p.y)))
            .collect(),
    )
}
