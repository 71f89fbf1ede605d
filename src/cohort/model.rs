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
pub(crate) const COHORT_SCHEMA: &str = "tricholapse.cohort/1";

/// The whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Cohort {
    /// Always [`COHORT_SCHEMA`] for this major version.
    pub(crate) schema: String,
    /// Which program and which measurement method measured the subjects.
    pub(crate) tool: Tool,
    /// SHA-256 of the effective parameters' canonical JSON, hexadecimal.
    pub(crate) params_sha256: String,
    /// What this is and is not, in one sentence.
    pub(crate) disclaimer: String,
    /// Subjects, photos, marks and sessions counted.
    pub(crate) totals: Totals,
    /// Subjects by treatment, in the order of the treatments' names, "not stated" last.
    pub(crate) treatments: Vec<GroupSize>,
    /// Shares at each mark, by group, view, region and month.
    pub(crate) marks: Vec<MarkShares>,
    /// Every subject's change from baseline to the last comparable photo, by view.
    pub(crate) waterfalls: Vec<Waterfall>,
    /// Median course of the change against baseline, by view.
    pub(crate) medians: Vec<MedianCourse>,
    /// Sessions held against change, by view.
    pub(crate) dose: Vec<DoseResponse>,
    /// Subjects seen at each mark.
    pub(crate) visits: Vec<VisitCounts>,
    /// Photos that were rejected or failed a quality rule, by cause.
    pub(crate) poor_photos: PoorPhotos,
    /// How much of each subject's planned evidence is there, in the order of `subjects`.
    pub(crate) evidence: Vec<Evidence>,
    /// Folders and files below the clinic's folder that are no subject and were not read.
    pub(crate) passed_over: Vec<PassedOver>,
    /// Subjects with the same photos: a person in two folders, who counts twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) doubles: Vec<Double>,
    /// Every subject found, by path.
    pub(crate) subjects: Vec<SubjectSummary>,
}

/// Subjects that share photos.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Double {
    /// Their paths, in order; two or more.
    pub(crate) subjects: Vec<String>,
    /// Photos, byte for byte, that more than one of them has.
    pub(crate) photos: u32,
}

/// Counts over the whole cohort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Totals {
    /// Subjects found.
    pub(crate) subjects: u32,
    /// Subjects with nothing refused.
    pub(crate) complete: u32,
    /// Subjects with a report in which something was refused.
    pub(crate) partial: u32,
    /// Subjects without a report, though there are photos.
    pub(crate) failed: u32,
    /// Subjects of whom no photo was taken yet.
    #[serde(default)]
    pub(crate) unphotographed: u32,
    /// Photos found, over all subjects whose course could be read.
    pub(crate) photos_found: u32,
    /// Photos decoded.
    pub(crate) photos_decoded: u32,
    /// Photos in the frame of a baseline, baselines included.
    pub(crate) photos_aligned: u32,
    /// Sessions held, over all subjects.
    pub(crate) sessions_held: u32,
    /// Sessions planned, over the subjects with a plan.
    pub(crate) sessions_planned: u32,
    /// Sessions missed, over the subjects with a plan.
    pub(crate) sessions_missed: u32,
    /// Subjects whose course gives no number of planned sessions; subjects that failed not counted.
    pub(crate) without_plan: u32,
}

/// Which subjects a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Group {
    /// Every subject found.
    All,
    /// The subjects of one treatment, verbatim as their courses name it.
    Treatment(String),
    /// Subjects whose course names no treatment, or could not be read.
    NotStated,
}

/// Subjects of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct GroupSize {
    /// The group.
    pub(crate) group: Group,
    /// Subjects in it.
    pub(crate) subjects: u32,
}

/// Outcomes of one region at one mark. The counts add up to `subjects`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct MarkShares {
    /// Which subjects.
    pub(crate) group: Group,
    /// View name.
    pub(crate) view: String,
    /// Region name, or `overall`.
    pub(crate) region: String,
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// Subjects of the group.
    pub(crate) subjects: u32,
    /// More coverage, beyond the noise.
    pub(crate) increase: u32,
    /// Less coverage, beyond the noise.
    pub(crate) decrease: u32,
    /// No change detectable; not the same as stable.
    pub(crate) within_noise: u32,
    /// There is a photo, but it allows no answer.
    pub(crate) not_comparable: u32,
    /// No comparable photo near the mark or on both sides of it.
    pub(crate) missing: u32,
    /// The mark's window had not passed when the subject was measured.
    #[serde(default)]
    pub(crate) not_due: u32,
    /// The subject has no report.
    pub(crate) failed: u32,
    /// The course has no such mark.
    pub(crate) not_planned: u32,
    /// The course has no photo of this view, or not this region.
    pub(crate) not_photographed: u32,
    /// Of the answers, those interpolated between two photos.
    pub(crate) interpolated: u32,
    /// Increases among all subjects that should have an answer: those answered, not comparable,
    /// missing or failed. What has no answer counts against the share.
    pub(crate) increase_of_expected: Share,
    /// Decreases among the same.
    pub(crate) decrease_of_expected: Share,
    /// Increases among the subjects with an answer.
    pub(crate) increase_of_answered: Share,
    /// Decreases among the same.
    pub(crate) decrease_of_answered: Share,
    /// Median change of the subjects with an answer, percentage points.
    pub(crate) median_pp: Option<f64>,
    /// First and third quartile of the same.
    pub(crate) quartiles_pp: Option<[f64; 2]>,
}

