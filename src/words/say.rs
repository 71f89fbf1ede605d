//! Numbers, intervals and verdicts as people read them.

use jiff::civil::Date;

use super::cohort::{CohortText, cohort_text};
use super::lang::Lang;
use super::self_test::{SelfTestText, self_test_text};
use super::text::{Text, fill};
use crate::model::{ChangeReport, OVERALL_REGION, UNKNOWN_DATE, Verdict};

/// A report's language, with its way of writing numbers.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub(crate) t: &'static Text,
}

impl Words {
    /// The phrases of a cohort.
    pub(crate) fn cohort(self) -> &'static CohortText {
        cohort_text(self.t)
    }

    /// The phrases of a self-test.
    pub(crate) fn self_test(self) -> &'static SelfTestText {
        self_test_text(self.t)
    }

    /// A day given as `YYYY-MM-DD`, as people write it; other text as it is.
    pub(crate) fn date(self, iso: &str) -> String {
        let Ok(day) = iso.parse::<Date>() else {
            return match iso {
                UNKNOWN_DATE => self.t.date_unknown.to_owned(),
                text => text.to_owned(),
            };
        };
        let months: Vec<&str> = self.t.months.split(' ').collect();
        let month = usize::from(day.month().unsigned_abs()) - 1;
        let gaps = [
            ("day", day.day().to_string()),
            ("dd", format!("{:02}", day.day())),
            ("mm", format!("{:02}", day.month())),
            ("month", months[month].to_owned()),
            ("year", day.year().to_string()),
        ];
        let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
        fill(self.t.date_form, &gaps)
    }

    /// Where a region lies, as a sentence continues: "at the crown".
    pub(crate) fn place(self, region: &str) -> String {
        let known = self.t.places.iter().find(|(key, _)| *key == region);
        match known {
            Some((_, place)) => (*place).to_owned(),
            None => fill(self.t.in_region, &[("name", region)]),
        }
    }

    /// Coverage as parts of a hundred, whole unless `fine`: whole ones from the tenths that stand beside
    /// them elsewhere, so that 57.5 % is never told as 57 parts.
    pub(crate) fn parts(self, fraction: f64, fine: bool) -> String {
        let tenths = format!("{:.1}", 100.0 * fraction);
        match tenths.parse::<f64>() {
            Ok(shown) if !fine => self.number(shown.round(), 0),
            _ => self.number(100.0 * fraction, 1),
        }
    }

    /// "1 month", "6 months".
    pub(crate) fn month(self, month: u32) -> String {
        match month {
            1 => self.t.month_one.to_owned(),
            n => fill(self.t.months_later, &[("n", &n.to_string())]),
        }
    }

    /// What the measuring stages say, in the language of the words.
    pub(crate) fn said(self, english: &str) -> String {
        let said = self.with_dates(&super::reasons::translated(english, self.t));
        true_minus(&said)
    }

    /// Days of the calendar as people write them; what is part of a file's name stays.
    fn with_dates(self, text: &str) -> String {
        const LENGTH: usize = "2026-01-12".len();
        let part_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '\\');
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            told.push_str(before);
            let free = !told.ends_with(part_of_name) && !ends_as_messenger(&told);
            let number = from.find(|c: char| !c.is_ascii_digit() && c != '-');
            let (digits, behind) = from.split_at(number.unwrap_or(from.len()));
            let mut after = behind.chars();
            let ends = match after.next() {
                Some('.') => !after.next().is_some_and(char::is_alphanumeric),
                Some(c) => !part_of_name(c),
                None => true,
            };
            if free && ends && digits.len() == LENGTH {
                told.push_str(&self.date(digits));
            } else {
                told.push_str(digits);
            }
            rest = behind;
        }
        told + rest
    }

    /// "1 day", "181 days".
    pub(crate) fn days(self, days: i32) -> String {
        let phrase = match days {
            1 => self.t.one_day,
            _ => self.t.days,
        };
        fill(phrase, &[("n", &self.number(f64::from(days), 0))])
    }

    /// A number with `digits` decimals; a true minus sign; never a negative zero.
    pub(crate) fn number(self, value: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", value.abs());
        let is_zero = !text.chars().any(|c| matches!(c, '1'..='9'));
        let sign = if value < 0.0 && !is_zero { "−" } else { "" };
        format!("{sign}{}", text.replace('.', &self.t.decimal.to_string()))
    }

    /// A number with one decimal and its sign, also when positive.
    pub(crate) fn signed(self, value: f64) -> String {
        self.signed_with(value, 1)
    }

    /// A whole number with its sign, also when positive.
    pub(crate) fn signed_whole(self, value: f64) -> String {
        self.signed_with(value, 0)
    }

    fn signed_with(self, value: f64, digits: usize) -> String {
        let text = self.number(value, digits);
        let is_zero = !text.chars().any(|c| c.is_ascii_digit() && c != '0');
        if is_zero || text.starts_with('−') {
            text
        } else {
            format!("+{text}")
        }
    }

    /// A fraction as percent.
    pub(crate) fn percent(self, fraction: f64) -> String {
        self.in_percent(&self.number(fraction * 100.0, 1))
    }

    /// A number of percent with its sign, where the language puts it.
    pub(crate) fn in_percent(self, number: &str) -> String {
        fill(self.t.percent_form, &[("n", number)])
    }

    /// Points, both ends signed.
    pub(crate) fn interval_pp(self, ends: [f64; 2]) -> String {
        let [low, high] = ends.map(|end| self.signed_with(end, end_digits(end)));
        self.span(low, high)
    }

    /// An end of an interval without its sign, points.
    pub(crate) fn unsigned_end(self, end: f64) -> String {
        self.number(end.abs(), end_digits(end))
    }

    /// A value, or the words for "not assessed".
    pub(crate) fn optional(self, value: Option<f64>, digits: usize) -> String {
        value.map_or_else(
            || self.t.not_assessed.to_owned(),
            |v| self.number(v, digits),
        )
    }

    fn span(self, low: String, high: String) -> String {
        format!("{low} {} {high}", self.t.to)
    }

    /// Coverage of a region with its interval and what it leaves out, or why there is none.
    pub(crate) fn coverage(
        self,
        coverage: Option<f64>,
        ci95: Option<[f64; 2]>,
        reason: Option<&str>,
    ) -> String {
        let value = match (coverage, ci95) {
            (Some(coverage), Some(ci95)) => self.fraction_with_interval(coverage, ci95),
            (Some(coverage), None) => self.percent(coverage),
            (None, _) => return self.not_measured(reason),
        };
        let left_out = reason.map(|reason| format!(", {}", self.said(reason)));
        value + &left_out.unwrap_or_default()
    }

    /// A fraction as percent with its interval.
    pub(crate) fn fraction_with_interval(self, fraction: f64, [low, high]: [f64; 2]) -> String {
        let span = self.span(self.number(low * 100.0, 1), self.number(high * 100.0, 1));
        format!("{} ({span})", self.percent(fraction))
    }

    /// "Not measured", with the reason where there is one.
    pub(crate) fn not_measured(self, reason: Option<&str>) -> String {
        match reason {
            Some(reason) => format!("{}: {}", self.t.not_measured, self.said(reason)),
            None => self.t.not_measured.to_owned(),
        }
    }

    /// A reason, or the words for "none recorded".
    pub(crate) fn reason(self, reason: Option<&str>) -> String {
        reason.map_or_else(|| self.t.no_reason.to_owned(), |reason| self.said(reason))
    }

    /// A change in points with its interval, or "not measured".
    pub(crate) fn delta(self, change: &ChangeReport) -> String {
        match change.delta_pp {
            Some(delta) => format!(
                "{} ({})",
                self.signed(delta),
                self.interval_pp(change.ci95_pp)
            ),
            None => self.t.not_measured.to_owned(),
        }
    }

    /// Sign and words of a change's verdict, the reason appended where it is not comparable, the
    /// relative change and the detectable change where they are known.
    pub(crate) fn verdict_line(self, change: &ChangeReport) -> String {
        let head = format!("{} {}", sign(change.verdict), self.verdict(change.verdict));
        if change.verdict == Verdict::NotComparable {
            return format!("{head}: {}", self.reason(change.reason.as_deref()));
        }
        let relative = change.relative.map(|r| {
            let value = self.in_percent(&self.signed(r * 100.0));
            fill(self.t.relative, &[("value", &value)])
        });
        let detectable = change.called_from_pp().map(|d| {
            let value = self.number(d, 1);
            fill(self.t.detectable, &[("value", &value)])
        });
        // For the whole: which regions it leaves out.
        let whole = change.region == OVERALL_REGION;
        let left_out = change.reason.as_deref().filter(|_| whole);
        let left_out = left_out.map(|reason| self.said(reason));
        let details: Vec<_> = [relative, detectable, left_out]
            .into_iter()
            .flatten()
            .collect();
        if details.is_empty() {
            head
        } else {
            format!("{head} ({})", details.join("; "))
        }
    }

    /// Words of a verdict.
    pub(crate) fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Increase => self.t.increase,
            Verdict::Decrease => self.t.decrease,
            Verdict::WithinNoise => self.t.within_noise,
            Verdict::TooUncertain => self.t.too_uncertain,
            Verdict::NotComparable => self.t.not_comparable,
        }
    }
}

