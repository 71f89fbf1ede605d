//! Numbers, shares and verdicts of a cohort as people read them.

use crate::cohort::model::Group;
use crate::cohort::stats::Share;
use crate::model::Verdict;
use crate::report::{Lang, end_digits};

/// Points with sign and one decimal; a true minus sign, no negative zero.
pub(super) fn signed(value: f64) -> String {
    signed_with(value, 1)
}

fn signed_with(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    if text == "0.0" {
        text
    } else if value < 0.0 {
        format!("−{text}")
    } else {
        format!("+{text}")
    }
}

/// A change with its interval.
pub(super) fn delta(value: f64, [low, high]: [f64; 2]) -> String {
    let [low, high] = [low, high].map(|end| signed_with(end, end_digits(end)));
    format!("{} ({low} to {high})", signed(value))
}

/// A share with denominator and interval, such as `12 of 40 (30 %, 18 to 45)`.
pub(super) fn share(share: &Share) -> String {
    let Share { count, of, .. } = share;
    match (share.share, share.ci95) {
        (Some(value), Some([low, high])) => {
            let percent = |x: f64| format!("{:.0}", 100.0 * x);
            format!(
                "{count} of {of} ({}\u{202f}%, {} to {})",
                percent(value),
                percent(low),
                percent(high)
            )
        }
        _ => "no subject".to_owned(),
    }
}

/// Fewest values whose quartiles say more than the values themselves.
pub(super) const FEWEST_FOR_QUARTILES: u32 = 3;

/// A median of `n` changes with its quartiles, where there are enough for them.
pub(super) fn median(middle: Option<f64>, quartiles: Option<[f64; 2]>, n: u32) -> String {
    match (middle, quartiles.filter(|_| n >= FEWEST_FOR_QUARTILES)) {
        (Some(middle), Some([low, high])) => format!(
            "{} (quartiles {} to {})",
            signed(middle),
            signed(low),
            signed(high)
        ),
        (Some(middle), None) => signed(middle),
        (None, _) => "no subject".to_owned(),
    }
}

/// Name of a view or region for people, as in a patient's report.
pub(super) fn place(name: &str) -> String {
    Lang::English.name(name)
}

/// A group's name.
pub(super) fn group(group: &Group) -> String {
    match group {
        Group::All => "all subjects".to_owned(),
        Group::Treatment(name) => name.clone(),
        Group::NotStated => "treatment not stated".to_owned(),
    }
}

/// A sign that tells the verdicts apart without colour.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "▲",
        Verdict::Decrease => "▼",
        Verdict::WithinNoise => "≈",
        Verdict::NotComparable => "✕",
    }
}

/// Words of a verdict.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "increase",
        Verdict::Decrease => "decrease",
        Verdict::WithinNoise => "within noise",
        Verdict::NotComparable => "not comparable",
    }
}

/// Style class of a verdict.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "up",
        Verdict::Decrease => "down",
        Verdict::WithinNoise => "noise",
        Verdict::NotComparable => "none",
    }
}

/// Text safe inside an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A subject's report as a relative address: every byte but plain ones percent-encoded.
pub(super) fn report_link(path: &str) -> String {
    let mut link = "subjects/".to_owned();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
            link.push(char::from(byte));
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
    }
    link + "/report.html"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_shares_read_well() {
        assert_eq!(signed(-0.04), "0.0");
        assert_eq!(signed(-3.24), "−3.2");
        assert_eq!(delta(1.0, [-0.5, 2.5]), "+1.0 (−0.5 to +2.5)");
        assert_eq!(share(&Share::new(0, 0)), "no subject");
        assert_eq!(share(&Share::new(1, 2)), "1 of 2 (50\u{202f}%, 9 to 91)");
    }

    #[test]
    fn quartiles_of_two_values_are_left_out() {
        let quartiles = Some([-3.0, 1.0]);
        assert_eq!(
            median(Some(-0.5), quartiles, 3),
            "−0.5 (quartiles −3.0 to +1.0)"
        );
        assert_eq!(median(Some(-0.5), quartiles, 2), "−0.5");
        assert_eq!(median(None, None, 0), "no subject");
    }

    #[test]
    fn places_read_as_words_and_own_names_stay() {
        assert_eq!(place("midscalp"), "Mid-scalp");
        assert_eq!(place("Zone-2 <b>"), "Zone-2 <b>");
    }

    #[test]
    fn nothing_escapes() {
        assert_eq!(escape("<a b='\"&'>"), "&lt;a b=&#39;&quot;&amp;&#39;&gt;");
        assert_eq!(
            report_link("a b/\"P\u{e4}"),
            "subjects/a%20b/%22P%C3%A4/report.html"
        );
    }
}
