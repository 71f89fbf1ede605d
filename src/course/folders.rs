//! What a folder's name says: a visit with its date, a store of photos, pictures made from photos,
//! or something of a system's that nobody looks into.

use unicode_normalization::UnicodeNormalization;

use super::folder_words::{DERIVED, PHOTOS, SYSTEM, VISIT};
use super::months::{YEARS, month_of};
use super::name_date::{DayOrder, NameDate, day_of, find_in_name};
use super::name_view::read_name;
use super::view::View;
use super::words::{fold, meanings, words};

/// What a folder's name says of the photos in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct VisitFolder {
    /// The date that it holds.
    pub(super) date: Option<NameDate>,
    /// The view that it names.
    pub(super) view: Option<View>,
    /// Its words that mean nothing here, such as a name, folded; empty where every word is known.
    pub(crate) unknown: Vec<String>,
}

impl VisitFolder {
    /// Whether the name holds a day of the calendar.
    pub(crate) fn is_dated(&self) -> bool {
        self.date.as_ref().is_some_and(|date| date.date.is_some())
    }
}

/// What a folder below a course is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FolderKind {
    /// Of a system's: nobody looks into it.
    System,
    /// A store of photos, such as `photos`.
    Photos,
    /// A visit, or the photos of one view.
    Visit(VisitFolder),
    /// Pictures made from photos, copies, leftovers.
    Derived,
    /// Any other.
    Other,
}

/// Whether a folder is a system's own: hidden, `@eaDir`, `#recycle`, `$RECYCLE.BIN` and the like.
pub(crate) fn is_system_folder(name: &str) -> bool {
    let folded = fold(name.trim());
    name.starts_with(['.', '@', '#', '$', '~'])
        || SYSTEM.contains(&folded.as_str())
        || folded.starts_with("found.")
}

/// Reads a folder's name. A folder is a visit's where its name holds a date, or nothing but words
/// for a view, a visit, before or after, a year or month, or a visit's code such as `T0`.
pub(crate) fn folder_kind(name: &str) -> FolderKind {
    if is_system_folder(name) {
        return FolderKind::System;
    }
    let folded = fold(name.trim());
    if PHOTOS.contains(&folded.as_str()) {
        return FolderKind::Photos;
    }
    let visit = visit_folder(name, DayOrder::DayFirst);
    let dated = visit.is_dated();
    let words = words(name);
    let derived = words.iter().any(|word| DERIVED.contains(&word.as_str()));
    match (dated, derived) {
        (_, true) => FolderKind::Derived,
        (true, false) => FolderKind::Visit(visit),
        (false, false) if visit.unknown.is_empty() && says_visit(&words) => {
            FolderKind::Visit(visit)
        }
        (false, false) if is_year_or_month(&words) || is_visit_code(name) => {
            FolderKind::Visit(visit)
        }
        _ => FolderKind::Other,
    }
}

/// What a folder's name says, with the course's order of day and month.
pub(super) fn visit_folder(name: &str, order: DayOrder) -> VisitFolder {
    let name: String = name.nfc().collect();
    let date = find_in_name(&name, order);
    let (before, behind) = match &date {
        Some(found) => (&name[..found.range.start], &name[found.range.end..]),
        None => ("", name.as_str()),
    };
    let mut unknown = unknown_words(before, true);
    unknown.extend(unknown_words(behind, false));
    VisitFolder {
        view: read_name(&format!("{before} {behind}"), &[]).view,
        unknown,
        date,
    }
}

/// The words that mean nothing, with the numbers behind them (`P 2`, but not a visit's code such as
/// `T3`); before a date a long number too, as subjects are numbered so.
fn unknown_words(part: &str, before_date: bool) -> Vec<String> {
    let words = words(part);
    let phrases_known = meanings(&words).iter().all(Option::is_some);
    let mut unknown = Vec::new();
    let mut behind_unknown = false;
    for (i, word) in words.iter().enumerate() {
        let number_behind = words.get(i + 1).is_some_and(|next| is_number(next));
        let told = if VISIT_CODES.contains(&word.as_str()) && number_behind {
            behind_unknown = false;
            false
        } else if is_number(word) {
            behind_unknown || before_date && word.len() > 2
        } else {
            let known = meanings(std::slice::from_ref(word));
            behind_unknown = !phrases_known && known.iter().any(Option::is_none);
            behind_unknown
        };
        if told {
            unknown.push(word.clone());
        }
    }
    unknown
}

