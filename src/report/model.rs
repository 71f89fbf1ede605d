//! The report document: what `report.json` holds, schema `tricholapse.report/1`.
//!
//! Plain data for serialising. Fields may be added within schema 1; the ones here keep name and
//! meaning. Coverage is a fraction 0..=1, a change of coverage is in percentage points (pp).
//! A value that was not measured is `null` beside a `status` or `verdict` and a `reason`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name and major version of the document's schema.
pub const REPORT_SCHEMA: &str = "tricholapse.report/1";

/// Name of the region that stands for all regions of a view, weighted by area.
pub const OVERALL_REGION: &str = "overall";

/// The whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always [`REPORT_SCHEMA`] for this major version.
    pub schema: String,
    /// Which program and which measurement method wrote it.
    pub tool: Tool,
    /// SHA-256 of the effective parameters' canonical JSON, hexadecimal.
    pub params_sha256: String,
    /// What this is and is not, in one sentence.
    pub disclaimer: String,
    /// Subject, treatment, sessions.
    pub course: CourseSummary,
    /// The set-up's own repeatability, where a self-test was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_test: Option<SelfTestUsed>,
    /// One entry per view, in the views' conventional order.
    pub views: Vec<ViewReport>,
    /// Severity of Alopecia Tool weighting over the four SALT views, per date, where all exist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub salt: Vec<SaltValue>,
    /// Seconds per stage, all threads together; only where asked for, as they differ from run to
    /// run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timings: Option<BTreeMap<String, f64>>,
    /// Names of the pictures written beside this report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
    /// Photos that could not be used.
    pub rejections: Vec<Rejection>,
    /// Things a reader should know; nothing was dropped because of them.
    pub warnings: Vec<Warning>,
}

/// Program and method version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Always `tricholapse`.
    pub name: String,
    /// Package version.
    pub version: String,
    /// Measurement method version: values of different methods are not compared.
    pub method: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self {
            name: "tricholapse".into(),
            version: crate::VERSION.into(),
            method: crate::METHOD.into(),
        }
    }
}

/// A self-test that took the place of the default spread between re-shot photos.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfTestUsed {
    /// SHA-256 of its file, hexadecimal.
    pub sha256: String,
    /// Standard error of measurement found there, points.
    pub sem_pp: f64,
    /// Degrees of freedom behind it.
    pub degrees_of_freedom: u64,
    /// Spread used for every photo, points: the standard error, widened for few repeats.
    pub used_pp: f64,
}

/// The course as the manifest and the photos give it. Dates are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CourseSummary {
    /// Pseudonym, verbatim; escape before showing.
    pub subject: String,
    /// Treatment, verbatim; escape before showing.
    pub treatment: Option<String>,
    /// First session, or the baseline's date where no session is given.
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

/// What kind of photo a view holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ViewKind {
    /// A head or a large part of it: coverage.
    Global,
    /// Trichoscopy with a known scale.
    Closeup,
}

/// All photos of one view and what was measured on them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ViewReport {
    /// View name, such as `vertex`.
    pub view: String,
    /// Global photo or close-up.
    pub kind: ViewKind,
    /// Identifier of the baseline photo; `null` when no photo of the view could be used.
    pub baseline: Option<String>,
    /// Where the regions come from: `geojson`, or an atlas with its version.
    pub regions_source: String,
    /// The regions in baseline pixels.
    pub region_outlines: Vec<RegionOutline>,
    /// One entry per photo that could be decoded, by date.
    pub photos: Vec<PhotoReport>,
    /// Changes against baseline, then between successive visits, per region.
    pub changes: Vec<ChangeReport>,
    /// Calendar marks of the course.
    pub marks: Vec<MarkReport>,
    /// Width of the parting; only for the midline view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parting: Option<PartingReport>,
    /// Baseline to the last comparable photo.
    pub course_change: CourseChange,
    /// Slope after the last session, per region.
    pub trend: Trend,
}

/// A region's outline in baseline pixels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RegionOutline {
    /// Region name.
    pub region: String,
    /// Rings of `[x, y]` under the even-odd rule, baseline px.
    pub rings: Vec<Vec<[f64; 2]>>,
}

/// One photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PhotoReport {
    /// Identifier within the report.
    pub id: String,
    /// File, relative to the course folder, with `/`.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Date taken, `YYYY-MM-DD`.
    pub date: String,
    /// Days since the start of the course; negative before it.
    pub day: i32,
    /// Width and height of the upright photo, px.
    pub size_px: [u32; 2],
    /// Quality rules by name.
    pub quality: BTreeMap<String, QualityFinding>,
    /// How the photo was mapped into the baseline frame.
    pub registration: RegistrationReport,
    /// Coverage per region, `overall` last.
    pub regions: Vec<RegionReport>,
}

/// Rules whose findings cast doubt on a photo's coverage itself, not only on a change.
const DOUBT_RULES: [&str; 3] = ["composite", "head_shape", "strands"];

impl PhotoReport {
    /// Rule and message of what casts doubt on the photo's coverage itself.
    pub fn doubts(&self) -> impl Iterator<Item = (&str, &str)> {
        DOUBT_RULES.iter().filter_map(|rule| {
            let finding = self.quality.get(*rule)?;
            let beyond = matches!(finding.status, QualityStatus::Warn | QualityStatus::Fail);
            Some((*rule, finding.message.as_deref()?)).filter(|_| beyond)
        })
    }
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
    /// Why it is weak or failed.
    pub reason: Option<String>,
    /// What to do at the next photo.
    pub hint: Option<String>,
    /// Photo (id) of the same view through which the alignment is certified, where the photo and
    /// the baseline alone match in too few places.
    #[serde(default)]
    pub confirmed_by: Option<String>,
    /// The transform itself, in full-resolution pixels on both sides; read by `transform`.
    pub transform: Option<serde_json::Value>,
}

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

