//! Where a point of the reference lands on the moving photo, under one of the ladder's models, and
//! how that depends on the model's unknowns.

use super::head_model::{HeadLander, HeadModel};
use super::place::Place;
use super::transform::apply;
use crate::geometry::Point;
use nalgebra::{DVector, Matrix3, Rotation3, Vector3};

/// A motion model with its current parameters, in working px both sides.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Motion {
    /// Similarity or homography: matrix from reference to moving px.
    Plane {
        kind: PlaneKind,
        matrix: Matrix3<f64>,
    },
    /// Rigid curved head.
    Head(HeadModel),
}

/// Freedom of a flat motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaneKind {
    Similarity,
    Homography,
}

impl Motion {
    pub(super) fn moving_from_reference(&self, p: Point) -> Option<Point> {
        match self {
            Self::Plane { matrix, .. } => apply(matrix, p),
            Self::Head(head) => head.moving_from_reference(p),
        }
    }

    /// The way back, made ready for many points.
    pub(super) fn reference_from_moving(&self) -> Box<dyn Fn(Point) -> Option<Point> + '_> {
        match self {
            Self::Plane { matrix, .. } => {
                let inverse = matrix.try_inverse();
                Box::new(move |p| apply(&inverse?, p))
            }
            Self::Head(head) => Box::new(head.way_back()),
        }
    }

    /// The motion made ready for many points.
    pub(super) fn landing(&self) -> Lander<'_> {
        match self {
            Self::Plane { matrix, .. } => Lander::Plane(matrix),
            Self::Head(head) => Lander::Head(Box::new(head.lander())),
        }
    }

    pub(super) fn unknowns(&self) -> usize {
        match self {
            Self::Plane { kind, .. } => match kind {
                PlaneKind::Similarity => 4,
                PlaneKind::Homography => 8,
            },
            Self::Head(_) => 6,
        }
    }
}

/// A motion with what all points share worked out once.
pub(super) enum Lander<'a> {
    Plane(&'a Matrix3<f64>),
    Head(Box<HeadLander<'a>>),
}

impl Lander<'_> {
    /// The moving position that shows what the reference position `p` shows.
    #[inline]
    pub(super) fn at(&self, p: Point) -> Option<Point> {
        match self {
            Self::Plane(matrix) => apply(matrix, p),
            Self::Head(head) => head.at(p),
        }
    }
}

/// Where a sample lands and how that depends on the unknowns.
pub(super) struct Landing {
    pub(crate) at: Point,
    pub(crate) dx: [f32; 8],
    pub(crate) dy: [f32; 8],
}

/// Unknowns of a flat motion act before the current matrix, in units of the head's radius.
#[inline(always)]
pub(super) fn land_plane(
    kind: PlaneKind,
    matrix: &Matrix3<f64>,
    p: Point,
    place: Place,
) -> Option<Landing> {
    let Place { center, radius } = place;
    let (u, v) = ((p.x - center.x) / radius, (p.y - center.y) / radius);
    let q = matrix * Vector3::new(p.x, p.y, 1.0);
    if q.z <= 1e-9 {
        return None;
    }
    let at = Point::new(q.x / q.z, q.y / q.z);
    // Derivative of the landing place by the reference position, times the radius.
    let d = |col: usize| {
        (
            radius * (matrix[(0, col)] - at.x * matrix[(2, col)]) / q.z,
            radius * (matrix[(1, col)] - at.y * matrix[(2, col)]) / q.z,
        )
    };
    let ((xu, yu), (xv, yv)) = (d(0), d(1));
    let mut dx = [0.0; 8];
    let mut dy = [0.0; 8];
    let mut set = |k: usize, du: f64, dv: f64| {
        dx[k] = (xu * du + xv * dv) as f32;
        dy[k] = (yu * du + yv * dv) as f32;
    };
    set(0, 1.0, 0.0);
    set(1, 0.0, 1.0);
    match kind {
        PlaneKind::Similarity => {
            set(2, u, v);
            set(3, -v, u);
        }
        PlaneKind::Homography => {
            set(2, u, 0.0);
            set(3, v, 0.0);
            set(4, 0.0, u);
            set(5, 0.0, v);
            set(6, -u * u, -u * v);
            set(7, -u * v, -v * v);
        }
    }
    Some(Landing { at, dx, dy })
}

#[inline(always)]
pub(super) fn land_head(
    head: &HeadModel,
    rotation: &Rotation3<f64>,
    x: &Vector3<f64>,
) -> Option<Landing> {
    let r = rotation * x;
    let q = r + Vector3::from(head.translation);
    if q.z <= 1e-6 {
        return None;
    }
    let f = head.moving_camera.focal;
    let (ix, iy) = (q.x / q.z, q.y / q.z);
    let at = Point::new(
        head.moving_camera.center.x + f * ix,
        head.moving_camera.center.y + f * iy,
    );
    let s = f / q.z;
    // Columns: turns about the camera's axes, then shifts; a shift along the view is scaled by
    // the distance so that all unknowns are of one size.
    let moves = [
        Vector3::new(0.0, -r.z, r.y),
        Vector3::new(r.z, 0.0, -r.x),
        Vector3::new(-r.y, r.x, 0.0),
        Vector3::x(),
        Vector3::y(),
        Vector3::z() * head.translation[2],
    ];
    let mut dx = [0.0; 8];
    let mut dy = [0.0; 8];
    for (k, m) in moves.iter().enumerate() {
        dx[k] = (s * (m.x - ix * m.z)) as f32;
        dy[k] = (s * (m.y - iy * m.z)) as f32;
    }
    Some(Landing { at, dx, dy })
}

pub(super) fn stepped(motion: &Motion, step: &DVector<f64>, place: Place) -> Motion {
    let Place { center, radius } = place;
    match motion {
        Motion::Plane { kind, matrix } => {
            let d = match kind {
                PlaneKind::Similarity => Matrix3::new(
                    1.0 + step[2],
                    -step[3],
                    step[0],
                    step[3],
                    1.0 + step[2],
                    step[1],
                    0.0,
                    0.0,
                    1.0,
                ),
                PlaneKind::Homography => Matrix3::new(
                    1.0 + step[2],
                    step[3],
                    step[0],
                    step[4],
                    1.0 + step[5],
                    step[1],
                    step[6],
                    step[7],
                    1.0,
                ),
            };
            let unit = Matrix3::new(
                1.0 / radius,
                0.0,
                -center.x / radius,
                0.0,
                1.0 / radius,
                -center.y / radius,
                0.0,
                0.0,
                1.0,
            );
            let back = Matrix3::new(radius, 0.0, center.x, 0.0, radius, center.y, 0.0, 0.0, 1.0);
            let m = matrix * back * d * unit;
            Motion::Plane {
                kind: *kind,
                matrix: m / m[(2, 2)],
            }
        }
        Motion::Head(head) => {
            let mut head = head.clone();
            let turn = Rotation3::from_scaled_axis(Vector3::new(step[0], step[1], step[2]));
            head.rotation = (turn * head.rotation_matrix()).scaled_axis().into();
            head.translation[0] += step[3];
            head.translation[1] += step[4];
            head.translation[2] *= 1.0 + step[5].clamp(-0.5, 0.5);
            Motion::Head(head)
        }
    }
}
