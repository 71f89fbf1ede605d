//! What the measuring stages say, in the reader's language.
//!
//! The stages write English sentences with figures in them; the table holds each sentence once, with
//! named gaps for the figures, and how it reads in the other languages. A sentence that the table
//! does not hold stays English: shown as it is, never dropped. In English only names of regions change, from
//! identifiers to words.

use super::reason_table::{Row, TABLES};
use super::text::{Text, fill};

/// The sentence in the language of `text`: as a whole, else piece by piece between `; ` and after
/// `. `, each piece that is not known in English.
pub(super) fn translated(english: &str, text: &Text) -> String {
    let column = column(text.code);
    let said = of_table(english, text, column, 0);
    said.unwrap_or_else(|| pieces(english, text, column))
}

/// A row's phrase in one of the other languages; `None` is English.
type Column = Option<usize>;

fn column(code: &str) -> Column {
    ["de", "tr", "es"].iter().position(|known| *known == code)
}

/// Separators at which a message is a list of messages, tried in turn.
const SEPARATORS: [&str; 3] = [". ", "; ", ": "];

fn pieces(english: &str, text: &Text, column: Column) -> String {
    for separator in SEPARATORS {
        let Some((first, rest)) = english.split_once(separator) else {
            continue;
        };
        let of = |piece: &str| {
            let rule = column.and_then(|_| rule(piece, text));
            rule.or_else(|| of_table(piece, text, column, 0))
                .unwrap_or_else(|| pieces(piece, text, column))
        };
        return format!("{}{separator}{}", of(first), of(rest));
    }
    english.to_owned()
}

/// What a rule of the conditions is called, of which `words` are the name.
fn rule(words: &str, text: &Text) -> Option<String> {
    let name = words.replace(' ', "_");
    let known = text.rules.iter().find(|(rule, _)| *rule == name);
    known.map(|(_, shown)| (*shown).to_owned())
}

/// Most messages that may stand inside each other.
const MOST_NESTED: usize = 3;

/// The sentence by the table's row that fits it.
fn of_table(english: &str, text: &Text, column: Column, depth: usize) -> Option<String> {
    let (english, end) = match english.strip_suffix('.') {
        Some(bare) => (bare, "."),
        None => (english, ""),
    };
    let names_regions = |row: &&Row| column.is_some() || row.0.contains(REGIONS_GAP);
    let mut rows = rows().filter(names_regions);
    let (row, values) = rows.find_map(|row| Some((row, gaps(row.0, english)?)))?;
    let phrase = column.map_or(row.0, |column| row.1[column]);
    let shown: Vec<(&str, String)> = values
        .into_iter()
        .map(|(name, value)| match name {
            REGIONS => (name, regions(value, text)),
            _ => (name, gap(value, text, column, depth)),
        })
        .collect();
    let shown: Vec<(&str, &str)> = shown.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Some(format!("{}{end}", fill(phrase, &shown)))
}

fn rows() -> impl Iterator<Item = &'static Row> {
    TABLES.iter().copied().flatten()
}

/// The gap that holds names of regions.
const REGIONS: &str = "regions";
const REGIONS_GAP: &str = "{regions}";

fn regions(names: &str, text: &Text) -> String {
    let names: Vec<String> = names.split(", ").map(|name| text.name(name)).collect();
    names.join(", ")
}

/// What stands in a gap: a figure with the language's decimal sign, a word or sentence of its own.
fn gap(value: &str, text: &Text, column: Column, depth: usize) -> String {
    let figure = value.trim_start_matches(['+', '-', '−']);
    let is_figure = figure.starts_with(|c: char| c.is_ascii_digit())
        && figure.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_figure {
        return value
            .replace('.', &text.decimal.to_string())
            .replace('-', "−");
    }
    let known = (depth < MOST_NESTED).then(|| of_table(value, text, column, depth + 1));
    known
        .flatten()
        .unwrap_or_else(|| pieces(value, text, column))
}

