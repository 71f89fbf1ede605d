//! One photo's date, from everything that may say it: EXIF, the file's name, the visit's folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use unicode_normalization::UnicodeNormalization;

use super::clues::{Clues, apart};
use super::date::{DateSource, lies_ahead};
use super::error::{CourseError, CourseWarningCode, Note};
use super::months::YEARS;
use super::name_date::{DayOrder, Doubt, find_in_name, order_told};
use super::name_view::{NameSays, read_name};
use super::remedy::Place;
use super::text::cut;
use super::view::View;
use crate::photo::exif::{ExifDate, read_facts};
use crate::regular_file;

/// A photo's date as resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(crate) date: Date,
    pub(crate) source: DateSource,
    pub(crate) notes: Vec<Note>,
}

/// What a course's photos say together about its dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Customs {
    /// Order of day and month in names.
    order: DayOrder,
    /// Whether a name of the course told that order.
    settled: bool,
    /// The present day, where it is known.
    today: Option<Date>,
    /// Days that EXIF gives to photos whose names say different days.
    stuck: BTreeSet<Date>,
    /// Where a person can say what the photos do not.
    pub(crate) place: Place,
}

impl Customs {
    /// The customs of the names (of files and folders) of one course; `today` is this computer's
    /// present day, where it is known, and what is not clear is said at `place`.
    pub(crate) fn of<'a>(
        names: impl Iterator<Item = &'a str>,
        today: Option<Date>,
        place: Place,
    ) -> Self {
        let told: BTreeSet<bool> = names
            .filter_map(order_told)
            .map(|order| order == DayOrder::MonthFirst)
            .collect();
        let months_first = told.len() == 1 && told.contains(&true);
        Self {
            order: if months_first {
                DayOrder::MonthFirst
            } else {
                DayOrder::DayFirst
            },
            settled: told.len() == 1,
            today,
            stuck: BTreeSet::new(),
            place,
        }
    }

    /// Finds clocks that stood still: EXIF gives one day to photos whose names say several others.
    pub(crate) fn find_stuck_clocks<'a>(&mut self, clues: impl Iterator<Item = &'a Clues>) {
        let mut written: BTreeMap<Date, BTreeSet<Date>> = BTreeMap::new();
        for clues in clues {
            if let (ExifDate::Taken(taken), Some((day, _))) = (&clues.exif, clues.written()) {
                written.entry(taken.date()).or_default().insert(day);
            }
        }
        let stands = |(exif, days): &(Date, BTreeSet<Date>)| {
            days.len() > 1 && days.iter().all(|day| apart(*day, *exif) > 1)
        };
        self.stuck = written.into_iter().filter(stands).map(|(d, _)| d).collect();
    }

    /// The clues of one photo; `folders` are the names of its folders, the nearest first.
    pub(crate) fn clues(&self, path: &Path, folders: &[String], taken: ReadTaken<'_>) -> Clues {
        Clues {
            exif: taken(path),
            name: find_in_name(&stem(path), self.order),
            folder: folders
                .iter()
                .find_map(|name| find_in_name(name, self.order).filter(|d| d.date.is_some())),
        }
    }

    /// The day a photo was taken: EXIF, else the file's name, else the folder's. A clock that was
    /// never set, stood still or runs ahead does not count beside a day in a name.
    ///
    /// # Errors
    /// Nothing gives a possible day.
    pub(crate) fn decide(&self, file: &str, clues: Clues) -> Result<Dated, CourseError> {
        let Some((day, source)) = clues.written() else {
            return self.without_names(file, clues);
        };
        let mut notes = Vec::new();
        let by_name = |notes| {
            Ok(Dated {
                date: day,
                source,
                notes,
            })
        };
        let ExifDate::Taken(taken) = &clues.exif else {
            if let ExifDate::Impossible(text) = &clues.exif {
                notes.push(impossible(file, text, "the date in the name"));
            }
            notes.extend(clues.folder_clash(file, self.place));
            notes.extend(self.doubt(file, &clues));
            return by_name(notes);
        };
        if let Some(why) = self.distrust(*taken, day) {
            notes.push((
                CourseWarningCode::ClockWrong,
                format!(
                    "{file}: EXIF says {}, {why}; {day}, in the name, was used",
                    taken.date()
                ),
            ));
            notes.extend(clues.folder_clash(file, self.place));
            notes.extend(self.doubt(file, &clues));
            return by_name(notes);
        }
        if !clues.allow(*taken) {
            let whose = match source {
                DateSource::Folder => "the folder's name",
                _ => "the file name",
            };
            notes.push((
                CourseWarningCode::DateClash,
                format!(
                    "{file}: EXIF says {}, {whose} {day}; EXIF was used; {}",
                    taken.date(),
                    self.place.to_correct()
                ),
            ));
        } else if let Some(text) = clues.impossible_name() {
            notes.push(impossible(file, text, "the EXIF date"));
        }
        Ok(Dated {
            date: taken.date(),
            source: DateSource::Exif,
            notes,
        })
    }

    /// The day where no name says a possible one.
    fn without_names(&self, file: &str, clues: Clues) -> Result<Dated, CourseError> {
        let (file_name, place) = (file.to_owned(), self.place);
        let written = clues.impossible_name().map(str::to_owned);
        match clues.exif {
            ExifDate::Taken(taken) if never_set(taken) => Err(CourseError::UnsetClock {
                file: file_name,
                date: taken.date(),
                place,
            }),
            ExifDate::Taken(taken) => {
                let mut notes: Vec<Note> = written
                    .map(|text| impossible(file, &text, "the EXIF date"))
                    .into_iter()
                    .collect();
                if new_year(taken) {
                    notes.push((
                        CourseWarningCode::ClockWrong,
                        format!(
                            "{file}: EXIF says {taken}, as cameras do whose clock was never set; {}",
                            place.to_correct()
                        ),
                    ));
                }
                Ok(Dated {
                    date: taken.date(),
                    source: DateSource::Exif,
                    notes,
                })
            }
            ExifDate::Impossible(text) => Err(CourseError::ImpossibleDate {
                file: file_name,
                text: cut(&text),
                place,
            }),
            ExifDate::Absent => Err(match written {
                Some(text) => CourseError::ImpossibleDate {
                    file: file_name,
                    text: cut(&text),
                    place,
                },
                None => CourseError::NoDate {
                    file: file_name,
                    place,
                },
            }),
        }
    }

    /// Why EXIF does not count beside a day in a name.
    fn distrust(&self, taken: DateTime, day: Date) -> Option<&'static str> {
        let exif = taken.date();
        if exif == day {
            return None;
        }
        let first_of_year = exif.month() == 1 && exif.day() == 1;
        let earlier_year = exif.year() < day.year();
        if never_set(taken) || first_of_year && (earlier_year || new_year(taken)) {
            return Some("as cameras do whose clock was never set");
        }
        if self
            .today
            .is_some_and(|today| exif > today && apart(exif, today) > 1 && day <= today)
        {
            return Some("which is in the future");
        }
        self.stuck
            .contains(&exif)
            .then_some("as for other photos whose names say other days")
    }

    /// Says of a day in a name that another may be meant.
    fn doubt(&self, file: &str, clues: &Clues) -> Option<Note> {
        let found = clues.dated_name()?;
        let (day, text) = (found.date?, &found.text);
        let doubt = match found.doubt {
            Some(Doubt::DayOrMonth(other)) if !self.settled => Some(format!(
                "{file}: {text:?} was read as {day}, it may be {other}; {}",
                self.place.to_be_clear()
            )),
            Some(Doubt::ShortYear) => Some(format!(
                "{file}: {text:?} was read as {day}; {}",
                self.place.to_be_clear()
            )),
            _ => None,
        };
        doubt.map(|message| (CourseWarningCode::DateAmbiguous, message))
    }

    /// The day, unless it has not come yet.
    ///
    /// # Errors
    /// It lies ahead of today.
    pub(crate) fn not_ahead(&self, file: &str, dated: Dated) -> Result<Dated, CourseError> {
        match self.today {
            Some(today) if lies_ahead(dated.date, today) => Err(CourseError::AheadOfToday {
                file: file.to_owned(),
                date: dated.date,
                today,
                place: self.place,
            }),
            _ => Ok(dated),
        }
    }
}

