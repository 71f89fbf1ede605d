//! A plane in half the memory: what is kept of every photo of a course until all its hairs are followed.

use crate::plane::{Plane, corner};

/// Steps of a value: those of darkness, at most about 1, are told apart to a hundredth of a percent.
const STEPS: f32 = 8192.0;

/// A plane of values within -4..4, in steps of 1/8192.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Columns.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    data: Vec<i16>,
}

impl Packed {
    /// Keeps `plane`.
    pub(super) fn of(plane: &Plane) -> Self {
        // The cast saturates: what is beyond the range is as dark or light as can be.
        // Half a step towards the value's own sign before the fraction is cut off: the nearest step.
        let data = plane
            .data
            .iter()
            .map(|v| (v * STEPS + 0.5_f32.copysign(*v)) as i16);
        Self {
            width: plane.width,
            height: plane.height,
            data: data.collect(),
        }
    }

    /// The plane kept.
    pub(super) fn plane(&self) -> Plane {
        Plane {
            width: self.width,
            height: self.height,
            data: self.data.iter().map(|&v| f32::from(v) / STEPS).collect(),
        }
    }

    /// Bilinear value; `None` outside the pixel centres' hull.
    #[inline]
    pub(super) fn sample(&self, x: f32, y: f32) -> Option<f32> {
        let (i, [fx, fy]) = corner([x, y], self.width, self.height)?;
        let at = |i: usize| f32::from(self.data[i]);
        let top = at(i) + (at(i + 1) - at(i)) * fx;
        let bottom = at(i + self.width) + (at(i + self.width + 1) - at(i + self.width)) * fx;
        Some((top + (bottom - top) * fy) / STEPS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_differs_by_half_a_step_and_stays_within_range() {
        let plane = Plane::from_fn(7, 5, |x, y| 0.137 * x as f32 - 0.071 * y as f32);
        let kept = Packed::of(&plane);
        for (a, b) in plane.data.iter().zip(&kept.plane().data) {
            assert!((a - b).abs() <= 0.5 / STEPS + 1e-6, "{a} {b}");
        }
        let (a, b) = (plane.sample(2.3, 1.7), kept.sample(2.3, 1.7));
        assert!((a.expect("inside") - b.expect("inside")).abs() < 1.0 / STEPS);
        assert_eq!(kept.sample(6.5, 1.0), None);
        assert_eq!(kept.sample(-0.1, 1.0), None);
        let far = Packed::of(&Plane::filled(2, 2, -20.0)).plane();
        assert!((far.data[0] + 4.0).abs() < 1e-3, "{far:?}");
    }
}
