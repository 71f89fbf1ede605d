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
pub(crate) fn course(given: &[usize]) -> tempfile::TempDir {
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
    add_copy(dir.path(), "b2.jpg", "2026-07-10");
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
fn a_photo_that_reads_away_from_its_visit_is_left_out_and_named() {
    let dir = course(&[0, 2, 3]);
    let taken = image::open(&course_small_photos()[1])
        .expect("photo")
        .to_rgb8();
    let (w, h) = taken.dimensions();
    // Every hair a pixel wider to either side.
    let combed = image::RgbImage::from_fn(w, h, |x, y| {
        let near = x.saturating_sub(1)..=(x + 1).min(w - 1);
        let sum = |p: &image::Rgb<u8>| p.0.map(u32::from).iter().sum::<u32>();
        let darkest = near.map(|x| *taken.get_pixel(x, y)).min_by_key(sum);
        darkest.expect("a pixel")
    });
    add_photo(dir.path(), &combed.into(), "b3.jpg", "2026-07-10");
    let report = report_of(dir.path());
    let visit = &report["views"][0]["visits"][1];
    assert_eq!(list(&visit["photos"]).len(), 2, "{visit}");
    let reason = visit["left_out"][0]["reason"].as_str().expect("a reason");
    assert!(reason.contains("away from the other photos"), "{reason}");
    let warned = list(&report["warnings"]).iter();
    let warned: Vec<&Value> = warned.filter(|w| w["code"] == "visit_photo").collect();
    let message = warned[0]["message"].as_str().expect("text");
    assert_eq!(message, format!("b3.jpg: {reason}"));
}

/// Adds the course's second photo once more, re-encoded at nine tenths of its size, as `name` of `date`.
fn add_copy(dir: &Path, name: &str, date: &str) {
    let again = image::open(&course_small_photos()[2]).expect("photo");
    let (w, h) = (again.width() * 9 / 10, again.height() * 9 / 10);
    let smaller = again.resize_exact(w, h, image::imageops::FilterType::Triangle);
    add_photo(dir, &smaller, name, date);
}

fn add_photo(dir: &Path, photo: &image::DynamicImage, name: &str, date: &str) {
    photo.save(dir.join(name)).expect("save");
    let manifest = dir.join("course.toml");
    let text = fs::read_to_string(&manifest).expect("manifest");
    let more = format!("[[photo]]\nfile = \"{name}\"\ndate = {date}\nview = \"vertex\"\n");
    fs::write(&manifest, text + &more).expect("write");
}

#[test]
fn a_copy_is_told_though_its_original_is_refused() {
    let dir = course(&[0, 2]);
    add_copy(dir.path(), "copy.jpg", "2026-08-10");
    let (w, h) = image::image_dimensions(&course_small_photos()[0]).expect("photo");
    let marks = |points: [[f64; 2]; 3]| {
        let at = points.map(|[x, y]| format!("[{}, {}]", x * f64::from(w), y * f64::from(h)));
        format!("landmarks = [{}]\n", at.join(", "))
    };
    // On the later photo each lies on the other side of the head: the pictures contradict them.
    let first = marks([[0.35, 0.35], [0.65, 0.35], [0.5, 0.6]]);
    let wrong = marks([[0.65, 0.65], [0.35, 0.65], [0.5, 0.4]]);
    let manifest = dir.path().join("course.toml");
    let text = fs::read_to_string(&manifest).expect("manifest");
    let text = text.replace(
        "file = \"a1.jpg\"\n",
        &format!("file = \"a1.jpg\"\n{first}"),
    );
    let text = text.replace(
        "file = \"b1.jpg\"\n",
        &format!("file = \"b1.jpg\"\n{wrong}"),
    );
    fs::write(&manifest, text).expect("write");
    let report = report_of(dir.path());
    let photos = list(&report["views"][0]["photos"]);
    assert_eq!(
        photos[1]["registration"]["status"], "failed",
        "{}",
        photos[1]
    );
    let to_copy = |c: &&Value| c["to"] == "copy" && c["from"] == "a1";
    let all = changes(&report);
    assert!(all.iter().any(|c| to_copy(&c)));
    for change in all.iter().filter(to_copy) {
        assert_eq!(change["verdict"], "not_comparable", "{change}");
        let reason = change["reason"].as_str().expect("a reason");
        assert!(reason.contains("same exposure as b1"), "{reason}");
    }
}

#[test]
fn a_photo_of_a_day_that_has_not_come_is_not_used() {
    let dir = course(&[0, 2]);
    add_copy(dir.path(), "ahead.jpg", "2090-07-10");
    let out = temp();
    let said = run(&[
        "analyze",
        arg(dir.path()),
        "--no-images",
        "-o",
        arg(out.path()),
    ]);
    assert_eq!(said.status.code(), Some(3));
    let report = fs::read(out.path().join("report.json")).expect("report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(list(&report["views"][0]["photos"]).len(), 2);
    let refused = &report["rejections"][0];
    assert_eq!(refused["file"], "ahead.jpg");
    let reason = refused["reason"].as_str().expect("a reason");
    assert!(
        reason.starts_with("dated 2090-07-10, ahead of this computer's today, "),
        "{reason}"
    );
    assert!(refused["hint"].as_str().expect("a hint").contains("clock"));
    let photos = course_small_photos();
    let pair = run(&[
        "compare",
        arg(&photos[0]),
        arg(&photos[2]),
        "--after-date",
        "2090-07-10",
        "-o",
        arg(out.path()),
    ]);
    assert_eq!(pair.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&pair.stderr).contains("--after-date"));
}

#[test]
fn a_batch_tells_the_clinics_own_noise_and_a_later_run_uses_it() {
    let (clinic, out, again) = (temp(), temp(), temp());
    // P-3 is P-1 in a second folder, P-2 somebody else.
    for name in ["P-1", "P-2", "P-3"] {
        let folder = course(&[0, 1, 2, 3]).keep();
        for photo in fs::read_dir(&folder).expect("a folder").flatten() {
            let is_photo = photo.path().extension().is_some_and(|e| e == "jpg");
            if name == "P-2" && is_photo {
                let bytes = [fs::read(photo.path()).expect("a photo"), vec![0]].concat();
                fs::write(photo.path(), bytes).expect("write");
            }
        }
        fs::rename(folder, clinic.path().join(name)).expect("move");
    }
    let batch = |target: &Path| run(&["batch", arg(clinic.path()), "-o", arg(target)]);
    let said = batch(out.path());
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(text.contains("4 visits of several photos"), "{text}");
    assert!(text.contains("P-1, P-3: the same photos (4)"), "{text}");
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
    for name in ["P-1", "P-2", "P-3"] {
        fs::remove_dir_all(clinic.path().join(name)).expect("removed");
        fs::rename(course(&[0, 2]).keep(), clinic.path().join(name)).expect("move");
    }
    batch(out.path());
    assert!(!file.exists());
}
