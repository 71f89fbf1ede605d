//! Tests of courses on disk.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;
use tempfile::TempDir;

use super::manifest::Manifest;
use super::*;

fn fixture(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "fixtures/formats", name]
        .iter()
        .collect()
}

/// A course folder with the named empty files; planning never decodes.
fn folder(files: &[&str], manifest: Option<&str>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"").unwrap();
    }
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
fn the_manifest_overrides() {
    let course = load(
        &[
            "photos/a.jpg",
            "photos/b.jpg",
            "2026-05-05_c.jpg",
            "r.geojson",
        ],
        r#"
        subject = "P-0042"
        treatment = "hair mesotherapy"
        sessions = [2026-01-22, 2026-01-12]
        planned_sessions = 6
        interval_days = [7, 14]
        marks_months = [6, 2]
        mark_window_days = [30, 10]
        regions = "r.geojson"
        control = "occipital"
        [[photo]]
        file = "photos/a.jpg"
        date = 2026-01-12
        view = "Left_Temporal"
        landmarks = [[812.0, 944.5], [1410.2, 960.0], [1100.0, 1502.7]]
        [[photo]]
        file = "./photos\\b.jpg"
        date = "2026-02-12"
        view = "closeup-left"
        field_mm = [10.0, 5.0]
        [[photo]]
        file = "2026-05-05_c.jpg"
        exclude = true
        "#,
    )
    .unwrap();
    assert_eq!(course.subject, "P-0042");
    assert_eq!(course.start, date(2026, 1, 12));
    assert_eq!(course.sessions, [date(2026, 1, 12), date(2026, 1, 22)]);
    let marks: Vec<(u32, u32)> = course
        .marks
        .iter()
        .map(|m| (m.month, m.window_days))
        .collect();
    assert_eq!(marks, [(2, 10), (6, 30)]);
    assert_eq!(files(&course), ["photos/a.jpg", "photos/b.jpg"]);
    assert_eq!(course.excluded, ["2026-05-05_c.jpg"]);
    assert_eq!(course.photos[0].view, View::LeftTemporal);
    assert_eq!(course.photos[0].landmarks.len(), 3);
    assert_eq!(course.photos[0].date_source, DateSource::Manifest);
    let scale = course.photos[1].scale.unwrap();
    assert!((scale.px_per_mm(1200, 600) - 120.0).abs() < 1e-9);
    assert!(course.regions.is_some());
    assert!(course.warnings.is_empty(), "{:?}", course.warnings);
}

#[rstest]
#[case("subjekt = 'x'", "subject", "line 1")]
#[case("\nTreatment = 'x'", "treatment", "line 2")]
#[case("mark_window = [7]", "mark_window_days", "the manifest")]
#[case(
    "[[photo]]\nfile='a.jpg'\n[[photo]]\nfile='b.jpg'\ndat=2026-01-01",
    "date",
    "number 2"
)]
#[case("[[photo]]\nfile='a.jpg'\npx_mm=3.0", "px_per_mm", "line 3")]
fn unknown_keys_name_the_nearest(
    #[case] manifest: &str,
    #[case] nearest: &str,
    #[case] place: &str,
) {
    let text = message(&["a.jpg"], manifest);
    for part in ["course.toml", &format!("did you mean \"{nearest}\""), place] {
        assert!(text.contains(part), "{part:?} not in {text:?}");
    }
}

#[test]
fn an_unknown_key_like_no_other_lists_the_known() {
    let text = message(&["a.jpg"], "zzz = 1");
    assert!(text.contains("known keys are subject"), "{text}");
}

#[rstest]
#[case("start = 2026-02-31", "2026-02-31")]
#[case("start = '2026-02-31'", "2026-02-31")]
#[case("start = '32.01.2026'", "32.01.2026")]
#[case("sessions = [2026-01-12, 2026-13-01]", "2026-13-01")]
#[case("[[photo]]\nfile='a.jpg'\ndate = 2025-02-29", "2025-02-29")]
#[case("start = 7", "YYYY-MM-DD")]
#[case(
    "marks_months = [1, 3]\nmark_window_days = [7, 14, 21]",
    "3 windows for 2 marks"
)]
#[case("mark_window_days = [7]", "1 windows for 3 marks")]
#[case("marks_months = [0]", "month 0")]
#[case("marks_months = [3, 3]", "twice")]
#[case("interval_days = [14, 7]", "[14, 7]")]
#[case("planned_sessions = 0", "planned_sessions")]
#[case("planned_sessions = -1", "planned_sessions")]
#[case("[[photo]]\ndate = 2025-02-01", "file")]
#[case("[[photo]]\nfile='a.jpg'\npx_per_mm = nan", "px_per_mm")]
#[case(
    "[[photo]]\nfile='a.jpg'\npx_per_mm = 1.0\nfield_mm = [1.0, 1.0]",
    "not both"
)]
#[case(
    "[[photo]]\nfile='a.jpg'\nlandmarks = [[1.0, inf], [2.0, 2.0]]",
    "landmarks"
)]
#[case("[[photo]]\nfile='a.jpg'\nview = '../up'", "../up")]
#[case("[[photo]]\nfile='a.jpg'\n[[photo]]\nfile='./a.jpg'", "listed twice")]
#[case("subject = ", "course.toml")]
#[case(
    "regions='none.geojson'\n[[photo]]\nfile='a.jpg'\ndate=2026-01-01",
    "none.geojson"
)]
fn wrong_values_are_named(#[case] manifest: &str, #[case] expected: &str) {
    let text = message(&["a.jpg"], manifest);
    assert!(text.contains(expected), "{expected:?} not in {text:?}");
}

