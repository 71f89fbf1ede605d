//! Capture dates: civil days, read from EXIF or from a file name, and calendar arithmetic.
//!
//! A course counts in the clinic's own days. Cameras write local time without a zone, so the
//! civil date stands as written and no zone is invented.

use std::ops::Range;

use jiff::civil::Date;

/// Years in which a photograph in a course can have been taken; a number outside is a counter.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// Where a photo's date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    /// `date` in `course.toml`.
    Manifest,
    /// EXIF `DateTimeOriginal`.
    Exif,
    /// The file's name.
    FileName,
    /// Given beside the file, such as on the command line.
    Given,
    /// Nowhere: the date stands for the order of two loose photos and is never shown.
    Unknown,
}

/// A date written in a file name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDate {
    /// Bytes of the name that hold it.
    pub range: Range<usize>,
    /// As written.
    pub text: String,
    /// The day; `None` when the calendar has no such day.
    pub date: Option<Date>,
}

/// Finds `YYYY-MM-DD`, `YYYY_MM_DD`, `YYYYMMDD` or `YYYYMMDDhhmmss` in a file name.
///
/// The first possible date wins; an impossible one is reported only when there is no other.
pub fn find_in_name(name: &str) -> Option<NameDate> {
    let mut impossible = None;
    for (start, end) in digit_runs(name.as_bytes()) {
        if let Some(found) = date_at(name, start, end) {
            if found.date.is_some() {
                return Some(found);
            }
            impossible.get_or_insert(found);
        }
    }
    impossible
}

/// Parses `YYYY-MM-DD`; the error says what is wrong with it.
pub fn parse_iso(text: &str) -> Result<Date, String> {
    text.trim()
        .parse::<Date>()
        .ok()
        .filter(|date| date.to_string() == text.trim())
        .ok_or_else(|| format!("{text:?} is not a day of the calendar (YYYY-MM-DD)"))
}

fn digit_runs(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for i in 0..=bytes.len() {
        let digit = bytes.get(i).is_some_and(u8::is_ascii_digit);
        match (start, digit) {
            (None, true) => start = Some(i),
            (Some(s), false) => {
                runs.push((s, i));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

/// A date that begins with the digit run `start..end`.
fn date_at(name: &str, start: usize, end: usize) -> Option<NameDate> {
    let (compact, range) = match end - start {
        8 | 14 => (name[start..start + 8].to_owned(), start..end),
        4 => separated(name, start)?,
        _ => return None,
    };
    let year: i16 = compact[..4].parse().ok()?;
    let month: i8 = compact[4..6].parse().ok()?;
    let day: i8 = compact[6..8].parse().ok()?;
    YEARS.contains(&year).then(|| NameDate {
        text: name[range.clone()].to_owned(),
        range,
        date: Date::new(year, month, day).ok(),
    })
}

/// `YYYY-MM-DD` or `YYYY_MM_DD` at `start`, as eight digits and the bytes it takes.
fn separated(name: &str, start: usize) -> Option<(String, Range<usize>)> {
    let text = name.as_bytes().get(start..start + 10)?;
    let separator = text[4];
    let digits = [0, 1, 2, 3, 5, 6, 8, 9];
    let shaped = matches!(separator, b'-' | b'_')
        && text[7] == separator
        && digits.iter().all(|&i| text[i].is_ascii_digit())
        && !name
            .as_bytes()
            .get(start + 10)
            .is_some_and(u8::is_ascii_digit);
    shaped.then(|| {
        let compact = digits.iter().map(|&i| char::from(text[i])).collect();
        (compact, start..start + 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-01-12_vertex", Some(date(2026, 1, 12)))]
    #[case("vertex 2026_02_28", Some(date(2026, 2, 28)))]
    #[case("PXL_20260112_101010123", Some(date(2026, 1, 12)))]
    #[case("20260112101010", Some(date(2026, 1, 12)))]
    #[case("IMG_1234", None)]
    #[case("2026-01_12", None)]
    #[case("99990112", None)]
    #[case("20269999_20260301", Some(date(2026, 3, 1)))]
    #[case("año_2024-02-29_é", Some(date(2024, 2, 29)))]
    fn dates_in_names(#[case] name: &str, #[case] expected: Option<Date>) {
        assert_eq!(find_in_name(name).and_then(|f| f.date), expected);
    }

    #[rstest]
    #[case("2026-02-30_vertex", "2026-02-30")]
    #[case("20261301", "20261301")]
    fn impossible_days_are_named(#[case] name: &str, #[case] text: &str) {
        let found = find_in_name(name).unwrap();
        assert_eq!((found.text.as_str(), found.date), (text, None));
    }

    #[test]
    fn only_plain_days_parse() {
        assert_eq!(parse_iso("2026-01-12"), Ok(date(2026, 1, 12)));
        for wrong in [
            "2026-02-31",
            "2026-1-2",
            "12.01.2026",
            "",
            "2026-01-12T10:00",
        ] {
            assert!(parse_iso(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_read_without_panic(name in ".{0,40}") {
            if let Some(found) = find_in_name(&name) {
                prop_assert_eq!(&name[found.range], found.text.as_str());
            }
        }

        #[test]
        fn a_written_day_is_found_again(y in 1990i16..2100, m in 1i8..13, d in 1i8..29) {
            let day = date(y, m, d);
            let found = find_in_name(&format!("x_{day}_vertex")).unwrap();
            prop_assert_eq!(found.date, Some(day));
        }
    }
}