/// Verdict on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// More coverage, beyond the noise.
    Increase,
    /// Less coverage, beyond the noise.
    Decrease,
    /// No change detectable; not the same as stable.
    WithinNoise,
    /// The two photos do not allow an answer; see `reason`.
    NotComparable,
}

/// Change of one region between two photos.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeReport {
    /// Region name, or `overall`.
    pub region: String,
    /// Photo the change is counted from: the baseline, or the earlier of two successive visits.
    pub from: String,
    /// Photo the change is counted to.
    pub to: String,
    /// Days from the one to the other; negative when `to` lies before the baseline.
    pub days: i32,
    /// Change in percentage points; `null` when not comparable.
    pub delta_pp: Option<f64>,
    /// 95 % interval of the change; the trivial bound `[-100, 100]` when not comparable.
    pub ci95_pp: [f64; 2],
    /// Change as a fraction of the earlier coverage.
    pub relative: Option<f64>,
    /// Smallest change that would have been called, points.
    pub detectable_pp: Option<f64>,
    /// Verdict.
    pub verdict: Verdict,
    /// Why not comparable; for `overall` beside a value, which regions it leaves out.
    pub reason: Option<String>,
    /// Change less the control region's change, where a control is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control_corrected: Option<ControlCorrected>,
}

/// A change corrected by the untreated control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlCorrected {
    /// Control region or view.
    pub control: String,
    /// The control's own change, points.
    pub control_delta_pp: f64,
    /// Change less the control's change, points.
    pub delta_pp: f64,
    /// 95 % interval of the corrected change.
    pub ci95_pp: [f64; 2],
    /// Verdict on the corrected change.
    pub verdict: Verdict,
}

/// How a mark's value was obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MarkBasis {
    /// A photo within the window.
    Photo,
    /// Linear between the neighbouring photos on both sides.
    Interpolated,
    /// Neither; never extrapolated.
    Missing,
}

/// A calendar mark of the course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarkReport {
    /// Calendar months after the start.
    pub month: u32,
    /// Date of the mark.
    pub date: String,
    /// A photo counts up to so many days before or after.
    pub window_days: u32,
    /// How the values were obtained.
    pub basis: MarkBasis,
    /// The photo, where `basis` is `photo`.
    pub photo: Option<String>,
    /// The two photos between which was interpolated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[String; 2]>,
    /// Change against baseline per region; empty when missing.
    pub regions: Vec<MarkRegion>,
    /// What a reader should know about this mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Change against baseline of one region at a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarkRegion {
    /// Region name, or `overall`.
    pub region: String,
    /// Change in percentage points; `null` when not comparable.
    pub delta_pp: Option<f64>,
    /// 95 % interval; the trivial bound `[-100, 100]` when not comparable.
    pub ci95_pp: [f64; 2],
    /// Verdict.
    pub verdict: Verdict,
    /// Why not comparable.
    pub reason: Option<String>,
}

/// Baseline to the last comparable photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CourseChange {
    /// Baseline photo.
    pub from: Option<String>,
    /// Last photo that is comparable with it; `null` when there is none.
    pub to: Option<String>,
    /// Days between them.
    pub days: Option<i32>,
    /// Per region, `overall` last; empty when there is no comparable photo.
    pub regions: Vec<ChangeReport>,
    /// Why there is none.
    pub reason: Option<String>,
}

/// How coverage went on after the last session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trend {
    /// Date from which photos count: the last session, or the start where there is none.
    pub since: String,
    /// Per region; empty when not measured.
    pub regions: Vec<TrendRegion>,
    /// Why not measured.
    pub reason: Option<String>,
}

/// Slope of one region after the last session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendRegion {
    /// Region name, or `overall`.
    pub region: String,
    /// Photos used.
    pub photos: u32,
    /// Points per 30 days.
    pub slope_pp_per_30_days: f64,
    /// 95 % interval of the slope.
    pub ci95_pp_per_30_days: [f64; 2],
    /// Verdict.
    pub verdict: TrendVerdict,
}

/// Verdict on a slope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrendVerdict {
    /// Still rising beyond the noise.
    Rising,
    /// No slope detectable: the level holds as far as the photos can tell.
    Holding,
    /// Falling beyond the noise.
    Relapsing,
}

/// Coverage over the four SALT views on one date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SaltValue {
    /// Date of the visit.
    pub date: String,
    /// Coverage weighted top 40 %, back 24 %, each side 18 %, 0..=1.
    pub weighted_coverage: f64,
    /// 95 % interval.
    pub ci95: [f64; 2],
    /// Photos by SALT view: top, back, left, right.
    pub photos: BTreeMap<String, String>,
}

/// A photo that could not be used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rejection {
    /// File, relative to the course folder.
    pub file: String,
    /// Stage that refused it, such as `decode` or `registration`.
    pub stage: String,
    /// Why: what was measured against what is allowed.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

/// Something a reader should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Stable code, such as `date_clash`.
    pub code: String,
    /// Sentence for people.
    pub message: String,
    /// The photo concerned, if one.
    pub photo: Option<String>,
}
