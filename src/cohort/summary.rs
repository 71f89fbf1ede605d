//! What a cohort keeps of one subject: small enough that a whole archive fits in memory, complete
//! enough that every figure of the cohort report can be computed anew from it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{MarkBasis, Verdict};
use crate::words::{Words, fill};

/// How a subject's run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SubjectStatus {
    /// Every photo was used, every region measured, every change answered.
    Complete,
    /// A report was written, but a photo, region or change was rejected or not measured.
    Partial,
    /// No report could be made; see `failure`.
    Failed,
}

/// Why a subject has no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Failure {
    /// Where it stopped: `discovery`, `photos` (none taken yet), `course`, `regions`, `read`, `measure`.
    pub(crate) stage: String,
    /// What is wrong.
    pub(crate) reason: String,
    /// What to do.
    pub(crate) hint: String,
}

impl Failure {
    /// Stage of a subject of whom no photo was taken yet.
    pub(crate) const NO_PHOTOS: &str = "photos";
}

/// One subject of a cohort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SubjectSummary {
    /// Folder relative to the clinic's folder, with `/`; identifies the subject in the cohort.
    pub(crate) path: String,
    /// Pseudonym, verbatim; escape before showing. The folder's name where nothing else is known.
    pub(crate) subject: String,
    /// How the run ended.
    pub(crate) status: SubjectStatus,
    /// Why there is no report; `null` where there is one.
    pub(crate) failure: Option<Failure>,
    /// What the report refuses, a line each: photo or region and why; escape before showing. Left out
    /// where it refuses nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) refused: Vec<String>,
    /// Treatment, verbatim; escape before showing. `null` where the course does not say.
    pub(crate) treatment: Option<String>,
    /// Start of the course, `YYYY-MM-DD`; `null` for a subject that failed.
    pub(crate) start: Option<String>,
    /// Sessions; `null` for a subject that failed.
    pub(crate) sessions: Option<SessionSummary>,
    /// Photos counted.
    pub(crate) photos: PhotoSummary,
    /// One entry per measured view.
    pub(crate) views: Vec<ViewSummary>,
    /// One entry per region of each close-up view.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) closeups: Vec<CloseupSummary>,
    /// SHA-256 of its measured photos, hexadecimal, sorted: by which a person in two folders is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) photos_sha256: Vec<String>,
}

/// A subject's sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SessionSummary {
    /// Sessions planned; `null` without a plan.
    pub(crate) planned: Option<u32>,
    /// Sessions held.
    pub(crate) held: u32,
    /// Planned less held, never negative; `null` without a plan.
    pub(crate) missed: Option<u32>,
    /// Sessions sooner than planned.
    pub(crate) early: u32,
    /// Sessions later than planned.
    pub(crate) late: u32,
}

/// A subject's photos, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct PhotoSummary {
    /// Photos of the course, without those that its manifest excludes.
    pub(crate) found: u32,
    /// Photos that could be decoded.
    pub(crate) decoded: u32,
    /// Decoded photos by status of their alignment: `baseline`, `ok`, `weak`, `failed`.
    pub(crate) alignment: BTreeMap<String, u32>,
    /// Photos rejected, by stage.
    pub(crate) rejected: BTreeMap<String, u32>,
    /// Decoded photos by outcome of each quality rule.
    pub(crate) quality: BTreeMap<String, QualityCounts>,
}

impl PhotoSummary {
    /// Photos that share the baseline's frame, the baseline included.
    pub(crate) fn aligned(&self) -> u32 {
        self.alignment
            .iter()
            .filter(|(status, _)| *status != "failed")
            .map(|(_, n)| n)
            .sum()
    }

    /// Baselines and the photos certified to be aligned with one. A weak alignment is not counted:
    /// no change is given from it.
    pub(crate) fn certified(&self) -> u32 {
        self.with_alignment("baseline") + self.with_alignment("ok")
    }

