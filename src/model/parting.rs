//! Width of the visible parting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MeasureStatus, Verdict};

/// Width of the visible parting, percent of the head's width, and its change from the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartingReport {
    /// One entry per photo, by date.
    pub photos: Vec<PartingPhoto>,
    /// Every other photo against the baseline.
    pub changes: Vec<PartingChangeReport>,
}

/// The parting on one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartingPhoto {
    /// Photo.
    pub photo: String,
    /// Measured or not.
    pub status: MeasureStatus,
    /// Why not measured.
    pub reason: Option<String>,
    /// Mean width that a line of fully open scalp would have, percent of the head's width.
    pub width_pct: Option<f64>,
    /// 95 % interval of `width_pct`.
    pub ci95_pct: Option<[f64; 2]>,
    /// Distance of the line from the head's midline, percent of its width, positive to the right
    /// of one who looks from the forehead backwards along the photo's midline.
    pub offset_pct: Option<f64>,
    /// Share of the length along which the line stands out, 0..=1.
    pub seen_share: Option<f64>,
}

/// Change of the parting's width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartingChangeReport {
    /// The baseline.
    pub from: String,
    /// The other photo.
    pub to: String,
    /// Later less earlier, percent of the head's width; negative is narrower. `null` when not
    /// comparable.
    pub delta_pct: Option<f64>,
    /// 95 % interval of `delta_pct`.
    pub ci95_pct: Option<[f64; 2]>,
    /// `increase` is a wider parting, which is less hair.
    pub verdict: Verdict,
    /// Why not comparable.
    pub reason: Option<String>,
}
