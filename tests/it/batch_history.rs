//! `batch --history` and `history` as a user meets them.

use std::fs;

use tricholapse::phantom::Outcome;

use crate::support::*;
use crate::{closeups, visits};

#[test]
fn two_runs_are_recorded_and_a_subject_can_be_followed_over_them() {
    let clinic = temp();
    let photos = course_small_photos();
    for (subject, photo) in [("P-1", 0), ("P-2", 1)] {
        let folder = clinic.path().join(subject);
        fs::create_dir(&folder).expect("folder");
        fs::copy(&photos[photo], folder.join("2026-01-12_vertex.jpg")).expect("copy");
    }
    let out = temp();
    let file = out.path().join("clinic.sqlite");
    let target = out.path().join("results");
    let mut args = vec![
        "batch",
        arg(clinic.path()),
        "-o",
        arg(&target),
        "--no-images",
    ];
    args.extend(["--history", arg(&file)]);
    assert_eq!(run(&args).status.code(), Some(0));
    args.push("--resume");
    assert_eq!(run(&args).status.code(), Some(0));
    let runs = run(&["history", arg(&file), "--json"]);
    let runs: serde_json::Value = serde_json::from_slice(&runs.stdout).expect("JSON");
    assert_eq!(list(&runs).len(), 2);
    assert_eq!((&runs[0]["run"], &runs[0]["kept"]), (&2.into(), &2.into()));
    assert!(runs[0]["finished"].is_string());
    let course = run(&["history", arg(&file), "--subject", "P-1"]);
    let text = String::from_utf8_lossy(&course.stdout).into_owned();
    assert!(
        text.contains("baseline") && text.contains("vertex"),
        "{text}"
    );
    assert_eq!(
        run(&["history", arg(&file), "--subject", "nobody"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(run(&["history", arg(&target)]).status.code(), Some(2));
}

/// Changes lie between visits, whose names are no photo's; close-ups change by hairs.
#[test]
fn visits_of_two_photos_and_close_ups_are_recorded() {
    let clinic = temp();
    let several = visits::course(&[0, 1, 2, 3]);
    fs::rename(several.path(), clinic.path().join("P-1")).expect("moved");
    let (hairs, _) = closeups::rendered(Outcome::Loses);
    fs::rename(hairs.path(), clinic.path().join("P-2")).expect("moved");
    let out = temp();
    let file = out.path().join("clinic.sqlite");
    let target = out.path().join("results");
    let args = ["batch", arg(clinic.path()), "-o", arg(&target)];
    let ended = run(&[&args[..], &["--no-images", "--history", arg(&file)]].concat());
    assert!(
        matches!(ended.status.code(), Some(0 | 3)),
        "{}",
        stderr(&ended)
    );
    let rows = |subject: &str| {
        let asked = run(&["history", arg(&file), "--subject", subject, "--json"]);
        let rows: serde_json::Value = serde_json::from_slice(&asked.stdout).expect("JSON");
        list(&rows).clone()
    };
    let coverage = rows("P-1");
    assert_eq!(coverage.len(), 2);
    assert!(coverage[0]["verdict"].is_null() && coverage[1]["verdict"].is_string());
    let counted = rows("P-2");
    assert_eq!(counted.len(), 2);
    assert!(counted[0]["hairs"].as_i64() > Some(0) && counted[0]["verdict"].is_null());
    assert!(counted[1]["net_hairs"].as_i64() < Some(0) && counted[1]["net_ci95"].is_array());
}
