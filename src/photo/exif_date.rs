//! The moment of exposure as cameras write it into EXIF, well or badly.

use exif::{Exif, Tag};
use jiff::civil::{Date, DateTime, Time};

use super::exif_text::text;

/// The moment of exposure, civil time without a zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ExifDate {
    /// Not written, blank or zeroed (a camera whose clock was never set).
    #[default]
    Absent,
    /// Written and possible. Where only the time makes no sense, midnight stands for it: the day
    /// is what counts.
    Taken(DateTime),
    /// Written, but no such day exists; as written.
    Impossible(String),
}

/// `DateTimeOriginal`; where it is blank, zeroed or impossible, a good `DateTimeDigitized`, which
/// cameras write at the same moment.
pub(super) fn taken(exif: &Exif) -> ExifDate {
    let original = read(text(exif, Tag::DateTimeOriginal));
    match original {
        ExifDate::Taken(_) => original,
        _ => match read(text(exif, Tag::DateTimeDigitized)) {
            digitized @ ExifDate::Taken(_) => digitized,
            _ => original,
        },
    }
}

fn read(written: Option<String>) -> ExifDate {
    let Some(written) = written.filter(|w| w.bytes().any(|b| matches!(b, b'1'..=b'9'))) else {
        return ExifDate::Absent;
    };
    match moment(&written) {
        Some(moment) => ExifDate::Taken(moment),
        None => ExifDate::Impossible(written),
    }
}

/// `YYYY:MM:DD hh:mm:ss` (EXIF 2.32, 4.6.5), and what is found instead: ISO 8601, other
/// separators or none, a day without a time, hour 24 or 60 seconds.
fn moment(written: &str) -> Option<DateTime> {
    let numbers: Vec<&str> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .flat_map(apart)
        .collect();
    let [year, month, day, time @ ..] = numbers.as_slice() else {
        return None;
    };
    let starts_with_year = year.len() == 4 && written.trim_start().starts_with(year);
    if !starts_with_year || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    let part = |i: usize| time.get(i).and_then(|t: &&str| t.parse::<i8>().ok());
    let clock = || {
        let second = part(2).unwrap_or(0);
        // A leap second is written as 60.
        Time::new(part(0)?, part(1)?, second.min(59), 0).ok()
    };
    Some(day.to_datetime(clock().unwrap_or(Time::midnight())))
}

/// The numbers in digits without separators: `20260112`, `103321` and both in one; others are one.
fn apart(digits: &str) -> Vec<&str> {
    let ends: &[usize] = match digits.len() {
        6 => &[2, 4, 6],
        8 => &[4, 6, 8],
        14 => &[4, 6, 8, 10, 12, 14],
        _ => return vec![digits],
    };
    let starts = std::iter::once(&0).chain(ends);
    starts.zip(ends).map(|(&a, &b)| &digits[a..b]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    #[rstest]
    #[case("2026:01:12 10:11:12", 10)]
    #[case("2026:01:12 24:00:00", 0)]
    #[case("2026:01:12 24:05:10", 0)]
    #[case("2026:01:12 10:99:00", 0)]
    #[case("2026:01:12", 0)]
    #[case("2026-01-12", 0)]
    #[case("2026-01-12T10:11:12", 10)]
    #[case("2026-01-12T10:11:12.345+02:00", 10)]
    #[case("2026/01/12 10:11", 10)]
    #[case("2026.01.12 10.11.60", 10)]
    #[case("2026:1:12 10:11:12", 10)]
    #[case("20260112", 0)]
    #[case("20260112 101112", 10)]
    #[case("20260112T101112Z", 10)]
    #[case("20260112101112", 10)]
    #[case("2026:01:12 101112", 10)]
    fn days_however_the_camera_writes_them(#[case] written: &str, #[case] hour: i8) {
        let ExifDate::Taken(moment) = read(Some(written.to_owned())) else {
            panic!("{written}");
        };
        assert_eq!((moment.date(), moment.hour()), (date(2026, 1, 12), hour));
    }

    #[rstest]
    #[case("2026:02:31 10:00:00")]
    #[case("12:01:2026 10:00:00")]
    #[case("12012026")]
    #[case("1768212672")]
    #[case("202601")]
    #[case("last week 7")]
    fn no_day(#[case] written: &str) {
        assert_eq!(
            read(Some(written.to_owned())),
            ExifDate::Impossible(written.to_owned())
        );
    }

    #[test]
    fn blank_and_zeroed_is_absent() {
        for written in ["0000:00:00 00:00:00", "    :  :     :  :  ", ""] {
            assert_eq!(read(Some(written.to_owned())), ExifDate::Absent);
        }
        assert_eq!(read(None), ExifDate::Absent);
    }
}
