//! Two loose photos as a course.

use super::*;

fn loose(path: PathBuf, date: Option<Date>) -> LoosePhoto {
    LoosePhoto { path, date }
}

#[test]
fn two_photos_make_a_course_from_the_earlier_to_the_later() {
    let dir = folder(&["2026-01-01_midline.jpg", "b.jpg"], None);
    let before = || loose(dir.path().join("2026-01-01_midline.jpg"), None);
    let after = |day| loose(dir.path().join("b.jpg"), day);
    let course =
        Course::from_two_photos(before(), after(Some(date(2026, 4, 1))), None, None).unwrap();
    assert_eq!(course.start, date(2026, 1, 1));
    assert!(course.photos.iter().all(|p| p.view == View::Midline));
    assert!(course.warnings.is_empty());

    let swapped =
        Course::from_two_photos(after(Some(date(2026, 4, 1))), before(), None, None).unwrap();
    assert_eq!(swapped.start, date(2026, 1, 1));
    assert_eq!(swapped.photos[1].file, "b.jpg");
    assert_eq!(swapped.warnings[0].code, CourseWarningCode::DatesReversed);
}

#[test]
fn undated_photos_named_before_and_after_run_as_their_names_say() {
    let dir = folder(&["nachher.jpg", "vorher.jpg", "b.jpg"], None);
    let photo = |name: &str, day| loose(dir.path().join(name), day);
    let order = |first: &str, second: &str, day| {
        let course =
            Course::from_two_photos(photo(first, None), photo(second, day), None, None).unwrap();
        let said = course.warnings.iter();
        let turned = said.filter(|w| w.code == CourseWarningCode::DatesReversed);
        (course.photos[0].file.clone(), turned.count())
    };
    // As a shell sorts them.
    let (first, warned) = order("nachher.jpg", "vorher.jpg", None);
    assert_eq!((first.as_str(), warned), ("vorher.jpg", 1));
    let (first, warned) = order("nachher.jpg", "b.jpg", Some(date(2026, 1, 1)));
    assert_eq!((first.as_str(), warned), ("b.jpg", 1));
    for second in ["nachher.jpg", "b.jpg"] {
        let (first, warned) = order("vorher.jpg", second, None);
        assert_eq!((first.as_str(), warned), ("vorher.jpg", 0));
    }
}

#[test]
fn names_against_dates_are_told_as_in_a_course() {
    let dir = folder(&["nachher.jpg", "vorher.jpg"], None);
    let photo = |name: &str, month| loose(dir.path().join(name), Some(date(2026, month, 1)));
    let course =
        Course::from_two_photos(photo("nachher.jpg", 1), photo("vorher.jpg", 4), None, None)
            .unwrap();
    assert_eq!(course.photos[0].file, "nachher.jpg");
    let told = course
        .warnings
        .iter()
        .filter(|w| w.code == CourseWarningCode::BeforeAfter);
    assert_eq!(told.count(), 1);
}

#[test]
fn a_photo_can_be_compared_with_itself() {
    let dir = folder(&["2026-01-01.jpg"], None);
    let photo = || loose(dir.path().join("2026-01-01.jpg"), None);
    let course = Course::from_two_photos(photo(), photo(), Some(View::Vertex), None).unwrap();
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
            Course::from_two_photos(photo("a.jpg", days.0), photo("b.jpg", days.1), None, None)
                .unwrap();
        assert!(course.is_undated() && course.marks.is_empty());
        assert!(course.photos[0].date < course.photos[1].date);
        let said = course.warnings.iter();
        let said = said.filter(|w| w.code == CourseWarningCode::DateUnknown);
        let said: Vec<_> = said.map(|w| w.message.as_str()).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].contains("a.jpg"), days.0.is_none(), "{}", said[0]);
        assert_eq!(said[0].contains("b.jpg"), days.1.is_none(), "{}", said[0]);
    }
    let missing = Course::from_two_photos(photo("a.jpg", some), photo("c.jpg", some), None, None);
    assert!(matches!(missing, Err(CourseError::MissingFile { .. })));
}