/// Letters that stand before the number of a visit, a month, a week or a day.
const VISIT_CODES: [&str; 5] = ["d", "m", "t", "v", "w"];

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

/// Whether a name is nothing but a visit's code: `T0`, `V2`, `M6`. Beside each other in a clinic's
/// folder they may be subjects as well.
pub(crate) fn is_visit_code(name: &str) -> bool {
    match words(name).as_slice() {
        [code, number] => {
            VISIT_CODES.contains(&code.as_str()) && is_number(number) && number.len() <= 2
        }
        _ => false,
    }
}

/// Whether words are a year, or a year and a month in either order: photos by time, whose days
/// other places have to say.
fn is_year_or_month(words: &[String]) -> bool {
    let is_year = |word: &str| year_of(word).is_some();
    let is_month = |word: &str| month_in(word).is_some();
    match words {
        [year] => is_year(year),
        [one, two] => is_year(one) && is_month(two) || is_month(one) && is_year(two),
        _ => false,
    }
}

fn year_of(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    YEARS.contains(&year).then_some(year)
}

/// A month by its number or its name.
fn month_in(word: &str) -> Option<i16> {
    match word.parse::<i16>() {
        Ok(number) => (word.len() <= 2 && (1..=12).contains(&number)).then_some(number),
        Err(_) => month_of(word),
    }
}

/// The month of a folder below a year's: `01`, `Januar` or `01 Januar`.
fn month_of_folder(words: &[String]) -> Option<i16> {
    match words {
        [month] => month_in(month),
        [number, month] => month_of(month).filter(|&month| month_in(number) == Some(month)),
        _ => None,
    }
}

/// Where a folder lies among folders of years, months and days inside each other (`2026/01/12`), as
/// programs make them that import photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ByTime {
    /// Not among them.
    #[default]
    Not,
    /// A year's folder.
    Year(i16),
    /// A month's folder below a year's.
    Month(i16, i16),
}

impl ByTime {
    /// What a folder of this name is that lies in such a folder, with its place and the name that
    /// says all of its date.
    pub(crate) fn kind_below(self, name: &str) -> (FolderKind, Self, String) {
        let words = words(name);
        let below = match (self, words.as_slice()) {
            (Self::Year(year), words) => month_of_folder(words)
                .map(|month| (format!("{year}-{month:02}"), Self::Month(year, month))),
            (Self::Month(year, month), [day]) if day.len() <= 2 => day
                .parse()
                .ok()
                .and_then(|day| day_of(year, month, day))
                .map(|day| (day.to_string(), Self::Not)),
            _ => None,
        };
        if let Some((name, place)) = below {
            let visit = visit_folder(&name, DayOrder::DayFirst);
            return (FolderKind::Visit(visit), place, name);
        }
        let place = match words.as_slice() {
            [word] => year_of(word).map_or(Self::Not, Self::Year),
            _ => Self::Not,
        };
        (folder_kind(name), place, name.nfc().collect())
    }
}

