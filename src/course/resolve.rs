//! One photo's date and view, from everything that may say them.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use jiff::civil::Date;

use super::date::{DateSource, NameDate, find_in_name};
use super::error::{CourseError, CourseWarningCode, DateRemedy};
use super::view::View;
use crate::photo::exif::{ExifDate, read_facts};

/// A warning before the photo has its identifier.
pub(super) type Note = (CourseWarningCode, String);

/// A photo's date as resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub date: Date,
    pub source: DateSource,
    pub note: Option<Note>,
}

/// The day a photo was taken: EXIF, else the file's name.
///
/// # Errors
/// Neither gives a possible day; `remedy` says how a person can.
pub(super) fn date_of(file: &str, path: &Path, remedy: DateRemedy) -> Result<Dated, CourseError> {
    choose_date(
        file,
        exif_date(path),
        find_in_name(stem(path).as_str()),
        remedy,
    )
}

fn choose_date(
    file: &str,
    exif: ExifDate,
    name: Option<NameDate>,
    remedy: DateRemedy,
) -> Result<Dated, CourseError> {
    let name_day = name.as_ref().and_then(|found| found.date);
    let name_text = name.map(|found| found.text);
    let dated = |date, source, note| Ok(Dated { date, source, note });
    match (exif, name_day) {
        (ExifDate::Taken(taken), day) => {
            let note = match (day, name_text) {
                (Some(day), _) if day != taken.date() => Some((
                    CourseWarningCode::DateClash,
                    format!(
                        "{file}: EXIF says {}, the file name {day}; EXIF was used; give date in \
                         course.toml if it is wrong",
                        taken.date()
                    ),
                )),
                (None, Some(text)) => Some(impossible(file, &text, "the EXIF date")),
                _ => None,
            };
            dated(taken.date(), DateSource::Exif, note)
        }
        (ExifDate::Impossible(text), Some(day)) => {
            let note = impossible(file, &text, "the date in the file name");
            dated(day, DateSource::FileName, Some(note))
        }
        (ExifDate::Absent, Some(day)) => dated(day, DateSource::FileName, None),
        (ExifDate::Impossible(text), None) => Err(CourseError::ImpossibleDate {
            file: file.to_owned(),
            text,
            remedy,
        }),
        (ExifDate::Absent, None) => Err(match name_text {
            Some(text) => CourseError::ImpossibleDate {
                file: file.to_owned(),
                text,
                remedy,
            },
            None => CourseError::NoDate {
                file: file.to_owned(),
                remedy,
            },
        }),
    }
}

fn impossible(file: &str, text: &str, used: &str) -> Note {
    (
        CourseWarningCode::DateImpossible,
        format!("{file}: {text:?} is not a day of the calendar; {used} was used"),
    )
}

/// The view that the file's name says.
pub(super) fn view_in_name(path: &Path) -> Option<View> {
    let stem = stem(path);
    let rest = match find_in_name(&stem) {
        Some(found) => format!(
            "{} {}",
            &stem[..found.range.start],
            &stem[found.range.end..]
        ),
        None => stem,
    };
    View::from_name_rest(&rest)
}

/// The note that goes with a view nobody named.
pub(super) fn view_assumed(file: &str) -> Note {
    (
        CourseWarningCode::ViewAssumed,
        format!(
            "{file}: nothing says the view, vertex was assumed; give view in course.toml or put it \
             into the file name"
        ),
    )
}

/// File name without its extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// A file that cannot be read has no EXIF date; decoding will say what is wrong with it.
fn exif_date(path: &Path) -> ExifDate {
    File::open(path)
        .map(|file| read_facts(&mut BufReader::new(file)).taken)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn choose(exif: ExifDate, name: &str) -> Result<Dated, CourseError> {
        choose_date("a.jpg", exif, find_in_name(name), DateRemedy::Manifest)
    }

    fn taken(y: i16, m: i8, d: i8) -> ExifDate {
        ExifDate::Taken(date(y, m, d).at(10, 0, 0, 0))
    }

    #[test]
    fn exif_wins_over_the_name_with_a_warning() {
        let dated = choose(taken(2026, 1, 13), "2026-01-12_vertex").unwrap();
        assert_eq!(dated.date, date(2026, 1, 13));
        assert_eq!(dated.source, DateSource::Exif);
        assert_eq!(dated.note.unwrap().0, CourseWarningCode::DateClash);
    }

    #[test]
    fn agreement_is_silent() {
        let dated = choose(taken(2026, 1, 12), "20260112_vertex").unwrap();
        assert_eq!(dated.note, None);
    }

    #[test]
    fn an_impossible_date_gives_way_to_a_possible_one() {
        let exif = ExifDate::Impossible("2026:02:31 10:00:00".to_owned());
        let dated = choose(exif, "2026-02-28").unwrap();
        assert_eq!(dated.date, date(2026, 2, 28));
        assert_eq!(dated.note.unwrap().0, CourseWarningCode::DateImpossible);
        let dated = choose(taken(2026, 3, 1), "2026-02-31").unwrap();
        assert_eq!(dated.date, date(2026, 3, 1));
        assert_eq!(dated.note.unwrap().0, CourseWarningCode::DateImpossible);
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
}
