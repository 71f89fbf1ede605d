//! Courses as clinics have them: folders per visit, names in nine languages, manifests of any
//! editor.

use std::fs;
use std::path::PathBuf;

use jiff::civil::date;
use unicode_normalization::UnicodeNormalization;

use super::fixtures::folder;
use super::resolve::Asker;
use super::survey::{ViewBasis, survey};
use super::*;

fn with_manifest(files: &[&str], manifest: &[u8]) -> Result<Course, CourseError> {
    let dir = folder(files);
    fs::write(dir.path().join("course.toml"), manifest).unwrap();
    Course::load(dir.path())
}

fn codes(course: &Course) -> Vec<CourseWarningCode> {
    course.warnings.iter().map(|w| w.code).collect()
}

#[test]
fn folders_of_visits_give_the_days_and_views() {
    let dir = folder(&[
        "2026-01-12/topo.jpg",
        "12.07.2026 Visit 2/IMG_1.JPG",
        "2026-04-12 tepe/IMG_2.JPG",
    ]);
    let course = Course::load(dir.path()).unwrap();
    let seen: Vec<(String, String, DateSource)> = course
        .photos
        .iter()
        .map(|p| (p.date.to_string(), p.view.to_string(), p.date_source))
        .collect();
    let expected = ["2026-01-12", "2026-04-12", "2026-07-12"]
        .map(|day| (day.to_owned(), "vertex".to_owned(), DateSource::Folder));
    assert_eq!(seen, expected);
    assert_eq!(
        codes(&course),
        [
            CourseWarningCode::DateAmbiguous,
            CourseWarningCode::ViewAssumed
        ]
    );
}

#[test]
fn years_months_and_days_inside_each_other_give_the_days() {
    let dir = folder(&[
        "2025/12/24/topo.jpg",
        "photos/2026/Januar/12/topo.jpg",
        "2026/07/12/crown/IMG_1.JPG",
    ]);
    let course = Course::load(dir.path()).unwrap();
    let days: Vec<String> = course.photos.iter().map(|p| p.date.to_string()).collect();
    assert_eq!(days, ["2025-12-24", "2026-01-12", "2026-07-12"]);
    assert_eq!(course.views(), [View::Vertex]);
    assert_eq!(codes(&course), []);
}

#[test]
fn words_for_before_and_after_do_not_split_a_view() {
    for names in [
        ["2026-01-12 tepe öncesi.jpg", "2026-07-12 tepe sonrası.jpg"],
        ["2026-01-12 макушка до.jpg", "2026-07-12 макушка после.jpg"],
        [
            "2026-01-12 Wirbel vorher.jpg",
            "2026-07-12 Scheitel nachher.jpg",
        ],
        ["2026-01-12 crown.jpg", "2026-07-12 top.jpg"],
    ] {
        let course = Course::load(folder(&names).path()).unwrap();
        assert_eq!(course.views(), [View::Vertex], "{names:?}");
        assert_eq!(codes(&course), [], "{names:?}");
    }
}

#[test]
fn a_patients_name_is_no_view() {
    let names = [
        "Müller_Hans_2026-01-12.jpg",
        "Bildschirmfoto 2026-07-12 um 10.33.21.jpg",
    ];
    let course = Course::load(folder(&names).path()).unwrap();
    assert_eq!(course.views(), [View::Vertex]);
    assert_eq!(codes(&course), [CourseWarningCode::ViewAssumed; 2]);
}

#[test]
fn views_of_one_photo_each_are_asked_about() {
    let course = Course::load(folder(&["2026-01-12 crown.jpg", "2026-07-12 hairline.jpg"]).path());
    assert_eq!(codes(&course.unwrap()), [CourseWarningCode::OneViewOrTwo]);
    // One visit of two views.
    let course = Course::load(folder(&["2026-01-12 crown.jpg", "2026-01-12 hairline.jpg"]).path());
    assert_eq!(codes(&course.unwrap()), []);
    let names = [
        "2026-01-12 crown.jpg",
        "2026-07-12 crown.jpg",
        "2026-07-12 hairline.jpg",
    ];
    assert_eq!(codes(&Course::load(folder(&names).path()).unwrap()), []);
}

#[test]
fn words_for_before_and_after_are_held_against_the_dates() {
    let names = ["2026-07-12 crown before.jpg", "2026-01-12 crown after.jpg"];
    let course = Course::load(folder(&names).path()).unwrap();
    assert_eq!(codes(&course), [CourseWarningCode::BeforeAfter]);
}

#[test]
fn photos_from_before_the_first_session_alone_are_told() {
    let manifest = b"sessions = [2026-09-01]\n";
    let course = with_manifest(&["2026-01-12 crown.jpg", "2026-07-12 crown.jpg"], manifest);
    let course = course.unwrap();
    assert_eq!(codes(&course), [CourseWarningCode::Sessions]);
    assert!(course.warnings[0].message.contains("2026-09-01"));
}

