//! A clinic's network drive as one batch meets it: the tree that `fixtures/make_clinic.sh` makes,
//! with what has to be read from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::*;

/// What the script expects of one subject.
#[derive(Default)]
struct Expected {
    /// File, day and view of every photo.
    photos: BTreeSet<[String; 3]>,
    /// What is left out, and where that is said.
    left_out: Vec<[String; 2]>,
}

fn made(dir: &Path) -> BTreeMap<String, Expected> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/make_clinic.sh");
    let done = Command::new("sh").arg(script).arg(dir).output();
    let done = done.expect("a POSIX shell");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut subjects: BTreeMap<String, Expected> = BTreeMap::new();
    let lines = fs::read_to_string(dir.join("expected.tsv")).expect("expectations");
    for line in lines.lines() {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [subject, file, day, view] = <[String; 4]>::try_from(cells).expect("four cells");
        let expected = subjects.entry(subject).or_default();
        if day == "left out" {
            expected.left_out.push([file, view]);
        } else {
            expected.photos.insert([file, day, view]);
        }
    }
    subjects
}

/// Everything a sentence for people stands in.
fn said(values: &Value, key: &str) -> Vec<String> {
    let texts = list(values).iter().filter_map(|value| value[key].as_str());
    texts.map(str::to_owned).collect()
}

fn photos_of(report: &Value) -> BTreeSet<[String; 3]> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let views = list(&report["views"]).iter();
    views
        .flat_map(|view| list(&view["photos"]).iter().map(move |photo| (view, photo)))
        .map(|(view, photo)| {
            [
                text(&photo["file"]),
                text(&photo["date"]),
                text(&view["view"]),
            ]
        })
        .collect()
}

#[cfg(unix)]
#[test]
fn one_batch_reads_a_clinic_of_forty_subjects_right() {
    let dir = temp();
    let subjects = made(dir.path());
    assert_eq!(subjects.len(), 40);
    let clinic = dir.path().join("clinic");
    let out = temp();
    let args = ["batch", arg(&clinic), "-o", arg(out.path()), "--no-images"];
    let output = run(&[&args[..], &["--jobs", "2"]].concat());
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let cohort = fs::read_to_string(out.path().join("cohort.json")).expect("a cohort");
    let cohort: Value = serde_json::from_str(&cohort).expect("JSON");
    let found = said(&cohort["subjects"], "path");
    let wanted: Vec<String> = subjects.keys().cloned().collect();
    assert_eq!(found, wanted);
    let passed_over = said(&cohort["passed_over"], "path");
    let mut wrong = Vec::new();
    for (path, expected) in &subjects {
        let summary = &cohort["subjects"][wanted.iter().position(|p| p == path).expect("there")];
        let failure = summary["failure"]["reason"].as_str().unwrap_or_default();
        let report = fs::read(out.path().join("subjects").join(path).join("report.json"));
        let report: Value = serde_json::from_slice(&report.unwrap_or_default()).unwrap_or_default();
        let photos = match report.is_null() {
            true => BTreeSet::new(),
            false => photos_of(&report),
        };
        if photos != expected.photos {
            wrong.push(format!(
                "{path}: {photos:?}, not {:?}; {failure}",
                expected.photos
            ));
        }
        for [file, place] in &expected.left_out {
            let named = match place.as_str() {
                "passed over" => passed_over.contains(&format!("{path}/{file}")),
                "failed" => failure.contains(file.as_str()),
                "rejection" => said(&report["rejections"], "file").contains(file),
                _ => said(&report["warnings"], "message")
                    .iter()
                    .any(|message| message.contains(file.as_str())),
            };
            if !named {
                wrong.push(format!("{path}: {file} is not named as {place}; {failure}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for untouched in ["P01/2026-01-12/topo.jpg", "P36/tricholapse-out/batch.json"] {
        assert!(clinic.join(untouched).exists(), "{untouched} is gone");
    }
}
