//! From which confidence on the networks are believed.

use serde::{Deserialize, Serialize};

/// Bars on the networks' confidences, 0..=1 each. What is answered and missed with them on held-out
/// photographs: `docs/lab/orientation.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrientationParams {
    /// Least probability of the edge to which the forehead points.
    pub min_front: f64,
    /// Least probability of the side from which the head is seen (from above counts as one side).
    pub min_view: f64,
    /// Least probability of a portrait or profile at which a photo said to be from elsewhere is
    /// refused.
    pub min_face: f64,
    /// Least probability that there is no head at which a photo is refused.
    pub min_no_head: f64,
}

impl Default for OrientationParams {
    fn default() -> Self {
        Self {
            min_front: 0.7,
            min_view: 0.7,
            min_face: 0.7,
            min_no_head: 0.8,
        }
    }
}
