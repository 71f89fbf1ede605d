//! Capture dates: civil days, where they were read, and the forms in which people write one.
//!
//! A course counts in the clinic's own days. Cameras write local time without a zone, so the
//! civil date stands as written and no zone is invented.

use jiff::civil::Date;

use super::name_date::{DayOrder, Doubt, find_in_name};

/// Where a photo's date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    /// `date` in `course.toml`.
    Manifest,
    /// EXIF `DateTimeOriginal`, or `DateTimeDigitized` where that one is blank.
    Exif,
    /// The file's name.
    FileName,
    /// The name of the visit's folder.
    Folder,
    /// Given beside the file, such as on the command line.
    Given,
    /// Nowhere: the date stands for the order of two loose photos and is never shown.
    Unknown,
}

/// Whether a day lies ahead of today by more than the clocks of two places differ: somewhere it is
/// tomorrow already.
pub(crate) fn lies_ahead(day: Date, today: Date) -> bool {
    today.tomorrow().is_ok_and(|tomorrow| day > tomorrow)
}

/// A day that a person typed: `YYYY-MM-DD`, or any form that is read in file names
/// (`12.01.2026`, `20260112`, `12 January 2026`). Between dots the day comes first.
///
/// # Errors
/// The text is no day, or may be two: what was written, and what to write.
pub(crate) fn parse_day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let refused = || {
        format!(
            "{:?} is not a day of the calendar; write YYYY-MM-DD, such as 2026-01-12",
            super::text::cut(text)
        )
    };
    let found = find_in_name(text, DayOrder::DayFirst)
        .filter(|found| found.text == text)
        .ok_or_else(refused)?;
    let day = found.date.ok_or_else(refused)?;
    match found.doubt {
        Some(Doubt::DayOrMonth(other)) if !text.contains('.') => Err(format!(
            "{text:?} may be {day} or {other}; write it as YYYY-MM-DD"
        )),
        _ => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    #[rstest]
    #[case("2026-01-12")]
    #[case("12.01.2026")]
    #[case("12.1.2026")]
    #[case("2026.01.12")]
    #[case("2026/01/12")]
    #[case("20260112")]
    #[case("12 January 2026")]
    #[case(" 12. Januar 2026 ")]
    fn typed_days(#[case] text: &str) {
        assert_eq!(parse_day(text), Ok(date(2026, 1, 12)));
    }

    #[rstest]
    #[case("2026-02-31", "2026-02-31")]
    #[case("", "YYYY-MM-DD")]
    #[case("2026-01-12T10:00", "not a day")]
    #[case("yesterday", "yesterday")]
    #[case("03/04/2026", "2026-04-03 or 2026-03-04")]
    #[case("99990112", "99990112")]
    fn what_is_no_day_is_refused(#[case] text: &str, #[case] said: &str) {
        let why = parse_day(text).unwrap_err();
        assert!(why.contains(said), "{why}");
    }
}
