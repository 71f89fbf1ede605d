//! Every word of the HTML report, per language. A missing translation does not compile.

mod de;
mod en;

use std::str::FromStr;

/// Language of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Lang {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Code as in the HTML `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Name of a standard view or atlas region for people; other names as they are.
    pub fn name(self, name: &str) -> String {
        self.text().name(name)
    }

    /// The language's table.
    pub(super) fn text(self) -> &'static Text {
        match self {
            Self::English => &en::TEXT,
            Self::German => &de::TEXT,
        }
    }
}

/// A language code that has no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("language `{code}` is not known; known are en, de")]
pub struct UnknownLang {
    /// What was given.
    pub code: String,
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == code)
            .ok_or_else(|| UnknownLang {
                code: code.to_owned(),
            })
    }
}

/// Declares [`Text`]; every field is one phrase.
macro_rules! text_table {
    ($($(#[$doc:meta])* $field:ident),* $(,)?) => {
        /// The phrases of one language. `{...}` in a phrase is a named gap.
        #[derive(Debug)]
        pub(super) struct Text {
            /// Language code.
            pub code: &'static str,
            /// Decimal separator.
            pub decimal: char,
            /// Names of atlas regions and standard views.
            pub names: &'static [(&'static str, &'static str)],
            $($(#[$doc])* pub $field: &'static str,)*
        }

        #[cfg(test)]
        impl Text {
            fn phrases(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field)),*]
            }
        }
    };
}

text_table! {
    title, disclaimer, skip, core_language,
    treatment, start, sessions, sessions_held, sessions_held_of,
    summary, contents, no_views,
    // Verdicts.
    increase, decrease, within_noise, not_comparable,
    sentence_increase, sentence_decrease, sentence_noise, sentence_noise_limit,
    sentence_not_comparable, sentence_none, sentence_baseline, baseline_recorded, no_reason,
    regions_called, regions_laid, regions_laid_front,
    forest, refused, refused_none_left, refused_failed, refused_weak, what_to_do, alt_taken, taken,
    control_corrected,
    // Marks.
    month_one, months, whole_course, whole_course_dates, basis_photo, basis_interpolated,
    basis_missing, basis_course, not_measured, as_above, points, shedding_note, by_region, interval,
    // Parting.
    parting, parting_intro, parting_width, parting_change, parting_wider, parting_narrower,
    // Viewer.
    pictures, no_pictures, one_picture, mode, mode_slider, mode_flicker, mode_side, mode_checker,
    mode_change, mode_coverage, earlier, later, show_regions, slider_label, swap, readout_hint,
    alt_photo, baseline, legend_change, legend_coverage, change_vs_baseline,
    no_change_map, no_coverage_map, strip_change,
    // Region table.
    region, coverage_on, change, verdict, pair_table, single_table, pair_not_compared, same_photo,
    relative, detectable,
    // Curve.
    curve, curve_caption, curve_alt, axis_days, axis_coverage, key_band, key_session, key_mark,
    key_gap, key_aside, curve_none, values, date, day, trend, trend_from_start, trend_none, rising, holding, unclear, relapsing, trend_line,
    // Certificate.
    certificate, certificate_intro, photo, status, reg_baseline, reg_ok, reg_weak, reg_confirmed_by, reg_failed,
    model, residual, overlap, scale, rotation, tilt, round_trip, heldout,
    checkerboard_alt, not_assessed,
    // Ledger.
    ledger, ledger_intro, rule, value, limit, effect, effect_up_to, q_warn, q_fail, finding, all_ok, open_rules, photos,
    next_time, next_time_none, quality_counts, doubts,
    // Course.
    adherence, planned, held, missed, planned_interval, days, interval_since, timing, early,
    on_time, late, no_plan, no_sessions, salt, salt_intro, weighted_coverage,
    rejections, rejections_left_out, file, stage, reason, hint, warnings, none,
    // Yardstick.
    yardstick, yardstick_intro, yardstick_mesotherapy, what, figure, source,
    // Provenance.
    provenance, program, method, schema, parameters, regions_from, size, hash, provenance_note,
}

impl Text {
    /// Name of a standard view or atlas region for people; other names as they are.
    pub fn name(&self, name: &str) -> String {
        self.names
            .iter()
            .find(|(key, _)| *key == name)
            .map_or(name, |(_, shown)| shown)
            .to_owned()
    }
}

/// Decimals with which an end of an interval is shown: one that only rounding would bring to zero
/// keeps one more, because whether zero lies inside decides.
pub(crate) fn end_digits(end: f64) -> usize {
    match end.abs() {
        0.005..0.05 => 2,
        _ => 1,
    }
}

/// A phrase with its gaps filled: `("date", "2026-01-12")` replaces `{date}`.
pub(super) fn fill(phrase: &str, gaps: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len());
    let mut rest = phrase;
    // One pass, so that a value with braces of its own is never read as a gap.
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let Some(close) = from.find('}') else {
            rest = from;
            break;
        };
        let value = gaps.iter().find(|(name, _)| *name == &from[1..close]);
        filled.push_str(value.map_or(&from[..=close], |(_, value)| value));
        rest = &from[close + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(phrase: &str) -> Vec<&str> {
        let mut found: Vec<_> = phrase
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}').map(|(name, _)| name))
            .collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn every_phrase_has_the_same_gaps_in_every_language() {
        for (english, german) in en::TEXT.phrases().iter().zip(de::TEXT.phrases()) {
            assert!(
                !english.1.is_empty() && !german.1.is_empty(),
                "{}",
                english.0
            );
            assert_eq!(gaps(english.1), gaps(german.1), "{}", english.0);
        }
    }

    #[test]
    fn every_name_is_known_in_every_language() {
        let keys = |text: &Text| text.names.iter().map(|(key, _)| *key).collect::<Vec<_>>();
        assert_eq!(keys(&en::TEXT), keys(&de::TEXT));
    }

    #[test]
    fn a_value_with_braces_is_not_read_as_a_gap() {
        let filled = fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]);
        assert_eq!(filled, "{b} and x");
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        assert_eq!("de".parse(), Ok(Lang::German));
        let error = "fr".parse::<Lang>().unwrap_err().to_string();
        assert!(error.contains("fr") && error.contains("en, de"));
    }
}