#[test]
fn manifests_of_any_editor_are_read() {
    let text = "subject = \"Müller\"\r\n[[photo]]\r\nfile = \"photos\\\\a.jpg\"\r\ndate = \"12.01.2026\"\r\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let ansi: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), utf16, ansi, marked] {
        let course = with_manifest(&["photos/a.jpg"], &bytes).unwrap();
        assert_eq!(course.subject, "Müller");
        assert_eq!(course.photos[0].date, date(2026, 1, 12));
    }
}

#[test]
fn spellings_of_a_file_name_are_one_file() {
    let decomposed: String = "Müller.jpg".nfd().collect();
    let manifest = "[[photo]]\nfile = \"m\u{fc}ller.JPG\"\ndate = 2026-01-12\n";
    let course = with_manifest(&[&decomposed], manifest.as_bytes()).unwrap();
    assert_eq!(course.photos.len(), 1);
    assert_eq!(course.photos[0].file, decomposed);
}

#[test]
fn keys_of_views_and_several_controls_are_read() {
    let manifest =
        "front = \"up\"\ncontrol = [\"occipital\", \"left\"]\n[view.Krone]\nfront = \"down\"\n";
    let course = with_manifest(&["2026-01-12.jpg"], manifest.as_bytes()).unwrap();
    assert_eq!(course.controls, ["occipital", "left"]);
    assert_eq!(course.front_of(&View::Vertex), Some(Front::Down));
    assert_eq!(course.front_of(&View::Midline), Some(Front::Up));
    let text = with_manifest(&["a.jpg"], b"[view.vertex]\nfornt = \"down\"\n")
        .unwrap_err()
        .to_string();
    assert!(
        text.contains("did you mean \"front\"") && text.contains("[view.vertex]"),
        "{text}"
    );
}

#[test]
fn long_texts_are_refused_and_never_quoted_whole() {
    let long = "x".repeat(100_000);
    for manifest in [
        format!("subject = \"{long}\"\n"),
        format!("treatment = \"{long}\"\n"),
        format!("{long} = 1\n"),
        format!("subject = {long}\n"),
        format!("regions = \"../{long}\"\n"),
        format!("start = \"{long}\"\n"),
        format!("[[photo]]\nfile = \"a.jpg\"\nview = \"{long}\"\n"),
        format!("[[photo]]\nfile = \"../{long}\"\n"),
        format!("front = \"{long}\"\n"),
    ] {
        let said = with_manifest(&["2026-01-12.jpg"], manifest.as_bytes())
            .unwrap_err()
            .to_string();
        assert!(said.len() < 1500, "{} of {}", said.len(), &manifest[..20]);
    }
}

#[cfg(unix)]
#[test]
fn a_manifest_that_links_out_or_is_no_file_is_refused() {
    use std::os::unix::fs::symlink;
    let outside = folder(&["secret"]);
    fs::write(outside.path().join("secret"), b"root:x:0:0").unwrap();
    for target in [
        outside.path().join("secret"),
        PathBuf::from("/dev/zero"),
        PathBuf::from("none"),
    ] {
        let dir = folder(&["2026-01-12.jpg"]);
        symlink(target, dir.path().join("course.toml")).unwrap();
        let said = Course::load(dir.path()).unwrap_err().to_string();
        assert!(!said.contains("root:x"), "{said}");
    }
    let dir = folder(&["2026-01-12.jpg"]);
    symlink(
        outside.path().join("secret"),
        dir.path().join("regions.geojson"),
    )
    .unwrap();
    assert!(matches!(
        Course::load(dir.path()),
        Err(CourseError::LinkOut { .. })
    ));
    let dir = folder(&[]);
    symlink("nowhere.jpg", dir.path().join("2026-01-12.jpg")).unwrap();
    let said = Course::load(dir.path()).unwrap_err().to_string();
    assert!(said.contains("link to nothing"), "{said}");
}

#[test]
fn misnamed_manifests_and_other_picture_folders_are_named() {
    let dir = folder(&["2026-01-12.jpg", "course.toml.txt", "edited/2026-01-12.jpg"]);
    let course = Course::load(dir.path()).unwrap();
    let said: Vec<&str> = course.warnings.iter().map(|w| w.message.as_str()).collect();
    assert!(
        said.iter().any(|m| m.contains("course.toml.txt")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|m| m.contains("edited/ holds 1 picture")),
        "{said:?}"
    );
}

#[test]
fn a_survey_never_fails_for_one_photo() {
    let dir = folder(&["nothing.jpg", "2026-01-12 Krone.jpg"]);
    assert!(Course::load(dir.path()).is_err());
    let survey = survey(dir.path(), Asker::of_files(None)).unwrap();
    assert_eq!(survey.photos.len(), 2);
    assert_eq!(
        survey.photos[0].date,
        Ok((date(2026, 1, 12), DateSource::FileName))
    );
    assert_eq!(survey.photos[0].view_basis, ViewBasis::FileName);
    assert!(
        survey.photos[1]
            .date
            .as_ref()
            .unwrap_err()
            .contains("course.toml")
    );
    assert_eq!(survey.photos[1].view_basis, ViewBasis::Assumed);
}
