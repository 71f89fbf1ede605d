//! What is said of rendered heads that are tilted by known angles.

use super::*;
use crate::params::Params;
use crate::phantom::{CameraSpec, PhantomSpec, VariationSpec, render_course};

/// Tilts alone: size, place and turn stay.
const TILTED: VariationSpec = VariationSpec {
    rotation_deg: 0.0,
    tilt_deg: 16.0,
    shift: 0.0,
    scale: 0.0,
    comb_deg: 1.0,
    length: 0.0,
    exposure_ev: 0.1,
    white_balance: 0.02,
    light_deg: 5.0,
    light_gradient: 0.02,
    blur_permille: 0.2,
    noise: 0.006,
    jpeg_quality: [92, 95],
    within_day: 1.0,
};
/// How far the head's top moves along the way from the forehead, share of the picture's width, from
/// which on the tilt is clear: about ten degrees.
const CLEAR_SHARE: f64 = 0.07;

/// Away from the forehead, on the picture.
fn away_from(front: Front) -> [f64; 2] {
    match front {
        Front::Up => [0.0, 1.0],
        Front::Right => [-1.0, 0.0],
        Front::Down => [0.0, -1.0],
        Front::Left => [1.0, 0.0],
    }
}

#[test]
fn the_chin_is_sent_the_right_way_or_nowhere() {
    let params = Params::default();
    let (mut said, mut wrong, mut clear) = (0, Vec::new(), 0);
    for front in Front::ALL {
        let spec = PhantomSpec {
            size_px: [450, 600],
            visit_days: vec![0; 7],
            variation: TILTED,
            camera: CameraSpec {
                forehead: front,
                ..CameraSpec::default()
            },
            ..PhantomSpec::default()
        };
        let course = render_course(&spec, 40 + front as u64).unwrap();
        let looked: Vec<Looked> = { &course.photos }
            .iter()
            .map(|photo| Looked::at(&photo.pixels, &params))
            .collect();
        for (photo, live) in course.photos.iter().zip(&looked).skip(1) {
            // The top of the head moves away from a forehead that rises: the chin is too high.
            let pairs = photo.truth.landmarks.iter();
            let moved: Vec<[f64; 2]> = pairs
                .zip(&course.photos[0].truth.landmarks)
                .map(|(to, from)| [to[0] - from[0], to[1] - from[1]])
                .collect();
            let mean = |i: usize| moved.iter().map(|m| m[i]).sum::<f64>() / moved.len() as f64;
            let away = away_from(front);
            let raised = (mean(0) * away[0] + mean(1) * away[1]) / 450.0;
            let found = register(
                &looked[0].prepared,
                &live.prepared,
                None,
                &params.registration,
            );
            let pose = Pose::of(&looked[0], live, &found);
            let hints = pose.hints(&View::Vertex, Some(front));
            assert!(
                raised.abs() < CLEAR_SHARE || !hints.contains(&"hold"),
                "{front:?} {raised:+.3}"
            );
            let chin = hints.iter().find(|hint| hint.starts_with("chin"));
            clear += usize::from(raised.abs() > CLEAR_SHARE);
            let Some(chin) = chin else { continue };
            said += 1;
            if (*chin == "chin_down") != (raised > 0.0) {
                wrong.push(format!("{front:?} {raised:+.3} {hints:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(2 * said > clear, "{said} said of {clear} clear ones");
}
