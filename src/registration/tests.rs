//! Known motions recovered, round trips, refusal.

use super::head_model::{Camera, Ellipsoid, HeadModel};
use super::*;
use crate::geometry::Point;
use image::Rgb;
use imageproc::geometric_transformations::{Border, Interpolation, Projection, warp};
use nalgebra::Matrix3;

/// A head-like oval with smooth random texture on a plain backdrop, seeded.
pub(super) fn head_photo(seed: u32) -> RgbImage {
    const SIDE: u32 = 320;
    let noise = |x: f64, y: f64, cell: f64| -> f64 {
        let hash = |ix: i64, iy: i64| {
            let mut h = (ix as u32).wrapping_mul(0x9E37_79B1)
                ^ (iy as u32).wrapping_mul(0x85EB_CA77)
                ^ seed.wrapping_mul(0xC2B2_AE3D);
            h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
            h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
            f64::from(h ^ (h >> 15)) / f64::from(u32::MAX)
        };
        let (u, v) = (x / cell, y / cell);
        let (i, j) = (u.floor(), v.floor());
        let (f, g) = (u - i, v - j);
        let (f, g) = (f * f * (3.0 - 2.0 * f), g * g * (3.0 - 2.0 * g));
        let (i, j) = (i as i64, j as i64);
        let top = hash(i, j) * (1.0 - f) + hash(i + 1, j) * f;
        let bottom = hash(i, j + 1) * (1.0 - f) + hash(i + 1, j + 1) * f;
        top * (1.0 - g) + bottom * g
    };
    RgbImage::from_fn(SIDE, SIDE, |x, y| {
        let (u, v) = (f64::from(x), f64::from(y));
        let level = ((u - 160.0) / 95.0).hypot((v - 165.0) / 115.0);
        if level > 1.0 {
            return Rgb([170, 178, 186]);
        }
        let t = 0.5 * noise(u, v, 37.0) + 0.3 * noise(u, v, 14.0) + 0.2 * noise(u, v, 6.0);
        let light = 40.0 + 130.0 * t;
        Rgb([light as u8, (0.8 * light) as u8, (0.65 * light) as u8])
    })
}

fn about(center: Point, turn_deg: f64, scale: f64, shift: (f64, f64)) -> Matrix3<f64> {
    let (s, c) = turn_deg.to_radians().sin_cos();
    let (a, b) = (scale * c, scale * s);
    Matrix3::new(
        a,
        -b,
        center.x - a * center.x + b * center.y + shift.0,
        b,
        a,
        center.y - b * center.x - a * center.y + shift.1,
        0.0,
        0.0,
        1.0,
    )
}

/// The photo moved by a known matrix (reference to moving px), the backdrop continued.
fn moved(photo: &RgbImage, matrix: &Matrix3<f64>) -> RgbImage {
    let rows = matrix.transpose().map(|v| v as f32);
    let forward = Projection::from_matrix(std::array::from_fn(|i| rows[i])).unwrap();
    let backdrop = Border::Constant(Rgb([170, 178, 186]));
    warp(photo, forward, Interpolation::Bilinear, backdrop)
}

fn worst_error(registration: &Registration, truth: &Matrix3<f64>) -> f64 {
    let transform = registration.transform.as_ref().unwrap();
    let truth = Transform::from_matrix(truth);
    [
        (160.0, 165.0),
        (110.0, 120.0),
        (210.0, 120.0),
        (110.0, 220.0),
        (210.0, 220.0),
    ]
    .iter()
    .map(|&(x, y)| {
        let p = Point::new(x, y);
        let got = transform.moving_from_reference(p).unwrap();
        got.distance(truth.moving_from_reference(p).unwrap())
    })
    .fold(0.0, f64::max)
}

#[test]
fn a_photo_against_itself_is_the_identity() {
    let params = RegistrationParams::default();
    let photo = prepare(&head_photo(1), &params);
    let same = prepare(&head_photo(1), &params);
    let r = register(&photo, &same, None, &params);
    assert_eq!(r.transform, Some(Transform::Identity));
    assert_eq!(r.status, Status::Ok);
    assert_eq!(r.residual_permille, Some(0.0));
}

