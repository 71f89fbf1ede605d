//! From a photo's findings to what they mean for a change: refusal, or a wider interval.
//!
//! A change is refused when the alignment is not certified or a rule fails: such photos mislead,
//! whatever the number says. Where a rule can put a figure to its effect on a value, the change's
//! interval is widened by it. What concerns one region alone refuses or widens that region's change.

use std::collections::BTreeMap;

use crate::model::{QualityFinding, QualityStatus, RegistrationReport, RegistrationStatus};

use super::QcParams;
use super::region_doubt::RegionDoubt;
use super::rule::Role;
use super::rules;
use crate::coverage::LocalLight;

/// What a photo allows to say about changes to and from it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Comparability {
    /// Why no change can be given.
    pub(crate) refusal: Option<String>,
    /// Effect of what differs from the baseline on a coverage, points: the half width of a 95 %
    /// interval.
    pub(crate) effect_pp: f64,
    /// What concerns single regions, by name.
    pub(crate) regions: BTreeMap<String, RegionDoubt>,
}

impl Comparability {
    /// Judges one photo by its findings and its alignment certificate.
    pub(crate) fn of(
        findings: &BTreeMap<String, QualityFinding>,
        registration: &RegistrationReport,
    ) -> Self {
        let effect_pp = rules::ALL
            .iter()
            .filter_map(|rule| Some((rule, findings.get(rule.name)?)))
            .filter(|(rule, finding)| {
                rule.is(Role::Drifts)
                    || finding.status == QualityStatus::Warn && rule.is(Role::Widens)
            })
            .filter_map(|(_, finding)| finding.effect_pp)
            .fold(0.0, f64::hypot);
        Self {
            refusal: weak_alignment(registration).or_else(|| failed_rule(findings)),
            effect_pp,
            regions: BTreeMap::new(),
        }
    }

    /// The same with what the light on single regions means for them.
    pub(crate) fn lit(self, lights: &[LocalLight], params: &QcParams) -> Self {
        Self {
            regions: rules::light_by_region(lights, params),
            ..self
        }
    }

    /// What is said of one region: of all of them, and of it alone.
    pub(crate) fn of_region(&self, region: &str) -> RegionDoubt {
        let all = RegionDoubt {
            refusal: self.refusal.clone(),
            effect_pp: self.effect_pp,
        };
        match self.regions.get(region) {
            Some(own) => all.pair(own),
            None => all,
        }
    }

    /// Why nothing can be said of what lies across several regions.
    pub(crate) fn any_refusal(&self) -> Option<&String> {
        let of_regions = || self.regions.values().find_map(|r| r.refusal.as_ref());
        self.refusal.as_ref().or_else(of_regions)
    }

    /// A pair of photos: both must allow it, and both widen.
    pub(crate) fn pair(&self, other: &Self) -> Self {
        let mut regions = self.regions.clone();
        for (name, theirs) in &other.regions {
            let own = regions.entry(name.clone()).or_default();
            *own = own.pair(theirs);
        }
        Self {
            refusal: self.refusal.clone().or_else(|| other.refusal.clone()),
            effect_pp: self.effect_pp.hypot(other.effect_pp),
            regions,
        }
    }
}

fn weak_alignment(registration: &RegistrationReport) -> Option<String> {
    (registration.status == RegistrationStatus::Weak).then(|| {
        let why = registration
            .reason
            .as_deref()
            .unwrap_or("a check is outside its limit");
        format!("the alignment is not certified: {why}")
    })
}

fn failed_rule(findings: &BTreeMap<String, QualityFinding>) -> Option<String> {
    findings
        .iter()
        .find(|(_, finding)| finding.status == QualityStatus::Fail)
        .map(|(rule, finding)| {
            let rule = rule.replace('_', " ");
            match &finding.message {
                Some(message) => format!("{rule}: {message}"),
                None => format!("{rule} is beyond its limit"),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qc::rules_fixtures::registration;

    fn finding(status: QualityStatus, effect_pp: Option<f64>) -> QualityFinding {
        QualityFinding {
            value: Some(1.5),
            unit: "stops".into(),
            threshold: Some(1.0),
            status,
            effect_pp,
            message: Some("darker".into()),
        }
    }

    fn of(rules: &[(&str, QualityStatus, Option<f64>)]) -> Comparability {
        let findings = rules
            .iter()
            .map(|(name, s, e)| ((*name).to_owned(), finding(*s, *e)))
            .collect();
        Comparability::of(&findings, &registration())
    }

    #[test]
    fn warnings_widen_in_quadrature_and_failures_refuse() {
        let both = of(&[
            ("exposure_drift", QualityStatus::Warn, Some(3.0)),
            ("white_balance_drift", QualityStatus::Warn, Some(4.0)),
            ("glare", QualityStatus::Warn, Some(50.0)),
        ]);
        assert_eq!(
            both,
            Comparability {
                effect_pp: 5.0,
                ..Comparability::default()
            }
        );
        let clipped = of(&[("highlights", QualityStatus::Warn, Some(8.0))]);
        assert_eq!(clipped.effect_pp, 8.0);
        let slight = of(&[
            ("hair_colour", QualityStatus::Ok, Some(2.0)),
            ("highlights", QualityStatus::Ok, Some(3.0)),
        ]);
        assert_eq!(slight.effect_pp, 2.0);
        let failed = of(&[("exposure_drift", QualityStatus::Fail, Some(9.0))]);
        assert!(failed.refusal.unwrap().contains("darker"));
    }

    #[test]
    fn a_weak_alignment_refuses() {
        let mut weak = registration();
        weak.status = RegistrationStatus::Weak;
        weak.reason = Some("few blocks agree".into());
        let judged = Comparability::of(&BTreeMap::new(), &weak);
        assert!(judged.refusal.unwrap().contains("few blocks agree"));
    }

    #[test]
    fn either_photo_refuses_a_pair() {
        let good = Comparability::default();
        let bad = Comparability {
            refusal: Some("blurred".into()),
            ..Comparability::default()
        };
        assert_eq!(good.pair(&bad).refusal, Some("blurred".into()));
        assert_eq!(bad.pair(&good).refusal, Some("blurred".into()));
    }

    #[test]
    fn what_concerns_one_region_leaves_the_others() {
        let doubt = |refusal: Option<&str>, effect_pp: f64| RegionDoubt {
            refusal: refusal.map(str::to_owned),
            effect_pp,
        };
        let of = |doubt: RegionDoubt| Comparability {
            effect_pp: 3.0,
            regions: BTreeMap::from([("vertex".to_owned(), doubt)]),
            ..Comparability::default()
        };
        let pair = of(doubt(None, 4.0)).pair(&of(doubt(Some("a spot"), 0.0)));
        assert_eq!(pair.of_region("vertex").refusal.as_deref(), Some("a spot"));
        assert_eq!(pair.of_region("frontal").refusal, None);
        let sum = pair.of_region("vertex").effect_pp.powi(2);
        assert!((sum - (9.0 + 9.0 + 16.0)).abs() < 1e-9, "{sum}");
        assert_eq!(pair.any_refusal().map(String::as_str), Some("a spot"));
    }
}
