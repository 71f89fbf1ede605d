//! What a manifest says, and what it may not say.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::course::manifest::Manifest;

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

proptest! {
    #[test]
    fn any_manifest_is_read_without_panic(text in "[a-z_\\[\\]='\"0-9,.\\- \n]{0,120}") {
        let _ = Manifest::parse(&text, Path::new("course.toml"));
    }
}