#[test]
fn known_turns_scales_and_shifts_are_recovered() {
    let params = RegistrationParams::default();
    let photo = head_photo(2);
    let reference = prepare(&photo, &params);
    let center = Point::new(160.0, 165.0);
    for (turn, scale, shift) in [
        (0.0, 1.0, (9.5, -6.25)),
        (12.0, 0.93, (-5.0, 4.0)),
        (-23.0, 1.12, (3.0, 2.0)),
        (90.0, 1.0, (0.0, 0.0)),
        (180.0, 0.95, (4.0, 4.0)),
    ] {
        let truth = about(center, turn, scale, shift);
        let r = register(
            &reference,
            &prepare(&moved(&photo, &truth), &params),
            None,
            &params,
        );
        assert_eq!(r.status, Status::Ok, "{turn} {scale}: {:?}", r.reason);
        let error = worst_error(&r, &truth);
        assert!(error < 0.32, "{turn} {scale}: {error} px");
        assert!((r.scale / scale - 1.0).abs() < 0.004, "{} {scale}", r.scale);
        let turned = (r.rotation_deg - turn + 540.0).rem_euclid(360.0) - 180.0;
        assert!(turned.abs() < 0.5, "{} {turn}", r.rotation_deg);
    }
}

#[test]
fn another_head_is_refused() {
    let params = RegistrationParams::default();
    let reference = prepare(&head_photo(3), &params);
    for seed in 10..14 {
        let r = register(
            &reference,
            &prepare(&head_photo(seed), &params),
            None,
            &params,
        );
        assert_eq!(r.status, Status::Failed, "seed {seed}");
        assert!(r.transform.is_none());
        assert!(r.reason.is_some() && r.hint.is_some());
    }
}

#[test]
fn photos_without_structure_are_refused_without_panic() {
    let params = RegistrationParams::default();
    let reference = prepare(&head_photo(4), &params);
    for photo in [
        RgbImage::from_pixel(1, 1, Rgb([9, 9, 9])),
        RgbImage::from_pixel(3, 500, Rgb([0, 0, 0])),
        RgbImage::from_pixel(200, 200, Rgb([255, 255, 255])),
    ] {
        let odd = prepare(&photo, &params);
        assert_eq!(
            register(&reference, &odd, None, &params).status,
            Status::Failed
        );
        assert_eq!(
            register(&odd, &reference, None, &params).status,
            Status::Failed
        );
    }
}

fn tilted_head() -> HeadModel {
    let camera = Camera {
        focal: 900.0,
        center: Point::new(200.0, 150.0),
    };
    let outline = Ellipse {
        center: Point::new(210.0, 160.0),
        semi_axes: [95.0, 120.0],
        angle: 0.1,
    };
    let ellipsoid = Ellipsoid::from_outline(&outline, &camera, 1.0, 1.05);
    HeadModel {
        reference_camera: camera,
        moving_camera: camera,
        ellipsoid,
        rotation: [0.12, -0.08, 0.3],
        translation: [0.05, 0.1, 1.1 * ellipsoid.center[2]],
    }
}

#[test]
fn transforms_invert_themselves_over_the_head() {
    let flat = Transform::from_matrix(&Matrix3::new(
        1.1, -0.2, 5.0, 0.15, 0.9, -3.0, 1e-4, -2e-4, 1.0,
    ));
    for transform in [Transform::Identity, flat, Transform::Head(tilted_head())] {
        for iy in -4..=4 {
            for ix in -4..=4 {
                let p = Point::new(210.0 + 18.0 * f64::from(ix), 160.0 + 22.0 * f64::from(iy));
                let there = transform.moving_from_reference(p).unwrap();
                let back = transform.reference_from_moving(there).unwrap();
                assert!(back.distance(p) < 1e-6, "{transform:?} {p:?} {back:?}");
            }
        }
    }
}

