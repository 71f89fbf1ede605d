//! Tests of the discovery, on small folder trees.

use std::fs;

use tempfile::TempDir;

use super::*;

fn tree(files: &[&str]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files {
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"").unwrap();
    }
    dir
}

fn paths(found: &Discovery) -> Vec<&str> {
    found.subjects.iter().map(|s| s.path.as_str()).collect()
}

#[test]
fn subjects_are_found_at_any_depth_by_photos_or_manifest() {
    let clinic = tree(&[
        "P-2/a.JPG",
        "arm-a/P-1/photos/2026-01-12.jpg",
        "arm-a/P-1/notes.txt",
        "arm-b/P-3/course.toml",
        "arm-b/P-3/photos/a.jpg",
        "arm-b/P-3/older/b.jpg",
        "arm-b/letters/letter.txt",
        ".hidden/P-9/a.jpg",
    ]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(paths(&found), ["P-2", "arm-a/P-1", "arm-b/P-3"]);
    assert!(found.passed_over.is_empty());
}

#[test]
fn results_and_truth_are_no_subjects() {
    let clinic = tree(&[
        "P-1/a.jpg",
        "P-1/out/report.json",
        "P-1/out/vertex_pair.jpg",
        "P-1/truth/truth.json",
        "P-1/truth/alpha.jpg",
    ]);
    assert_eq!(paths(&discover(clinic.path()).unwrap()), ["P-1"]);
}

#[test]
fn loose_photos_are_named_and_do_not_swallow_the_subjects_below() {
    let clinic = tree(&["logo.png", "arm/x.jpg", "arm/y.jpg", "arm/P-1/a.jpg"]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(paths(&found), ["arm/P-1"]);
    let named: Vec<&str> = found.passed_over.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(named, [".", "arm"]);
    assert!(found.passed_over[1].reason.starts_with("2 photo"));
}

#[test]
fn a_clinic_without_subjects_and_a_course_are_refused() {
    assert!(matches!(
        discover(tree(&["a.txt"]).path()),
        Err(BatchError::NoSubjects { .. })
    ));
    assert!(matches!(
        discover(tree(&["course.toml", "P/a.jpg"]).path()),
        Err(BatchError::IsACourse { .. })
    ));
    assert!(matches!(
        discover(Path::new("/nowhere/at/all")),
        Err(BatchError::Clinic { .. })
    ));
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed_but_named() {
    let outside = tree(&["P-7/a.jpg"]);
    let clinic = tree(&["P-1/a.jpg"]);
    std::os::unix::fs::symlink(outside.path(), clinic.path().join("link")).unwrap();
    std::os::unix::fs::symlink(clinic.path(), clinic.path().join("loop")).unwrap();
    let found = discover(clinic.path()).unwrap();
    assert_eq!(paths(&found), ["P-1"]);
    let named: Vec<&str> = found.passed_over.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(named, ["link", "loop"]);
}

#[test]
fn lists_are_checked() {
    let list = |text| from_list(text, Path::new("subjects.txt"));
    let found = list("# trial\narm/P-2\nP-1/  # first\n\n").unwrap();
    assert_eq!(paths(&found), ["P-1", "arm/P-2"]);
    for bad in [
        "../P-1",
        "/P-1",
        "a//b",
        "P-1\nP-1",
        "arm\narm/P-1",
        "arm\narm-b\narm/P-1",
        "a\\b",
    ] {
        let error = list(bad).unwrap_err();
        assert!(
            matches!(error, BatchError::BadList { .. }),
            "{bad}: {error}"
        );
    }
}
