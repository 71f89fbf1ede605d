//! Alignment of a dated photo (moving) with the baseline (reference).
//!
//! Hair is combed, cut and lit anew between visits, so nothing here follows single hairs. The head
//! is found, its inner structure compared as local contrast at several scales, first exhaustively
//! at low resolution, then by dense refinement from coarse to fine, climbing from a similarity to
//! a curved head.

mod channels;
mod coarse;
mod head_model;
mod params;
mod refine;
mod transform;

pub use head_model::{Camera, Ellipsoid, HeadModel};
pub use params::RegistrationParams;
pub use transform::Transform;

use crate::geometry::Point;
use crate::segmentation::head::{self, HeadMask};
use channels::Level;
use coarse::Place;
use image::RgbImage;
use refine::{Field, Motion, PlaneKind};

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

/// Development interface: refined motions per model with their held-out correlation.
pub fn explore(reference: &Prepared, moving: &Prepared, params: &RegistrationParams, finest: usize) -> Vec<(String, f64, f64, Transform)> {
    let top = params.levels - 1;
    let guesses = coarse::search(
        (&reference.levels[top], reference.place),
        (&moving.fields[top], moving.place),
        params,
    );
    let climb = |mut motion: Motion, from: usize, to: usize, rounds: usize| {
        for l in (to..=from).rev() {
            let samples = refine::samples(&reference.levels[l], if l == 0 { 2 } else { 1 }, reference.place.center, reference.place.radius);
            motion = refine::refine(motion, &samples, &moving.fields[l], reference.place.center, reference.place.radius, rounds);
        }
        motion
    };
    let s1 = refine::samples(&reference.levels[top - 1], 1, reference.place.center, reference.place.radius);
    let mut refined: Vec<(f64, Motion)> = guesses
        .iter()
        .map(|g| {
            let m = climb(g.motion.clone(), top, top - 1, 10);
            (coarse::score(&m, &s1, &moving.fields[top - 1]), m)
        })
        .collect();
    refined.sort_by(|a, b| b.0.total_cmp(&a.0));
    let start = refined[0].1.clone();
    let second = refined.get(1).map_or(0.0, |r| r.0);
    let samples0 = refine::samples(&reference.levels[finest], 1, reference.place.center, reference.place.radius);
    let mut out = Vec::new();
    let mut push = |name: &str, m: &Motion| {
        let (c, o) = refine::correlation(m, &samples0, &moving.fields[finest], |_| true);
        out.push((name.to_string(), c, o, full_transform(m, reference, moving)));
    };
    push(&format!("coarse {:.3}/{:.3}", refined[0].0, second), &start);
    let sim = climb(start.clone(), top - 1, finest, 20);
    push("sim", &sim);
    let Motion::Plane { matrix, .. } = &sim else { return out };
    let aff = climb(Motion::Plane { kind: PlaneKind::Affine, matrix: *matrix }, top - 1, finest, 20);
    push("aff", &aff);
    if let Motion::Plane { matrix, .. } = &aff {
        let hom = climb(Motion::Plane { kind: PlaneKind::Homography, matrix: *matrix }, top - 1, finest, 20);
        push("hom", &hom);
    }
    let head = head_from_similarity(reference, moving, matrix, params);
    let head = climb(head, top - 1, finest, 20);
    push("head", &head);
    out
}

/// The curved head in the pose that a similarity (working px) suggests.
fn head_from_similarity(
    reference: &Prepared,
    moving: &Prepared,
    matrix: &nalgebra::Matrix3<f64>,
    params: &RegistrationParams,
) -> Motion {
    let e = reference.head.ellipse();
    let outline = head::Ellipse {
        center: reference.place.center,
        semi_axes: e.semi_axes.map(|a| a / reference.scale),
        angle: e.angle,
    };
    let ellipsoid = Ellipsoid::from_outline(
        &outline,
        &reference.camera,
        params.head_depth,
        params.head_inflation,
    );
    let turn = matrix[(1, 0)].atan2(matrix[(0, 0)]);
    let zoom = matrix[(0, 0)].hypot(matrix[(1, 0)]);
    let (cr, cm) = (reference.camera, moving.camera);
    let depth = ellipsoid.center[2] * cm.focal / (cr.focal * zoom);
    let at = transform::apply(matrix, reference.place.center).unwrap_or(moving.place.center);
    Motion::Head(HeadModel {
        reference_camera: cr,
        moving_camera: cm,
        ellipsoid,
        rotation: [0.0, 0.0, turn],
        translation: [
            (at.x - cm.center.x) / cm.focal * depth,
            (at.y - cm.center.y) / cm.focal * depth,
            depth,
        ],
    })
}

/// A motion in working px as a transform in full-resolution px.
fn full_transform(motion: &Motion, reference: &Prepared, moving: &Prepared) -> Transform {
    match motion {
        Motion::Plane { matrix, .. } => {
            let lift = |s: f64| {
                nalgebra::Matrix3::new(
                    s, 0.0, 0.5 * (s - 1.0),
                    0.0, s, 0.5 * (s - 1.0),
                    0.0, 0.0, 1.0,
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