/// The hyphen before a figure as a true minus sign; within words, dates and options it stays.
fn true_minus(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let figure = letters.peek().is_some_and(char::is_ascii_digit);
        let minus = letter == '-' && figure && (before.is_whitespace() || before == '(');
        out.push(if minus { '−' } else { letter });
        before = letter;
    }
    out
}

/// Every verdict with its words.
pub(crate) fn verdict_words(lang: Lang) -> [(Verdict, &'static str); 5] {
    let words = Words { t: lang.text() };
    [
        Verdict::Increase,
        Verdict::Decrease,
        Verdict::WithinNoise,
        Verdict::TooUncertain,
        Verdict::NotComparable,
    ]
    .map(|verdict| (verdict, words.verdict(verdict)))
}

/// Decimals with which an end of an interval is shown: one that only rounding would bring to zero
/// keeps one more, because whether zero lies inside decides.
fn end_digits(end: f64) -> usize {
    match end.abs() {
        0.005..0.05 => 2,
        _ => 1,
    }
}

/// A sign that tells the verdicts apart without colour.
pub(crate) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "▲",
        Verdict::Decrease => "▼",
        Verdict::WithinNoise => "≈",
        Verdict::TooUncertain => "?",
        Verdict::NotComparable => "✕",
    }
}

/// Style class of a verdict.
pub(crate) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "up",
        Verdict::Decrease => "down",
        Verdict::WithinNoise => "noise",
        Verdict::TooUncertain | Verdict::NotComparable => "none",
    }
}