    /// What became of the photos found, in words; the parts add up to all of them.
    pub(crate) fn fates(&self, words: Words) -> String {
        let c = words.cohort();
        let unreadable = self.rejected.get("decode").copied().unwrap_or(0);
        let unmeasured = self.found.saturating_sub(self.decoded + unreadable);
        let baselines = self.with_alignment("baseline");
        let of_baselines = match baselines {
            1 => c.baseline,
            _ => c.baselines,
        };
        let parts: Vec<String> = [
            (baselines, of_baselines),
            (self.with_alignment("ok"), c.aligned),
            (self.with_alignment("weak"), c.weak),
            (self.with_alignment("failed"), c.unaligned),
            (unreadable, c.unreadable),
            (unmeasured, c.unmeasured),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
        let all = match self.found {
            1 => c.one_found.to_owned(),
            n => fill(c.n_found, &[("n", &n.to_string())]),
        };
        if parts.is_empty() {
            all
        } else {
            format!("{all}: {}", parts.join(", "))
        }
    }

    fn with_alignment(&self, status: &str) -> u32 {
        self.alignment.get(status).copied().unwrap_or_default()
    }
}

/// Photos by outcome of one quality rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct QualityCounts {
    /// Within the limit.
    pub(crate) ok: u32,
    /// Beyond the limit.
    pub(crate) warn: u32,
    /// Far beyond the limit.
    pub(crate) fail: u32,
    /// The photo cannot answer.
    pub(crate) not_assessed: u32,
}

/// One view of a subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct ViewSummary {
    /// View name.
    pub(crate) view: String,
    /// Photos of the view that could be decoded.
    pub(crate) photos: u32,
    /// The regions, `overall` last.
    pub(crate) regions: Vec<RegionSummary>,
}

/// One region of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RegionSummary {
    /// Region name, or `overall`.
    pub(crate) region: String,
    /// Change against baseline at each mark of the course.
    pub(crate) marks: Vec<MarkSummary>,
    /// Baseline to the last comparable photo.
    pub(crate) last: LastChange,
    /// Change against baseline at each other photo, by day; also those without an answer.
    pub(crate) course: Vec<CoursePoint>,
}

/// Change against baseline at a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct MarkSummary {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// Date of the mark, `YYYY-MM-DD`.
    pub(crate) date: String,
    /// How the value was obtained.
    pub(crate) basis: MarkBasis,
    /// The mark's window had not passed when the subject was measured. Left out where `false`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) not_due: bool,
    /// Change, percentage points; `null` without an answer.
    pub(crate) delta_pp: Option<f64>,
    /// 95 % interval; `null` without an answer.
    pub(crate) ci95_pp: Option<[f64; 2]>,
    /// Verdict; `null` where the mark is missing.
    pub(crate) verdict: Option<Verdict>,
    /// Why there is no answer.
    pub(crate) reason: Option<String>,
}

/// Baseline to the last comparable photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct LastChange {
    /// Days between both photos; `null` without an answer.
    pub(crate) days: Option<i32>,
    /// Date of the later photo, `YYYY-MM-DD`; `null` without an answer.
    #[serde(default)]
    pub(crate) date: Option<String>,
    /// Sessions held up to the later photo; `null` without an answer.
    pub(crate) sessions_held: Option<u32>,
    /// Change, percentage points; `null` without an answer.
    pub(crate) delta_pp: Option<f64>,
    /// 95 % interval; `null` without an answer.
    pub(crate) ci95_pp: Option<[f64; 2]>,
    /// Verdict.
    pub(crate) verdict: Verdict,
    /// Why not comparable.
    pub(crate) reason: Option<String>,
}

/// Change against baseline at one photo.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CoursePoint {
    /// Days since the start of the course.
    pub(crate) day: i32,
    /// Change, percentage points; `null` where not comparable.
    pub(crate) delta_pp: Option<f64>,
    /// Verdict.
    pub(crate) verdict: Verdict,
}

impl SubjectSummary {
    /// A subject without a report.
    pub(crate) fn failed(path: &str, failure: Failure) -> Self {
        Self {
            path: path.to_owned(),
            subject: path.rsplit('/').next().unwrap_or(path).to_owned(),
            status: SubjectStatus::Failed,
            failure: Some(failure),
            refused: Vec::new(),
            treatment: None,
            start: None,
            sessions: None,
            photos: PhotoSummary::default(),
            views: Vec::new(),
            closeups: Vec::new(),
            photos_sha256: Vec::new(),
        }
    }

    /// Whether the subject has no photo yet: nothing failed, nothing is measured.
    pub(crate) fn is_unphotographed(&self) -> bool {
        let failure = self.failure.as_ref();
        failure.is_some_and(|failure| failure.stage == Failure::NO_PHOTOS)
    }

    /// A count that only a report gives: `None` for a subject that failed.
    pub(crate) fn known(&self, count: u32) -> Option<u32> {
        self.failure.is_none().then_some(count)
    }

    /// Whether there are close-ups and nothing else.
    pub(crate) fn is_closeups_only(&self) -> bool {
        self.views.is_empty() && !self.closeups.is_empty()
    }

