//! Pinhole camera above the head, and the head's pose in front of it.
//!
//! Camera frame, mm: x to the right in the photo, y up in the photo, z towards the lens, origin
//! in the middle of the head at the nominal pose; the lens stands at `(0, 0, distance)`.

use nalgebra::{Matrix3, Rotation3};

use super::head::{self, Vec3};
use super::params::CameraSpec;
use crate::geometry::Point;

/// How the head stands relative to the nominal pose at one visit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Pose {
    /// In-plane rotation, degrees, counter-clockwise in the photo.
    pub(crate) rotation_deg: f64,
    /// Tilt about the photo's horizontal and vertical axis, degrees.
    pub(crate) tilt_deg: [f64; 2],
    /// Shift in the photo, share of its width, rightwards and downwards.
    pub(crate) shift: [f64; 2],
    /// Relative deviation in size.
    pub(crate) scale: f64,
}

/// Camera and pose together: projects head-frame points, mm, to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Camera {
    camera_from_head: Matrix3<f64>,
    camera_from_torso: Matrix3<f64>,
    focal_px: f64,
    distance_mm: f64,
    principal: Point,
}

/// A viewing ray in one frame, mm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ray {
    pub(crate) origin: Vec3,
    pub(crate) direction: Vec3,
}

impl Camera {
    /// The camera for a photo of `size_px` under a pose.
    pub(crate) fn new(spec: &CameraSpec, pose: &Pose, size_px: [u32; 2]) -> Self {
        let [width, height] = size_px.map(f64::from);
        let axis = |axis: Vec3, degrees: f64| {
            Rotation3::from_scaled_axis(axis * degrees.to_radians()).into_inner()
        };
        let roll = axis(Vec3::z(), pose.rotation_deg - spec.forehead.degrees());
        let tilt = axis(Vec3::y(), pose.tilt_deg[1]) * axis(Vec3::x(), pose.tilt_deg[0]);
        let bend = axis(Vec3::x(), -spec.pitch_deg);
        // The limb of the head is seen near half its height.
        let limb_mm = spec.distance_mm - 0.2 * head::skull().semi.z;
        let focal_px =
            spec.head_share * width * limb_mm / (2.0 * head::skull().semi.x) * (1.0 + pose.scale);
        Self {
            camera_from_head: roll * tilt * bend,
            // Shoulders follow the in-plane rotation, not a nod of the head.
            camera_from_torso: roll * axis(Vec3::x(), -0.8 * spec.pitch_deg),
            focal_px,
            distance_mm: spec.distance_mm,
            principal: Point::new(
                (width - 1.0) / 2.0 + pose.shift[0] * width,
                0.46 * (height - 1.0) + pose.shift[1] * width,
            ),
        }
    }

    /// Where a head-frame point appears, px.
    pub(crate) fn project(&self, head_mm: Vec3) -> Point {
        let c = self.camera_from_head * head_mm;
        let px_per_mm = self.focal_px / (self.distance_mm - c.z);
        Point::new(
            self.principal.x + px_per_mm * c.x,
            self.principal.y - px_per_mm * c.y,
        )
    }

    /// Pixels per mm across the line of sight at a head-frame point.
    pub(crate) fn px_per_mm(&self, head_mm: Vec3) -> f64 {
        self.focal_px / (self.distance_mm - (self.camera_from_head * head_mm).z)
    }

    /// The lens in the head frame, mm.
    pub(crate) fn lens_in_head(&self) -> Vec3 {
        self.camera_from_head.transpose() * Vec3::new(0.0, 0.0, self.distance_mm)
    }

    /// A camera-frame direction in the head frame.
    pub(crate) fn head_from_camera(&self, direction: Vec3) -> Vec3 {
        self.camera_from_head.transpose() * direction
    }

    /// A camera-frame direction in the torso frame.
    pub(crate) fn torso_from_camera(&self, direction: Vec3) -> Vec3 {
        self.camera_from_torso.transpose() * direction
    }

