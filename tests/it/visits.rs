//! Several photos a visit: pooled, in any order, copies left out, never worse for a photo more.

use std::fs;
use std::path::Path;

use crate::support::*;
use serde_json::Value;

const REPEATS: [(usize, &str, &str); 4] = [
    (0, "a1", "2026-01-10"),
    (1, "a2", "2026-01-10"),
    (2, "b1", "2026-07-10"),
    (3, "b2", "2026-07-10"),
];

/// The small course's photos (of which `given` are taken, in this order) as two visits.
fn course(given: &[usize]) -> tempfile::TempDir {
    let dir = temp();
    let photos = course_small_photos();
    let mut manifest = String::from("subject = \"P-1\"\nstart = 2026-01-10\n");
    for &i in given {
        let (photo, name, date) = REPEATS[i];
        fs::copy(&photos[photo], dir.path().join(format!("{name}.jpg"))).expect("copy");
        manifest +=
            &format!("[[photo]]\nfile = \"{name}.jpg\"\ndate = {date}\nview = \"vertex\"\n");
    }
    fs::write(dir.path().join("course.toml"), manifest).expect("write");
    dir
}

fn report_of(dir: &Path) -> Value {
    analyzed(dir).1
}

fn width(change: &Value) -> f64 {
    let end = |i: usize| change["ci95_pp"][i].as_f64().expect("a number");
    end(1) - end(0)
}

#[test]
fn changes_are_between_visits_and_a_visit_tells_its_spread() {
    let report = report_of(course(&[0, 1, 2, 3]).path());
    let view = &report["views"][0];
    let visits = list(&view["visits"]);
    assert_eq!(visits.len(), 2);
    assert_eq!(view["baseline_visit"], visits[0]["id"]);
    assert_eq!(list(&visits[0]["photos"]).len(), 2);
    assert!(visits[0]["spread_pp"].as_f64().expect("two photos") > 0.0);
    assert_eq!(visits[0]["degrees_of_freedom"], 1);
    let changes = changes(&report);
    assert!(!changes.is_empty());
    for change in &changes {
        assert_eq!(change["from"], visits[0]["id"]);
        assert_eq!(change["to"], visits[1]["id"]);
        assert_eq!(change["days"], 181);
    }
    // The mean of the photos.
    let photos = list(&view["photos"]);
    let coverage = |photo: &Value| photo["regions"][0]["coverage"].as_f64().expect("measured");
    let mean = (coverage(&photos[0]) + coverage(&photos[1])) / 2.0;
    let pooled = visits[0]["regions"][0]["coverage"]
        .as_f64()
        .expect("measured");
    assert!((pooled - mean).abs() < 2e-6, "{pooled} {mean}");
}

#[test]
fn the_order_of_the_manifest_does_not_change_a_byte() {
    let json = |given: &[usize]| {
        let (dir, out) = (course(given), temp());
        run(&[
            "analyze",
            arg(dir.path()),
            "--no-images",
            "-o",
            arg(out.path()),
        ]);
        fs::read(out.path().join("report.json")).expect("report")
    };
    assert!(json(&[0, 1, 2, 3]) == json(&[3, 1, 2, 0]));
}

#[test]
fn a_photo_more_never_widens_an_interval() {
    let few = changes(&report_of(course(&[0, 2]).path()));
    for given in [&[0, 1, 2][..], &[0, 1, 2, 3]] {
        let more = changes(&report_of(course(given).path()));
        for (few, more) in few.iter().zip(&more) {
            assert_eq!(few["region"], more["region"]);
            // A larger change has a wider interval by its size alone: the noise is what counts.
            let noise = |c: &Value| c["detectable_pp"].as_f64().expect("comparable");
            assert!(noise(more) <= noise(few) + 1e-6, "{few}\n{more}");
            assert!(width(more) > 0.0);
        }
    }
}

#[test]
fn copies_make_a_visit_of_one_photo() {
    let dir = course(&[0, 2]);
    let photos = course_small_photos();
    let again = image::open(&photos[2]).expect("photo");
    let (w, h) = (again.width() * 9 / 10, again.height() * 9 / 10);
    let smaller = again.resize_exact(w, h, image::imageops::FilterType::Triangle);
    smaller.save(dir.path().join("b2.jpg")).expect("save");
    let manifest = dir.path().join("course.toml");
    let text = fs::read_to_string(&manifest).expect("manifest");
    let more = "[[photo]]\nfile = \"b2.jpg\"\ndate = 2026-07-10\nview = \"vertex\"\n";
    fs::write(&manifest, text + more).expect("write");
    let report = report_of(dir.path());
    let visit = &report["views"][0]["visits"][1];
    assert_eq!(list(&visit["photos"]).len(), 1, "{visit}");
    let reason = visit["left_out"][0]["reason"].as_str().expect("a reason");
    assert!(reason.contains("same exposure"), "{reason}");
    let alone = changes(&report_of(course(&[0, 2]).path()));
    for (with, alone) in changes(&report).iter().zip(&alone) {
        assert_eq!(with["region"], alone["region"]);
        assert!(with["delta_pp"].is_number());
    }
}

#[test]
fn a_batch_tells_the_clinics_own_noise_and_a_later_run_uses_it() {
    let (clinic, out, again) = (temp(), temp(), temp());
    for name in ["P-1", "P-2"] {
        fs::rename(course(&[0, 1, 2, 3]).keep(), clinic.path().join(name)).expect("move");
    }
    let batch = |target: &Path| run(&["batch", arg(clinic.path()), "-o", arg(target)]);
    let said = batch(out.path());
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(text.contains("4 visits of several photos"), "{text}");
    let file = out.path().join("self-test.json");
    let test: Value = serde_json::from_slice(&fs::read(&file).expect("written")).expect("JSON");
    assert_eq!(test["schema"], "tricholapse.self-test/1");
    assert_eq!(test["repeatability"]["heads"], 4);
    assert_eq!(test["repeatability"]["pooled"]["degrees_of_freedom"], 4);
    let dir = clinic.path().join("P-1");
    run(&[
        "analyze",
        arg(&dir),
        "--no-images",
        "--self-test",
        arg(&file),
        "-o",
        arg(again.path()),
    ]);
    let report: Value =
        serde_json::from_slice(&fs::read(again.path().join("report.json")).expect("written"))
            .expect("JSON");
    assert_eq!(report["self_test"]["degrees_of_freedom"], 4);
    // Without a second photo nothing is known, and what stood there speaks of other photos.
    for name in ["P-1", "P-2"] {
        fs::remove_dir_all(clinic.path().join(name)).expect("removed");
        fs::rename(course(&[0, 2]).keep(), clinic.path().join(name)).expect("move");
    }
    batch(out.path());
    assert!(!file.exists());
}
