//! The desk in a real browser, by mouse; the checks themselves are in `tests/browser/desk.mjs`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::camera::{film, seen};
use super::{Desk, render_closeups};
use crate::support::browser::{browser, checks, without_browser};

const DAYS: [&str; 3] = ["2026-01-12", "2026-04-12", "2026-07-12"];

/// Photos of two views at three dates each, as a clinic's camera would name them. The last of the
/// vertex is out of focus, so that the program alone does not align it; gives three places of the
/// head on the first and the last, as shares of width and height.
fn photos_of_two_views(folder: &Path) -> Value {
    let mut marks = Value::Null;
    for (i, view) in ["midline", "vertex"].into_iter().enumerate() {
        let course = tempfile::tempdir().unwrap();
        let seed = (i + 1).to_string();
        let made = Command::new(env!("CARGO_BIN_EXE_tricholapse"))
            .args(["phantom", "--seed", &seed, "--size", "480x640"])
            .arg(course.path())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
        let truth = std::fs::read(course.path().join("truth/truth.json")).unwrap();
        let truth: Value = serde_json::from_slice(&truth).unwrap();
        let photos: Vec<&Value> = truth["photos"].as_array().unwrap().iter().collect();
        for (photo, day) in photos.iter().zip(DAYS) {
            let name = photo["file"].as_str().unwrap();
            let from = course.path().join("photos").join(name);
            std::fs::copy(from, folder.join(format!("{day}_{view}.jpg"))).unwrap();
        }
        marks = json!([places(photos[0]), places(photos[2])]);
    }
    let last = folder.join("2026-07-12_vertex.jpg");
    let sharp = image::open(&last).unwrap().into_rgb8();
    image::imageops::blur(&sharp, 16.0).save(&last).unwrap();
    marks
}

/// Three places far apart: the first, the last and one of the middle column's ends.
fn places(photo: &Value) -> Vec<[f64; 2]> {
    let marks = photo["landmarks"].as_array().unwrap();
    let share = |mark: &Value, i: usize, side: f64| (mark[i].as_f64().unwrap() + 0.5) / side;
    [3, marks.len() / 2 + 6, marks.len() - 4]
        .map(|i| [share(&marks[i], 0, 480.0), share(&marks[i], 1, 640.0)])
        .to_vec()
}

/// What Chromium takes for a camera: the baseline's head farther away, turned, and as it was.
fn camera(photos: &Path, folder: &Path) -> PathBuf {
    let baseline = image::open(photos.join("2026-01-12_vertex.jpg"))
        .unwrap()
        .into_rgb8();
    let frames = [
        seen(&baseline, 0.8, 0.0),
        seen(&baseline, 1.0, 14.0),
        baseline,
    ];
    let path = folder.join("camera.y4m");
    film(&path, &frames, 16);
    path
}

#[test]
fn a_practitioner_goes_from_an_empty_clinic_to_the_cohort_page_by_mouse() {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) => return without_browser(&missing),
    };
    let photos = tempfile::tempdir().unwrap();
    let marks = photos_of_two_views(photos.path());
    let films = tempfile::tempdir().unwrap();
    let camera = camera(photos.path(), films.path());
    let closeup = closeup(films.path());
    for width in ["1280", "820"] {
        let desk = Desk::over_nothing();
        let mut node = Command::new("node");
        node.arg(checks().join("desk.mjs"))
            .arg(&browser)
            .arg(desk.address())
            .arg(photos.path())
            .arg(width)
            .env("DESK_CAMERA", &camera)
            .env("DESK_CLOSEUP", &closeup)
            .env("DESK_MARKS", marks.to_string());
        if let Some(shots) = std::env::var_os("TRICHOLAPSE_SCREENSHOTS") {
            node.arg(shots);
        }
        let said = node.output().unwrap();
        let text = String::from_utf8_lossy(&said.stdout);
        assert!(
            said.status.success(),
            "{text}{}",
            String::from_utf8_lossy(&said.stderr)
        );
        let subject = desk.clinic.path().join(format!("P-{width}"));
        the_shot_is_kept(&subject);
        the_command_line_says_the_same(&subject);
        the_corrections_are_counted(&desk.clinic.path().join(format!("C-{width}")));
    }
}

/// A close-up as a clinic's dermatoscope would name it.
fn closeup(folder: &Path) -> PathBuf {
    let course = tempfile::tempdir().unwrap();
    render_closeups(course.path(), "800x600");
    let mut photos = std::fs::read_dir(course.path().join("photos")).unwrap();
    let to = folder.join("2026-01-12_closeup.jpg");
    std::fs::copy(photos.next().unwrap().unwrap().path(), &to).unwrap();
    to
}

/// A report counts what the walk corrected as a person's.
fn the_corrections_are_counted(subject: &Path) {
    let out = analyzed(subject);
    let report = std::fs::read(out.path().join("report.json")).unwrap();
    let report: Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(
        report["views"][0]["photos"][0]["corrections"],
        json!({ "added": 1, "deleted": 1, "split": 1, "swapped": 1, "unmatched": [] })
    );
    let page = std::fs::read_to_string(out.path().join("report.html")).unwrap();
    assert!(page.contains("corrected by a person: 1 added, 1 deleted, 1 split, 1 turned round"));
}

/// The shot lies in `photos/` under the day's date and its view, as the manifest says, left out again
/// by the walk.
fn the_shot_is_kept(subject: &Path) {
    let names = std::fs::read_dir(subject.join("photos")).unwrap().flatten();
    let names: Vec<String> = names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("2026-0"))
        .collect();
    let [shot] = names.as_slice() else {
        panic!("one shot, not {names:?}");
    };
    let (day, rest) = shot.split_once('_').unwrap();
    assert!(rest.ends_with("_vertex.jpg"), "{shot}");
    let manifest = std::fs::read_to_string(subject.join("course.toml")).unwrap();
    let entry = manifest
        .split("[[photo]]")
        .find(|entry| entry.contains(shot.as_str()))
        .unwrap();
    assert!(entry.contains(&format!("date = {day}")), "{entry}");
    assert!(entry.contains("view = \"vertex\""), "{entry}");
    assert!(entry.contains("exclude = true"), "{entry}");
}

/// `analyze` over the files that the desk wrote gives the desk's report, byte for byte.
fn the_command_line_says_the_same(subject: &Path) {
    let reports = std::fs::read_dir(subject.join("reports")).unwrap();
    let report = reports.flatten().next().unwrap().path();
    let out = analyzed(subject);
    for name in ["report.json", "report.html", "coverage.csv"] {
        let [desk, line] = [&report, out.path()].map(|dir| std::fs::read(dir.join(name)).unwrap());
        assert!(desk == line, "{name} differs");
    }
}

/// The results of `analyze` over a course.
fn analyzed(subject: &Path) -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_tricholapse"))
        .arg("analyze")
        .arg(subject)
        .arg("-o")
        .arg(out.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(matches!(status.code(), Some(0 | 3)), "{status}");
    out
}
