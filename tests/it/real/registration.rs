//! Alignment of real photos: known distortions, pairs marked by hand.

use std::path::PathBuf;

use super::{Spread, data, load, photos};
use image::{Rgb, RgbImage, imageops};
use imageproc::geometric_transformations::{Border, Interpolation, Projection, warp};
use nalgebra::Matrix3;
use serde_json::Value;
use tricholapse::geometry::Point;
use tricholapse::registration::{
    Prepared, Registration, RegistrationParams, Status, Transform, prepare, register,
};

/// A homography from reference to moving px: turn up to 25 degrees, scale 0.8 to 1.25, a little
/// perspective and shift.
fn distortion(size: (u32, u32), spread: &mut Spread) -> Matrix3<f64> {
    let (w, h) = (f64::from(size.0), f64::from(size.1));
    let (s, c) = (25.0 * spread.next()).to_radians().sin_cos();
    let scale = 1.25f64.powf(spread.next());
    let bend = [0.08 * spread.next() / w, 0.08 * spread.next() / h];
    let shift = [0.03 * spread.next() * w, 0.03 * spread.next() * h];
    let to_middle = Matrix3::new(1.0, 0.0, -w / 2.0, 0.0, 1.0, -h / 2.0, 0.0, 0.0, 1.0);
    let back = Matrix3::new(
        1.0,
        0.0,
        w / 2.0 + shift[0],
        0.0,
        1.0,
        h / 2.0 + shift[1],
        0.0,
        0.0,
        1.0,
    );
    let (a, b) = (scale * c, scale * s);
    back * Matrix3::new(a, -b, 0.0, b, a, 0.0, bend[0], bend[1], 1.0) * to_middle
}

/// The photo under a homography, another exposure, gamma and focus.
fn distorted(photo: &RgbImage, matrix: &Matrix3<f64>, spread: &mut Spread) -> RgbImage {
    let rows = matrix.transpose().map(|v| v as f32);
    let forward =
        Projection::from_matrix(std::array::from_fn(|i| rows[i])).expect("a regular matrix");
    let black = Border::Constant(Rgb([0, 0, 0]));
    let mut out = warp(photo, forward, Interpolation::Bilinear, black);
    let (gain, gamma) = (1.0 + 0.25 * spread.next(), 1.0 + 0.2 * spread.next());
    for v in out.iter_mut() {
        *v = (255.0 * gain * (f64::from(*v) / 255.0).powf(gamma))
            .round()
            .clamp(0.0, 255.0) as u8;
    }
    imageops::fast_blur(&out, 1.5 * (0.2 + spread.next().abs()) as f32)
}

/// Median error over the head, per mille of the width; infinite when refused.
fn median_error(
    reference: &Prepared,
    registration: &Registration,
    truth: &Matrix3<f64>,
    size: (u32, u32),
) -> f64 {
    let truth = Transform::from_matrix(truth);
    let outline = reference.head().ellipse();
    let (w, h) = (f64::from(size.0), f64::from(size.1));
    let mut errors = Vec::new();
    for i in -8..=8 {
        for j in -8..=8 {
            let p = Point::new(
                outline.center.x + f64::from(i) / 9.0 * outline.semi_axes[0],
                outline.center.y + f64::from(j) / 9.0 * outline.semi_axes[1],
            );
            let there = truth.moving_from_reference(p).expect("in front");
            let seen = (0.0..w).contains(&there.x) && (0.0..h).contains(&there.y);
            if outline.level(p) > 0.9 || !seen {
                continue;
            }
            let found = registration
                .transform
                .as_ref()
                .and_then(|t| t.moving_from_reference(p));
            errors.push(found.map_or(f64::INFINITY, |f| 1000.0 * f.distance(there) / w));
        }
    }
    errors.sort_by(f64::total_cmp);
    errors[errors.len() / 2]
}

