//! Quality rules applied to one photo of a view.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{QualityFinding, RegistrationReport};
use crate::qc::{QcParams, RuleFacts, assess, contrast_drift, hair_colour, strands, tone_curve};

use super::compare::Measured;
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
    baseline: Option<&Measured>,
    photo: &Measured,
    params: &QcParams,
) -> BTreeMap<String, QualityFinding> {
    let base = baseline.unwrap_or(photo);
    let combed = baseline.map_or(&[][..], |b| &b.hair);
    BTreeMap::from([
        (
            "contrast_drift".to_owned(),
            contrast_drift(base.hair_tint, photo.hair_tint, params),
        ),
        (
            "hair_colour".to_owned(),
            hair_colour(&base.hair, &photo.hair, params),
        ),
        (
            "tone_curve".to_owned(),
            tone_curve(photo.curve_contrast, params),
        ),
        ("strands".to_owned(), strands(combed, &photo.hair, params)),
    ])
}
