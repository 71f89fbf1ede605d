//! One photo: its alignment, its quality, its regions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::head::HeadReport;

/// One photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PhotoReport {
    /// Identifier within the report.
    pub id: String,
    /// File, relative to the course folder, with `/`.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Date taken, `YYYY-MM-DD`; `unknown` for a loose photo that nothing dates.
    pub date: String,
    /// Days since the start of the course; negative before it, `null` where the date is not known.
    pub day: Option<i32>,
    /// Width and height of the upright photo, px.
    pub size_px: [u32; 2],
    /// What the photo shows of the head.
    #[serde(default)]
    pub head: HeadReport,
    /// Quality rules by name.
    pub quality: BTreeMap<String, QualityFinding>,
    /// How the photo was mapped into the baseline frame.
    pub registration: RegistrationReport,
    /// Coverage per region, `overall` last.
    pub regions: Vec<RegionReport>,
}

/// Outcome of one quality rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QualityFinding {
    /// Measured value; `null` when the photo cannot answer.
    pub value: Option<f64>,
    /// Unit of value and threshold.
    pub unit: String,
    /// Limit at which the rule warns; `null` where nothing is measured that a limit could hold for.
    pub threshold: Option<f64>,
    /// Outcome.
    pub status: QualityStatus,
    /// Estimated effect on coverage, points, or its upper bound; `null` when not known.
    pub effect_pp: Option<f64>,
    /// What was found or why the rule cannot answer, and what to do.
    pub message: Option<String>,
}

/// Status of a quality rule.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum QualityStatus {
    /// Within the limit.
    Ok,
    /// The photo cannot answer; see `message`.
    NotAssessed,
    /// Beyond the limit; values stand with care.
    Warn,
    /// Far beyond the limit; values are refused.
    Fail,
}

/// Status of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RegistrationStatus {
    /// The photo is the baseline itself.
    Baseline,
    /// Certified.
    Ok,
    /// Usable with care; changes are wide or refused.
    Weak,
    /// No transform can be trusted.
    Failed,
}

/// The alignment certificate. Lengths in per mille of the baseline photo's width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegistrationReport {
    /// Outcome.
    pub status: RegistrationStatus,
    /// Transform model chosen; `identity` for the baseline, `null` when failed.
    pub model: Option<String>,
    /// Typical error of a mapped point, estimated on blocks not used in the fit.
    pub residual_permille: Option<f64>,
    /// Share of the baseline's head that the photo also shows, 0..=1.
    pub overlap: Option<f64>,
    /// Linear size of the head relative to the baseline.
    pub scale: Option<f64>,
    /// In-plane rotation against the baseline, degrees, clockwise positive.
    pub rotation_deg: Option<f64>,
    /// Out-of-plane tilt against the baseline, degrees.
    pub tilt_deg: Option<f64>,
    /// Round trip baseline to photo and back by two independent registrations.
    pub forward_backward_permille: Option<f64>,
    /// Correlation on blocks not used in the fit, -1..=1.
    pub heldout_correlation: Option<f64>,
    /// Residual by region.
    #[serde(default)]
    pub region_residual_permille: BTreeMap<String, Option<f64>>,
    /// Landmarks by which a person laid the photo; 0 where the pictures alone did.
    #[serde(default)]
    pub by_hand: u32,
    /// Why it is weak or failed; where a person laid it, what the pictures' own checks say against it.
    pub reason: Option<String>,
    /// What to do at the next photo.
    pub hint: Option<String>,
    /// The reason alone, without the differences that it ends with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// How the photo differs from the baseline otherwise, where its alignment is doubted or refused;
    /// what is easiest to mend first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<PhotoDifference>,
    /// Photo (id) of the same view through which the alignment is certified, where the photo and
    /// the baseline alone match in too few places.
    #[serde(default)]
    pub confirmed_by: Option<String>,
    /// The transform itself, in full-resolution pixels on both sides; read by `transform`.
    pub transform: Option<serde_json::Value>,
}

impl RegistrationReport {
    /// The baseline against itself.
    pub(crate) fn baseline() -> Self {
        Self {
            status: RegistrationStatus::Baseline,
            model: Some("identity".into()),
            residual_permille: Some(0.0),
            overlap: Some(1.0),
            scale: Some(1.0),
            rotation_deg: Some(0.0),
            tilt_deg: Some(0.0),
            forward_backward_permille: Some(0.0),
            heldout_correlation: Some(1.0),
            region_residual_permille: BTreeMap::new(),
            by_hand: 0,
            reason: None,
            hint: None,
            cause: None,
            differences: Vec::new(),
            confirmed_by: None,
            transform: None,
        }
    }
}

/// A difference between a photo and the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PhotoDifference {
    /// In what: `pose`, `distance`, `framing`, `light`, `glare`, `colour` or `contrast`.
    pub kind: String,
    /// How this photo is, unlike the baseline.
    pub what: String,
    /// What to do at the next photo.
    pub advice: String,
}

/// Whether a region was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureStatus {
    /// `coverage` and `ci95` hold.
    Measured,
    /// See `reason`.
    NotMeasured,
}

/// Coverage of one region on one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegionReport {
    /// Region name, or `overall`.
    pub region: String,
    /// Measured or not.
    pub status: MeasureStatus,
    /// Why not measured; for `overall` beside a value, which regions it leaves out.
    pub reason: Option<String>,
    /// Fraction of the region in which hair hides the scalp, 0..=1.
    pub coverage: Option<f64>,
    /// 95 % interval of `coverage`.
    pub ci95: Option<[f64; 2]>,
    /// Pixels that were counted, in the photo's own full-resolution frame.
    pub area_px: u64,
    /// Pixels of the region left out, all reasons together.
    pub excluded_px: u64,
    /// Pixels left out by reason.
    #[serde(default)]
    pub excluded_by: BTreeMap<String, u64>,
}

#[cfg(test)]
impl RegionReport {
    /// Made up: an interval of `half_width` around the coverage, `area_px` of which `glare_px` are
    /// left out; for `reason` not measured where there is no coverage.
    pub(crate) fn made_up(
        name: &str,
        coverage: Option<f64>,
        half_width: f64,
        [area_px, glare_px]: [u64; 2],
        reason: &str,
    ) -> Self {
        Self {
            region: name.to_owned(),
            status: if coverage.is_some() {
                MeasureStatus::Measured
            } else {
                MeasureStatus::NotMeasured
            },
            reason: coverage.is_none().then(|| reason.to_owned()),
            coverage,
            ci95: coverage.map(|c| [c - half_width, c + half_width]),
            area_px,
            excluded_px: glare_px,
            excluded_by: BTreeMap::from([("glare".to_owned(), glare_px)]),
        }
    }
}