#[rstest]
#[case("../secret.jpg")]
#[case("photos/../../secret.jpg")]
#[case("/etc/passwd")]
#[case("\\\\server\\share\\x.jpg")]
#[case("C:\\x.jpg")]
fn paths_that_leave_the_folder_are_refused(#[case] path: &str) {
    for manifest in [
        format!("[[photo]]\nfile = '{path}'\ndate = 2026-01-01"),
        format!("regions = '{path}'"),
    ] {
        let error = load(&["2026-01-01_a.jpg"], &manifest).unwrap_err();
        assert!(
            matches!(error, CourseError::OutsideFolder { .. }),
            "{error}"
        );
        assert!(error.to_string().contains(&format!("{path:?}")), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_folder_is_refused() {
    let outside = folder(&["2026-01-01_secret.jpg"], None);
    let inside = folder(&[], Some("[[photo]]\nfile = 'l/2026-01-01_secret.jpg'"));
    std::os::unix::fs::symlink(outside.path(), inside.path().join("l")).unwrap();
    let error = Course::load(inside.path()).unwrap_err();
    assert!(
        matches!(error, CourseError::OutsideFolder { .. }),
        "{error}"
    );
}

#[test]
fn a_way_down_and_back_stays_inside() {
    let manifest = "[[photo]]\nfile = 'photos/../a.jpg'\ndate = 2026-01-01";
    let course = load(&["a.jpg", "photos/2026-01-02_b.jpg"], manifest).unwrap();
    assert_eq!(files(&course), ["a.jpg", "photos/2026-01-02_b.jpg"]);
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
fn landmarks_of_a_view_must_correspond() {
    let manifest = |points: &str| {
        format!(
            "[[photo]]\nfile='2026-01-01_vertex.jpg'\nlandmarks=[[1,2],[3,4]]\n\
             [[photo]]\nfile='2026-02-01_vertex.jpg'\nlandmarks={points}"
        )
    };
    let files = ["2026-01-01_vertex.jpg", "2026-02-01_vertex.jpg"];
    assert!(load(&files, &manifest("[[1,2],[3,4]]")).is_ok());
    assert!(load(&files, &manifest("[]")).is_ok());
    let text = message(&files, &manifest("[[1,2],[3,4],[5,6]]"));
    assert!(
        text.contains("landmarks") && text.contains("same order"),
        "{text}"
    );
}

#[test]
fn the_start_and_the_sessions_are_compared() {
    let course = load(
        &["2026-01-01_vertex.jpg"],
        "start = 2026-01-10\nsessions = [2026-01-12, 2026-01-12]",
    )
    .unwrap();
    assert_eq!(course.start, date(2026, 1, 10));
    assert_eq!(course.sessions, [date(2026, 1, 12)]);
    assert_eq!(course.warnings.len(), 2);
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

fn loose(path: PathBuf, date: Option<Date>) -> LoosePhoto {
    LoosePhoto { path, date }
}

#[test]
fn two_photos_make_a_course_from_the_earlier_to_the_later() {
    let dir = folder(&["2026-01-01_midline.jpg", "b.jpg"], None);
    let before = || loose(dir.path().join("2026-01-01_midline.jpg"), None);
    let after = |day| loose(dir.path().join("b.jpg"), day);
    let course = Course::from_two_photos(before(), after(Some(date(2026, 4, 1))), None).unwrap();
    assert_eq!(course.start, date(2026, 1, 1));
    assert!(course.photos.iter().all(|p| p.view == View::Midline));
    assert!(course.warnings.is_empty());

    let swapped = Course::from_two_photos(after(Some(date(2026, 4, 1))), before(), None).unwrap();
    assert_eq!(swapped.start, date(2026, 1, 1));
    assert_eq!(swapped.photos[1].file, "b.jpg");
    assert_eq!(swapped.warnings[0].code, CourseWarningCode::DatesReversed);
}

#[test]
fn a_photo_can_be_compared_with_itself() {
    let dir = folder(&["2026-01-01.jpg"], None);
    let photo = || loose(dir.path().join("2026-01-01.jpg"), None);
    let course = Course::from_two_photos(photo(), photo(), Some(View::Vertex)).unwrap();
    assert_ne!(course.photos[0].id, course.photos[1].id);
    assert!(course.warnings.is_empty());
}

#[test]
fn two_photos_without_dates_run_in_the_order_given_and_say_so() {
    let dir = folder(&["a.jpg", "b.jpg"], None);
    let photo = |name: &str, day| loose(dir.path().join(name), day);
    let some = Some(date(2026, 1, 1));
    for days in [(None, some), (some, None), (None, None)] {
        let course =
            Course::from_two_photos(photo("a.jpg", days.0), photo("b.jpg", days.1), None).unwrap();
        assert!(course.is_undated() && course.marks.is_empty());
        assert!(course.photos[0].date < course.photos[1].date);
        let said = course.warnings.iter();
        let said = said.filter(|w| w.code == CourseWarningCode::DateUnknown);
        let said: Vec<_> = said.map(|w| w.message.as_str()).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].contains("a.jpg"), days.0.is_none(), "{}", said[0]);
        assert_eq!(said[0].contains("b.jpg"), days.1.is_none(), "{}", said[0]);
    }
    let missing = Course::from_two_photos(photo("a.jpg", some), photo("c.jpg", some), None);
    assert!(matches!(missing, Err(CourseError::MissingFile { .. })));
}

#[test]
fn init_writes_a_manifest_that_loads() {
    let dir = folder(&["2026-01-12_frontal.jpg", "photos/x\"y.jpg"], None);
    let written = init::write_manifest(dir.path(), None).unwrap();
    assert!(written.new && written.added.len() == 2);
    let text = fs::read_to_string(&written.path).unwrap();
    assert!(text.contains("# date = YYYY-MM-DD"), "{text}");
    for line in [
        "# landmarks =",
        "# front =",
        "# [view.vertex]",
        "# control =",
    ] {
        assert!(text.contains(line), "{line} not in {text}");
    }
    let settings = text.find("# treatment").unwrap();
    assert!(settings < text.find("[[photo]]").unwrap(), "{text}");
    let manifest = Manifest::parse(&text, &written.path).unwrap();
    assert_eq!(manifest.photo.len(), 2);
    assert_eq!(manifest.photo[0].view, Some(View::Frontal));
    assert!(manifest.photo[0].date.is_some());
    let completed = text.replace("# date = YYYY-MM-DD", "date = 2026-02-12");
    fs::write(&written.path, completed).unwrap();
    assert_eq!(Course::load(dir.path()).unwrap().photos.len(), 2);
}

#[test]
fn init_adds_new_photos_and_keeps_every_line() {
    let text = "# mine\nsubject = \"P-1\"  # pseudonym\n\n[[photo]]\n# blurred?\nfile = \"2026-01-12.jpg\"\nview = \"midline\"\n";
    let dir = folder(&["2026-01-12.jpg"], Some(text));
    let path = dir.path().join("course.toml");
    let untouched = init::write_manifest(dir.path(), None).unwrap();
    assert!(!untouched.new && untouched.added.is_empty());
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    fs::create_dir(dir.path().join("2026-07-12")).unwrap();
    fs::write(dir.path().join("2026-07-12/tepe.jpg"), b"").unwrap();
    let written = init::write_manifest(dir.path(), None).unwrap();
    assert_eq!(written.added, ["2026-07-12/tepe.jpg"]);
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.starts_with(text), "{now}");
    assert!(
        now.contains("date = 2026-07-12  # from the folder's name"),
        "{now}"
    );
    let course = Course::load(dir.path()).unwrap();
    assert_eq!(course.views(), [View::Vertex, View::Midline]);
}

#[test]
fn init_tells_what_the_manifest_names_and_is_not_there() {
    let dir = folder(
        &["2026-01-12.jpg"],
        Some("[[photo]]\nfile = \"gone.jpg\"\ndate = 2026-01-12\n"),
    );
    let written = init::write_manifest(dir.path(), None).unwrap();
    assert_eq!(written.missing, ["gone.jpg"]);
    assert_eq!(written.added, ["2026-01-12.jpg"]);
}

proptest! {
    #[test]
    fn any_manifest_is_read_without_panic(text in "[a-z_\\[\\]='\"0-9,.\\- \n]{0,120}") {
        let _ = Manifest::parse(&text, Path::new("course.toml"));
    }
}
