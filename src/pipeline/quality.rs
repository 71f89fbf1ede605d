//! Quality rules applied to one photo of a view.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::qc::{QcParams, RuleFacts, assess};
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
