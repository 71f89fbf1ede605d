//! `batch --history` and `history` as a user meets them.

use std::fs;

use crate::support::*;

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
