//! The head as an ellipsoid before two perspective cameras.
//!
//! Six unknowns (three angles, three shifts) explain what no flat model does: the parallax of a
//! curved head that was tilted between two photos. Shape and place of the ellipsoid come from the
//! head's outline on the reference photo; its depth is assumed.

use crate::geometry::{Ellipse, Point};
use nalgebra::{Matrix3, Rotation3, Vector3};
use serde::{Deserialize, Serialize};

/// A pinhole camera: focal length and principal point, px.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// Focal length, px.
    pub focal: f64,
    /// Where the optical axis meets the image, px.
    pub center: Point,
}

impl Camera {
    fn ray(&self, p: Point) -> Vector3<f64> {
        Vector3::new(
            (p.x - self.center.x) / self.focal,
            (p.y - self.center.y) / self.focal,
            1.0,
        )
    }

    fn project(&self, q: &Vector3<f64>) -> Option<Point> {
        (q.z > 1e-6).then(|| {
            Point::new(
                self.center.x + self.focal * q.x / q.z,
                self.center.y + self.focal * q.y / q.z,
            )
        })
    }

    /// This camera on a photo resized by `factor` (pixel centres kept aligned).
    pub(super) fn resized(&self, factor: f64) -> Self {
        Self {
            focal: self.focal * factor,
            center: self.center.enlarged(factor),
        }
    }
}

/// An ellipsoid in the reference camera's frame; the unit of length is the head's mean radius.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ellipsoid {
    /// Centre.
    pub center: [f64; 3],
    /// Columns are the directions of the three semi-axes, row-major.
    pub axes: [[f64; 3]; 3],
    /// Semi-axes.
    pub semi_axes: [f64; 3],
}

impl Ellipsoid {
    /// The ellipsoid whose outline on the reference photo is `outline`, inflated, with the given
    /// depth semi-axis in units of the outline's mean radius.
    pub(super) fn from_outline(
        outline: &Ellipse,
        camera: &Camera,
        depth: f64,
        inflation: f64,
    ) -> Self {
        let r = outline.mean_radius();
        let distance = camera.focal / r;
        let forward = camera.ray(outline.center);
        let center = forward * distance;
        let forward = forward.normalize();
        let (s, c) = outline.angle.sin_cos();
        let first = Vector3::new(c, s, 0.0);
        let first = (first - forward * forward.dot(&first)).normalize();
        let second = forward.cross(&first);
        let axes = Matrix3::from_columns(&[first, second, forward]);
        Self {
            center: center.into(),
            axes: std::array::from_fn(|i| std::array::from_fn(|j| axes[(i, j)])),
            semi_axes: [
                inflation * outline.semi_axes[0] / r,
                inflation * outline.semi_axes[1] / r,
                inflation * depth,
            ],
        }
    }

    fn axes_matrix(&self) -> Matrix3<f64> {
        Matrix3::from_fn(|i, j| self.axes[i][j])
    }
}

/// An ellipsoid and a point from which rays meet it, with what all rays share worked out once.
struct MetFrom {
    axes: Matrix3<f64>,
    semi_axes: Vector3<f64>,
    /// The reference camera, in the frame where the ellipsoid is the unit sphere.
    viewer: Vector3<f64>,
    /// The point, in that frame.
    origin: Vector3<f64>,
}

impl MetFrom {
    fn new(ellipsoid: &Ellipsoid, origin: &Vector3<f64>) -> Self {
        let center = Vector3::from(ellipsoid.center);
        let mut from = Self {
            axes: ellipsoid.axes_matrix(),
            semi_axes: Vector3::from(ellipsoid.semi_axes),
            viewer: Vector3::zeros(),
            origin: Vector3::zeros(),
        };
        from.viewer = from.unit_from_space(&-center);
        from.origin = from.unit_from_space(&(origin - center));
        from
    }

    /// A direction or offset from the centre in the frame where the ellipsoid is the unit sphere.
    fn unit_from_space(&self, v: &Vector3<f64>) -> Vector3<f64> {
        (self.axes.transpose() * v).component_div(&self.semi_axes)
    }

    fn space_from_unit(&self, y: &Vector3<f64>) -> Vector3<f64> {
        self.axes * y.component_mul(&self.semi_axes)
    }

