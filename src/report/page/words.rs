//! Numbers, intervals and verdicts as people read them.

use crate::model::{ChangeReport, RegionReport, Verdict};
use crate::report::text::{Text, end_digits, fill};

/// A report's language, with its way of writing numbers.
#[derive(Clone, Copy)]
pub(in crate::report) struct Words {
    pub t: &'static Text,
}

impl Words {
    /// A number with `digits` decimals; a true minus sign; never a negative zero.
    pub fn number(self, value: f64, digits: usize) -> String {
        let text = format!("{:.digits$}", value.abs());
        let is_zero = text.chars().all(|c| matches!(c, '0' | '.'));
        let sign = if value < 0.0 && !is_zero { "−" } else { "" };
        format!("{sign}{}", text.replace('.', &self.t.decimal.to_string()))
    }

    /// A number with one decimal and its sign, also when positive.
    pub fn signed(self, value: f64) -> String {
        self.signed_with(value, 1)
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
    pub fn percent(self, fraction: f64) -> String {
        format!("{}\u{202f}%", self.number(fraction * 100.0, 1))
    }

    /// Points, both ends signed.
    pub fn interval_pp(self, ends: [f64; 2]) -> String {
        let [low, high] = ends.map(|end| self.signed_with(end, end_digits(end)));
        self.span(low, high)
    }

    /// A value, or the words for "not assessed".
    pub fn optional(self, value: Option<f64>, digits: usize) -> String {
        value.map_or_else(
            || self.t.not_assessed.to_owned(),
            |v| self.number(v, digits),
        )
    }

    fn span(self, low: String, high: String) -> String {
        let to = if self.t.code == "de" { "bis" } else { "to" };
        format!("{low} {to} {high}")
    }

    /// Coverage of a region with its interval, or why there is none.
    pub fn coverage(self, region: &RegionReport) -> String {
        match (region.coverage, region.ci95) {
            (Some(coverage), Some(ci95)) => self.fraction_with_interval(coverage, ci95),
            (Some(coverage), None) => self.percent(coverage),
            (None, _) => self.not_measured(region.reason.as_deref()),
        }
    }

    /// A fraction as percent with its interval.
    pub fn fraction_with_interval(self, fraction: f64, [low, high]: [f64; 2]) -> String {
        let span = self.span(self.number(low * 100.0, 1), self.number(high * 100.0, 1));
        format!("{} ({span})", self.percent(fraction))
    }

    /// "Not measured", with the reason where there is one.
    pub fn not_measured(self, reason: Option<&str>) -> String {
        match reason {
            Some(reason) => format!("{}: {reason}", self.t.not_measured),
            None => self.t.not_measured.to_owned(),
        }
    }

    /// A reason, or the words for "none recorded".
    pub fn reason(self, reason: Option<&str>) -> &str {
        reason.unwrap_or(self.t.no_reason)
    }

    /// A change in points with its interval, or "not measured".
    pub fn delta(self, change: &ChangeReport) -> String {
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
    pub fn verdict_line(self, change: &ChangeReport) -> String {
        let head = format!("{} {}", sign(change.verdict), self.verdict(change.verdict));
        if change.verdict == Verdict::NotComparable {
            return format!("{head}: {}", self.reason(change.reason.as_deref()));
        }
        let relative = change.relative.map(|r| {
            let value = format!("{}\u{202f}%", self.signed(r * 100.0));
            fill(self.t.relative, &[("value", &value)])
        });
        let detectable = change.detectable_pp.map(|d| {
            let value = self.number(d, 1);
            fill(self.t.detectable, &[("value", &value)])
        });
        let details: Vec<_> = relative.into_iter().chain(detectable).collect();
        if details.is_empty() {
            head
        } else {
            format!("{head} ({})", details.join("; "))
        }
    }

    /// Words of a verdict.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Increase => self.t.increase,
            Verdict::Decrease => self.t.decrease,
            Verdict::WithinNoise => self.t.within_noise,
            Verdict::NotComparable => self.t.not_comparable,
        }
    }
}

/// A sign that tells the verdicts apart without colour.
pub(in crate::report) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "▲",
        Verdict::Decrease => "▼",
        Verdict::WithinNoise => "≈",
        Verdict::NotComparable => "✕",
    }
}

/// Style class of a verdict.
pub(in crate::report) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "up",
        Verdict::Decrease => "down",
        Verdict::WithinNoise => "noise",
        Verdict::NotComparable => "none",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::text::Lang;

    #[test]
    fn numbers_follow_the_language_and_zero_has_no_sign() {
        let en = Words {
            t: Lang::English.text(),
        };
        let de = Words {
            t: Lang::German.text(),
        };
        assert_eq!(en.signed(3.13), "+3.1");
        assert_eq!(de.signed(-3.13), "−3,1");
        assert_eq!(en.signed(-0.04), "0.0");
        assert_eq!(de.interval_pp([1.2, 5.0]), "+1,2 bis +5,0");
        assert_eq!(en.interval_pp([0.04, 25.0]), "+0.04 to +25.0");
        assert_eq!(en.interval_pp([-3.0, -0.04]), "−3.0 to −0.04");
        assert_eq!(en.percent(0.4312), "43.1\u{202f}%");
    }
}
