//! Tests of which date wins.

use super::*;
use jiff::civil::date;
use rstest::rstest;

fn at_ten(y: i16, m: i8, d: i8) -> ExifDate {
    ExifDate::Taken(date(y, m, d).at(10, 0, 0, 0))
}

fn clues(exif: ExifDate, name: &str, folder: &str) -> Clues {
    Clues {
        exif,
        name: find_in_name(name, DayOrder::DayFirst),
        folder: find_in_name(folder, DayOrder::DayFirst),
    }
}

fn customs() -> Customs {
    Customs {
        today: Some(date(2026, 11, 29)),
        ..Customs::default()
    }
}

fn choose(exif: ExifDate, name: &str) -> Result<Dated, CourseError> {
    customs().decide("a.jpg", clues(exif, name, ""))
}

fn codes(dated: &Dated) -> Vec<CourseWarningCode> {
    dated.notes.iter().map(|note| note.0).collect()
}

#[test]
fn exif_wins_over_the_name_with_a_warning() {
    let dated = choose(at_ten(2026, 1, 13), "2026-01-12_vertex").unwrap();
    assert_eq!(dated.date, date(2026, 1, 13));
    assert_eq!(dated.source, DateSource::Exif);
    assert_eq!(codes(&dated), [CourseWarningCode::DateClash]);
}

#[test]
fn agreement_is_silent() {
    for name in ["20260112_vertex", "12.01.2026", "12 Jan 2026"] {
        let dated = choose(at_ten(2026, 1, 12), name).unwrap();
        assert_eq!(dated.notes, []);
    }
    // EXIF tells day from month.
    let dated = choose(at_ten(2026, 4, 3), "03.04.2026").unwrap();
    assert_eq!((dated.date, dated.notes.len()), (date(2026, 4, 3), 0));
    let dated = choose(at_ten(2026, 3, 4), "03.04.2026").unwrap();
    assert_eq!((dated.date, dated.notes.len()), (date(2026, 3, 4), 0));
}

#[test]
fn an_impossible_date_gives_way_to_a_possible_one() {
    let exif = ExifDate::Impossible("2026:02:31 10:00:00".to_owned());
    let dated = choose(exif, "2026-02-28").unwrap();
    assert_eq!(dated.date, date(2026, 2, 28));
    assert_eq!(codes(&dated), [CourseWarningCode::DateImpossible]);
    let dated = choose(at_ten(2026, 3, 1), "2026-02-31").unwrap();
    assert_eq!(dated.date, date(2026, 3, 1));
    assert_eq!(codes(&dated), [CourseWarningCode::DateImpossible]);
}

#[test]
fn nobody_is_sent_to_a_file_beside_the_field() {
    let at_desk = Customs {
        place: Place::Desk,
        ..customs()
    };
    let none = at_desk.decide("a.jpg", clues(ExifDate::Absent, "vertex", ""));
    let none = none.unwrap_err().to_string();
    let said = "; give the date here, or leave the photo out";
    assert!(none.ends_with(said), "{none}");
    let found = clues(at_ten(2026, 1, 13), "2026-01-12", "");
    let clash = &at_desk.decide("a.jpg", found).unwrap().notes[0].1;
    assert!(!clash.contains("course.toml"), "{clash}");
}

#[test]
fn no_date_names_the_file_and_the_remedy() {
    let none = choose(ExifDate::Absent, "vertex").unwrap_err().to_string();
    assert!(
        none.contains("a.jpg") && none.contains("course.toml"),
        "{none}"
    );
    let bad = choose(ExifDate::Absent, "2026-13-01")
        .unwrap_err()
        .to_string();
    assert!(bad.contains("a.jpg") && bad.contains("2026-13-01"), "{bad}");
}

#[rstest]
#[case(date(2000, 1, 1).at(0, 3, 0, 0))]
#[case(date(1970, 1, 1).at(1, 0, 0, 0))]
#[case(date(1980, 1, 1).at(0, 0, 0, 0))]
#[case(date(1980, 2, 3).at(9, 0, 0, 0))]
#[case(date(2016, 1, 1).at(12, 4, 0, 0))]
#[case(date(2026, 1, 1).at(0, 0, 7, 0))]
#[case(date(2036, 2, 7).at(6, 28, 0, 0))]
#[case(date(9999, 7, 1).at(6, 28, 0, 0))]
fn a_clock_never_set_or_ahead_does_not_beat_a_good_name(#[case] taken: DateTime) {
    let dated = choose(ExifDate::Taken(taken), "2026-01-12_vertex").unwrap();
    assert_eq!(dated.date, date(2026, 1, 12));
    assert_eq!(dated.source, DateSource::FileName);
    assert_eq!(codes(&dated), [CourseWarningCode::ClockWrong]);
}

