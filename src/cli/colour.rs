//! Colour in the terminal: verdicts stand out; nothing is said by colour alone.

use std::io::IsTerminal;

use super::args::ColorChoice;

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// The table with its verdict words set off, where colour is wanted.
pub fn verdicts(table: String, choice: ColorChoice) -> String {
    if !wanted(choice) {
        return table;
    }
    [
        ("increase", BOLD),
        ("decrease", BOLD),
        ("within noise", DIM),
        ("not comparable", DIM),
    ]
    .into_iter()
    .fold(table, |text, (word, style)| {
        text.replace(word, &format!("{style}{word}{RESET}"))
    })
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
