//! Several spots, and several persons, whose close-ups lie where one's are expected.

use std::fs;

use tricholapse::phantom::{CloseupSpec, Outcome, render_closeups, write_closeups};

use super::{photos, rendered, spec};
use crate::support::*;

/// `closeup_1` and `closeup_2` of one day are more often two spots than one: the way out is said.
#[test]
fn spots_of_one_day_without_a_name_are_told_to_be_named() {
    let of_a_day = CloseupSpec {
        visit_days: vec![0, 0],
        ..spec(Outcome::Stable)
    };
    let [one, other] = [5, 6].map(|seed| {
        let dir = temp();
        let course = render_closeups(&of_a_day, seed).expect("a course");
        write_closeups(&course, dir.path()).expect("a folder");
        (dir, course)
    });
    let second = |(dir, course): &(tempfile::TempDir, _)| {
        let course: &tricholapse::phantom::CloseupCourse = course;
        dir.path().join("photos").join(&course.photos[1].file)
    };
    fs::copy(second(&other), second(&one)).expect("a copy");
    let (_, report) = analyzed(one.0.path());
    let found = &photos(&report)[1]["registration"];
    assert_eq!(found["status"], "failed");
    let hint = found["hint"].as_str().expect("a hint");
    assert!(hint.contains("closeup-NAME"), "{hint}");
}

/// Two folders of one name that hold close-ups alone.
#[test]
fn close_ups_of_one_person_never_give_way_to_another_s() {
    let out = temp();
    let (one, course) = rendered(Outcome::Stable);
    let photos = [0, 1].map(|k| one.path().join("photos").join(&course.photos[k].file));
    let codes = photos.map(|photo| {
        let dir = temp();
        let folder = dir.path().join("fotos");
        fs::create_dir(&folder).expect("folder");
        fs::copy(photo, folder.join("2026-01-12_closeup.jpg")).expect("photo");
        let said = run(&[
            "analyze",
            arg(&folder),
            "-o",
            arg(out.path()),
            "--no-images",
        ]);
        (said.status.code(), stderr(&said))
    });
    assert_ne!(codes[0].0, Some(2), "{}", codes[0].1);
    assert_eq!(codes[1].0, Some(2), "{}", codes[1].1);
    assert!(
        codes[1].1.contains("another course (\"fotos\""),
        "{}",
        codes[1].1
    );
}
