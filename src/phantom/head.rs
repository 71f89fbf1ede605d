//! The head as an ellipsoid in its own frame, mm: x to the subject's right ear, y to the face,
//! z to the top. The origin is the middle of the skull.

use nalgebra::Vector3;

/// Position or direction in mm.
pub(super) type Vec3 = Vector3<f64>;

/// An ellipsoid with axes along x, y and z.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ellipsoid {
    /// Centre, mm.
    pub(crate) centre: Vec3,
    /// Half axes, mm.
    pub(crate) semi: Vec3,
}

impl Ellipsoid {
    /// An ellipsoid from its centre and half axes, mm.
    pub(crate) fn new(centre: [f64; 3], semi: [f64; 3]) -> Self {
        Self {
            centre: centre.into(),
            semi: semi.into(),
        }
    }

    /// Outward unit normal at a point on (or near) the surface.
    pub(crate) fn normal(&self, p: Vec3) -> Vec3 {
        let q = p - self.centre;
        q.component_div(&self.semi.component_mul(&self.semi))
            .normalize()
    }

    /// The point moved onto the surface along the ray from the centre.
    pub(crate) fn onto(&self, p: Vec3) -> Vec3 {
        let q = p - self.centre;
        self.centre + q / q.component_div(&self.semi).norm()
    }

    /// Distance along `direction` to the first hit in front of `origin`, in lengths of `direction`.
    pub(crate) fn hit(&self, origin: Vec3, direction: Vec3) -> Option<f64> {
        let o = (origin - self.centre).component_div(&self.semi);
        let d = direction.component_div(&self.semi);
        let (a, b, c) = (d.norm_squared(), o.dot(&d), o.norm_squared() - 1.0);
        let discriminant = b * b - a * c;
        if discriminant < 0.0 {
            return None;
        }
        let t = (-b - discriminant.sqrt()) / a;
        (t > 0.0).then_some(t)
    }

    /// Surface area, mm² (Thomsen's approximation, relative error below 1.1 %).
    pub(crate) fn area(&self) -> f64 {
        const P: f64 = 1.6075;
        let [a, b, c] = [self.semi.x, self.semi.y, self.semi.z].map(|s| s.powf(P));
        4.0 * std::f64::consts::PI * ((a * b + a * c + b * c) / 3.0).powf(1.0 / P)
    }
}

/// The skull: breadth 152 mm, length 194 mm, the order of an adult's.
pub(super) fn skull() -> Ellipsoid {
    Ellipsoid::new([0.0; 3], [76.0, 97.0, 88.0])
}

/// Point of the skull at an angle across (positive to the right ear) and along the midline
/// (positive to the nape), both from the top, degrees.
pub(super) fn scalp_point(across_deg: f64, along_deg: f64) -> Vec3 {
    let (across, along) = (across_deg.to_radians(), along_deg.to_radians());
    let unit = Vec3::new(
        across.sin(),
        -across.cos() * along.sin(),
        across.cos() * along.cos(),
    );
    unit.component_mul(&skull().semi)
}

/// Centre of the crown's whorl.
pub(super) fn crown() -> Vec3 {
    scalp_point(3.0, 33.0)
}

/// Named regions of the vertex view: name, angles across and along, degrees. The five patches of
/// the standardised global photograph: frontal, mid-scalp, vertex, and both parietal sides.
pub(super) const REGIONS: [(&str, [f64; 2], [f64; 2]); 5] = [
    ("frontal", [-23.0, 23.0], [-42.0, -21.0]),
    ("midscalp", [-23.0, 23.0], [-16.0, 12.0]),
    ("vertex", [-23.0, 23.0], [17.0, 50.0]),
    ("left", [-54.0, -30.0], [-16.0, 28.0]),
    ("right", [30.0, 54.0], [-16.0, 28.0]),
];

/// Outline of a region: `per_side` points on each of its four sides, on the skull, mm.
pub(super) fn region_outline(across: [f64; 2], along: [f64; 2], per_side: u32) -> Vec<Vec3> {
    let corners = [
        (across[0], along[0]),
        (across[1], along[0]),
        (across[1], along[1]),
        (across[0], along[1]),
    ];
    let side = |i: usize| {
        let (a, b) = (corners[i], corners[(i + 1) % 4]);
        (0..per_side).map(move |k| {
            let t = f64::from(k) / f64::from(per_side);
            scalp_point(a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
        })
    };
    (0..4).flat_map(side).collect()
}

/// Head-fixed points on a grid, every 8 degrees: candidates for landmarks.
pub(super) fn landmark_grid() -> Vec<Vec3> {
    (-6..=6)
        .flat_map(|i| (-6..=7).map(move |j| scalp_point(f64::from(i) * 8.0, f64::from(j) * 8.0)))
        .collect()
}

/// How far a point lies inside the hair-bearing scalp: 0 on bare skin (forehead, face, neck),
/// 1 inside, with a soft hairline of a few mm.
pub(super) fn hair_bearing(p: Vec3) -> f64 {
    let soft = |mm: f64| 1.0 / (1.0 + (-mm / 1.5).exp());
    // Hairline over the forehead, receding towards the temples.
    let front = 74.0 - 0.007 * p.x * p.x;
    // Lower border: the nape at the back, above the ears, rising to the temple in front.
    let bottom = if p.y > 0.0 {
        -30.0 + 1.2 * p.y
    } else {
        -30.0 + 0.35 * p.y
    };
    soft(front - p.y) * soft(p.z - bottom)
}

/// Weight of the crown in pattern thinning, 0..=1.
pub(super) fn vertex_weight(p: Vec3) -> f64 {
    bell((p - crown()).norm() / 34.0)
}

/// Weight of the frontal scalp and temples in pattern thinning, 0..=1.
pub(super) fn frontal_weight(p: Vec3) -> f64 {
    let temple = |x: f64| Vec3::new(x, 50.0, 55.0);
    let front = (p.y - 75.0) / 38.0;
    let middle = bell(front) * bell(p.x / 42.0);
    middle
        .max(bell((p - temple(38.0)).norm() / 26.0))
        .max(bell((p - temple(-38.0)).norm() / 26.0))
}

fn bell(x: f64) -> f64 {
    (-x * x).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalp_points_lie_on_the_skull_and_point_outwards() {
        for p in landmark_grid() {
            assert!((p.component_div(&skull().semi).norm() - 1.0).abs() < 1e-12);
            assert!(skull().normal(p).dot(&p) > 0.0);
        }
    }

    #[test]
    fn a_ray_from_above_hits_the_top() {
        let t = skull().hit(Vec3::new(0.0, 0.0, 500.0), Vec3::new(0.0, 0.0, -1.0));
        assert!((t.expect("hits") - 412.0).abs() < 1e-9);
    }

    #[test]
    fn area_of_a_sphere_is_known() {
        let sphere = Ellipsoid::new([0.0; 3], [10.0; 3]);
        assert!((sphere.area() - 400.0 * std::f64::consts::PI).abs() < 1e-6);
    }

    #[test]
    fn forehead_and_neck_are_bare_and_the_top_is_not() {
        assert!(hair_bearing(scalp_point(0.0, 0.0)) > 0.99);
        assert!(hair_bearing(scalp_point(0.0, -70.0)) < 0.01);
        assert!(hair_bearing(Vec3::new(0.0, -50.0, -75.0)) < 0.01);
    }
}
