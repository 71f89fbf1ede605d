//! `self-test`: repeats of one day in, the set-up's repeatability out, and its use afterwards.

use std::fs;
use std::path::Path;

use crate::support::*;

fn stdout(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Three photos of one rendered head, combed and photographed anew; their names say no dates.
fn repeats() -> tempfile::TempDir {
    let made = temp();
    let dir = arg(made.path());
    let rendered = run(&[
        "phantom", dir, "--preset", "repeat", "--seed", "3", "--size", "600x800", "-q",
    ]);
    assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
    let photos = made.path().join("photos");
    let photo = |name: &str| photos.join(format!("2026-01-12_vertex{name}.jpg"));
    let taken = ["", "_r2", "_r3"].map(photo);
    folder_with(&[
        (taken[0].as_path(), "IMG_0001.jpg"),
        (taken[1].as_path(), "IMG_0002.jpg"),
        (taken[2].as_path(), "IMG_0003.jpg"),
    ])
}

#[test]
fn the_figures_are_told_stored_and_used() {
    let (photos, out) = (repeats(), temp());
    let output = run(&["self-test", arg(photos.path()), "-o", arg(out.path())]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    for needle in [
        "standard error",
        "all regions",
        "ICC(1,1)",
        "not for diagnosis",
    ] {
        assert!(text.contains(needle), "{needle:?} in:\n{text}");
    }
    let stored = out.path().join("self-test.json");
    let found: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&stored).expect("stored")).expect("JSON");
    let pooled = &found["repeatability"]["pooled"];
    let sem = pooled["sem_pp"].as_f64().expect("a number");
    assert_eq!(pooled["degrees_of_freedom"], 2);
    let detectable = pooled["detectable_pp"].as_f64().expect("a number");
    assert!((detectable - 1.96 * 2.0_f64.sqrt() * sem).abs() < 1e-3);
    assert!(out.path().join("self-test.html").is_file());
    let german = temp();
    let args = [
        "self-test",
        arg(photos.path()),
        "-o",
        arg(german.path()),
        "--lang",
        "de",
    ];
    let text = stdout(&run(&args));
    assert!(
        text.contains("Standardfehler") && text.contains("alle Regionen"),
        "{text}"
    );
    assert!(!text.contains("points") && !text.contains(" to "), "{text}");

    let (default, wider) = (temp(), temp());
    let course = course_small();
    let analyze = |out: &Path, more: &[&str]| {
        let mut args = vec!["analyze", arg(&course), "--no-images", "-o", arg(out)];
        args.extend(more);
        run(&args);
        report(out)
    };
    let plain = analyze(default.path(), &[]);
    let used = analyze(wider.path(), &["--self-test", arg(&stored)]);
    assert!(plain.get("self_test").is_none());
    // Student's t at two degrees of freedom over the normal quantile: 4.303 / 1.96.
    let used_pp = used["self_test"]["used_pp"].as_f64().expect("a number");
    assert!(
        (used_pp - sem * 2.195).abs() < 0.01 * sem.max(0.1),
        "{used_pp} {sem}"
    );
    let half = |report: &serde_json::Value| {
        let ci = &changes(report)[0]["ci95_pp"];
        ci[1].as_f64().expect("number") - ci[0].as_f64().expect("number")
    };
    assert!(
        used_pp > 1.0,
        "a spread above the default widens: {used_pp}"
    );
    assert!(half(&used) > half(&plain));
}

#[test]
fn photos_of_different_days_are_no_repeats_of_each_other() {
    let out = temp();
    let output = run(&["self-test", arg(&course_small()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(2));
    let text = stderr(&output);
    assert!(text.contains("on one day"), "{text}");
}

#[test]
fn copies_of_one_photo_are_no_repeats() {
    let photos = course_small_photos();
    let copies = folder_with(&[
        (photos[0].as_path(), "a.jpg"),
        (photos[0].as_path(), "b.jpg"),
    ]);
    let out = temp();
    let output = run(&["self-test", arg(copies.path()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stdout(&output).contains("copy"), "{}", stdout(&output));
}

#[test]
fn days_of_one_photo_are_the_cause_that_is_said() {
    let out = temp();
    let output = run(&["self-test", arg(&course_small()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("one photo a day"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_self_test_of_another_method_is_refused() {
    let folder = temp();
    let stored = folder.path().join("self-test.json");
    fs::write(&stored, "{\"schema\": \"tricholapse.self-test/1\"}").expect("write");
    let out = temp();
    let output = run(&[
        "analyze",
        arg(&course_small()),
        "--self-test",
        arg(&stored),
        "-o",
        arg(out.path()),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("self-test"), "{}", stderr(&output));
}

/// A course whose own self-test is far worse than the default.
fn course_with_a_poor_set_up() -> tempfile::TempDir {
    let (photos, tested, dir) = (repeats(), temp(), temp());
    run(&["self-test", arg(photos.path()), "-o", arg(tested.path())]);
    let text = fs::read_to_string(tested.path().join("self-test.json")).expect("stored");
    let mut stored: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    stored["repeatability"]["pooled"]["sem_pp"] = 12.0.into();
    fs::write(dir.path().join("self-test.json"), stored.to_string()).expect("write");
    for folder in ["photos", "truth"] {
        fs::create_dir(dir.path().join(folder)).expect("folder");
        for entry in fs::read_dir(course_small().join(folder)).expect("fixture") {
            let from = entry.expect("entry").path();
            let name = from.file_name().expect("name");
            fs::copy(&from, dir.path().join(folder).join(name)).expect("copy");
        }
    }
    fs::copy(
        course_small().join("regions.geojson"),
        dir.path().join("regions.geojson"),
    )
    .expect("copy");
    let manifest = fs::read_to_string(course_small().join("course.toml")).expect("manifest");
    let manifest = format!("self_test = \"self-test.json\"\n{manifest}");
    fs::write(dir.path().join("course.toml"), manifest).expect("write");
    dir
}

#[test]
fn analyze_validate_and_read_give_the_same_verdicts_on_a_course_with_a_self_test() {
    let (course, analyzed, validated, read) = (course_with_a_poor_set_up(), temp(), temp(), temp());
    let path = arg(course.path());
    run(&["analyze", path, "--no-images", "-o", arg(analyzed.path())]);
    run(&["validate", path, "-o", arg(validated.path())]);
    run(&["read", path, "-o", arg(read.path())]);
    let own = report(analyzed.path());
    let name = course.path().file_name().expect("name");
    let scored = report(&validated.path().join(name));
    assert_eq!(changes(&own), changes(&scored));
    let plain = {
        let out = temp();
        run(&[
            "analyze",
            arg(&course_small()),
            "--no-images",
            "-o",
            arg(out.path()),
        ]);
        changes(&report(out.path()))
    };
    assert_ne!(plain, changes(&own), "the self-test decides something");
    let key = fs::read_to_string(read.path().join("reading-key.json")).expect("key");
    let key: serde_json::Value = serde_json::from_str(&key).expect("JSON");
    for item in list(&key["items"]) {
        let to = &item["later"]["photo"];
        let overall = changes(&own)
            .into_iter()
            .find(|c| c["region"] == "overall" && c["to"] == *to)
            .expect("a change to each photo of the sheet");
        assert_eq!(item["tool"]["verdict"], overall["verdict"], "{to}");
        assert_eq!(item["tool"]["ci95_pp"], overall["ci95_pp"], "{to}");
    }
}
