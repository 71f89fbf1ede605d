//! From working px to full resolution.

use nalgebra::Matrix3;

use super::head_model::HeadModel;
use super::motion::Motion;
use super::transform::Transform;
use super::work::Work;

/// A motion in working px as a transform in full-resolution px.
pub(super) fn full_transform(motion: &Motion, reference: &Work, moving: &Work) -> Transform {
    match motion {
        Motion::Plane { matrix, .. } => {
            let lift = |s: f64| {
                Matrix3::new(
                    s,
                    0.0,
                    0.5 * (s - 1.0),
                    0.0,
                    s,
                    0.5 * (s - 1.0),
                    0.0,
                    0.0,
                    1.0,
                )
            };
            let down = |s: f64| lift(1.0 / s);
            Transform::from_matrix(&(lift(moving.scale) * matrix * down(reference.scale)))
        }
        Motion::Head(head) => Transform::Head(HeadModel {
            reference_camera: head.reference_camera.resized(reference.scale),
            moving_camera: head.moving_camera.resized(moving.scale),
            ..head.clone()
        }),
    }
}
