//! Tests of the discovery, on small folder trees.

use super::*;
use crate::course::fixtures::folder as tree;

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

#[test]
fn folders_of_visits_are_one_subject() {
    let clinic = tree(&[
        "P1/2026-01-12/topo.jpg",
        "P1/12.07.2026 Visit 2/IMG_1.JPG",
        "P2/photos/2026-01-12/a.jpg",
        "P3/before/a.jpg",
        "P3/after/b.jpg",
        "arm/P4/2026-01-12/crown/a.jpg",
        "arm/P4/2026-07-12/crown/a.jpg",
        "P5/2025/2025-07-12/a.jpg",
        "P5/2026/2026-01-12/a.jpg",
        "P6/2026-01/a.jpg",
        "P6/Juli 2026/a.jpg",
        "P7/T0/a.jpg",
        "P7/T1/a.jpg",
        "P8/2026/01/12/a.jpg",
        "P8/2026/07/12/a.jpg",
        "arm-b/2026/01/a.jpg",
        "arm-b/2026/02/a.jpg",
    ]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(
        paths(&found),
        [
            "P1",
            "P2",
            "P3",
            "P5",
            "P6",
            "P7",
            "P8",
            "arm-b/2026/01",
            "arm-b/2026/02",
            "arm/P4"
        ]
    );
    assert!(found.passed_over.is_empty(), "{:?}", found.passed_over);
}

#[test]
fn dated_folders_of_several_people_are_several_subjects() {
    let clinic = tree(&[
        "arm/Müller 2026-01-12/a.jpg",
        "arm/Schmidt 2026-01-13/a.jpg",
        "arm-b/P1 2026-01-12/a.jpg",
        "arm-b/P2 2026-01-13/a.jpg",
        "notes/2026-01-12/a.jpg",
        "notes/2026-04-12 Kontrolle Weiss/a.jpg",
        "study/T0 2026-01-12/a.jpg",
        "study/T3 2026-04-12/a.jpg",
        "Kaya/Kaya 2026-01-12/a.jpg",
        "Kaya/Kaya 2026-07-12/a.jpg",
    ]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(
        paths(&found),
        [
            "Kaya",
            "arm-b/P1 2026-01-12",
            "arm-b/P2 2026-01-13",
            "arm/Müller 2026-01-12",
            "arm/Schmidt 2026-01-13",
            "notes",
            "study"
        ]
    );
}

#[test]
fn other_picture_folders_never_hide_a_subject() {
    let clinic = tree(&[
        "P1/2026-01-12_vertex.jpg",
        "P1/2026-07-12_vertex.jpg",
        "P1/edited/2026-07-12_vertex.jpg",
        "P1/WhatsApp/2026-07-12_vertex.jpg",
        "P1/WhatsApp/old/x.jpg",
        "P2/2026-01-12/a.jpg",
        "P2/Export/a.jpg",
        "P3/2026-01-12_vertex.jpg",
        "P3/sister/2026-03-12_vertex.jpg",
        "P4/a.jpg",
        "P4/Export/a.jpg",
    ]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(paths(&found), ["P1", "P2", "P3", "P3/sister", "P4"]);
    let named: Vec<&str> = found.passed_over.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(
        named,
        [
            "P1/WhatsApp",
            "P1/WhatsApp/old",
            "P1/edited",
            "P2/Export",
            "P4/Export"
        ]
    );
}

#[test]
fn systems_folders_are_never_subjects() {
    let clinic = tree(&[
        "P1/2026-01-12.jpg",
        "P1/@eaDir/2026-01-12.jpg/SYNOPHOTO_THUMB_XL.jpg",
        "@eaDir/P1/x.jpg",
        "#recycle/P9/2026-01-12.jpg",
        "$RECYCLE.BIN/S-1-5/x.jpg",
        "lost+found/x.jpg",
        "__MACOSX/P1/._x.jpg",
        ".Trash-1000/files/x.jpg",
        "System Volume Information/x.jpg",
    ]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(paths(&found), ["P1"]);
    assert!(found.passed_over.is_empty());
}

#[test]
fn a_patients_name_that_is_a_word_for_a_view_stays_a_subject() {
    let clinic = tree(&[
        "Krone/2026-01-12.jpg",
        "P1/2026-01-12.jpg",
        "Front/2026-01-12.jpg",
    ]);
    assert_eq!(
        paths(&discover(clinic.path()).unwrap()),
        ["Front", "Krone", "P1"]
    );
}

#[test]
fn years_hold_subjects_and_subjects_may_be_called_like_visits() {
    let clinic = tree(&["2025/P1/2025-01-12.jpg", "2026/P2/2026-01-12.jpg"]);
    assert_eq!(
        paths(&discover(clinic.path()).unwrap()),
        ["2025/P1", "2026/P2"]
    );
    let clinic = tree(&["T1/2026-01-12.jpg", "T2/2026-01-12.jpg"]);
    assert_eq!(paths(&discover(clinic.path()).unwrap()), ["T1", "T2"]);
}

#[test]
fn visits_beside_subjects_are_named_and_a_clinic_of_visits_is_a_course() {
    let clinic = tree(&["2026-01-12/a.jpg", "P1/2026-01-12.jpg", "Fotos/x.jpg"]);
    let found = discover(clinic.path()).unwrap();
    assert_eq!(paths(&found), ["Fotos", "P1"]);
    let named: Vec<&str> = found.passed_over.iter().map(|p| p.path.as_str()).collect();
    assert_eq!(named, ["2026-01-12"]);
    // A subject under any name.
    let clinic = tree(&["imagens/2026-01-12/topo.jpg", "imagens/2026-07-12/topo.jpg"]);
    assert_eq!(paths(&discover(clinic.path()).unwrap()), ["imagens"]);
    for course in [
        tree(&["2026-01-12/a.jpg", "2026-07-12/a.jpg"]),
        tree(&["before/a.jpg", "after/a.jpg"]),
    ] {
        assert!(matches!(
            discover(course.path()),
            Err(BatchError::IsACourse { .. })
        ));
    }
}
