//! Alignment of a dated photo (moving) with the baseline (reference).
//!
//! Hair is combed, cut and lit anew between visits, so nothing here follows single hairs. The head
//! is found, its inner structure compared as local contrast at several scales, first exhaustively
//! at low resolution, then by dense refinement from coarse to fine, climbing from a similarity to
//! a curved head.

mod certificate;
mod channels;
mod coarse;
mod decide;
mod head_model;
mod ladder;
mod landmarks;
mod params;
mod refine;
#[cfg(test)]
mod tests;
mod transform;
mod verdict;
pub mod warp;

pub use certificate::BlockShift;
pub use head_model::{Camera, Ellipsoid, HeadModel};
pub use landmarks::LandmarkPairs;
pub use params::RegistrationParams;
pub use transform::Transform;
pub use verdict::{Model, Registration, Status, region_residual_permille};

use crate::geometry::Point;
use crate::segmentation::head::{self, HeadMask};
use channels::Level;
use coarse::Place;
use image::RgbImage;
use refine::{Field, Motion};

/// What the alignment keeps of one photo: low-resolution channels and the head.
#[derive(Debug)]
pub struct Prepared {
    size: (u32, u32),
    /// Full-resolution px per working px.
    scale: f64,
    levels: Vec<Level>,
    fields: Vec<Field>,
    head: HeadMask,
    place: Place,
    camera: Camera,
}

impl Prepared {
    /// The head found on the photo.
    pub fn head(&self) -> &HeadMask {
        &self.head
    }
}

/// Reduces an upright sRGB photo to what the alignment needs.
pub fn prepare(photo: &RgbImage, params: &RegistrationParams) -> Prepared {
    let size = photo.dimensions();
    let long = size.0.max(size.1);
    let scale = f64::from(long) / f64::from(params.work_side.min(long));
    let small = head::shrink(photo, scale);
    let head = head::detect(photo);
    let (w, h) = (small.width() as usize, small.height() as usize);
    let mask = head::rasterise(&head, w, h, scale);
    let levels = channels::pyramid(&small, &mask, params);
    let ellipse = head.ellipse();
    let place = Place {
        center: to_work(ellipse.center, scale),
        radius: ellipse.mean_radius() / scale,
    };
    let camera = Camera {
        focal: params.focal_long_sides * w.max(h) as f64,
        center: Point::new(0.5 * (w as f64 - 1.0), 0.5 * (h as f64 - 1.0)),
    };
    Prepared {
        size,
        scale,
        fields: levels.iter().map(Field::new).collect(),
        levels,
        head,
        place,
        camera,
    }
}

fn to_work(p: Point, scale: f64) -> Point {
    Point::new((p.x + 0.5) / scale - 0.5, (p.y + 0.5) / scale - 0.5)
}

/// Aligns `moving` with `reference`. Always answers: a photo that cannot be aligned is a result
/// with status [`Status::Failed`] and a reason.
///
/// Landmarks, when given, replace the search.
pub fn register(
    reference: &Prepared,
    moving: &Prepared,
    landmarks: Option<&LandmarkPairs>,
    params: &RegistrationParams,
) -> Registration {
    if let Some(pairs) = landmarks {
        return landmarks::register(reference, moving, pairs, params);
    }
    if reference.size == moving.size && reference.levels == moving.levels {
        return Registration::identity();
    }
    let chosen = ladder::start(reference, moving, params).and_then(|start| match start {
        Motion::Plane { matrix, .. } => ladder::choose(reference, moving, &matrix, params),
        Motion::Head(_) => None,
    });
    match chosen {
        Some(candidate) => verdict::certify(reference, moving, &candidate, params),
        None => Registration::failed("no starting position fits both photos"),
    }
}

/// A motion in working px as a transform in full-resolution px.
fn full_transform(motion: &Motion, reference: &Prepared, moving: &Prepared) -> Transform {
    match motion {
        Motion::Plane { matrix, .. } => {
            let lift = |s: f64| {
                nalgebra::Matrix3::new(
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