#[test]
fn a_clock_never_set_alone_is_no_date() {
    let taken = ExifDate::Taken(date(2000, 1, 1).at(0, 3, 0, 0));
    let text = choose(taken, "vertex").unwrap_err().to_string();
    assert!(
        text.contains("2000-01-01") && text.contains("never set"),
        "{text}"
    );
    let new_year = ExifDate::Taken(date(2016, 1, 1).at(0, 3, 0, 0));
    assert_eq!(
        codes(&choose(new_year, "vertex").unwrap()),
        [CourseWarningCode::ClockWrong]
    );
    // The first of January in earnest.
    let taken = ExifDate::Taken(date(2026, 1, 1).at(11, 3, 0, 0));
    assert_eq!(choose(taken, "vertex").unwrap().notes, []);
}

#[test]
fn a_day_that_has_not_come_yet_is_no_photos_day() {
    let of = |exif, name: &str| {
        let dated = choose(exif, name).unwrap();
        customs().not_ahead("a.jpg", dated)
    };
    for (exif, name) in [
        (ExifDate::Absent, "2062-01-12"),
        (ExifDate::Absent, "2026-12-01"),
        (at_ten(2026, 12, 1), "x"),
    ] {
        let said = of(exif, name).unwrap_err().to_string();
        assert!(
            said.contains("a.jpg") && said.contains("today, 2026-11-29") && said.contains("clock"),
            "{said}"
        );
    }
    // Somewhere it is tomorrow already.
    assert!(of(ExifDate::Absent, "2026-11-30").is_ok());
}

#[test]
fn names_in_universal_time_agree_with_the_day_in_the_clinic() {
    let name = "PXL_20260112_233012345";
    let local = ExifDate::Taken(date(2026, 1, 13).at(8, 30, 12, 0));
    let dated = choose(local, name).unwrap();
    assert_eq!((dated.date, dated.notes.len()), (date(2026, 1, 13), 0));
    let other = choose(at_ten(2026, 1, 15), name).unwrap();
    assert_eq!(codes(&other), [CourseWarningCode::DateClash]);
}

#[test]
fn the_folder_says_the_day_where_the_file_does_not() {
    let choose = |exif, name, folder| {
        customs()
            .decide("a.jpg", clues(exif, name, folder))
            .unwrap()
    };
    let dated = choose(ExifDate::Absent, "topo", "12.01.2026 Visit 2");
    assert_eq!(
        (dated.date, dated.source),
        (date(2026, 1, 12), DateSource::Folder)
    );
    assert_eq!(codes(&dated), [CourseWarningCode::DateAmbiguous]);
    let dated = choose(ExifDate::Absent, "2026-01-13", "2026-01-12");
    assert_eq!(dated.date, date(2026, 1, 13));
    assert_eq!(codes(&dated), [CourseWarningCode::DateClash]);
    let dated = choose(at_ten(2026, 1, 11), "topo", "2026-01-12");
    assert_eq!(dated.date, date(2026, 1, 11));
    assert_eq!(codes(&dated), [CourseWarningCode::DateClash]);
    let dated = choose(ExifDate::Absent, "PXL_20260111_233012345", "2026-01-12");
    assert_eq!((dated.date, dated.notes.len()), (date(2026, 1, 12), 0));
}

#[test]
fn day_and_month_are_doubted_until_the_course_tells() {
    let dated = choose(ExifDate::Absent, "03.04.2026").unwrap();
    assert_eq!(dated.date, date(2026, 4, 3));
    assert_eq!(codes(&dated), [CourseWarningCode::DateAmbiguous]);
    let names = ["03-04-2026", "03-25-2026"];
    let customs = Customs::of(names.into_iter(), None, Place::Manifest);
    let clues = Clues {
        name: find_in_name(names[0], customs.order),
        ..Clues::default()
    };
    let dated = customs.decide("a.jpg", clues).unwrap();
    assert_eq!((dated.date, dated.notes.len()), (date(2026, 3, 4), 0));
}

#[test]
fn a_clock_that_stands_still_gives_way_to_the_names() {
    let photos = [
        clues(at_ten(2025, 3, 5), "2026-01-12", ""),
        clues(at_ten(2025, 3, 5), "2026-07-12", ""),
        clues(at_ten(2026, 3, 5), "2026-03-12", ""),
    ];
    let mut customs = customs();
    customs.find_stuck_clocks(photos.iter());
    let days: Vec<Date> = photos
        .into_iter()
        .map(|clues| customs.decide("a.jpg", clues).unwrap().date)
        .collect();
    assert_eq!(
        days,
        [date(2026, 1, 12), date(2026, 7, 12), date(2026, 3, 5)]
    );
}
