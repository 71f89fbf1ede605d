//! Colour in the terminal: verdicts stand out; nothing is said by colour alone.

use std::io::IsTerminal;

use crate::model::Verdict;
use crate::words::{Lang, verdict_words};

use super::args::ColorChoice;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// The table with its verdict words set off, where colour is wanted: a change called bold, the others
/// dim.
pub(crate) fn verdicts(table: String, choice: ColorChoice, lang: Lang) -> String {
    if !wanted(choice) {
        return table;
    }
    let styled = |text: String, (verdict, word): (Verdict, &str)| {
        let style = match verdict {
            Verdict::Increase | Verdict::Decrease => BOLD,
            _ => DIM,
        };
        text.replace(word, &format!("{style}{word}{RESET}"))
    };
    verdict_words(lang).into_iter().fold(table, styled)
}

fn wanted(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
            std::io::stdout().is_terminal() && !refused
        }
    }
}