/// The days at which cameras' clocks begin, and years in which there was nothing to take photos
/// with: no photo of a course is of such a day.
fn never_set(taken: DateTime) -> bool {
    let day = taken.date();
    let first = day.month() == 1 && day.day() == 1;
    !YEARS.contains(&day.year()) || first && matches!(day.year(), 1990 | 2000)
}

/// The first hours of a year: where many cameras' clocks begin after the battery was empty.
fn new_year(taken: DateTime) -> bool {
    taken.month() == 1 && taken.day() == 1 && taken.hour() < 4
}

fn impossible(file: &str, text: &str, used: &str) -> Note {
    (
        CourseWarningCode::DateImpossible,
        format!(
            "{file}: {:?} is not a day of the calendar; {used} was used",
            cut(text)
        ),
    )
}

/// The day that a photo outside any course was taken; `today` and `place` as in
/// [`Customs::of`].
///
/// # Errors
/// Nothing gives a possible day, or it lies ahead of today.
pub(super) fn date_of(
    file: &str,
    path: &Path,
    today: Option<Date>,
    place: Place,
) -> Result<Dated, CourseError> {
    let stem = stem(path);
    let customs = Customs::of(std::iter::once(stem.as_str()), today, place);
    let dated = customs.decide(file, customs.clues(path, &[], &exif_date))?;
    customs.not_ahead(file, dated)
}

