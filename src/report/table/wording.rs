//! Numbers and verdicts in words, lines.

use std::fmt::Write;

use crate::model::{ChangeReport, OVERALL_REGION, Rejection, ViewReport};
use crate::report::page::answer::{begun, none_to_report};
use crate::report::page::otherwise::called_otherwise;
use crate::report::visible::shown;
use crate::words::Words;

/// The text on one line, without control characters (terminal escapes, direction overrides).
pub(crate) fn clean(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    shown(&lines.join(" ").replace('\t', " ")).into_owned()
}

/// Head of a column of changes with their intervals.
pub(super) fn change_head(words: Words) -> String {
    // A table is broken into lines at plain spaces.
    let share = words.in_percent("95").replace('\u{202f}', " ");
    format!("{}, {} ({share})", words.t.change, words.t.points)
}

/// Adds a line.
pub(super) fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

/// One sentence on the course of a view: overall, or its single region.
pub(super) fn view_sentence(words: Words, view: &ViewReport, refused: &[Rejection]) -> String {
    let course = &view.course_change;
    let overall = course
        .regions
        .iter()
        .find(|c| c.region == OVERALL_REGION)
        .or(course.regions.first());
    match overall {
        Some(change) => {
            let sentence = change_sentence(words, change, course.days);
            let named = called_otherwise(&course.regions, change).map(|c| {
                let name = clean(&words.t.name(&c.region));
                format!("; {name}: {}", words.verdict(c.verdict))
            });
            std::iter::once(sentence).chain(named).collect()
        }
        None => clean(
            &begun(words, view, refused).unwrap_or_else(|| none_to_report(words, view, refused)),
        ),
    }
}

fn change_sentence(words: Words, change: &ChangeReport, days: Option<i32>) -> String {
    let region = clean(&words.t.name(&change.region));
    let verdict = words.verdict(change.verdict);
    if change.delta_pp.is_none() {
        let reason = clean(&words.reason(change.reason.as_deref()));
        return format!("{region}: {verdict}: {reason}");
    }
    let time = days.map_or_else(String::new, |days| format!(", {}", words.days(days)));
    format!(
        "{region}: {verdict}, {} {}{time}",
        words.delta(change),
        words.t.points
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_several_lines_stands_on_one() {
        assert_eq!(clean("bad key\n  |\n5 | x"), "bad key   | 5 | x");
        assert_eq!(clean("a\u{1b}[2J"), "a\u{fffd}[2J");
    }
}
