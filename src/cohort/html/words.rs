//! Numbers, shares and verdicts of a cohort as people read them.

use crate::cohort::model::Group;
use crate::cohort::stats::Share;
use crate::model::Verdict;
use crate::report::closeup;
use crate::report::visible::shown;
use crate::words::{Lang, Words};
pub(super) use crate::words::{class, sign};

const WORDS: Words = Words {
    t: Lang::English.text(),
};

/// Points with sign and one decimal.
pub(super) fn signed(value: f64) -> String {
    WORDS.signed(value)
}

/// A whole number with its sign.
pub(super) fn signed_whole(value: f64) -> String {
    WORDS.signed_whole(value)
}

/// A whole number without a sign when positive.
pub(super) fn whole_number(value: f64) -> String {
    WORDS.number(value, 0)
}

/// A change with its interval.
pub(super) fn delta(value: f64, ends: [f64; 2]) -> String {
    format!("{} ({})", WORDS.signed(value), WORDS.interval_pp(ends))
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

/// Words of a verdict.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    WORDS.verdict(verdict)
}

/// What became of the number of hairs, as a report says it.
pub(super) fn verdict_of_hairs(said: Verdict) -> &'static str {
    closeup::verdict_of(closeup::phrases(WORDS), said)
}

/// Text safe inside an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in shown(text).chars() {
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
        assert_eq!([-0.4, -3.0, 2.0].map(signed_whole), ["0", "−3", "+2"]);
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