/// The view that the file's name says.
pub(super) fn view_in_name(path: &Path) -> Option<View> {
    name_says(&stem(path), &[]).view
}

/// What a name says once its date is cut out; `own` as in [`read_name`].
pub(super) fn name_says(name: &str, own: &[View]) -> NameSays {
    match find_in_name(name, DayOrder::DayFirst) {
        Some(found) => {
            let (before, behind) = (&name[..found.range.start], &name[found.range.end..]);
            read_name(&format!("{before} {behind}"), own)
        }
        None => read_name(name, own),
    }
}

/// The note that goes with a view nobody named.
pub(super) fn view_assumed(file: &str, place: Place) -> Note {
    (
        CourseWarningCode::ViewAssumed,
        format!(
            "{file}: nothing says the view, vertex was assumed; {}",
            place.to_name_the_view()
        ),
    )
}

/// File name without its extension, accents composed.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().nfc().collect())
        .unwrap_or_default()
}

/// Gives the moment of exposure in a photo's EXIF: [`exif_date`], or what somebody kept of it.
type ReadTaken<'a> = &'a (dyn Fn(&Path) -> ExifDate + Sync);

/// Who reads a course: what is known beside its folder, and where a person can say what it leaves open.
#[derive(Clone, Copy)]
pub(crate) struct Asker<'a> {
    /// This computer's present day, where it is known: dates in the future can be told.
    pub(crate) today: Option<Date>,
    pub(crate) taken: ReadTaken<'a>,
    pub(crate) place: Place,
}

impl Asker<'_> {
    /// Who has the folder only.
    pub(super) fn of_files(today: Option<Date>) -> Self {
        Self {
            today,
            taken: &exif_date,
            place: Place::Manifest,
        }
    }
}

/// A file that cannot be read has no EXIF date; decoding will say what is wrong with it.
pub(crate) fn exif_date(path: &Path) -> ExifDate {
    regular_file::open(path, u64::MAX)
        .map(|(file, _)| read_facts(&mut BufReader::new(file)).taken)
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "resolve_tests.rs"]
mod tests;