/// Whether a text ends as a messenger begins a picture's name, before its day: "WhatsApp Image ".
fn ends_as_messenger(text: &str) -> bool {
    let mut words = text.trim_end().rsplit(' ');
    words.nth(1).is_some_and(|word| word.ends_with("WhatsApp"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language_and_zero_has_no_sign() {
        let en = Words {
            t: Lang::English.text(),
        };
        let de = Words {
            t: Lang::German.text(),
        };
        assert_eq!(en.said("red -0.49, 2026-01-12"), "red −0.49, 12 Jan 2026");
        assert_eq!(en.signed(3.13), "+3.1");
        assert_eq!(de.signed(-3.13), "−3,1");
        assert_eq!(en.signed(-0.04), "0.0");
        assert_eq!(de.interval_pp([1.2, 5.0]), "+1,2 bis +5,0");
        assert_eq!(en.interval_pp([0.04, 25.0]), "+0.04 to +25.0");
        assert_eq!(en.interval_pp([-3.0, -0.04]), "−3.0 to −0.04");
        let tr = Words {
            t: Lang::Turkish.text(),
        };
        assert_eq!(tr.percent(0.728), "%72,8");
        let told =
            en.said("from 2026-03-09 on, 2026-03-09_vertex.jpg (2026-03-09), 2026-03-09.jpg");
        assert_eq!(
            told,
            "from 9 Mar 2026 on, 2026-03-09_vertex.jpg (9 Mar 2026), 2026-03-09.jpg"
        );
        let of_messenger = "WhatsApp Image 2026-07-12 at 10.33.21.jpeg: of 2026-07-12";
        assert_eq!(
            en.said(of_messenger),
            "WhatsApp Image 2026-07-12 at 10.33.21.jpeg: of 12 Jul 2026"
        );
        assert_eq!(en.percent(0.4312), "43.1\u{202f}%");
    }
}
