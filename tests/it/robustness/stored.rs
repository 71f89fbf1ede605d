//! Results folders that somebody changed, and names that no file system takes.

use std::fs;

use serde_json::Value;

use super::{course_of_one, forge};
use crate::support::*;

#[test]
fn a_forged_report_deletes_no_file_of_its_naming() {
    let dir = course_of_one();
    let out = temp();
    let args = ["analyze", arg(dir.path()), "-o", arg(out.path())];
    assert_ne!(run(&args).status.code(), Some(2));
    let kept = ["notes.txt", "holiday.jpg", "a_b.jpg", ".hidden"];
    for name in kept {
        fs::write(out.path().join(name), "mine").expect("file");
    }
    let stale = "vertex_gone_pair.jpg";
    fs::write(out.path().join(stale), "a former picture").expect("file");
    forge(&out.path().join("report.json"), |r| {
        let mut names: Vec<Value> = kept.map(Value::from).to_vec();
        names.push(stale.into());
        names.push("../x".into());
        r["pictures"] = names.into();
    });
    assert_ne!(run(&args).status.code(), Some(2));
    for name in kept {
        assert!(out.path().join(name).exists(), "{name} is gone");
    }
    assert!(!out.path().join(stale).exists());
}

#[test]
fn long_names_never_stop_a_batch() {
    let clinic = temp();
    let photo = &course_small_photos()[0];
    // File systems take 255 bytes; a letter beyond ASCII is two.
    for (subject, stem) in [
        ("P-1", "2026-01-12_vertex_".to_owned() + &"a".repeat(233)),
        ("P-2", "2026-01-12_vertex_".to_owned() + &"ü".repeat(116)),
        ("P-3", "2026-01-12".to_owned()),
    ] {
        let folder = clinic.path().join(subject);
        fs::create_dir(&folder).expect("folder");
        fs::copy(photo, folder.join(format!("{stem}.jpg"))).expect("photo");
    }
    let long = clinic.path().join("n".repeat(255));
    fs::create_dir(&long).expect("folder");
    fs::copy(photo, long.join("2026-01-12_vertex.jpg")).expect("photo");
    let out = temp();
    let output = run(&["batch", arg(clinic.path()), "-o", arg(out.path())]);
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    for subject in ["P-1", "P-2", "P-3", &"n".repeat(255)] {
        let folder = out.path().join("subjects").join(subject);
        assert!(folder.join("report.html").is_file(), "{subject}");
        for entry in fs::read_dir(folder).expect("folder") {
            let name = entry.expect("entry").file_name();
            assert!(name.len() < 144, "{name:?}");
        }
    }
}

#[test]
fn a_subject_that_cannot_be_stored_fails_alone() {
    let clinic = temp();
    let photo = &course_small_photos()[0];
    for subject in ["P-1", "P-2"] {
        let folder = clinic.path().join(subject);
        fs::create_dir(&folder).expect("folder");
        fs::copy(photo, folder.join("2026-01-12_vertex.jpg")).expect("photo");
    }
    let out = temp();
    // Somebody's file where the first subject's results would go.
    fs::create_dir(out.path().join("subjects")).expect("folder");
    fs::write(out.path().join("subjects/P-1"), "a note").expect("note");
    let output = run(&[
        "batch",
        arg(clinic.path()),
        "-o",
        arg(out.path()),
        "--no-images",
    ]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("no report: P-1: store"), "{said}");
    assert!(out.path().join("subjects/P-2/report.json").is_file());
    let note = fs::read_to_string(out.path().join("subjects/P-1")).expect("kept");
    assert_eq!(note, "a note");
}

#[test]
fn resuming_measures_anew_what_was_changed_in_place() {
    let clinic = temp();
    let folder = clinic.path().join("P-1");
    fs::create_dir(&folder).expect("folder");
    fs::copy(
        &course_small_photos()[0],
        folder.join("2026-01-12_vertex.jpg"),
    )
    .expect("photo");
    let out = temp();
    let batch = |more: &[&str]| {
        let mut args = vec![
            "batch",
            arg(clinic.path()),
            "-o",
            arg(out.path()),
            "--no-images",
            "-v",
        ];
        args.extend(more);
        stderr(&run(&args))
    };
    batch(&[]);
    assert!(batch(&["--resume"]).contains("unchanged, kept"));
    let report = out.path().join("subjects/P-1/report.json");
    let text = fs::read_to_string(&report).expect("report");
    // One digit, same size.
    let digit = text.find("\"coverage\": 0.").expect("a value") + 14;
    let mut changed = text.clone().into_bytes();
    changed[digit] = if changed[digit] == b'1' { b'2' } else { b'1' };
    fs::write(&report, changed).expect("write");
    assert!(batch(&["--resume"]).contains("P-1: measured"));
    assert_eq!(fs::read_to_string(&report).expect("report"), text);
}