/// Whether words name a view, a visit, before or after: known words alone such as `hair` or a bare
/// number do not make a visit, as subjects are numbered too.
fn says_visit(words: &[String]) -> bool {
    use super::words::Meaning;
    words.iter().any(|word| VISIT.contains(&word.as_str()))
        || meanings(words).iter().any(|meaning| {
            matches!(
                meaning,
                Some(Meaning::Seen(_) | Meaning::Side(_) | Meaning::When(_))
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rstest::rstest;

    fn kind(name: &str) -> &'static str {
        match folder_kind(name) {
            FolderKind::System => "system",
            FolderKind::Photos => "photos",
            FolderKind::Visit(_) => "visit",
            FolderKind::Derived => "derived",
            FolderKind::Other => "other",
        }
    }

    #[rstest]
    #[case("system", &["@eaDir", "@Recycle", "#recycle", "#snapshot", "$RECYCLE.BIN", "lost+found", "LOST+FOUND", "__MACOSX", ".Trashes", ".Trash-1000", "System Volume Information", "RECYCLER"])]
    #[case("photos", &["photos", "Photos", "Fotos", "Bilder", "imagens", "Zdjęcia", "Фото"])]
    #[case("visit", &["2026-01-12", "12.01.2026", "12.01.2026 Visit 2", "20260112", "2026-01-12 PRP 3", "Visit 2", "before", "Nachher", "month 3", "до", "tepe", "crown", "2026-01-12 Müller", "12 Jan 2026", "3 Monate", "2026", "2026-01", "01.2026", "Januar 2026", "2026 Temmuz", "T0", "V2", "M 6"])]
    #[case("derived", &["edited", "Export", "EXPORTS", "bearbeitet", "Lightroom", "thumbs", "edited 2026-01-12", "Kopie von Fotos", "tricholapse-out", "raw"])]
    #[case("other", &["P-0042", "001", "Müller", "arm-a", "P1 hair", "Müller before", "12", "1026", "2026-13", "T100", "P1", "Januar"])]
    fn folders_are_told_by_their_names(#[case] expected: &str, #[case] names: &[&str]) {
        for name in names {
            assert_eq!(kind(name), expected, "{name}");
        }
    }

    #[test]
    fn a_visits_folder_says_its_day_its_view_and_what_is_not_known() {
        let visit = visit_folder("12.01.2026 tepe Müller", DayOrder::DayFirst);
        assert_eq!(visit.date.unwrap().date, Some(date(2026, 1, 12)));
        assert_eq!(visit.view, Some(View::Vertex));
        assert_eq!(visit.unknown, ["muller"]);
        let unknown = |name: &str| visit_folder(name, DayOrder::DayFirst).unknown;
        for plain in [
            "2026-01-12 Visit 2",
            "1. 2026-01-12",
            "2026-01-12_103321",
            "von oben 12.01.2026",
            "T0 2026-01-12",
            "2026-01-12 V2",
            "M3_2026-01-12",
        ] {
            assert!(unknown(plain).is_empty(), "{plain}");
        }
        assert_eq!(unknown("P1 2026-01-12"), ["p", "1"]);
        assert_eq!(unknown("0042 2026-01-12"), ["0042"]);
        assert_eq!(unknown("P-0042_2026-01-12"), ["p", "0042"]);
    }

    #[rstest]
    #[case(&["2026", "01", "12"], "2026-01-12")]
    #[case(&["2026", "1", "2"], "2026-01-02")]
    #[case(&["2026", "Januar", "12"], "2026-01-12")]
    #[case(&["2026", "01 Januar", "12"], "2026-01-12")]
    #[case(&["2026", "2026-01", "2026-01-12"], "2026-01-12")]
    fn a_day_below_a_month_below_a_year_is_a_date(#[case] path: &[&str], #[case] expected: &str) {
        let mut place = ByTime::Not;
        let mut last = String::new();
        for name in path {
            let kind;
            (kind, place, last) = place.kind_below(name);
            assert!(matches!(kind, FolderKind::Visit(_)), "{name}");
        }
        assert_eq!(last, expected);
    }

    #[rstest]
    #[case(&["2026", "13"])]
    #[case(&["2026", "02", "30"])]
    #[case(&["2026", "0042"])]
    #[case(&["P1", "01"])]
    #[case(&["01"])]
    #[case(&["2026", "02 Januar"])]
    fn other_numbers_are_no_dates(#[case] path: &[&str]) {
        let below =
            |(_, place, _): (FolderKind, ByTime, String), name: &&str| place.kind_below(name);
        let first = (FolderKind::Other, ByTime::Not, String::new());
        assert_eq!(path.iter().fold(first, below).0, FolderKind::Other);
    }
}
