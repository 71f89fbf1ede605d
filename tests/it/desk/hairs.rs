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
