//! What the program sees on a photo before it measures: the head, from where, the forehead's edge.

use image::{Rgb, RgbImage};
use tricholapse::model::Front;
use tricholapse::phantom::{PhantomCourse, PhantomSpec, render_course};

use crate::support::*;

/// A phantom with a face and shoulders, its head bent so far, one visit.
fn phantom(pitch_deg: f64, forehead: Front, seed: u64) -> PhantomCourse {
    let mut spec = PhantomSpec {
        size_px: [300, 400],
        visit_days: vec![0],
        ..PhantomSpec::default()
    };
    spec.scene.face = true;
    spec.camera.pitch_deg = pitch_deg;
    spec.camera.forehead = forehead;
    render_course(&spec, seed).expect("a spec within its ranges")
}

/// Where the middle of a region lies, px.
fn middle(ring: &[[f64; 2]]) -> [f64; 2] {
    let n = ring.len() as f64;
    [0, 1].map(|k| ring.iter().map(|p| p[k]).sum::<f64>() / n)
}

#[test]
fn the_atlas_lies_where_the_phantoms_regions_are() {
    for forehead in Front::ALL {
        let course = phantom(8.0, forehead, 710);
        let folder = temp();
        let file = folder.path().join("2026-01-12_vertex.png");
        course.photos[0].pixels.save(&file).expect("a photo");
        let out = temp();
        run(&["analyze", arg(folder.path()), "-o", arg(out.path())]);
        let report = report(out.path());
        let head = &report["views"][0]["photos"][0]["head"];
        assert_eq!(head["front"], forehead.word(), "{head}");
        assert_eq!(head["front_basis"], "detected");
        let truths = &course.photos[0].truth.regions;
        assert!(!truths.is_empty());
        for (name, truth) in truths {
            let name = match name.as_str() {
                "left" => "left-parietal",
                "right" => "right-parietal",
                other => other,
            };
            let outlines = list(&report["views"][0]["region_outlines"]);
            let nearest = outlines.iter().min_by(|a, b| {
                let away = |o: &serde_json::Value| {
                    let ring: Vec<[f64; 2]> =
                        serde_json::from_value(o["rings"][0].clone()).expect("a ring");
                    let (p, q) = (middle(&ring), middle(&truth.polygon));
                    (p[0] - q[0]).hypot(p[1] - q[1])
                };
                away(a).total_cmp(&away(b))
            });
            assert_eq!(nearest.expect("regions")["region"], name, "{forehead:?}");
        }
    }
}

/// Things on a table, writing, cloth, a wall: no heads.
fn no_heads() -> Vec<(&'static str, RgbImage)> {
    let picture = |colour: &dyn Fn(f64, f64) -> [f64; 3]| {
        RgbImage::from_fn(320, 240, |x, y| {
            let grain = f64::from((x * 7 + y * 13).wrapping_mul(2_654_435_761) % 13);
            Rgb(colour(f64::from(x), f64::from(y)).map(|v| (v + grain).clamp(0.0, 255.0) as u8))
        })
    };
    vec![
        (
            "letters",
            picture(&|x, y| {
                let ink = y % 16.0 < 7.0 && (x * 0.7).sin() * (x * 0.23 + y).cos() > 0.1;
                [if ink { 40.0 } else { 235.0 }; 3]
            }),
        ),
        (
            "cloth",
            picture(&|x, y| {
                let weave = 25.0 * ((x + y) * 0.35).sin() + 20.0 * ((x - y) * 0.35).sin();
                [70.0 + weave, 90.0 + weave, 140.0 + weave]
            }),
        ),
        (
            "wall",
            picture(&|x, y| {
                let brick = y % 40.0 < 4.0 || (x + 30.0 * (y / 40.0).floor()) % 80.0 < 4.0;
                if brick {
                    [190.0, 185.0, 175.0]
                } else {
                    [150.0, 80.0, 60.0]
                }
            }),
        ),
        (
            "noise",
            picture(&|x, y| {
                [0.0, 1.0, 2.0]
                    .map(|c| ((x * 91.7 + y * 37.3 + c * 51.1).sin() * 43_758.5).rem_euclid(255.0))
            }),
        ),
    ]
}

#[test]
fn a_picture_without_a_head_is_refused_with_the_reason() {
    for (name, picture) in no_heads() {
        let folder = temp();
        let file = folder.path().join("2026-01-12_vertex.png");
        picture.save(&file).expect("a picture");
        let out = temp();
        let output = run(&["analyze", arg(folder.path()), "-o", arg(out.path())]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", stderr(&output));
        let report = report(out.path());
        let refused = &report["rejections"][0];
        assert!(
            refused["reason"].to_string().contains("no head"),
            "{name}: {report}"
        );
        assert!(list(&report["views"]).is_empty(), "{name}");
        // To be looked at all the same.
        let page = std::fs::read_to_string(out.path().join("report.html")).expect("a page");
        assert!(page.contains("<img src=\"data:image/jpeg"), "{name}");
    }
}

#[test]
fn who_says_where_the_forehead_points_says_that_there_is_a_head() {
    let (_, picture) = no_heads().remove(1);
    let folder = temp();
    let file = folder.path().join("2026-01-12_vertex.png");
    picture.save(&file).expect("a picture");
    let out = temp();
    let (dir, to) = (arg(folder.path()), arg(out.path()));
    run(&["analyze", dir, "-o", to, "--front", "down"]);
    let report = report(out.path());
    assert!(list(&report["rejections"]).is_empty(), "{report}");
    let mut warnings = list(&report["warnings"]).iter();
    let said = warnings.find(|w| w["code"] == "head_contradiction");
    let message = said.expect("the contradiction")["message"].to_string();
    assert!(message.contains("no head is seen"), "{message}");
}

#[test]
fn where_the_forehead_is_given_the_regions_are_turned_and_the_report_says_so() {
    let course = phantom(8.0, Front::Left, 711);
    let folder = temp();
    let file = folder.path().join("2026-01-12_vertex.png");
    course.photos[0].pixels.save(&file).expect("a photo");
    let out = temp();
    let (dir, to) = (arg(folder.path()), arg(out.path()));
    run(&["analyze", dir, "-o", to, "--front", "right"]);
    let report = report(out.path());
    let head = &report["views"][0]["photos"][0]["head"];
    assert_eq!(
        (&head["front"], &head["front_basis"]),
        (&"right".into(), &"given".into())
    );
    let codes = list(&report["warnings"])
        .iter()
        .map(|w| w["code"].to_string());
    assert!(
        codes.collect::<String>().contains("front_contradiction"),
        "{report}"
    );
}
