//! Quality rules applied to one photo of a view.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::qc::{HairFacts, QcParams, RuleFacts, assess, hair_colour, strands};
use crate::report::model::{QualityFinding, RegistrationReport};

use super::visit::Visit;

/// The findings of every rule on `visit`.
pub fn findings(
    visit: &Visit<'_>,
    baseline: &Visit<'_>,
    registration: &RegistrationReport,
    sessions: &[Date],
    params: &QcParams,
) -> BTreeMap<String, QualityFinding> {
    let facts = RuleFacts {
        photo: &visit.facts,
        baseline: Some(&baseline.facts),
        registration: Some(registration),
        date: visit.planned.date,
        sessions,
    };
    assess(&facts, params)
}

/// The findings of the rules on a measured photo's hair; `baseline` is `None` for the baseline
/// itself, of which no change of colour can be told.
pub fn hair_findings(
    baseline: Option<&[HairFacts]>,
    hair: &[HairFacts],
    params: &QcParams,
) -> BTreeMap<String, QualityFinding> {
    let strands = strands(baseline.unwrap_or_default(), hair, params);
    let colour = hair_colour(baseline.unwrap_or(hair), hair, params);
    BTreeMap::from([
        ("strands".to_owned(), strands),
        ("hair_colour".to_owned(), colour),
    ])
}
