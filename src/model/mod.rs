//! The report document: what `report.json` holds, schema `tricholapse.report/2`.
//!
//! Plain data for serialising. Fields may be added within schema 2; the ones here keep name and
//! meaning. Coverage is a fraction 0..=1, a change of coverage is in percentage points (pp).
//! A value that was not measured is `null` beside a `status` or `verdict` and a `reason`.

mod certified;
mod change;
mod closeup;
mod closeup_view;
mod course;
mod head;
mod parting;
mod photo;
mod views;
mod visit;

pub use certified::{CERTIFIED, Certified};
#[cfg(test)]
pub(crate) use change::fixtures;
pub use change::{
    ChangeReport, ControlCorrected, CourseChange, Family, MarkBasis, MarkRegion, MarkReport,
    SharedChange, TRIVIAL_CI95_PP, Trend, TrendRegion, TrendVerdict, Verdict,
};
pub use closeup::{
    AnagenReport, CloseupChange, CloseupPhotoReport, CloseupRegion, CloseupRegistration,
    CloseupRepeat, DiameterReport, FateLists, HairBasis, HairCorrections, HairReport, HairStyle,
};
pub use closeup_view::{
    CloseupCourseChange, CloseupMark, CloseupMarkRegion, CloseupTrend, CloseupTrendRegion,
    CloseupView, CloseupVisit,
};
pub use course::{Adherence, CourseSummary, SessionInterval, SessionTiming};
pub use head::{Front, FrontBasis, HeadReport, SeenFrom, Side};
pub use parting::{PartingChangeReport, PartingPhoto, PartingReport};
pub use photo::{
    MeasureStatus, PhotoDifference, PhotoReport, QualityFinding, QualityStatus, RegionReport,
    RegistrationReport, RegistrationStatus,
};

pub use views::Views;
pub(crate) use visit::COPY_REASONS;
pub use visit::{LeftOutPhoto, VisitRegion, VisitReport};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name and major version of the document's schema.
pub const REPORT_SCHEMA: &str = "tricholapse.report/2";

/// What stands for the date of a photo that nothing dates.
pub const UNKNOWN_DATE: &str = "unknown";

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
    pub views: Views,
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

impl Report {
    /// Whether all photos are of one view: then so is every photo that was refused.
    pub(crate) fn has_one_view(&self) -> bool {
        self.views.len() == 1 && self.views.closeups.is_empty()
    }
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
    pub(crate) fn this() -> Self {
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
    /// The visit of the baseline photo: changes are counted from it; `null` without a baseline.
    #[serde(default)]
    pub baseline_visit: Option<String>,
    /// Where the regions come from: `geojson`, or an atlas with its version.
    pub regions_source: String,
    /// The regions in baseline pixels.
    pub region_outlines: Vec<RegionOutline>,
    /// One entry per photo that could be decoded, by date.
    pub photos: Vec<PhotoReport>,
    /// One entry per day with photos of the view, by date.
    #[serde(default)]
    pub visits: Vec<VisitReport>,
    /// Changes against baseline, then between successive visits, per region.
    pub changes: Vec<ChangeReport>,
    /// What all regions share of the changes against baseline, per later visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_changes: Vec<SharedChange>,
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

impl ViewReport {
    /// The visit to which a photo belongs, also one that is left out of its values.
    pub(crate) fn visit_of(&self, photo: &str) -> Option<&VisitReport> {
        let left_out = |v: &VisitReport| v.left_out.iter().any(|l| l.photo == photo);
        let holds = |v: &&VisitReport| v.photos.iter().any(|p| p == photo) || left_out(v);
        self.visits.iter().find(holds)
    }

    /// The visit `id` itself.
    pub(crate) fn visit(&self, id: &str) -> Option<&VisitReport> {
        self.visits.iter().find(|visit| visit.id == id)
    }

    /// The photo `id`, or the one that stands for the visit `id` in pictures: the baseline where it is
    /// of that visit, else its first.
    pub(crate) fn photo_of(&self, id: &str) -> Option<&PhotoReport> {
        let own = |id: &str| self.photos.iter().find(|photo| photo.id == id);
        let Some(visit) = self.visit(id) else {
            return own(id);
        };
        let baseline = self.baseline.as_deref().and_then(own);
        baseline
            .filter(|base| self.visit_of(&base.id).is_some_and(|v| v.id == visit.id))
            .or_else(|| own(visit.photos.first()?))
    }

    /// Coverage of a region at the visit or on the photo `id`, 0..=1.
    pub(crate) fn coverage_of(&self, id: &str, region: &str) -> Option<f64> {
        match self.visit(id) {
            Some(visit) => visit.region(region)?.coverage,
            None => {
                let photo = self.photo_of(id)?;
                photo.regions.iter().find(|r| r.region == region)?.coverage
            }
        }
    }

    /// Coverage at both ends of a change, 0..=1: as the change itself tells it, else as measured.
    pub(crate) fn levels_of(&self, change: &ChangeReport) -> Option<[f64; 2]> {
        let measured = || {
            let [from, to] =
                [&change.from, &change.to].map(|id| self.coverage_of(id, &change.region));
            Some([from?, to?])
        };
        change.coverage.or_else(measured)
    }

    /// Coverage of a region to be shown with a photo, 0..=1: its visit's, and where the course change
    /// begins or ends there, the level of that change.
    pub(crate) fn level_shown(&self, photo: &str, region: &str) -> Option<f64> {
        let visit = self
            .visit_of(photo)
            .map_or(photo, |visit| visit.id.as_str());
        let mut changes = self.course_change.regions.iter();
        let levels = changes.find(|c| c.region == region).and_then(|c| {
            let [from, to] = self.levels_of(c)?;
            match visit {
                id if id == c.from => Some(from),
                id if id == c.to => Some(to),
                _ => None,
            }
        });
        levels.or_else(|| self.coverage_of(visit, region))
    }

    /// Whether a photo belongs to the visit of the baseline.
    pub(crate) fn is_of_baseline_visit(&self, photo: &str) -> bool {
        self.baseline.as_deref() == Some(photo)
            || self
                .visit_of(photo)
                .is_some_and(|v| Some(&v.id) == self.baseline_visit.as_ref())
    }

    /// Changes from the baseline to the visit `id`, or to the visit of the photo `id`.
    pub(crate) fn since_baseline<'a>(
        &'a self,
        id: &'a str,
    ) -> impl Iterator<Item = &'a ChangeReport> {
        let to = self.visit_of(id).map_or(id, |visit| visit.id.as_str());
        let from_baseline = |c: &&ChangeReport| Some(&c.from) == self.baseline_visit.as_ref();
        let changes = self.changes.iter().filter(from_baseline);
        changes.filter(move |c| c.to == to)
    }
}

/// Code of the warning that regions have no anatomical names, since nobody said and no photo shows
/// clearly where the forehead points.
pub const FRONT_UNKNOWN: &str = "front_unknown";

/// Code of the warning that a view has no cropped pictures, since a part of a face could show on them.
pub(crate) const CROP_FACE: &str = "crop_face";

/// Source of regions that somebody drew (`regions.geojson`) instead of the atlas.
pub const DRAWN_REGIONS: &str = "geojson";

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
