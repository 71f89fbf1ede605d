//! The phrases of a language and how their gaps are filled. A missing translation does not compile.

/// Declares [`Text`]; every field is one phrase.
macro_rules! text_table {
    ($($(#[$doc:meta])* $field:ident),* $(,)?) => {
        /// The phrases of one language. `{...}` in a phrase is a named gap.
        #[derive(Debug)]
        pub(crate) struct Text {
            /// Language code.
            pub(crate) code: &'static str,
            /// Decimal separator.
            pub(crate) decimal: char,
            /// A date, of `{day}` or `{dd}`, `{month}` or `{mm}`, and `{year}`.
            pub(crate) date_form: &'static str,
            /// Short names of the twelve months, between spaces.
            pub(crate) months: &'static str,
            /// Names of atlas regions and standard views.
            pub(crate) names: &'static [(&'static str, &'static str)],
            /// Where regions lie, as the end of "hair covers so much of the skin ...".
            pub(crate) places: &'static [(&'static str, &'static str)],
            /// Names of the quality rules.
            pub(crate) rules: &'static [(&'static str, &'static str)],
            /// Names of the stages that refuse photos.
            pub(crate) stages: &'static [(&'static str, &'static str)],
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
    title, handout, written, sheet_title, sheet_scale, disclaimer, percent_form, skip, core_language,
    treatment, start, sessions, sessions_held, sessions_held_of,
    summary, contents, no_views,
    // Verdicts.
    increase, decrease, within_noise, too_uncertain, not_comparable,
    to, date_unknown, before, after, in_region,
    say_change, say_noise, say_uncertain, say_noise_excludes, surely_gain, surely_loss, surely_either, say_noise_limit, say_none, say_none_copy, in_points, one_point,
    not_proof, sentence_none, sentence_refused, sentence_baseline, sentence_baseline_unmeasured, baseline_recorded, no_reason,
    regions_differ, regions_called, changed_most, regions_laid, front_unknown, front_unknown_sheet, by_hand,
    glance, covered,
    forest, refused, refused_none_left, refused_failed, refused_weak, refused_quality, technical,
    set_aside, next_steps, next_again, next_again_two, next_contrast, next_by_eye, next_landmarks, next_copy, what_to_do, alt_taken, taken,
    control_corrected,
    // Marks.
    month_one, months_later, strip_start, strip_first, after_start, no_photo, no_comparable_photo, basis_interpolated,
    basis_missing, mark_of, photo_of, photos_of, not_due, not_measured, as_above, points, shedding_note, by_region, interval,
    // Parting.
    parting, parting_intro, parting_width, parting_change, parting_wider, parting_narrower,
    // Viewer.
    pictures, no_pictures, one_picture, unaligned, mode, mode_slider, mode_flicker, mode_side, mode_checker,
    mode_change, mode_coverage, earlier, later, show_regions, slider_label, swap, readout_hint,
    alt_photo, baseline, legend_change, legend_coverage, change_vs_baseline,
    no_change_map, no_coverage_map,
    // Region table.
    region, coverage_on, change, verdict, pair_table, single_table, pair_not_compared, same_photo,
    relative, detectable,
    // Curve.
    curve, curve_caption, curve_alt, axis_days, axis_coverage, key_band, key_session, key_mark,
    key_gap, key_aside, curve_none, values, date, day, trend, trend_from_start, trend_none, rising, holding, unclear, relapsing, trend_line,
    // Certificate.
    certificate, certificate_intro, certified, photo, status, reg_baseline, reg_ok, reg_weak, reg_confirmed_by, reg_failed,
    model, model_identity, model_similarity, model_homography, model_head, residual, overlap, scale, rotation, tilt, round_trip, heldout,
    checkerboard_alt, not_assessed,
    // Ledger.
    ledger, ledger_intro, rule, value, limit, effect, effect_up_to, q_warn, q_fail, finding, all_ok, open_rules, photos,
    next_time, next_time_sheet, next_time_none, quality_counts, doubts,
    // Terminal.
    check_keep, check_keep_first, check_care, check_again, check_against, check_first, check_not_baseline, check_aligned, check_fail, check_warn, check_ok, check_nothing, check_one_photo, check_regions, check_regions_first, check_head, at_least, at_most,
    one_day, not_used, note, alignment, mark, basis, detectable_from,
    // Course.
    adherence, planned, held, missed, planned_interval, days, interval_since, timing, early,
    on_time, late, no_plan, no_sessions, salt, salt_intro, weighted_coverage,
    rejections, rejections_left_out, file, stage, reason, hint, warnings, none,
    // Yardstick.
    yardstick, yardstick_open, yardstick_intro, yardstick_mesotherapy, what, figure, source,
    // Provenance.
    provenance, program, method, schema, parameters, regions_from, size, hash, provenance_note,
}

/// The view of close-ups, and how those of a named spot begin.
const CLOSEUP: &str = "closeup";
const CLOSEUP_OF: &str = "closeup-";

impl Text {
    /// Name of a quality rule for people; of one without, its own with spaces.
    pub(crate) fn rule_name(&self, rule: &str) -> String {
        let known = self.rules.iter().find(|(key, _)| *key == rule);
        known.map_or_else(|| rule.replace('_', " "), |(_, name)| (*name).to_owned())
    }

    /// Name of the stage that refused a photo.
    pub(crate) fn stage_name(&self, stage: &str) -> String {
        let known = self.stages.iter().find(|(key, _)| *key == stage);
        known.map_or_else(|| stage.to_owned(), |(_, name)| (*name).to_owned())
    }

    /// Name of a standard view or atlas region for people, of a close-up with that of its spot; other names as
    /// they are, with a capital letter, so that "left" beside "Frontal" does not read as a verb.
    pub(crate) fn name(&self, name: &str) -> String {
        let known = self.names.iter().find(|(key, _)| *key == name);
        if let Some((_, shown)) = known {
            return (*shown).to_owned();
        }
        if let Some(spot) = name.strip_prefix(CLOSEUP_OF) {
            return format!("{}: {}", self.name(CLOSEUP), self.name(spot));
        }
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }
}

/// A phrase with its gaps filled: `("date", "2026-01-12")` replaces `{date}`.
pub(crate) fn fill(phrase: &str, gaps: &[(&str, &str)]) -> String {
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
    use crate::words::lang::Lang;

    fn gaps(phrase: &str) -> Vec<&str> {
        let mut found: Vec<_> = phrase
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}').map(|(name, _)| name))
            .collect();
        found.sort_unstable();
        found
    }

    fn others() -> impl Iterator<Item = &'static Text> {
        let others = Lang::ALL.into_iter().filter(|lang| *lang != Lang::English);
        others.map(Lang::text)
    }

    #[test]
    fn every_phrase_has_the_same_gaps_in_every_language() {
        for other in others() {
            let english = Lang::English.text().phrases();
            for ((name, english), (_, said)) in english.iter().zip(other.phrases()) {
                assert!(!english.is_empty() && !said.is_empty(), "{name}");
                assert_eq!(gaps(english), gaps(said), "{name}, {}", other.code);
            }
        }
    }

    #[test]
    fn every_name_is_known_in_every_language() {
        type Names = &'static [(&'static str, &'static str)];
        let lists =
            |text: &Text| -> [Names; 4] { [text.names, text.places, text.rules, text.stages] };
        for other in others() {
            for (english, said) in lists(Lang::English.text()).iter().zip(lists(other)) {
                let keys = |list: Names| list.iter().map(|(key, _)| *key).collect::<Vec<_>>();
                assert_eq!(keys(english), keys(said), "{}", other.code);
            }
        }
    }

    #[test]
    fn every_language_names_twelve_months_and_writes_a_date() {
        for lang in Lang::ALL {
            assert_eq!(lang.text().months.split(' ').count(), 12, "{}", lang.code());
            assert!(lang.text().date_form.contains("{year}"));
        }
    }

    #[test]
    fn a_close_up_is_named_with_its_spot() {
        assert_eq!(Lang::German.text().name("closeup"), "Nahaufnahme");
        assert_eq!(
            Lang::German.text().name("closeup-spot1"),
            "Nahaufnahme: Spot1"
        );
    }

    #[test]
    fn a_value_with_braces_is_not_read_as_a_gap() {
        let filled = fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]);
        assert_eq!(filled, "{b} and x");
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }
}
