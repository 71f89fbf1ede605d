//! Names and texts of others, made harmless to look at.
//!
//! A file's name may hold what paints a terminal, turns the direction of a line or hides itself.
//! Every such character is shown as one replacement character, on the terminal, in HTML and in CSV;
//! JSON keeps the text as it is.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// Whether a character steers its surroundings instead of being seen: control characters,
/// directional marks, embeddings, overrides and isolates (Unicode Standard Annex 9), separators of
/// lines, and what has no width.
pub(crate) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The text with a replacement character in place of everything that steers; line ends and tabs
/// stay.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| steers(c) && !matches!(c, '\n' | '\t');
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let shown = |c| {
        if hidden(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Escapes for HTML what a template inserts, after [`shown`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShownHtml;

impl askama::filters::Escaper for ShownHtml {
    fn write_escaped_str<W: Write>(&self, to: W, text: &str) -> fmt::Result {
        askama::filters::Html.write_escaped_str(to, &shown(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_replaced_and_letters_stay() {
        assert_eq!(shown("Łucja Müller\tمريم\n"), "Łucja Müller\tمريم\n");
        assert_eq!(shown("a\u{1b}[31m\u{7}"), "a\u{fffd}[31m\u{fffd}");
        assert_eq!(shown("gpj.\u{202e}exe"), "gpj.\u{fffd}exe");
        for c in [
            '\u{200b}', '\u{2066}', '\u{feff}', '\u{2028}', '\u{85}', '\r',
        ] {
            assert!(shown(&c.to_string()).contains('\u{fffd}'), "{c:?}");
        }
    }
}
