//! Corrections of close-ups: kept beside the photo, never over somebody else's.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Desk, render_closeups};

const PHOTO: &str = "photos/2026-02-02_closeup.jpg";

/// A desk over a clinic of one subject with rendered close-ups.
fn desk() -> Desk {
    let clinic = tempfile::tempdir().unwrap();
    render_closeups(&clinic.path().join("P-1"), "640x480");
    Desk::over(clinic)
}

fn hairs(desk: &Desk, method: &str, body: &Value) -> (u16, Value) {
    let path = format!("/api/hairs?s=P-1&f={PHOTO}");
    let answer = desk.ask(method, &path, body.to_string().as_bytes());
    (
        answer.status,
        serde_json::from_slice(&answer.body).unwrap_or_default(),
    )
}

#[test]
fn corrections_are_kept_beside_the_photo_and_counted_by_a_run() {
    let desk = desk();
    let (status, before) = hairs(&desk, "GET", &Value::Null);
    assert_eq!(status, 200, "{before}");
    let found = before["found"].as_array().unwrap();
    let middle = |path: &Value| path[path.as_array().unwrap().len() / 2].clone();
    let corrections = json!({
        "delete": [middle(&found[0])],
        "swap_ends": [middle(found.last().unwrap())],
        "add": [{ "path": [[100.0, 100.0], [140.0, 130.0]], "diameter_um": 55.0 }],
    });
    // Shown first, written only when kept.
    let (status, shown) = hairs(&desk, "POST", &corrections);
    assert_eq!(status, 200, "{shown}");
    let kept_at = desk.clinic.path().join("P-1/photos/hairs.json");
    assert!(!kept_at.exists());
    let origins = |state: &Value| {
        let all = state["hairs"].as_array().unwrap().iter();
        let mut names: Vec<String> = all.map(|h| h["origin"].to_string()).collect();
        names.retain(|name| name != "\"found\"");
        names.sort();
        names
    };
    assert_eq!(origins(&shown), ["\"drawn\"", "\"turned\""]);
    assert_eq!(shown["hairs"].as_array().unwrap().len(), found.len());
    let new = json!({ "base": before["base"], "corrections": corrections });
    let (status, kept) = hairs(&desk, "PUT", &new);
    assert_eq!(status, 200, "{kept}");
    assert_eq!(kept["hairs"], shown["hairs"]);
    let late = hairs(&desk, "PUT", &new);
    assert_eq!(late.0, 409, "the file was written since");
    assert_eq!(late.1["detail"]["base"], kept["base"]);

    let out = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_tricholapse"))
        .args(["analyze", "--no-images", "-q", "-o"])
        .arg(out.path())
        .arg(desk.clinic.path().join("P-1"))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    let report = std::fs::read(out.path().join("report.json")).unwrap();
    let report: Value = serde_json::from_slice(&report).unwrap();
    let photos = report["views"][0]["photos"].as_array().unwrap();
    let photo = photos.iter().find(|photo| photo["file"] == PHOTO).unwrap();
    assert_eq!(
        photo["corrections"],
        json!({ "added": 1, "deleted": 1, "split": 0, "swapped": 1, "unmatched": [] })
    );

    // Taken back: nothing is left but what stood before.
    let none = json!({ "base": kept["base"], "corrections": {} });
    let (status, after) = hairs(&desk, "PUT", &none);
    assert_eq!(status, 200, "{after}");
    assert!(!kept_at.exists());
    assert_eq!(after["hairs"], before["hairs"]);
}

#[test]
fn what_would_be_no_correction_is_not_written() {
    let desk = desk();
    let (_, before) = hairs(&desk, "GET", &Value::Null);
    for corrections in [
        json!({ "add": [{ "path": [[1.0, 1.0]] }] }),
        json!({ "add": [{ "path": [[1.0, 1.0], [9.0, 9.0]], "diameter_um": 4000.0 }] }),
        json!({ "move": [[1.0, 1.0]] }),
    ] {
        let new = json!({ "base": before["base"], "corrections": corrections });
        let (status, _) = hairs(&desk, "PUT", &new);
        assert!((400..500).contains(&status), "{corrections}: {status}");
    }
    let other = desk.ask("GET", "/api/hairs?s=P-1&f=photos/none.jpg", b"");
    assert_eq!(other.status, 404);
    assert!(!desk.clinic.path().join("P-1/photos/hairs.json").exists());
}

/// Without a scale all photos of a view are traced at one: the desk shows the hairs that a report lists.
#[test]
fn the_desk_traces_a_photo_without_a_scale_as_a_run_does() {
    let clinic = tempfile::tempdir().unwrap();
    let course = clinic.path().join("P-1");
    render_closeups(&course, "640x480");
    let manifest = course.join("course.toml");
    let toml = std::fs::read_to_string(&manifest).unwrap();
    let unscaled = toml.lines().filter(|line| !line.starts_with("px_per_mm"));
    std::fs::write(&manifest, unscaled.collect::<Vec<_>>().join("\n")).unwrap();
    let (_, report) = crate::support::analyzed(&course);
    let desk = Desk::over(clinic);
    let photos = report["views"][0]["photos"].as_array().unwrap();
    let mut held = 0;
    for photo in photos.iter().skip(1) {
        let file = photo["file"].as_str().unwrap();
        let answer = desk.ask("GET", &format!("/api/hairs?s=P-1&f={file}"), b"null");
        let shown: Value = serde_json::from_slice(&answer.body).unwrap();
        let ends: Vec<[f64; 2]> = shown["hairs"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|hair| {
                let path = hair["path"].as_array().unwrap();
                [&path[0], &path[path.len() - 1]].map(|p| [0, 1].map(|k| p[k].as_f64().unwrap()))
            })
            .collect();
        let traced = photo["hairs"].as_array().unwrap().iter();
        for hair in traced.filter(|hair| hair["basis"] == "traced") {
            let tip = [0, 1].map(|k| hair["tip"][k].as_f64().unwrap());
            let off = |end: &[f64; 2]| (end[0] - tip[0]).hypot(end[1] - tip[1]);
            let near = ends.iter().map(off).fold(f64::INFINITY, f64::min);
            // The desk's points are tenths of a pixel.
            assert!(near < 0.11, "{file}: {tip:?} is {near:.2} px off");
            held += 1;
        }
    }
    assert!(held > 5, "{held}");
}
