//! The cohort document: what `cohort.json` holds, schema `tricholapse.cohort/1`.
//!
//! Plain data for serialising. Every share carries its denominator, every subject found is counted
//! somewhere, and what has no answer is listed beside what has one.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::stats::Share;
use super::summary::{PhotoSummary, QualityCounts, SubjectSummary};
use crate::model::{Tool, Verdict};

/// Name and major version of the document's schema.
pub const COHORT_SCHEMA: &str = "tricholapse.cohort/1";

/// The whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cohort {
    /// Always [`COHORT_SCHEMA`] for this major version.
    pub schema: String,
    /// Which program and which measurement method measured the subjects.
    pub tool: Tool,
    /// SHA-256 of the effective parameters' canonical JSON, hexadecimal.
    pub params_sha256: String,
    /// What this is and is not, in one sentence.
    pub disclaimer: String,
    /// Subjects, photos, marks and sessions counted.
    pub totals: Totals,
    /// Subjects by treatment, in the order of the treatments' names, "not stated" last.
    pub treatments: Vec<GroupSize>,
    /// Shares at each mark, by group, view, region and month.
    pub marks: Vec<MarkShares>,
    /// Every subject's change from baseline to the last comparable photo, by view.
    pub waterfalls: Vec<Waterfall>,
    /// Median course of the change against baseline, by view.
    pub medians: Vec<MedianCourse>,
    /// Sessions held against change, by view.
    pub dose: Vec<DoseResponse>,
    /// Subjects seen at each mark.
    pub visits: Vec<VisitCounts>,
    /// Photos that were rejected or failed a quality rule, by cause.
    pub poor_photos: PoorPhotos,
    /// How much of each subject's planned evidence is there, in the order of `subjects`.
    pub evidence: Vec<Evidence>,
    /// Folders and files below the clinic's folder that are no subject and were not read.
    pub passed_over: Vec<PassedOver>,
    /// Every subject found, by path.
    pub subjects: Vec<SubjectSummary>,
}

/// Counts over the whole cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Subjects found.
    pub subjects: u32,
    /// Subjects with nothing refused.
    pub complete: u32,
    /// Subjects with a report in which something was refused.
    pub partial: u32,
    /// Subjects without a report.
    pub failed: u32,
    /// Photos found, over all subjects whose course could be read.
    pub photos_found: u32,
    /// Photos decoded.
    pub photos_decoded: u32,
    /// Photos in the frame of a baseline, baselines included.
    pub photos_aligned: u32,
    /// Sessions held, over all subjects.
    pub sessions_held: u32,
    /// Sessions planned, over the subjects with a plan.
    pub sessions_planned: u32,
    /// Sessions missed, over the subjects with a plan.
    pub sessions_missed: u32,
    /// Subjects whose course gives no number of planned sessions; subjects that failed not counted.
    pub without_plan: u32,
}

/// Which subjects a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Every subject found.
    All,
    /// The subjects of one treatment, verbatim as their courses name it.
    Treatment(String),
    /// Subjects whose course names no treatment, or could not be read.
    NotStated,
}

/// Subjects of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupSize {
    /// The group.
    pub group: Group,
    /// Subjects in it.
    pub subjects: u32,
}

/// Outcomes of one region at one mark. The eight counts add up to `subjects`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarkShares {
    /// Which subjects.
    pub group: Group,
    /// View name.
    pub view: String,
    /// Region name, or `overall`.
    pub region: String,
    /// Calendar months after the start.
    pub month: u32,
    /// Subjects of the group.
    pub subjects: u32,
    /// More coverage, beyond the noise.
    pub increase: u32,
    /// Less coverage, beyond the noise.
    pub decrease: u32,
    /// No change detectable; not the same as stable.
    pub within_noise: u32,
    /// There is a photo, but it allows no answer.
    pub not_comparable: u32,
    /// No comparable photo near the mark or on both sides of it.
    pub missing: u32,
    /// The subject has no report.
    pub failed: u32,
    /// The course has no such mark.
    pub not_planned: u32,
    /// The course has no photo of this view, or not this region.
    pub not_photographed: u32,
    /// Of the answers, those interpolated between two photos.
    pub interpolated: u32,
    /// Increases among all subjects that should have an answer: those answered, not comparable,
    /// missing or failed. What has no answer counts against the share.
    pub increase_of_expected: Share,
    /// Decreases among the same.
    pub decrease_of_expected: Share,
    /// Increases among the subjects with an answer.
    pub increase_of_answered: Share,
    /// Decreases among the same.
    pub decrease_of_answered: Share,
    /// Median change of the subjects with an answer, percentage points.
    pub median_pp: Option<f64>,
    /// First and third quartile of the same.
    pub quartiles_pp: Option<[f64; 2]>,
}