    /// The viewing rays through a pixel, in the head frame and in the torso frame.
    pub(crate) fn rays(&self, x: f64, y: f64) -> (Ray, Ray) {
        let direction = Vec3::new(
            (x - self.principal.x) / self.focal_px,
            (self.principal.y - y) / self.focal_px,
            -1.0,
        );
        let lens = Vec3::new(0.0, 0.0, self.distance_mm);
        let ray = |into: Matrix3<f64>| Ray {
            origin: into * lens,
            direction: into * direction,
        };
        (
            ray(self.camera_from_head.transpose()),
            ray(self.camera_from_torso.transpose()),
        )
    }

    /// Cosine of the angle at which the lens sees a point of the scalp; 1 is face on.
    pub(crate) fn facing(&self, scalp_mm: Vec3) -> f64 {
        let to_lens = (self.lens_in_head() - scalp_mm).normalize();
        head::skull().normal(scalp_mm).dot(&to_lens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Front;

    const SIZE: [u32; 2] = [600, 800];

    #[test]
    fn a_projected_point_lies_on_its_own_ray() {
        let pose = Pose {
            rotation_deg: 7.0,
            tilt_deg: [3.0, -4.0],
            shift: [0.02, -0.03],
            scale: 0.05,
        };
        let camera = Camera::new(&CameraSpec::default(), &pose, SIZE);
        for p in head::landmark_grid() {
            if camera.facing(p) < 0.1 {
                continue;
            }
            let px = camera.project(p);
            let (ray, _) = camera.rays(px.x, px.y);
            let t = head::skull().hit(ray.origin, ray.direction).expect("hits");
            assert!((ray.origin + ray.direction * t - p).norm() < 1e-6);
        }
    }

    #[test]
    fn pose_moves_the_photo_as_it_says() {
        let at = |pose: Pose| {
            let camera = Camera::new(&CameraSpec::default(), &pose, SIZE);
            (
                camera.project(Vec3::zeros()),
                camera.project(Vec3::new(50.0, 0.0, 0.0)),
            )
        };
        let (middle, right) = at(Pose::default());
        assert!(right.x > middle.x, "the right ear is on the right");
        let shifted = at(Pose {
            shift: [0.1, 0.0],
            ..Default::default()
        });
        assert!((shifted.0.x - middle.x - 60.0).abs() < 1e-9);
        let larger = at(Pose {
            scale: 0.1,
            ..Default::default()
        });
        let ratio = larger.0.distance(larger.1) / middle.distance(right);
        assert!((ratio - 1.1).abs() < 1e-9);
        let turned = at(Pose {
            rotation_deg: 90.0,
            ..Default::default()
        });
        assert!(
            turned.1.y < turned.0.y - 10.0,
            "counter-clockwise is upwards"
        );
    }

    #[test]
    fn the_forehead_points_where_it_is_asked_to() {
        for (forehead, [x, y]) in [
            (Front::Up, [0.0, -1.0]),
            (Front::Right, [1.0, 0.0]),
            (Front::Down, [0.0, 1.0]),
            (Front::Left, [-1.0, 0.0]),
        ] {
            let spec = CameraSpec {
                forehead,
                ..Default::default()
            };
            let camera = Camera::new(&spec, &Pose::default(), SIZE);
            let (from, to) = (head::scalp_point(0.0, 20.0), head::scalp_point(0.0, -40.0));
            let (from, to) = (camera.project(from), camera.project(to));
            let along = (to.x - from.x) * x + (to.y - from.y) * y;
            assert!(along > 0.99 * from.distance(to), "{forehead:?}");
        }
    }

    #[test]
    fn the_nominal_head_has_the_asked_width() {
        let camera = Camera::new(&CameraSpec::default(), &Pose::default(), SIZE);
        let hits = (0..SIZE[0])
            .filter(|&x| {
                let (ray, _) = camera.rays(f64::from(x), camera.principal.y);
                head::skull().hit(ray.origin, ray.direction).is_some()
            })
            .count();
        let share = hits as f64 / f64::from(SIZE[0]);
        assert!(
            (share - CameraSpec::default().head_share).abs() < 0.04,
            "{share}"
        );
    }
}
