//! The table of rules, one file each; [`by_eye`] holds those that no photo answers.

mod brightness;
mod by_eye;
mod camera;
mod colour_profile;
mod composite;
mod contrast_drift;
mod focus;
mod glare;
mod hair_colour;
mod head;
mod head_shape;
mod highlights;
mod landmarks;
mod light_drift;
mod local_light;
mod parting;
mod resolution;
mod rotation_drift;
mod scale_drift;
mod session_days;
mod shadows;
mod shoulders;
mod smoothing;
mod strands;
mod tilt_drift;
mod tone_curve;

#[cfg(test)]
pub(super) mod fixtures;

use std::collections::BTreeMap;

use super::rule::Role::{self, Doubts, Drifts, Widens};
use super::rule::{Judge, Rule};
use super::{QcParams, RuleFacts};
use crate::model::{QualityFinding, QualityStatus};
pub(crate) use local_light::AS_HAIR;
pub(super) use local_light::by_region as light_by_region;

/// Every rule by name, with what its finding means: see [`Role`].
pub(crate) const ALL: &[Rule] = &[
    row("brightness", &[], brightness::rule),
    row("camera", &[], camera::rule),
    row("colour_profile", &[], colour_profile::rule),
    row("composite", &[Doubts], composite::rule),
    row("contrast_drift", &[Drifts], contrast_drift::rule),
    row("exposure_drift", &[Drifts], light_drift::exposure),
    row("focus", &[Drifts], focus::rule),
    row("glare", &[], glare::rule),
    row("hair_colour", &[Drifts], hair_colour::rule),
    row("hair_length", &[], by_eye::hair_length),
    row("head", &[Doubts], head::rule),
    row("head_shape", &[Doubts], head_shape::rule),
    // Clipping takes the brightest scalp away, so that the light all around is read darker: 8 points in
    // regions without any, on a phone photo of which 8 % are clipped. The effects that other rules
    // report are areas already left out of the measurement.
    row("highlights", &[Widens], highlights::rule),
    // Most alignments need no person.
    Rule {
        silent: true,
        ..row("landmarks", &[Drifts], landmarks::rule)
    },
    row("local_light", &[Drifts], local_light::rule),
    row("parting", &[], parting::rule),
    row("resolution", &[Drifts], resolution::rule),
    row("rotation_drift", &[], rotation_drift::rule),
    row("scale_drift", &[], scale_drift::rule),
    row("session_days", &[], session_days::rule),
    row("shadows", &[], shadows::rule),
    row("shoulders", &[Doubts], shoulders::rule),
    row("smoothing", &[Drifts], smoothing::rule),
    row("strands", &[Doubts], strands::rule),
    row("tilt_drift", &[], tilt_drift::rule),
    row("tone_curve", &[Drifts, Doubts], tone_curve::rule),
    row("wet_hair", &[], by_eye::wet_hair),
    row("white_balance_drift", &[Drifts], light_drift::white_balance),
];

const fn row(name: &'static str, roles: &'static [Role], judge: Judge) -> Rule {
    Rule {
        name,
        roles,
        silent: false,
        judge,
    }
}

/// The findings of all rules on one photo, by name.
pub fn assess(facts: &RuleFacts<'_>, params: &QcParams) -> BTreeMap<String, QualityFinding> {
    let found = ALL.iter().map(|rule| (rule, (rule.judge)(facts, params)));
    found
        .filter(|(rule, finding)| !rule.silent || finding.status != QualityStatus::NotAssessed)
        .map(|(rule, finding)| (rule.name.to_owned(), finding))
        .collect()
}

/// Rule and message of what casts doubt on a photo's coverage itself.
pub(crate) fn doubts(
    findings: &BTreeMap<String, QualityFinding>,
) -> impl Iterator<Item = (&str, &str)> {
    let doubting = ALL.iter().filter(|rule| rule.is(Role::Doubts));
    doubting.filter_map(|rule| {
        let finding = findings.get(rule.name)?;
        let beyond = matches!(finding.status, QualityStatus::Warn | QualityStatus::Fail);
        Some((rule.name, finding.message.as_deref()?)).filter(|_| beyond)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qc::measure::PhotoFacts;
    use fixtures::{facts, photo};

    #[test]
    fn every_rule_reports_and_not_assessed_is_no_failure() {
        let photo = photo();
        let findings = assess(&facts(&photo, Some(&photo)), &QcParams::default());
        let silent = ALL.iter().filter(|rule| rule.silent).count();
        assert_eq!(findings.len() + silent, ALL.len());
        for (name, finding) in &findings {
            assert!(
                finding.status <= QualityStatus::NotAssessed,
                "{name}: {finding:?}"
            );
            let assessed = finding.status != QualityStatus::NotAssessed;
            assert!(assessed || finding.value.is_none(), "{name}");
            assert!(assessed || finding.message.is_some(), "{name}");
        }
    }

    #[test]
    fn rules_are_in_order_of_their_names_and_no_two_have_one() {
        assert!(ALL.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn a_rule_keeps_its_unit_whether_it_can_answer_or_not() {
        let photo = photo();
        let nothing = PhotoFacts {
            head_width_px: None,
            light: None,
            ..photo.clone()
        };
        let known = assess(&facts(&photo, Some(&photo)), &QcParams::default());
        let unknown = assess(&facts(&nothing, None), &QcParams::default());
        for (name, finding) in &known {
            assert_eq!(finding.unit, unknown[name].unit, "{name}");
        }
    }
}
