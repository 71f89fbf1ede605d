//! Dates in the names of files and folders, in the forms that people, telephones and messengers
//! write.

use std::ops::Range;

use jiff::civil::{Date, DateTime};

use super::months::{YEARS, month_of};

/// A date written in a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameDate {
    /// Bytes of the name that hold it.
    pub(crate) range: Range<usize>,
    /// As written.
    pub(crate) text: String,
    /// The day; `None` when the calendar has no such day.
    pub(crate) date: Option<Date>,
    /// Why another day may be meant.
    pub(crate) doubt: Option<Doubt>,
    /// The moment, where the name is known to hold universal time (`PXL_`).
    pub(crate) utc: Option<DateTime>,
}

/// Why a written date may mean another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Day and month may be the other way round; the other day.
    DayOrMonth(Date),
    /// The year has two digits.
    ShortYear,
}

/// Which of day and month is written first where the year comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DayOrder {
    /// 12.01.2026 is 12 January.
    #[default]
    DayFirst,
    /// 01-12-2026 is 12 January.
    MonthFirst,
}

/// Finds a date in a name: the year first (`2026-01-12`, `2026.1.12`, `20260112`,
/// `20260112103321`), the year last (`12.01.2026`, `12-01-2026`, `12012026`, in the given order of
/// day and month), with the month's name (`12 Jan 2026`), or `12.01.26`.
///
/// Forms that leave less doubt go first, then the place; an impossible date is reported only when
/// there is no other.
pub(super) fn find_in_name(name: &str, order: DayOrder) -> Option<NameDate> {
    let tokens = tokens(name);
    let mut found = year_first(name, &tokens);
    found.extend(named_months(name, &tokens));
    found.extend(year_last(name, &tokens, order));
    found.extend(compact(name, &tokens, order));
    let best = found
        .iter()
        .position(|f| f.date.is_some())
        .or((!found.is_empty()).then_some(0))
        .map(|at| found.swap_remove(at));
    let best = best.or_else(|| short_year(name, &tokens))?;
    Some(NameDate {
        utc: utc_moment(name, &best),
        ..best
    })
}