    /// What a ray meets, relative to the centre: the side of the ellipsoid that the reference
    /// camera sees, or else the brim.
    ///
    /// The brim is the plane through the outline as the reference sees it, continued outwards to
    /// [`BRIM`]: it carries ears and stray hair, which stand about there.
    fn meet(&self, ray: &Vector3<f64>) -> Option<Met> {
        let (o, viewer) = (&self.origin, &self.viewer);
        let d = self.unit_from_space(ray);
        let (a, b, c) = (d.dot(&d), d.dot(o), o.dot(o) - 1.0);
        let disc = b * b - a * c;
        if disc > 0.0 {
            let s = (-b - disc.sqrt()) / a;
            let y = o + d * s;
            if s > 0.0 && y.dot(viewer) >= 1.0 {
                return Some(Met {
                    at: self.space_from_unit(&y),
                    brim: false,
                });
            }
        }
        let s = (1.0 - o.dot(viewer)) / d.dot(viewer);
        let y = o + d * s;
        let reach = y.norm_squared();
        (s > 0.0 && (1.0 - 1e-9..=BRIM * BRIM).contains(&reach)).then(|| Met {
            at: self.space_from_unit(&y),
            brim: true,
        })
    }

    /// Outward normal (not of unit length) at a surface point relative to the centre.
    fn normal(&self, x: &Vector3<f64>) -> Vector3<f64> {
        self.axes
            * (self.axes.transpose() * x)
                .component_div(&self.semi_axes)
                .component_div(&self.semi_axes)
    }
}

/// How far the brim reaches, in units of the outline.
const BRIM: f64 = 1.4;

struct Met {
    /// Relative to the ellipsoid's centre.
    at: Vector3<f64>,
    brim: bool,
}

/// A rigid head before two cameras.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeadModel {
    /// Camera of the reference photo.
    pub reference_camera: Camera,
    /// Camera of the moving photo.
    pub moving_camera: Camera,
    /// The head, in the reference camera's frame.
    pub ellipsoid: Ellipsoid,
    /// Rotation of the head from the reference camera's to the moving camera's frame, as a vector
    /// along the axis whose length is the angle in radians.
    pub rotation: [f64; 3],
    /// The head's centre in the moving camera's frame, in head radii.
    pub translation: [f64; 3],
}

impl HeadModel {
    /// Finds the surface point seen at a reference position, relative to the head's centre.
    pub(super) fn surface(&self) -> impl Fn(Point) -> Option<Vector3<f64>> + '_ {
        let from = MetFrom::new(&self.ellipsoid, &Vector3::zeros());
        move |p| Some(from.meet(&self.reference_camera.ray(p))?.at)
    }

    pub(super) fn rotation_matrix(&self) -> Rotation3<f64> {
        Rotation3::from_scaled_axis(Vector3::from(self.rotation))
    }

    /// See [`super::Transform::moving_from_reference`].
    pub(crate) fn moving_from_reference(&self, p: Point) -> Option<Point> {
        self.lander().at(p)
    }

    /// [`Self::moving_from_reference`], made ready for many points.
    pub(super) fn lander(&self) -> HeadLander<'_> {
        HeadLander {
            head: self,
            from: MetFrom::new(&self.ellipsoid, &Vector3::zeros()),
            rotation: self.rotation_matrix(),
        }
    }

    /// See [`super::Transform::reference_from_moving`].
    pub(crate) fn reference_from_moving(&self, p: Point) -> Option<Point> {
        self.way_back()(p)
    }

    /// [`Self::reference_from_moving`], made ready for many points.
    pub(super) fn way_back(&self) -> impl Fn(Point) -> Option<Point> + '_ {
        let inverse = self.rotation_matrix().inverse();
        let center = Vector3::from(self.ellipsoid.center);
        let origin = center - inverse * Vector3::from(self.translation);
        let from = MetFrom::new(&self.ellipsoid, &origin);
        move |p| {
            let met = from.meet(&(inverse * self.moving_camera.ray(p)))?;
            self.reference_camera.project(&(met.at + center))
        }
    }
}

/// A head with what all points share worked out once.
pub(super) struct HeadLander<'a> {
    head: &'a HeadModel,
    from: MetFrom,
    rotation: Rotation3<f64>,
}

impl HeadLander<'_> {
    /// The moving position that shows what the reference position `p` shows.
    pub(super) fn at(&self, p: Point) -> Option<Point> {
        let met = self.from.meet(&self.head.reference_camera.ray(p))?;
        let rotation = &self.rotation;
        let q = rotation * met.at + Vector3::from(self.head.translation);
        let facing = met.brim || (rotation * self.from.normal(&met.at)).dot(&q) < 0.0;
        if facing {
            self.head.moving_camera.project(&q)
        } else {
            None
        }
    }
}
