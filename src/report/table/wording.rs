//! Numbers and verdicts in words.

use crate::model::{ChangeReport, OVERALL_REGION, Verdict, ViewReport};
use crate::report::text::end_digits;

/// The text on one line, without control characters (terminal escapes, direction overrides).
pub fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let shown = |c: char| if steers(c) { '\u{fffd}' } else { c };
    lines.join(" ").chars().map(shown).collect()
}

/// A fraction in percent, one decimal.
pub fn percent(fraction: f64) -> String {
    format!("{:.1} %", 100.0 * fraction)
}

/// Signed points, one decimal; zero without sign.
pub fn points(value: f64) -> String {
    points_with(value, 1)
}

fn points_with(value: f64, digits: usize) -> String {
    let text = format!("{value:+.digits$}");
    match text.as_str() {
        "+0.0" | "-0.0" => "0.0".to_owned(),
        _ => text,
    }
}

/// `low to high`, signed points.
pub fn interval(ci95: [f64; 2]) -> String {
    let [low, high] = ci95.map(|end| points_with(end, end_digits(end)));
    format!("{low} to {high}")
}

/// A verdict in two words.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "increase",
        Verdict::Decrease => "decrease",
        Verdict::WithinNoise => "within noise",
        Verdict::NotComparable => "not comparable",
    }
}

/// One sentence on the course of a view: overall, or its single region.
pub fn view_sentence(view: &ViewReport) -> String {
    let course = &view.course_change;
    let overall = course
        .regions
        .iter()
        .find(|c| c.region == OVERALL_REGION)
        .or(course.regions.first());
    match (overall, course.days) {
        (Some(change), Some(days)) => change_sentence(change, days),
        _ => {
            let reason = course.reason.as_deref().unwrap_or("no reason given");
            format!("No change can be given: {}.", clean(reason))
        }
    }
}

fn change_sentence(change: &ChangeReport, days: i32) -> String {
    let region = match change.region.as_str() {
        OVERALL_REGION => "overall".to_owned(),
        name => format!("in {}", clean(name)),
    };
    let Some(delta) = change.delta_pp else {
        let reason = change.reason.as_deref().unwrap_or("no reason given");
        return format!("Not comparable {region}: {}.", clean(reason));
    };
    let value = format!(
        "{} points of coverage (95 % interval {}) in {days} days",
        points(delta),
        interval(change.ci95_pp)
    );
    match change.verdict {
        Verdict::Increase => format!("Increase {region}: {value}."),
        Verdict::Decrease => format!("Decrease {region}: {value}."),
        Verdict::WithinNoise | Verdict::NotComparable => {
            format!("No change beyond the noise {region}: {value}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn an_end_beside_zero_is_not_shown_as_zero() {
        assert_eq!(interval([-0.04, 0.01]), "-0.04 to +0.01");
        assert_eq!(interval([0.0, 3.0]), "0.0 to +3.0");
    }

    #[test]
    fn a_message_of_several_lines_stands_on_one() {
        assert_eq!(clean("bad key\n  |\n5 | x"), "bad key   | 5 | x");
        assert_eq!(clean("a\u{1b}[2J"), "a\u{fffd}[2J");
    }

    #[rstest]
    #[case(0.04, "0.0")]
    #[case(-0.04, "0.0")]
    #[case(3.12, "+3.1")]
    #[case(-3.16, "-3.2")]
    fn points_are_signed(#[case] value: f64, #[case] expected: &str) {
        assert_eq!(points(value), expected);
    }
}
