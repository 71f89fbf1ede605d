//! A quality rule: its name, what its finding means, and how it judges.

use super::facts::RuleFacts;
use super::params::QcParams;
use crate::model::QualityFinding;

/// How a rule judges.
pub(crate) type Judge = fn(&RuleFacts<'_>, &QcParams) -> QualityFinding;

/// One rule. A new one is a file in `rules` and a row in the table of `rules.rs`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// Name under which its finding is reported.
    pub(crate) name: &'static str,
    /// What its finding means besides a refusal of changes when it fails; none: it informs.
    pub(crate) roles: &'static [Role],
    /// Whether it says nothing at all, instead of "not assessed", of photos it does not concern.
    pub(crate) silent: bool,
    /// Its finding. Facts that it needs and does not get make it answer "not assessed".
    pub(crate) judge: Judge,
}

/// What a rule's finding means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Its effect is an error of the value from the first: it grows from nothing, and a warning only
    /// says when the photo should be looked at.
    Drifts,
    /// Its effect is an error of the value once it warns.
    Widens,
    /// It casts doubt on the photo's coverage itself, not only on a change.
    Doubts,
}

impl Rule {
    /// Whether its finding has this meaning.
    pub(crate) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