#[test]
fn a_head_model_ends_where_it_is_not_valid() {
    let head = Transform::Head(tilted_head());
    assert_eq!(head.moving_from_reference(Point::new(500.0, 160.0)), None);
    assert_eq!(head.reference_from_moving(Point::new(-200.0, 900.0)), None);
}

fn marks(places: &[(f64, f64)]) -> Vec<Point> {
    places.iter().map(|&(x, y)| Point::new(x, y)).collect()
}

/// Marks on a photo and where a motion puts them.
fn pairs(places: &[(f64, f64)], truth: &Transform) -> LandmarkPairs {
    let reference = marks(places);
    let moved = reference
        .iter()
        .map(|&p| truth.moving_from_reference(p).unwrap());
    LandmarkPairs {
        moving: moved.collect(),
        reference,
    }
}

const PLACES: [(f64, f64); 3] = [(120.0, 110.0), (205.0, 130.0), (150.0, 230.0)];

/// A photo, the same moved, and how.
fn a_pair(params: &RegistrationParams) -> (Prepared, Prepared, Transform) {
    let photo = head_photo(5);
    let motion = about(Point::new(160.0, 165.0), 8.0, 1.05, (4.0, -2.0));
    let moving = prepare(&moved(&photo, &motion), params);
    let truth = Transform::from_matrix(&motion);
    (prepare(&photo, params), moving, truth)
}

#[test]
fn landmarks_lay_a_photo_and_say_so() {
    let params = RegistrationParams::default();
    let (reference, moving, truth) = a_pair(&params);
    let marked = pairs(&PLACES, &truth);
    let r = register(&reference, &moving, Some(&marked), &params);
    assert_eq!((r.status, r.by_hand), (Status::Ok, 3), "{:?}", r.reason);
    assert!(
        r.misfit_radii.is_some_and(|m| m < 0.02),
        "{:?}",
        r.misfit_radii
    );
    let transform = r.transform.unwrap();
    for (&p, &wanted) in marked.reference.iter().zip(&marked.moving) {
        assert!(transform.moving_from_reference(p).unwrap().distance(wanted) < 1.0);
    }
}

#[test]
fn landmarks_that_the_pictures_contradict_are_refused() {
    let params = RegistrationParams::default();
    let (reference, moving, truth) = a_pair(&params);
    let refused = |marked: &LandmarkPairs| {
        let r = register(&reference, &moving, Some(marked), &params);
        assert_eq!(
            (r.status, r.transform.is_none()),
            (Status::Failed, true),
            "{:?}",
            r.reason
        );
        r.reason.unwrap()
    };
    // Two marks in swapped order lay the head upside down.
    let mut swapped = pairs(&[(120.0, 110.0), (200.0, 220.0)], &truth);
    swapped.moving.reverse();
    assert!(refused(&swapped).contains("contradict"));
    // Two of three swapped make a mirror image.
    let mut mirrored = pairs(&PLACES, &truth);
    mirrored.moving.swap(0, 1);
    refused(&mirrored);
}

#[rstest::rstest]
#[case::one(&[(120.0, 110.0)], "fewer than two")]
#[case::outside(&[(120.0, 110.0), (200.0, 130.0), (150.0, 400.0)], "outside")]
#[case::near(&[(120.0, 110.0), (124.0, 112.0), (121.0, 115.0)], "far apart")]
#[case::line(&[(100.0, 100.0), (150.0, 150.0), (200.0, 200.0)], "on a line")]
fn landmarks_that_tell_nothing_are_refused(#[case] places: &[(f64, f64)], #[case] why: &str) {
    let params = RegistrationParams::default();
    let photo = prepare(&head_photo(5), &params);
    let same = LandmarkPairs {
        reference: marks(places),
        moving: marks(places),
    };
    let r = register(&photo, &photo, Some(&same), &params);
    assert_eq!(r.status, Status::Failed);
    let reason = r.reason.unwrap();
    assert!(reason.contains(why) && !reason.contains("inf"), "{reason}");
}