/// The order of day and month that a name gives away: one of the two is above 12.
pub(super) fn order_told(name: &str) -> Option<DayOrder> {
    let found = find_in_name(name, DayOrder::DayFirst)?;
    let parts: Vec<u32> = found
        .text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    match (found.date?, parts.as_slice()) {
        (_, [first, second, year]) if *year >= 1990 && first != second => {
            match (*first > 12, *second > 12) {
                (true, false) => Some(DayOrder::DayFirst),
                (false, true) => Some(DayOrder::MonthFirst),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A run of digits or of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    range: Range<usize>,
    digits: bool,
}

impl Token {
    fn len(&self) -> usize {
        self.range.len()
    }
}

fn tokens(name: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in name.char_indices() {
        let digits = c.is_ascii_digit();
        if !digits && !c.is_alphabetic() {
            continue;
        }
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if last.range.end == at && last.digits == digits => last.range.end = end,
            _ => tokens.push(Token {
                range: at..end,
                digits,
            }),
        }
    }
    tokens
}

/// The number in a token of digits.
fn number(name: &str, token: &Token) -> Option<i16> {
    let text = &name[token.range.clone()];
    (token.digits && text.len() <= 4)
        .then(|| text.parse().ok())
        .flatten()
}

/// Three numbers side by side with one and the same separator between them.
fn triples<'a>(
    name: &'a str,
    tokens: &'a [Token],
) -> impl Iterator<Item = (&'a [Token], [i16; 3], &'a str)> {
    const SEPARATORS: [&str; 9] = [
        "-", "_", ".", "/", " ", ". ", "\u{2010}", "\u{2011}", "\u{2013}",
    ];
    tokens.windows(3).filter_map(|three| {
        let between = |i: usize| &name[three[i].range.end..three[i + 1].range.start];
        let separator = between(0);
        let alike = separator == between(1) && SEPARATORS.contains(&separator);
        let numbers = [
            number(name, &three[0])?,
            number(name, &three[1])?,
            number(name, &three[2])?,
        ];
        alike.then_some((three, numbers, separator))
    })
}

pub(super) fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn plain(name: &str, range: Range<usize>, date: Option<Date>) -> NameDate {
    NameDate {
        text: name[range.clone()].to_owned(),
        range,
        date,
        doubt: None,
        utc: None,
    }
}

fn spanned(three: &[Token]) -> Range<usize> {
    three[0].range.start..three[2].range.end
}

/// `2026-01-12`, `2026.1.12`, `2026_01_12`, and digits alone: `20260112`, with the time behind
/// them.
fn year_first(name: &str, tokens: &[Token]) -> Vec<NameDate> {
    let separated = triples(name, tokens).filter_map(|(three, [y, m, d], _)| {
        let shaped = three[0].len() == 4 && three[1].len() <= 2 && three[2].len() <= 2;
        (shaped && YEARS.contains(&y)).then(|| plain(name, spanned(three), day_of(y, m, d)))
    });
    let mut found: Vec<NameDate> = separated.collect();
    found.extend(tokens.iter().filter_map(|token| {
        let text = token.digits.then(|| &name[token.range.clone()])?;
        let timed = matches!(text.len(), 12 | 14 | 17) && is_time(&text[8..]);
        if text.len() != 8 && !timed {
            return None;
        }
        let part = |range: Range<usize>| text[range].parse::<i16>().ok();
        let (y, m, d) = (part(0..4)?, part(4..6)?, part(6..8)?);
        YEARS
            .contains(&y)
            .then(|| plain(name, token.range.clone(), day_of(y, m, d)))
    }));
    // The first in the name, whichever way it is written.
    found.sort_by_key(|f| f.range.start);
    found
}

/// Hours, minutes, and what stands behind them; 24 is what some telephones write for midnight.
fn is_time(digits: &str) -> bool {
    let part = |range: Range<usize>| digits[range].parse::<u8>().unwrap_or(u8::MAX);
    let seconds = digits.len() < 6 || part(4..6) <= 60;
    part(0..2) <= 24 && part(2..4) < 60 && seconds
}

/// `12.01.2026` and the like.
fn year_last(name: &str, tokens: &[Token], order: DayOrder) -> Vec<NameDate> {
    triples(name, tokens)
        .filter(|(three, [_, _, year], _)| {
            three[0].len() <= 2
                && three[1].len() <= 2
                && three[2].len() == 4
                && YEARS.contains(year)
        })
        .map(|(three, [a, b, year], _)| either_order(name, spanned(three), [a, b, year], order))
        .collect()
}

/// `12012026`: only where the year cannot come first.
fn compact(name: &str, tokens: &[Token], order: DayOrder) -> Vec<NameDate> {
    let eight = tokens.iter().filter(|t| t.digits && t.len() == 8);
    eight
        .filter_map(|token| {
            let text = &name[token.range.clone()];
            let part = |range: Range<usize>| text[range].parse::<i16>().ok();
            let parts = [part(0..2)?, part(2..4)?, part(4..8)?];
            let dated = YEARS
                .contains(&parts[2])
                .then(|| either_order(name, token.range.clone(), parts, order))?;
            dated.date.is_some().then_some(dated)
        })
        .collect()
}

/// Two numbers and a year: whichever of day and month can come first, in the given order where
/// both can.
fn either_order(
    name: &str,
    range: Range<usize>,
    [a, b, year]: [i16; 3],
    order: DayOrder,
) -> NameDate {
    let day_first = day_of(year, b, a);
    let month_first = day_of(year, a, b);
    let (wanted, other) = match order {
        DayOrder::DayFirst => (day_first, month_first),
        DayOrder::MonthFirst => (month_first, day_first),
    };
    let doubt = match (wanted, other) {
        (Some(wanted), Some(other)) if wanted != other => Some(Doubt::DayOrMonth(other)),
        _ => None,
    };
    NameDate {
        doubt,
        ..plain(name, range, wanted.or(other))
    }
}

/// `12.01.26`, between dots only and never behind a word that announces a time.
fn short_year(name: &str, tokens: &[Token]) -> Option<NameDate> {
    const CLOCK: [&str; 14] = [
        "at", "um", "à", "a", "alle", "as", "às", "в", "o", "las", "saat", "ore", "os", "kl",
    ];
    let found = triples(name, tokens).find_map(|(three, [day, month, year], separator)| {
        let shaped = separator == "."
            && three.iter().all(|t| t.len() <= 2)
            && three[2].len() == 2
            && month <= 12;
        let before = tokens.iter().rfind(|t| t.range.end <= three[0].range.start);
        let timed =
            before.is_some_and(|t| CLOCK.contains(&name[t.range.clone()].to_lowercase().as_str()));
        let century = if year >= 90 { 1900 } else { 2000 };
        let date = day_of(century + year, month, day)?;
        (shaped && !timed).then(|| plain(name, spanned(three), Some(date)))
    })?;
    Some(NameDate {
        doubt: Some(Doubt::ShortYear),
        ..found
    })
}

/// `12 Jan 2026`, `12. Januar 2026`, `January 12, 2026`, `2026 Jan 12`, `12 de enero de 2026`.
fn named_months(name: &str, tokens: &[Token]) -> Vec<NameDate> {
    const FILLERS: [&str; 12] = [
        "de", "del", "of", "the", "st", "nd", "rd", "th", "di", "d", "ve", "г",
    ];
    let kept: Vec<&Token> = tokens
        .iter()
        .filter(|t| t.digits || !FILLERS.contains(&name[t.range.clone()].to_lowercase().as_str()))
        .collect();
    kept.windows(3)
        .filter_map(|three| {
            let [a, b, c] = three else { return None };
            let month = |t: &Token| {
                (!t.digits)
                    .then(|| month_of(&name[t.range.clone()]))
                    .flatten()
            };
            let day = |t: &Token| number(name, t).filter(|_| t.len() <= 2);
            let year = |t: &Token| number(name, t).filter(|y| t.len() == 4 && YEARS.contains(y));
            let (y, m, d) = match (month(a), month(b)) {
                (Some(m), _) => (year(c)?, m, day(b)?),
                (_, Some(m)) => match (day(a), year(c)) {
                    (Some(d), Some(y)) => (y, m, d),
                    _ => (year(a)?, m, day(c)?),
                },
                _ => return None,
            };
            let range = a.range.start..c.range.end;
            // Words far apart make no date.
            (range.len() <= 40).then(|| plain(name, range, day_of(y, m, d)))
        })
        .collect()
}

/// Google's camera names files by universal time: `PXL_20260112_233012345`.
fn utc_moment(name: &str, found: &NameDate) -> Option<DateTime> {
    let prefix = name[..found.range.start].to_ascii_uppercase();
    if !prefix.ends_with("PXL_") || found.text.len() != 8 {
        return None;
    }
    let clock = name[found.range.end..].strip_prefix('_')?.get(..6)?;
    let part = |range: Range<usize>| clock.get(range)?.parse::<i8>().ok();
    let time = jiff::civil::Time::new(part(0..2)?, part(2..4)?, part(4..6)?.min(59), 0).ok()?;
    Some(found.date?.to_datetime(time))
}

#[cfg(test)]
#[path = "name_date_tests.rs"]
mod tests;
