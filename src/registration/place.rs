//! Where the head is on a photo.

use crate::geometry::{Ellipse, Point};

/// A head's place on a photo, working px unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(crate) center: Point,
    pub(crate) radius: f64,
}

impl Place {
    /// Of a head with this outline, in the outline's px.
    pub(super) fn of(outline: &Ellipse) -> Self {
        Self {
            center: outline.center,
            radius: outline.mean_radius(),
        }
    }

    /// Places spread over the head, a quarter of its radius apart.
    pub(super) fn grid(self) -> Vec<Point> {
        let steps = (-3..=3).flat_map(|iy| (-3..=3).map(move |ix| (ix, iy)));
        let offset = |step: i32| 0.25 * f64::from(step) * self.radius;
        steps
            .map(|(ix, iy)| Point::new(self.center.x + offset(ix), self.center.y + offset(iy)))
            .filter(|p| p.distance(self.center) <= 0.8 * self.radius)
            .collect()
    }
}
