//! What a set-up was asked: one region of one head, again and again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Repeated coverages of one region of one head, percent of its area, in order of the photos.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Repeats {
    /// Whose head it is.
    #[serde(default)]
    pub(crate) subject: String,
    /// Which head, view and day: photos of one session share it.
    pub(crate) head: String,
    /// Region, or `overall`.
    pub(crate) region: String,
    /// Coverage per photo, percent.
    pub(crate) coverage_pct: Vec<f64>,
}