/// Registers distorted copies and returns those that are not recovered to 1 per mille.
fn not_recovered(files: &[PathBuf], copies: usize, seed: u64) -> Vec<String> {
    let params = RegistrationParams::default();
    let mut spread = Spread(seed);
    let mut bad = Vec::new();
    for file in files {
        let photo = load(file);
        let reference = prepare(&photo, &params);
        for copy in 0..copies {
            let truth = distortion(photo.dimensions(), &mut spread);
            let moving = prepare(&distorted(&photo, &truth, &mut spread), &params);
            let r = register(&reference, &moving, None, &params);
            let error = median_error(&reference, &r, &truth, photo.dimensions());
            if error > 1.0 || r.status != Status::Ok {
                bad.push(format!(
                    "{} copy {copy}: {error:.2} per mille, {:?}, {:?}",
                    file.display(),
                    r.status,
                    r.reason
                ));
            }
        }
    }
    bad
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn known_distortions_of_phone_photos_are_recovered() {
    let data = data();
    let bad = not_recovered(&photos(data.join("global/phone")), 2, 7);
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn slow_known_distortions_of_all_photos_are_recovered() {
    let data = data();
    let phone = photos(data.join("global/phone"));
    let other = photos(data.join("global/ccby"));
    let bad = [not_recovered(&phone, 6, 7), not_recovered(&other, 1, 7)].concat();
    assert!(bad.is_empty(), "{bad:#?}");
}

struct Judged {
    id: String,
    /// Whether the marks are sharp enough to say how well a flat model can do.
    sharp: bool,
    registration: Registration,
    /// Root mean square distance from the marks, px of the moving photo.
    rms_px: f64,
    allowed_px: f64,
}

/// The hand-marked pairs that `wanted` picks.
fn judged(data: &std::path::Path, wanted: impl Fn(&Value) -> bool) -> Vec<Judged> {
    let params = RegistrationParams::default();
    let text = std::fs::read_to_string(data.join("pairs.json")).expect("pairs.json");
    let pairs: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    pairs
        .iter()
        .filter(|p| wanted(p))
        .map(|pair| {
            let photo = |key: &str| {
                let path = data.join(pair[key].as_str().expect("a file name"));
                prepare(&image::open(path).expect("a photo").into_rgb8(), &params)
            };
            let registration = register(&photo("before"), &photo("after"), None, &params);
            let number = |v: &Value| v.as_f64().unwrap_or(0.0);
            let marks = pair["points"].as_array().expect("points");
            let squares: Vec<f64> = marks
                .iter()
                .map(|m| {
                    let [x, y, u, v] = [0, 1, 2, 3].map(|i| number(&m[i]));
                    registration
                        .transform
                        .as_ref()
                        .and_then(|t| t.moving_from_reference(Point::new(x, y)))
                        .map_or(f64::INFINITY, |p| p.distance(Point::new(u, v)).powi(2))
                })
                .collect();
            Judged {
                id: pair["id"].as_str().unwrap_or_default().to_owned(),
                sharp: pair["fit_floor_px"].is_object(),
                rms_px: (squares.iter().sum::<f64>() / squares.len().max(1) as f64).sqrt(),
                allowed_px: 2.0 * number(&pair["fit_floor_px"]["sim"]["rms"])
                    + 2.0 * number(&pair["sigma_px"]),
                registration,
            }
        })
        .collect()
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn quarter_turns_of_one_photo_are_exact() {
    let data = data();
    let pairs = judged(&data, |p| p["kind"] == "exact");
    assert!(!pairs.is_empty());
    for p in pairs {
        assert_eq!(p.registration.status, Status::Ok, "{}", p.id);
        assert!(p.rms_px <= 1.5, "{}: {} px", p.id, p.rms_px);
    }
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn marked_pairs_are_aligned_within_their_tolerance() {
    let data = data();
    let pairs = judged(&data, |p| p["kind"] == "marked" && p["comparable"] == true);
    assert!(pairs.iter().any(|p| p.sharp));
    for p in &pairs {
        let used = p.registration.status != Status::Failed;
        assert!(used || !p.sharp, "{}: {:?}", p.id, p.registration.reason);
        assert!(
            !used || p.rms_px <= p.allowed_px,
            "{}: {:.1} px, allowed {:.1}",
            p.id,
            p.rms_px,
            p.allowed_px
        );
        assert!(
            p.registration.status == Status::Ok || p.registration.reason.is_some(),
            "{}",
            p.id
        );
    }
    assert!(pairs.iter().any(|p| p.registration.status == Status::Ok));
}

#[test]
#[ignore = "wants the photos that TRICHOLAPSE_DATA names"]
fn incomparable_pairs_are_not_certified_and_say_why() {
    let data = data();
    for p in judged(&data, |p| p["comparable"] == false) {
        assert_ne!(p.registration.status, Status::Ok, "{}", p.id);
        let reason = p.registration.reason.expect("a reason");
        assert!(reason.contains("Unlike at baseline"), "{}: {reason}", p.id);
    }
}
