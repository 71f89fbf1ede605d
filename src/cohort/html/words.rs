//! Numbers, shares and verdicts of a cohort as people read them.

use crate::cohort::model::Group;
use crate::cohort::stats::Share;
use crate::model::Verdict;
use crate::report::closeup;
use crate::report::visible::shown;
pub(super) use crate::words::{Words, class, fill, sign};

/// A change with its interval.
pub(super) fn delta(words: Words, value: f64, ends: [f64; 2]) -> String {
    format!("{} ({})", words.signed(value), words.interval_pp(ends))
}

/// A phrase with its gaps filled by numbers and texts.
pub(super) fn said<const N: usize>(phrase: &str, gaps: [(&str, String); N]) -> String {
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    fill(phrase, &gaps)
}

/// `n` of `all`.
pub(super) fn of(words: Words, n: u32, all: u32) -> String {
    let gaps = [("n", n.to_string()), ("all", all.to_string())];
    said(words.cohort().n_of, gaps)
}

/// How many subjects.
pub(super) fn subjects(words: Words, n: u32) -> String {
    match n {
        1 => words.cohort().one_subject.to_owned(),
        n => said(words.cohort().n_subjects, [("n", n.to_string())]),
    }
}

/// A share with denominator and interval, such as `12 of 40 (30 %, 18 to 45)`.
pub(super) fn share(words: Words, share: &Share) -> String {
    let Share { count, of, .. } = share;
    let (Some(value), Some(ends)) = (share.share, share.ci95) else {
        return words.cohort().nobody.to_owned();
    };
    let [value, low, high] = [value, ends[0], ends[1]].map(|x| words.number(100.0 * x, 0));
    let gaps = [
        ("n", count.to_string()),
        ("all", of.to_string()),
        ("share", words.in_percent(&value)),
        ("low", low),
        ("high", high),
    ];
    said(words.cohort().share, gaps)
}

/// Fewest values whose quartiles say more than the values themselves.
pub(super) const FEWEST_FOR_QUARTILES: u32 = 3;

/// A median of `n` changes with its quartiles, where there are enough for them.
pub(super) fn median(
    words: Words,
    middle: Option<f64>,
    quartiles: Option<[f64; 2]>,
    n: u32,
) -> String {
    let Some(middle) = middle.map(|middle| words.signed(middle)) else {
        return words.cohort().nobody.to_owned();
    };
    let Some(ends) = quartiles.filter(|_| n >= FEWEST_FOR_QUARTILES) else {
        return middle;
    };
    let [low, high] = ends.map(|end| words.signed(end));
    let gaps = [("middle", middle), ("low", low), ("high", high)];
    said(words.cohort().quartiles, gaps)
}

/// A view and a region of it.
pub(super) fn place(words: Words, view: &str, region: &str) -> String {
    format!("{}, {}", words.t.name(view), words.t.name(region))
}

/// A group's name.
pub(super) fn group(words: Words, group: &Group) -> String {
    match group {
        Group::All => words.cohort().all_subjects.to_owned(),
        Group::Treatment(name) => name.clone(),
        Group::NotStated => words.cohort().not_stated.to_owned(),
    }
}

/// What became of the number of hairs, as a report says it.
pub(super) fn verdict_of_hairs(words: Words, said: Verdict) -> &'static str {
    closeup::verdict_of(closeup::phrases(words), said)
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
    use crate::words::Lang;

    fn in_language(lang: Lang) -> Words {
        Words { t: lang.text() }
    }

    #[test]
    fn numbers_and_shares_read_well() {
        let words = in_language(Lang::English);
        assert_eq!(delta(words, 1.0, [-0.5, 2.5]), "+1.0 (−0.5 to +2.5)");
        assert_eq!(share(words, &Share::new(0, 0)), "no subject");
        let half = Share::new(1, 2);
        assert_eq!(share(words, &half), "1 of 2 (50\u{202f}%, 9 to 91)");
        let turkish = in_language(Lang::Turkish);
        assert_eq!(share(turkish, &half), "2 içinden 1 (%50, 9 – 91)");
        assert_eq!(subjects(in_language(Lang::German), 1), "1 Person");
    }

    #[test]
    fn quartiles_of_two_values_are_left_out() {
        let words = in_language(Lang::English);
        let quartiles = Some([-3.0, 1.0]);
        assert_eq!(
            median(words, Some(-0.5), quartiles, 3),
            "−0.5 (quartiles −3.0 to +1.0)"
        );
        assert_eq!(median(words, Some(-0.5), quartiles, 2), "−0.5");
        assert_eq!(median(words, None, None, 0), "no subject");
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