/// Every subject's change of one view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Waterfall {
    /// View name.
    pub(crate) view: String,
    /// Region name; `overall`.
    pub(crate) region: String,
    /// Subjects with an answer, largest increase first.
    pub(crate) bars: Vec<WaterfallBar>,
    /// Subjects of the cohort without an answer, by path.
    pub(crate) without_answer: Vec<NoAnswer>,
}

/// One subject's change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct WaterfallBar {
    /// The subject's path.
    pub(crate) path: String,
    /// Days from baseline to the last comparable photo.
    pub(crate) days: i32,
    /// Change, percentage points.
    pub(crate) delta_pp: f64,
    /// 95 % interval.
    pub(crate) ci95_pp: [f64; 2],
    /// Verdict.
    pub(crate) verdict: Verdict,
}

/// A subject without an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct NoAnswer {
    /// The subject's path.
    pub(crate) path: String,
    /// Why.
    pub(crate) reason: String,
}

/// Median change against baseline over the subjects, at the baseline (0) and at each mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct MedianCourse {
    /// View name.
    pub(crate) view: String,
    /// Region name; `overall`.
    pub(crate) region: String,
    /// By month, ascending.
    pub(crate) points: Vec<MedianPoint>,
}

/// Median change at one mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct MedianPoint {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// Subjects with an answer there.
    pub(crate) subjects: u32,
    /// Median change, percentage points; `null` without an answer.
    pub(crate) median_pp: Option<f64>,
    /// First and third quartile.
    pub(crate) quartiles_pp: Option<[f64; 2]>,
}

/// Sessions held up to the last comparable photo against the change at it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct DoseResponse {
    /// Which subjects.
    pub(crate) group: Group,
    /// View name.
    pub(crate) view: String,
    /// Region name; `overall`.
    pub(crate) region: String,
    /// Subjects with both numbers.
    pub(crate) subjects: u32,
    /// Subjects of the group left out, by reason.
    pub(crate) left_out: BTreeMap<String, u32>,
    /// Spearman's rank correlation, -1..=1; `null` with a reason.
    pub(crate) spearman_rho: Option<f64>,
    /// 95 % interval of it.
    pub(crate) ci95: Option<[f64; 2]>,
    /// Why there is no correlation or no interval.
    pub(crate) reason: Option<String>,
    /// The pairs, by path.
    pub(crate) points: Vec<DosePoint>,
}

/// One subject's dose and response.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct DosePoint {
    /// The subject's path.
    pub(crate) path: String,
    /// Sessions held up to the last comparable photo.
    pub(crate) sessions: u32,
    /// Change, percentage points.
    pub(crate) delta_pp: f64,
}

/// Subjects seen at one mark, in whichever view; the counts add up to the subjects found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct VisitCounts {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// A photo lies within the mark's window.
    pub(crate) photo: u32,
    /// Only photos on both sides of it.
    pub(crate) interpolated: u32,
    /// A photo lies within the window, but none there or on both sides of it is comparable.
    pub(crate) not_comparable: u32,
    /// No photo within the window, and none on both sides of it.
    pub(crate) missing: u32,
    /// The mark's window had not passed when the subject was measured.
    #[serde(default)]
    pub(crate) not_due: u32,
    /// No photo of the subject was taken yet.
    #[serde(default)]
    pub(crate) no_photo: u32,
    /// The course has no such mark.
    pub(crate) not_planned: u32,
    /// No report, or no view in it.
    pub(crate) no_report: u32,
    /// The subjects counted under `missing`, by path.
    pub(crate) missing_subjects: Vec<String>,
}

/// Poor photos by cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct PoorPhotos {
    /// All photos of the cohort: the denominators.
    pub(crate) photos: PhotoSummary,
    /// Photos rejected, by stage, most first.
    pub(crate) rejected: Vec<Cause>,
    /// Decoded photos that failed or just missed a quality rule, most failures first.
    pub(crate) quality: Vec<RuleCause>,
}

/// Photos rejected at one stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Cause {
    /// Stage that refused them.
    pub(crate) stage: String,
    /// Among the photos found.
    pub(crate) share: Share,
}

/// Photos by outcome of one rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RuleCause {
    /// The rule's name.
    pub(crate) rule: String,
    /// Outcomes counted.
    pub(crate) counts: QualityCounts,
    /// Failures among the photos on which the rule was assessed.
    pub(crate) fail: Share,
    /// Warnings among the same.
    pub(crate) warn: Share,
}

/// How much of a subject's planned evidence is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Evidence {
    /// The subject's path.
    pub(crate) path: String,
    /// Photos found; `null` for a subject that failed.
    pub(crate) photos_found: Option<u32>,
    /// Photos in the frame of a baseline; `null` for a subject that failed.
    pub(crate) photos_aligned: Option<u32>,
    /// Marks of the course that are due, times views measured.
    pub(crate) marks_planned: u32,
    /// Of those, marks whose `overall` change has an answer from a photo.
    pub(crate) marks_photo: u32,
    /// Of those, marks whose `overall` change has an interpolated answer.
    pub(crate) marks_interpolated: u32,
    /// Sessions held; `null` for a subject that failed.
    pub(crate) sessions_held: Option<u32>,
    /// Sessions planned; `null` without a plan.
    pub(crate) sessions_planned: Option<u32>,
}

/// Something below the clinic's folder that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub(crate) struct PassedOver {
    /// Path relative to the clinic's folder, with `/`.
    pub(crate) path: String,
    /// Why it was passed over.
    pub(crate) reason: String,
    /// What to do if it should count.
    pub(crate) hint: String,
}
