//! Subject, treatment and sessions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The course as the manifest and the photos give it. Dates are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CourseSummary {
    /// Pseudonym, verbatim; escape before showing.
    pub subject: String,
    /// Treatment, verbatim; escape before showing.
    pub treatment: Option<String>,
    /// First session, or the baseline's date where no session is given; `unknown` for two photos of
    /// which one is not dated.
    pub start: String,
    /// Dates of the sessions held, ascending.
    pub sessions: Vec<String>,
    /// How the sessions held compare with the plan.
    pub adherence: Adherence,
}

/// Sessions held against sessions planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Adherence {
    /// Sessions planned, if the manifest says.
    pub planned: Option<u32>,
    /// Sessions held.
    pub held: u32,
    /// Planned less held, never negative; `null` without a plan.
    pub missed: Option<u32>,
    /// Planned interval between sessions `[shortest, longest]` in days.
    pub interval_days: Option<[u32; 2]>,
    /// Every session after the first, with its distance in days from the one before.
    pub intervals: Vec<SessionInterval>,
}

/// Distance of one session from the one before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionInterval {
    /// Date of the later session.
    pub date: String,
    /// Days since the session before.
    pub days: u32,
    /// Against the planned interval; `null` without one.
    pub timing: Option<SessionTiming>,
}

/// A session's timing against the planned interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionTiming {
    /// Sooner than the shortest planned interval.
    Early,
    /// Within the planned interval.
    OnTime,
    /// Later than the longest planned interval.
    Late,
}
