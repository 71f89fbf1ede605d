//! Forged shards given to `merge`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::{forge, patient};
use crate::support::*;

/// A shard of a batch over one subject, whose record can be forged.
fn shard() -> (TempDir, PathBuf) {
    let clinic = temp();
    let folder = clinic.path().join("P-1");
    fs::create_dir(&folder).expect("folder");
    fs::copy(
        &course_small_photos()[0],
        folder.join("2026-01-12_vertex.jpg"),
    )
    .expect("photo");
    let out = clinic.path().join("out");
    let root = temp();
    let target = root.path().join("part");
    let output = run(&[
        "batch",
        arg(clinic.path()),
        "-o",
        arg(&target),
        "--no-images",
    ]);
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!out.exists());
    (root, target)
}

#[test]
fn a_forged_shard_replaces_nothing_outside_the_output() {
    let (root, part) = shard();
    let patients = root.path().join("patients");
    fs::create_dir(&patients).expect("folder");
    fs::write(patients.join("original.jpg"), "the only copy").expect("photo");
    // What would be taken over lies where the path leads from the shard.
    for at in [root.path().to_owned(), part.clone()] {
        let planted = at.join("patients");
        fs::create_dir_all(&planted).expect("folder");
        for file in ["subject.json", "report.json", "coverage.csv", "report.html"] {
            fs::copy(part.join("subjects/P-1").join(file), planted.join(file)).expect("plant");
        }
    }
    let target = root.path().join("merged");
    let absolute = arg(&patients).to_owned();
    for path in [
        "../../patients",
        &absolute,
        "../P-1",
        "a/../../x",
        ".",
        "",
        "/",
        "P-1/",
    ] {
        forge(&part.join("batch.json"), |b| {
            b["subjects"] = serde_json::json!([path])
        });
        let output = run(&["merge", arg(&part), "-o", arg(&target)]);
        assert_eq!(output.status.code(), Some(2), "{path}: {}", stderr(&output));
    }
    assert_eq!(
        fs::read_to_string(patients.join("original.jpg")).expect("still there"),
        "the only copy"
    );
    // A name in a subject's own record.
    forge(&part.join("batch.json"), |b| {
        b["subjects"] = serde_json::json!(["P-1"])
    });
    let fine = run(&["merge", arg(&part), "-o", arg(&target)]);
    assert_ne!(fine.status.code(), Some(2), "{}", stderr(&fine));
    forge(&part.join("subjects/P-1/subject.json"), |s| {
        s["files"]["../../../patients/original.jpg"] = s["files"]["report.json"].clone();
    });
    let output = run(&["merge", arg(&part), "-o", arg(&root.path().join("other"))]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[test]
fn shards_that_overlap_or_lost_a_subject_are_refused() {
    let clinic = temp();
    let photo = &course_small_photos()[0];
    for subject in ["P-1", "P-2", "P-3", "P-4"] {
        let folder = clinic.path().join(subject);
        fs::create_dir(&folder).expect("folder");
        fs::copy(photo, folder.join("2026-01-12_vertex.jpg")).expect("photo");
    }
    let root = temp();
    let parts = [root.path().join("1"), root.path().join("2")];
    for (i, part) in parts.iter().enumerate() {
        let shard = format!("{}/2", i + 1);
        let args = [
            "batch",
            arg(clinic.path()),
            "-o",
            arg(part),
            "--no-images",
            "--shard",
            &shard,
        ];
        let output = run(&args);
        assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    }
    let target = root.path().join("merged");
    let merge = || run(&["merge", arg(&parts[0]), arg(&parts[1]), "-o", arg(&target)]);
    assert_ne!(merge().status.code(), Some(2));
    let record = |part: &Path| -> Value {
        serde_json::from_slice(&fs::read(part.join("batch.json")).expect("record")).expect("JSON")
    };
    let of = |part: &Path| list(&record(part)["subjects"]).clone();
    let (first, second) = (of(&parts[0]), of(&parts[1]));
    assert_eq!(first.len() + second.len(), 4);
    let with = |subjects: Vec<Value>| {
        forge(&parts[1].join("batch.json"), |b| {
            b["subjects"] = subjects.into()
        })
    };
    // A subject of the other shard, one twice, one fewer.
    let stolen = [second.clone(), vec![first[0].clone()]].concat();
    let twice = [second.clone(), vec![second[0].clone()]].concat();
    for subjects in [stolen, twice, second[1..].to_vec()] {
        with(subjects);
        let output = merge();
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }
    with(second);
    assert_ne!(merge().status.code(), Some(2));
    // No shard at all.
    for (index, of) in [(0, 2), (2, 0), (3, 2), (1, u32::MAX)] {
        forge(&parts[1].join("batch.json"), |b| {
            b["shard"] = serde_json::json!({ "index": index, "of": of });
        });
        let output = patient(&["merge", arg(&parts[0]), arg(&parts[1]), "-o", arg(&target)]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }
}
