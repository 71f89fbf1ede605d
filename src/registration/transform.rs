//! Mappings between a photo (moving) and the baseline (reference), full-resolution px both sides.

use super::head_model::HeadModel;
use crate::geometry::Point;
use nalgebra::{Matrix3, Vector3};
use serde::{Deserialize, Serialize};

/// How positions on one photo map to the same skin on the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Transform {
    /// Both photos are one file.
    Identity,
    /// A plane seen from two places: similarity, affine or homography.
    Projective {
        /// Row-major 3x3 matrix from reference px to moving px (homogeneous).
        moving_from_reference: [[f64; 3]; 3],
    },
    /// A rigid head seen from two places.
    Head(HeadModel),
}

impl Transform {
    /// A projective mapping from its matrix.
    pub fn from_matrix(moving_from_reference: &Matrix3<f64>) -> Self {
        let m = moving_from_reference / moving_from_reference[(2, 2)];
        Self::Projective {
            moving_from_reference: std::array::from_fn(|r| std::array::from_fn(|c| m[(r, c)])),
        }
    }

    /// The reference position that shows what `p` shows on the moving photo; `None` out of range.
    pub fn reference_from_moving(&self, p: Point) -> Option<Point> {
        match self {
            Self::Identity => Some(p),
            Self::Projective {
                moving_from_reference,
            } => apply(&matrix(moving_from_reference).try_inverse()?, p),
            Self::Head(head) => head.reference_from_moving(p),
        }
    }

    /// The moving position that shows what `p` shows on the reference; `None` out of range.
    pub fn moving_from_reference(&self, p: Point) -> Option<Point> {
        match self {
            Self::Identity => Some(p),
            Self::Projective {
                moving_from_reference,
            } => apply(&matrix(moving_from_reference), p),
            Self::Head(head) => head.moving_from_reference(p),
        }
    }
}

fn matrix(rows: &[[f64; 3]; 3]) -> Matrix3<f64> {
    Matrix3::from_fn(|r, c| rows[r][c])
}

/// Applies a homography; `None` behind its horizon.
pub(super) fn apply(m: &Matrix3<f64>, p: Point) -> Option<Point> {
    let q = m * Vector3::new(p.x, p.y, 1.0);
    let mapped = Point::new(q.x / q.z, q.y / q.z);
    (q.z > 1e-9 && mapped.is_finite()).then_some(mapped)
}
