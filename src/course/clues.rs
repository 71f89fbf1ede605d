//! Everything that may say a photo's day, before anybody decides.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::date::DateSource;
use super::error::{CourseWarningCode, Note};
use super::name_date::{Doubt, NameDate};
use super::remedy::Place;
use crate::photo::exif::ExifDate;

/// Everything that may say a photo's day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Clues {
    pub(crate) exif: ExifDate,
    pub(crate) name: Option<NameDate>,
    pub(crate) folder: Option<NameDate>,
}

impl Clues {
    /// The day that names say, and which of them.
    pub(super) fn written(&self) -> Option<(Date, DateSource)> {
        let day = |found: &Option<NameDate>| found.as_ref().and_then(|found| found.date);
        match (day(&self.name), day(&self.folder)) {
            // The name's universal day may be the day before or after the visit's.
            (Some(name), Some(folder)) if self.is_utc() && apart(name, folder) <= 1 => {
                Some((folder, DateSource::Folder))
            }
            (Some(name), _) => Some((name, DateSource::FileName)),
            (None, Some(folder)) => Some((folder, DateSource::Folder)),
            (None, None) => None,
        }
    }

    pub(super) fn is_utc(&self) -> bool {
        self.name.as_ref().is_some_and(|found| found.utc.is_some())
    }

    /// The name that [`Self::written`] took its day from.
    pub(super) fn dated_name(&self) -> Option<&NameDate> {
        let dated = |found: &&NameDate| found.date.is_some();
        let name = self.name.as_ref().filter(dated);
        name.or(self.folder.as_ref().filter(dated))
    }

    pub(super) fn impossible_name(&self) -> Option<&str> {
        let found = self.name.as_ref().filter(|found| found.date.is_none())?;
        Some(&found.text)
    }

    /// Whether the names agree with the moment that EXIF gives.
    pub(super) fn allow(&self, taken: DateTime) -> bool {
        let Some((day, _)) = self.written() else {
            return true;
        };
        // No zone is further than 14 hours from universal time.
        let zone = |utc: DateTime| {
            let ahead = utc.checked_add(14.hours());
            let behind = utc.checked_sub(14.hours());
            ahead.is_ok_and(|end| taken <= end) && behind.is_ok_and(|start| taken >= start)
        };
        let utc = self.name.as_ref().and_then(|found| found.utc);
        let other = self.dated_name().and_then(|found| found.doubt);
        day == taken.date()
            || utc.is_some_and(zone)
            || other == Some(Doubt::DayOrMonth(taken.date()))
    }

    pub(super) fn folder_clash(&self, file: &str, place: Place) -> Option<Note> {
        let day = |found: &Option<NameDate>| found.as_ref().and_then(|found| found.date);
        let (name, folder) = (day(&self.name)?, day(&self.folder)?);
        let near = self.is_utc() && apart(name, folder) <= 1;
        (name != folder && !near).then(|| {
            (
                CourseWarningCode::DateClash,
                format!(
                    "{file}: the file name says {name}, its folder {folder}; the file name was \
                     used; {}",
                    place.to_correct()
                ),
            )
        })
    }
}

/// Whole days between two days.
pub(super) fn apart(a: Date, b: Date) -> u32 {
    a.until(b)
        .map_or(u32::MAX, |span| span.get_days().unsigned_abs())
}
