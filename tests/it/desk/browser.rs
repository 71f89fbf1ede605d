//! The desk in a real browser, by mouse; the checks themselves are in `tests/browser/desk.mjs`.

use std::path::Path;
use std::process::{Command, Stdio};

use super::Desk;
use crate::support::browser::{browser, checks, without_browser};

/// Photos of two views at three dates each, as a clinic's camera would name them.
fn photos_of_two_views(folder: &Path) {
    for (i, view) in ["vertex", "midline"].into_iter().enumerate() {
        let course = folder.join(format!("course-{view}"));
        let seed = (i + 1).to_string();
        let made = Command::new(env!("CARGO_BIN_EXE_tricholapse"))
            .args(["phantom", "--seed", &seed, "--size", "480x640"])
            .arg(&course)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
        let mut photos: Vec<_> = std::fs::read_dir(course.join("photos"))
            .unwrap()
            .flatten()
            .map(|e| e.path())
            .collect();
        photos.sort();
        for (photo, day) in photos
            .iter()
            .zip(["2026-01-12", "2026-04-12", "2026-07-12"])
        {
            std::fs::copy(photo, folder.join(format!("{day}_{view}.jpg"))).unwrap();
        }
        std::fs::remove_dir_all(&course).unwrap();
    }
}

#[test]
fn a_practitioner_goes_from_an_empty_clinic_to_the_cohort_page_by_mouse() {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) => return without_browser(&missing),
    };
    let photos = tempfile::tempdir().unwrap();
    photos_of_two_views(photos.path());
    for width in ["1280", "820"] {
        let desk = Desk::open();
        let address = format!(
            "http://127.0.0.1:{}/?t={}",
            desk.port,
            desk.cookie.split_once('=').unwrap().1
        );
        let mut node = Command::new("node");
        node.arg(checks().join("desk.mjs"))
            .arg(&browser)
            .arg(address)
            .arg(photos.path())
            .arg(width);
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
    }
}
