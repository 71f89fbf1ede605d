//! The face below the forehead: enough of it to be told from scalp.

use super::head::{Ellipsoid, Vec3};
use super::light::Rgb;

/// Eyes, nose, mouth and jaw, in the head's frame, each with its reflectance.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    solids: Vec<(Ellipsoid, Rgb)>,
}

impl Face {
    /// A face of a skin.
    pub(crate) fn new(skin: Rgb) -> Self {
        let tinted = |[r, g, b]: [f32; 3]| [skin[0] * r, skin[1] * g, skin[2] * b];
        let mut solids = vec![
            // Nose, jaw, lips.
            (
                Ellipsoid::new([0.0, 97.0, -38.0], [13.0, 21.0, 25.0]),
                tinted([1.02, 0.95, 0.93]),
            ),
            (
                Ellipsoid::new([0.0, 42.0, -82.0], [56.0, 55.0, 58.0]),
                tinted([1.0, 0.98, 0.97]),
            ),
            (
                Ellipsoid::new([0.0, 91.0, -84.0], [22.0, 9.0, 7.0]),
                tinted([0.85, 0.5, 0.5]),
            ),
        ];
        for side in [-1.0, 1.0] {
            solids.push((
                Ellipsoid::new([side * 31.0, 80.0, -22.0], [14.0, 8.0, 7.0]),
                [0.7, 0.68, 0.66],
            ));
            solids.push((
                Ellipsoid::new([side * 31.0, 84.0, -22.0], [6.0, 5.5, 6.0]),
                [0.05, 0.035, 0.03],
            ));
        }
        Self { solids }
    }

    /// The first surface that a ray meets: its distance, outward normal and reflectance.
    pub(crate) fn hit(&self, origin: Vec3, direction: Vec3) -> Option<(f64, Vec3, Rgb)> {
        self.solids
            .iter()
            .filter_map(|(solid, colour)| Some((solid.hit(origin, direction)?, solid, *colour)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(t, solid, colour)| (t, solid.normal(origin + direction * t), colour))
    }

    /// How much of a point of the skull the brows cover, 0..=1.
    pub(crate) fn brow(&self, p: Vec3) -> f64 {
        if self.solids.is_empty() || p.y < 40.0 {
            return 0.0;
        }
        let arch = -7.0 + 4.0 * (1.0 - ((p.x.abs() - 32.0) / 20.0).powi(2));
        let soft = |mm: f64| 1.0 / (1.0 + (-mm).exp());
        soft(4.0 - (p.z - arch).abs()) * soft(18.0 - (p.x.abs() - 32.0).abs())
    }
}
