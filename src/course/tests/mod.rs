//! Tests of courses on disk.

mod init;
mod manifest;
mod two_photos;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::*;

fn fixture(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "fixtures/formats", name]
        .iter()
        .collect()
}

/// A course folder with the named empty files.
fn folder(files: &[&str], manifest: Option<&str>) -> TempDir {
    let folder = fixtures::folder(files);
    if let Some(text) = manifest {
        fs::write(folder.path().join("course.toml"), text).unwrap();
    }
    folder
}

fn load(files: &[&str], manifest: &str) -> Result<Course, CourseError> {
    Course::load(folder(files, Some(manifest)).path())
}

fn message(files: &[&str], manifest: &str) -> String {
    load(files, manifest).unwrap_err().to_string()
}

fn files(course: &Course) -> Vec<&str> {
    course.photos.iter().map(|p| p.file.as_str()).collect()
}

#[test]
fn a_bare_folder_is_a_course() {
    let folder = folder(
        &[
            "photos/2026-04-12_vertex.jpg",
            "2026-01-12_vertex.JPG",
            "20260112 frontal.png",
            ".hidden_2026-01-12.jpg",
            "notes.txt",
            "tricholapse-out/2026-01-12_overlay.png",
            "photos/deeper/2026-01-12_vertex.jpg",
            "2026-01-12_vertex.dng",
        ],
        None,
    );
    let course = Course::load(folder.path()).unwrap();
    assert_eq!(
        files(&course),
        [
            "2026-01-12_vertex.JPG",
            "photos/2026-04-12_vertex.jpg",
            "20260112 frontal.png"
        ]
    );
    assert_eq!(course.start, date(2026, 1, 12));
    assert_eq!(course.views(), [View::Vertex, View::Frontal]);
    let marks: Vec<(u32, u32)> = course
        .marks
        .iter()
        .map(|m| (m.month, m.window_days))
        .collect();
    assert_eq!(marks, [(1, 7), (3, 14), (6, 21)]);
    let codes: Vec<&str> = course.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(
        codes,
        ["file_not_read", "folder_not_read", "folder_not_read"]
    );
}

#[test]
fn missing_photos_are_left_to_decoding() {
    let course = load(&[], "[[photo]]\nfile = '2026-01-01_vertex.jpg'").unwrap();
    assert_eq!(files(&course), ["2026-01-01_vertex.jpg"]);
}

#[test]
fn no_photos_no_course() {
    let empty = folder(&["notes.txt"], None);
    assert!(matches!(
        Course::load(empty.path()),
        Err(CourseError::NoPhotos { .. })
    ));
    let missing = Course::load(Path::new("no/such/folder"));
    assert!(matches!(missing, Err(CourseError::NoFolder { .. })));
    let excluded = load(&["a.jpg"], "[[photo]]\nfile='a.jpg'\nexclude=true");
    assert!(matches!(excluded, Err(CourseError::AllExcluded { .. })));
}

#[test]
fn a_photo_without_a_date_says_how_to_give_it() {
    let text = message(&["vertex.jpg"], "");
    assert!(
        text.contains("vertex.jpg") && text.contains("course.toml"),
        "{text}"
    );
    let text = message(&["2026-02-30_vertex.jpg"], "");
    assert!(text.contains("2026-02-30"), "{text}");
}

#[test]
fn photos_of_one_name_in_folders_of_days_bear_their_day() {
    let files = [
        "2026-01-12/crown.jpg",
        "2026-04-12/Crown.jpg",
        "2026-04-12/side.jpg",
    ];
    let course = load(&files, "").unwrap();
    let ids: BTreeSet<&str> = course.photos.iter().map(|p| p.id.as_str()).collect();
    let expected = ["2026-01-12_crown", "2026-04-12_Crown", "side"];
    assert_eq!(ids, BTreeSet::from(expected));
}

#[test]
fn points_on_a_close_up_are_told_to_be_of_no_use() {
    let manifest =
        "[[photo]]\nfile = '2026-01-12_closeup.jpg'\nlandmarks = [[1, 2], [3, 4], [9, 5]]";
    let course = load(&["2026-01-12_closeup.jpg"], manifest).unwrap();
    let note = course
        .warnings
        .iter()
        .find(|w| w.code.as_str() == "landmarks_note");
    assert!(
        note.is_some_and(|w| w.message.contains("are not used")),
        "{:?}",
        course.warnings
    );
}

#[test]
fn a_course_that_has_not_begun_is_there_for_its_first_photo() {
    let empty = folder(&["new/2026-01-12_vertex.jpg"], Some("front = 'up'"));
    let course = Course::load_to_begin(empty.path(), date(2026, 1, 12)).unwrap();
    assert_eq!((course.photos.len(), course.start), (0, date(2026, 1, 12)));
    let photo = empty.path().join("new/2026-01-12_vertex.jpg");
    let captured = course.photo_at_capture(photo, None, None).unwrap();
    assert_eq!(captured.photo.view, View::Vertex);
}

#[test]
fn identifiers_are_unique_without_regard_to_case() {
    let course = load(
        &[
            "2026-01-12.jpg",
            "2026-01-12.png",
            "photos/2026-01-12.jpg",
            "2026-01-12-2.jpg",
            "2026-01-12_A.jpg",
            "2026-01-12_a.png",
        ],
        "",
    )
    .unwrap();
    let mut ids: Vec<String> = course.photos.iter().map(|p| p.id.to_lowercase()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6);
    assert!(
        course
            .photos
            .iter()
            .any(|p| p.file == "2026-01-12-2.jpg" && p.id == "2026-01-12-2")
    );
}

#[test]
fn an_assumed_view_is_a_warning() {
    let course = load(&["IMG_20260112_101112.jpg"], "").unwrap();
    assert_eq!(course.photos[0].view, View::Vertex);
    assert_eq!(course.warnings[0].code, CourseWarningCode::ViewAssumed);
    assert_eq!(
        course.warnings[0].photo.as_deref(),
        Some("IMG_20260112_101112")
    );
}

#[test]
fn exif_dates_are_used() {
    let folder = folder(&[], None);
    fs::copy(
        fixture("orientation_1.jpg"),
        folder.path().join("vertex.jpg"),
    )
    .unwrap();
    fs::copy(
        fixture("orientation_1.jpg"),
        folder.path().join("2026-01-13_vertex.jpg"),
    )
    .unwrap();
    let course = Course::load(folder.path()).unwrap();
    assert!(course.photos.iter().all(|p| p.date == date(2026, 1, 12)));
    assert!(
        course
            .photos
            .iter()
            .all(|p| p.date_source == DateSource::Exif)
    );
    assert_eq!(course.warnings.len(), 1);
    assert_eq!(course.warnings[0].code, CourseWarningCode::DateClash);
}

#[test]
fn an_impossible_exif_date_is_an_error_without_another() {
    let folder = folder(&[], None);
    fs::copy(
        fixture("impossible_date.jpg"),
        folder.path().join("vertex.jpg"),
    )
    .unwrap();
    let text = Course::load(folder.path()).unwrap_err().to_string();
    assert!(
        text.contains("vertex.jpg") && text.contains("2026:02:31"),
        "{text}"
    );
}