    /// The region `region` of the view `view`, where the subject has it.
    pub(crate) fn region(&self, view: &str, region: &str) -> Option<&RegionSummary> {
        let view = self.views.iter().find(|v| v.view == view)?;
        view.regions.iter().find(|r| r.region == region)
    }
}

/// One region of a close-up view, from the baseline to the last photo placed on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CloseupSummary {
    /// View name.
    pub(crate) view: String,
    /// Region name.
    pub(crate) region: String,
    /// Close-ups of the view that could be read.
    pub(crate) photos: u32,
    /// Of these, placed on the baseline's skin, the baseline included.
    pub(crate) placed: u32,
    /// Hairs per cm² at baseline; `null` where not measured.
    pub(crate) first_per_cm2: Option<f64>,
    /// Hairs per cm² on the last photo; `null` where not measured.
    pub(crate) last_per_cm2: Option<f64>,
    /// Days from the baseline to the last photo; `null` without a change.
    pub(crate) days: Option<i32>,
    /// Hairs that came less hairs that went; `null` where not comparable.
    pub(crate) net: Option<i64>,
    /// 95 % interval of `net`.
    pub(crate) net_ci95: Option<[f64; 2]>,
    /// Verdict on the number of hairs; `null` without a second photo.
    pub(crate) verdict: Option<Verdict>,
    /// Why there is no change.
    pub(crate) reason: Option<String>,
    /// Whether a close-up was taken near each mark.
    pub(crate) marks: Vec<CloseupMarkSummary>,
    /// Every day with close-ups of the view, in order of time.
    #[serde(default)]
    pub(crate) visits: Vec<CloseupVisitSummary>,
}

impl CloseupSummary {
    /// The close-up that the change of the whole course is counted to: the last one with an answer,
    /// else the last one that was compared at all.
    pub(crate) fn last(&self) -> Option<&CloseupVisitSummary> {
        let compared = || self.visits.iter().filter(|v| v.verdict.is_some());
        let answered = compared().filter(|v| v.net.is_some());
        answered
            .max_by_key(|v| v.days)
            .or_else(|| compared().max_by_key(|v| v.days))
    }

    /// The close-up of a mark.
    pub(crate) fn at(&self, mark: &CloseupMarkSummary) -> Option<&CloseupVisitSummary> {
        let photo = mark.photo.as_deref()?;
        self.visits.iter().find(|v| v.photo == photo)
    }
}

/// One region on one day, and its change against the baseline.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CloseupVisitSummary {
    /// Identifier of the photo in the subject's report, the first of several.
    pub(crate) photo: String,
    /// Date taken, `YYYY-MM-DD`.
    pub(crate) date: String,
    /// Days since the baseline; negative before it.
    pub(crate) days: i32,
    /// Hairs with their root in the region; `null` where not counted.
    pub(crate) hairs: Option<u64>,
    /// Hairs per cm²; `null` where not measured.
    pub(crate) density_per_cm2: Option<f64>,
    /// 95 % interval of `density_per_cm2`.
    pub(crate) density_ci95: Option<[f64; 2]>,
    /// Median diameter of the region's hairs, µm; `null` where none was measured.
    pub(crate) diameter_um: Option<f64>,
    /// Hairs there at both; `null` on the baseline's day and where not comparable.
    pub(crate) kept: Option<u64>,
    /// Hairs that came since the baseline.
    pub(crate) new: Option<u64>,
    /// Hairs that went since the baseline.
    pub(crate) lost: Option<u64>,
    /// Hairs that are there at one of the two and cannot be decided at the other.
    pub(crate) undecided: Option<u64>,
    /// `new` less `lost`.
    pub(crate) net: Option<i64>,
    /// 95 % interval of `net`.
    pub(crate) net_ci95: Option<[f64; 2]>,
    /// Verdict on the number of hairs against the baseline; `null` on the baseline's day.
    pub(crate) verdict: Option<Verdict>,
    /// Why there is no count, no density or no change.
    pub(crate) reason: Option<String>,
}

/// A mark of a close-up view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CloseupMarkSummary {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// Date of the mark, `YYYY-MM-DD`.
    #[serde(default)]
    pub(crate) date: String,
    /// `photo` or `missing`.
    pub(crate) basis: MarkBasis,
    /// The mark's window had not passed when the subject was measured. Left out where `false`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) not_due: bool,
    /// Identifier of the photo; `null` where missing.
    #[serde(default)]
    pub(crate) photo: Option<String>,
}