/// Every subject's change of one view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Waterfall {
    /// View name.
    pub view: String,
    /// Region name; `overall`.
    pub region: String,
    /// Subjects with an answer, largest increase first.
    pub bars: Vec<WaterfallBar>,
    /// Subjects of the cohort without an answer, by path.
    pub without_answer: Vec<NoAnswer>,
}

/// One subject's change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WaterfallBar {
    /// The subject's path.
    pub path: String,
    /// Days from baseline to the last comparable photo.
    pub days: i32,
    /// Change, percentage points.
    pub delta_pp: f64,
    /// 95 % interval.
    pub ci95_pp: [f64; 2],
    /// Verdict.
    pub verdict: Verdict,
}

/// A subject without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoAnswer {
    /// The subject's path.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// Median change against baseline over the subjects, at the baseline (0) and at each mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MedianCourse {
    /// View name.
    pub view: String,
    /// Region name; `overall`.
    pub region: String,
    /// By month, ascending.
    pub points: Vec<MedianPoint>,
}

/// Median change at one mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MedianPoint {
    /// Calendar months after the start.
    pub month: u32,
    /// Subjects with an answer there.
    pub subjects: u32,
    /// Median change, percentage points; `null` without an answer.
    pub median_pp: Option<f64>,
    /// First and third quartile.
    pub quartiles_pp: Option<[f64; 2]>,
}

/// Sessions held up to the last comparable photo against the change at it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DoseResponse {
    /// Which subjects.
    pub group: Group,
    /// View name.
    pub view: String,
    /// Region name; `overall`.
    pub region: String,
    /// Subjects with both numbers.
    pub subjects: u32,
    /// Subjects of the group left out, by reason.
    pub left_out: BTreeMap<String, u32>,
    /// Spearman's rank correlation, -1..=1; `null` with a reason.
    pub spearman_rho: Option<f64>,
    /// 95 % interval of it.
    pub ci95: Option<[f64; 2]>,
    /// Why there is no correlation or no interval.
    pub reason: Option<String>,
    /// The pairs, by path.
    pub points: Vec<DosePoint>,
}

/// One subject's dose and response.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DosePoint {
    /// The subject's path.
    pub path: String,
    /// Sessions held up to the last comparable photo.
    pub sessions: u32,
    /// Change, percentage points.
    pub delta_pp: f64,
}

/// Subjects seen at one mark, in whichever view; the counts add up to the subjects found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VisitCounts {
    /// Calendar months after the start.
    pub month: u32,
    /// A photo lies within the mark's window.
    pub photo: u32,
    /// Only photos on both sides of it.
    pub interpolated: u32,
    /// A photo lies within the window, but none there or on both sides of it is comparable.
    pub not_comparable: u32,
    /// No photo within the window, and none on both sides of it.
    pub missing: u32,
    /// The course has no such mark.
    pub not_planned: u32,
    /// No report, or no view in it.
    pub no_report: u32,
    /// The subjects counted under `missing`, by path.
    pub missing_subjects: Vec<String>,
}

/// Poor photos by cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PoorPhotos {
    /// All photos of the cohort: the denominators.
    pub photos: PhotoSummary,
    /// Photos rejected, by stage, most first.
    pub rejected: Vec<Cause>,
    /// Decoded photos that failed or just missed a quality rule, most failures first.
    pub quality: Vec<RuleCause>,
}

/// Photos rejected at one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cause {
    /// Stage that refused them.
    pub stage: String,
    /// Among the photos found.
    pub share: Share,
}

/// Photos by outcome of one rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleCause {
    /// The rule's name.
    pub rule: String,
    /// Outcomes counted.
    pub counts: QualityCounts,
    /// Failures among the photos on which the rule was assessed.
    pub fail: Share,
    /// Warnings among the same.
    pub warn: Share,
}

/// How much of a subject's planned evidence is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The subject's path.
    pub path: String,
    /// Photos found; `null` for a subject that failed.
    pub photos_found: Option<u32>,
    /// Photos in the frame of a baseline; `null` for a subject that failed.
    pub photos_aligned: Option<u32>,
    /// Marks of the course times views measured.
    pub marks_planned: u32,
    /// Of those, marks whose `overall` change has an answer from a photo.
    pub marks_photo: u32,
    /// Of those, marks whose `overall` change has an interpolated answer.
    pub marks_interpolated: u32,
    /// Sessions held; `null` for a subject that failed.
    pub sessions_held: Option<u32>,
    /// Sessions planned; `null` without a plan.
    pub sessions_planned: Option<u32>,
}

/// Something below the clinic's folder that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PassedOver {
    /// Path relative to the clinic's folder, with `/`.
    pub path: String,
    /// Why it was passed over.
    pub reason: String,
    /// What to do if it should count.
    pub hint: String,
}
