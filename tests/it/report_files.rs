//! What lies in the output folder: the schema, old reports, pictures of a former run, cropping.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::support::{arg, course_small, list, report, run, stderr, temp};
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A report that an earlier build wrote of `demo`, never to be written again.
fn old_report() -> PathBuf {
    root().join("fixtures/reports/demo_schema_1.json")
}

/// Analyzes the small course; whether every region could be measured is no matter here.
fn analyze(out: &Path, more: &[&str]) -> Output {
    let mut args = vec!["analyze", "", "-o", arg(out), "-q"];
    let course = course_small();
    args[1] = arg(&course);
    args.extend(more);
    run(&args)
}

fn written(run: &Output) {
    assert!(matches!(run.status.code(), Some(0 | 3)), "{}", stderr(run));
}

#[test]
fn reports_of_the_fixtures_validate_against_the_committed_schema() {
    let schema = fs::read(root().join("schema/report-v2.schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let out = temp();
    written(&analyze(out.path(), &["--no-images"]));
    let old: Value = serde_json::from_slice(&fs::read(old_report()).unwrap()).unwrap();
    for (name, document) in [("course_small", report(out.path())), ("an old report", old)] {
        let problems: Vec<String> = validator
            .iter_errors(&document)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{name}: {problems:#?}");
    }
}

#[test]
fn a_report_of_an_older_build_still_maps_points() {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_tricholapse"))
        .args([
            "transform",
            arg(&old_report()),
            "--photo",
            "2026-07-12_vertex",
            "--to",
            "baseline",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let points = b"x,y\n300.0,400.0\n360.5,480.0\n";
    child.stdin.take().unwrap().write_all(points).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    // What that build itself answered.
    let expected = "x,y\n324.391,390.099\n384.391,474.369\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}

fn pictures_in(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".jpg"))
        .collect();
    names.sort();
    names
}

#[test]
fn pictures_of_a_former_run_do_not_stay_and_other_files_do() {
    let out = temp();
    let dir = out.path();
    written(&analyze(dir, &[]));
    let mut named: Vec<String> = list(&report(dir)["pictures"])
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    named.sort();
    assert!(named.len() > 8);
    assert_eq!(named, pictures_in(dir), "the report names every picture");
    fs::write(dir.join("own_note.jpg"), "mine").unwrap();

    fs::write(dir.join("report.pdf"), "of a former run").unwrap();

    written(&analyze(dir, &["--no-images"]));
    assert!(!dir.join("report.pdf").exists());
    assert_eq!(pictures_in(dir), ["own_note.jpg"]);
    assert_eq!(report(dir)["pictures"], Value::Null);
}

#[test]
fn a_report_cannot_name_a_file_outside_its_folder_for_removal() {
    let out = temp();
    let dir = out.path().join("report");
    fs::create_dir(&dir).unwrap();
    let outside = out.path().join("keep.jpg");
    fs::write(&outside, "mine").unwrap();
    let mut old: Value = serde_json::from_slice(&fs::read(old_report()).unwrap()).unwrap();
    old["pictures"] = serde_json::json!(["../keep.jpg", arg(&outside)]);
    fs::write(dir.join("report.json"), old.to_string()).unwrap();
    written(&analyze(&dir, &["--no-images"]));
    assert!(outside.exists());
}

#[test]
fn cropped_to_the_regions_nothing_else_is_in_any_picture() {
    let out = temp();
    let dir = out.path();
    written(&analyze(dir, &["--crop", "regions"]));
    let names: Vec<String> = pictures_in(dir)
        .into_iter()
        .filter(|name| name.ends_with("_pair.jpg") || name.ends_with("_coverage.jpg"))
        .collect();
    assert!(!names.is_empty());
    for name in names {
        let picture = image::open(dir.join(&name)).unwrap().into_rgb8();
        let (width, height) = picture.dimensions();
        for (x, y) in [
            (2, 2),
            (width - 3, 2),
            (2, height - 3),
            (width - 3, height - 3),
        ] {
            // JPEG at quality 80 keeps a flat grey within a few levels.
            let pixel = picture.get_pixel(x, y).0;
            assert!(
                pixel.iter().all(|&c| c.abs_diff(128) <= 4),
                "{name}: {pixel:?}"
            );
        }
    }
    let whole = temp();
    written(&analyze(whole.path(), &[]));
    let corner = |dir: &Path| {
        let name = &pictures_in(dir)[0];
        image::open(dir.join(name))
            .unwrap()
            .into_rgb8()
            .get_pixel(2, 2)
            .0
    };
    assert_ne!(
        corner(dir),
        corner(whole.path()),
        "uncropped, a corner shows the photo"
    );
}

#[cfg(not(feature = "pdf"))]
#[test]
fn a_build_without_pdf_says_so_before_any_work() {
    let out = temp();
    let refused = analyze(out.path(), &["--pdf"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("--features pdf"));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}