/// The values that stand in the gaps of a pattern; `None` where the sentence is another one.
fn gaps<'p, 's>(pattern: &'p str, sentence: &'s str) -> Option<Vec<(&'p str, &'s str)>> {
    let mut found = Vec::new();
    let (mut pattern, mut rest) = (pattern, sentence);
    loop {
        let Some(open) = pattern.find('{') else {
            return (rest == pattern).then_some(found);
        };
        rest = rest.strip_prefix(&pattern[..open])?;
        let close = open + pattern[open..].find('}')?;
        let name = &pattern[open + 1..close];
        pattern = &pattern[close + 1..];
        let literal = &pattern[..pattern.find('{').unwrap_or(pattern.len())];
        let end = match literal {
            // Another message follows: each is translated by itself.
            "" if rest.contains("; ") => return None,
            "" => rest.len(),
            literal if pattern.len() == literal.len() => rest.strip_suffix(literal)?.len(),
            literal => rest.find(literal)?,
        };
        if end == 0 {
            return None;
        }
        found.push((name, &rest[..end]));
        rest = &rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::lang::Lang;

    fn german(english: &str) -> String {
        translated(english, Lang::German.text())
    }

    #[test]
    fn regions_left_out_bear_their_names() {
        assert_eq!(german("without upper, lower"), "ohne Oben, Unten");
        let english = |said| translated(said, Lang::English.text());
        assert_eq!(
            english("too dark; without right-parietal, midscalp"),
            "too dark; without Right parietal, Mid-scalp"
        );
    }

    #[test]
    fn a_sentence_keeps_its_figures_with_the_languages_decimal_sign() {
        let said = german(
            "the head is 1.7 stops darker than at baseline; use the same lamps, place and exposure (dyed hair, or far more or less of it, shows here too)",
        );
        assert!(said.contains("1,7") && said.contains("dunkler"), "{said}");
        assert!(!said.contains("baseline"), "{said}");
    }

    #[test]
    fn what_the_table_does_not_hold_stays_english_and_the_rest_is_translated() {
        let said = german("the moon was full; step back");
        assert!(said.starts_with("the moon was full; "), "{said}");
        assert!(!said.contains("step back"), "{said}");
        let english = "anything; step back";
        assert_eq!(translated(english, Lang::English.text()), english);
    }

    #[test]
    fn reasons_of_regions_and_hair_leave_no_english() {
        for english in [
            "this region is aligned to 67 per mille of the photo's width only (at most 15): it may be another \
             place of the head; take the photo from where the baseline was taken",
            "only 61 % of this region seems to be scalp (at least 30 % wanted), the rest ear, face, neck or \
             background; draw the region on the scalp and give it as regions.geojson",
            "1 of 2 regions of this photo are other places of the head, so that its alignment is not believed; \
             take the photo from where the baseline was taken",
            "hair is 1.2 stops darker against the scalp than at baseline, at most 0.2 wanted: dyed, bleached, \
             wet, in harder light, far more or far less of it, or the contrast of another camera, app or HDR setting? Take photos with the \
             same camera and settings",
            "a straight edge runs through the whole photo at column 540: it seems put together from several \
             pictures or edited; give every picture as a file of its own, as taken",
            "vertex: strands run in no common direction (alignment 0.20, at least 0.45 wanted): stubble, tight \
             curls and tattooed dots look alike, and pigment reads as hair",
            "colours of half-covered scalp look as if the camera had raised contrast (by 0.14 in the quarter \
             tones, at most 0.05 wanted): switch HDR, filters and portrait modes off, or use another camera app, \
             at every visit alike",
            "a.jpg: EXIF says 2002-12-08, the file name 2026-01-12; EXIF was used; give date in course.toml if \
             it is wrong",
            "a.jpg: EXIF says 2002-12-08, years before the photos from 2026-01-12 on, as of a clock that was \
             never set; give date in course.toml if it is wrong",
            "photos/260112/ holds 1 picture that was not read: its name is no visit's; name it by the visit's \
             date, or list its photos in course.toml",
            "too uncertain to say: 0 lies outside the interval, but it spans 61 points, from 3.0 to 64.7; \
             nothing known so roughly is called a change",
            "visit 5 Feb 2026 lies in the window but is not comparable: local light: against the head around it, \
             right-parietal is 0.90 stops brighter than at baseline, at most 0.60 wanted: a spot of light or the \
             edge of a shadow reads as scalp or hair (far more or far less hair there shows here too); light the \
             head evenly, without a flash close by",
            "in 3 of 5 regions of this photo hair and scalp cannot be told apart: what is read in the others is not \
             believed",
            "against the head around it, right-parietal is 0.90 stops darker than at baseline, as where hair came or \
             went, and is read so: the skin seen there tells the scalp's light anew, which makes all changes less \
             certain",
            "frontal: if real, a loss at month 1 can be shedding of resting hairs that new ones replace; judge \
             the course at the later marks",
        ] {
            for lang in [Lang::German, Lang::Turkish, Lang::Spanish] {
                let said = translated(english, lang.text());
                let left = [
                    " the ",
                    "local light",
                    " of ",
                    "baseline",
                    "take ",
                    " may ",
                    "hair is",
                ];
                let left = left.iter().find(|word| said.contains(**word));
                assert_eq!(left, None, "{}: {said}", lang.code());
            }
        }
    }

    #[test]
    fn every_row_has_its_gaps_in_every_language() {
        let names = |phrase: &str| {
            let parts = phrase.split('{').skip(1);
            let mut names: Vec<String> = parts
                .filter_map(|p| p.split_once('}').map(|(name, _)| name.to_owned()))
                .collect();
            names.sort();
            names
        };
        for (english, others) in rows() {
            for other in others {
                assert_eq!(names(english), names(other), "{english}");
            }
        }
    }

    #[test]
    fn a_pattern_reads_its_own_sentence_only() {
        assert_eq!(
            gaps("a {x} b {y}", "a 1 b 2"),
            Some(vec![("x", "1"), ("y", "2")])
        );
        assert_eq!(gaps("a {x} b", "a 1 c"), None);
        assert_eq!(gaps("a {x}", "a "), None);
    }
}
