//! Close-up views: their visits, marks, course change and trend.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::closeup::{
    AnagenReport, CloseupChange, CloseupPhotoReport, CloseupRegion, CloseupRepeat,
};
use super::{LeftOutPhoto, MarkBasis, RegionOutline, TrendVerdict, Verdict, ViewKind};

/// All close-ups of one target and what was measured on them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupView {
    /// View name, such as `closeup` or `closeup-left`.
    pub view: String,
    /// Always `closeup`.
    pub kind: ViewKind,
    /// Identifier of the baseline photo; `null` when no photo of the view could be used.
    pub baseline: Option<String>,
    /// Identifier of the baseline visit.
    pub baseline_visit: Option<String>,
    /// Where the target comes from: `geojson`, or `field` for the whole field less its border.
    pub regions_source: String,
    /// The target's regions in baseline pixels.
    pub region_outlines: Vec<RegionOutline>,
    /// One entry per photo that could be read, by date.
    pub photos: Vec<CloseupPhotoReport>,
    /// One entry per day with close-ups of the view, by date.
    #[serde(default)]
    pub visits: Vec<CloseupVisit>,
    /// Changes against the baseline, then between successive visits, per region.
    pub changes: Vec<CloseupChange>,
    /// Calendar marks of the course.
    pub marks: Vec<CloseupMark>,
    /// Baseline to the last comparable visit.
    #[serde(default)]
    pub course_change: CloseupCourseChange,
    /// Slope after the last session, per region.
    #[serde(default)]
    pub trend: CloseupTrend,
    /// Fields of a view of the head that are always `null` in this one, and why.
    #[serde(default)]
    pub not_applicable: BTreeMap<String, String>,
    /// How well close-ups of one day agree; empty where no day has two.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<CloseupRepeat>,
    /// Share of growing hairs; only from two photos some days apart after clipping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anagen: Option<AnagenReport>,
}

impl CloseupView {
    /// The visit to which a photo belongs, also one that is left out of it.
    pub(crate) fn visit_of(&self, photo: &str) -> Option<&CloseupVisit> {
        let left_out = |v: &CloseupVisit| v.left_out.iter().any(|l| l.photo == photo);
        let holds = |v: &&CloseupVisit| v.photos.iter().any(|p| p == photo) || left_out(v);
        self.visits.iter().find(holds)
    }

    /// The photo that stands for the visit `id` in pictures: the baseline where it is of that visit, else
    /// its first.
    pub(crate) fn photo_of(&self, id: &str) -> Option<&CloseupPhotoReport> {
        let visit = self.visits.iter().find(|visit| visit.id == id)?;
        let baseline = self
            .baseline
            .as_ref()
            .filter(|base| visit.photos.contains(base));
        let shown = baseline.or(visit.photos.first())?;
        self.photos.iter().find(|photo| photo.id == *shown)
    }

    /// Whether a photo belongs to the visit of the baseline.
    pub(crate) fn is_of_baseline_visit(&self, photo: &str) -> bool {
        self.baseline.as_deref() == Some(photo)
            || self
                .visit_of(photo)
                .is_some_and(|v| Some(&v.id) == self.baseline_visit.as_ref())
    }

    /// Changes from the baseline to any visit.
    pub(crate) fn changes_since_baseline(&self) -> impl Iterator<Item = &CloseupChange> {
        let since = |c: &&CloseupChange| Some(&c.from) == self.baseline_visit.as_ref();
        self.changes.iter().filter(since)
    }

    /// Changes from the baseline to the visit of a photo.
    pub(crate) fn changes_to<'a>(
        &'a self,
        photo: &'a str,
    ) -> impl Iterator<Item = &'a CloseupChange> {
        let visit = self.visit_of(photo);
        let visit = visit.map_or(photo, |visit| visit.id.as_str());
        self.changes_since_baseline().filter(move |c| c.to == visit)
    }
}

/// All close-ups of one view on one day, taken together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupVisit {
    /// Identifier within the view; that of the photo where there is one.
    pub id: String,
    /// Day, `YYYY-MM-DD`; `unknown` for loose photos that nothing dates.
    pub date: String,
    /// Days since the start of the course; negative before it, `null` where the date is not known.
    pub day: Option<i32>,
    /// Photos that say together which hairs are there.
    pub photos: Vec<String>,
    /// Photos of that day that are no part of it.
    pub left_out: Vec<LeftOutPhoto>,
    /// Always `null`, see `not_applicable` of the view.
    pub spread_pp: Option<f64>,
    /// Standard deviation of what each photo counts by itself, hairs; `null` for one photo.
    pub spread_hairs: Option<f64>,
    /// Photos less one: two photos tell a spread badly.
    pub degrees_of_freedom: u32,
    /// Hairs of the target that are there; `null` where they cannot be counted.
    pub count: Option<u64>,
    /// Per region of the target.
    pub regions: Vec<CloseupRegion>,
}

/// A calendar mark of a close-up view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupMark {
    /// Calendar months after the start.
    pub month: u32,
    /// Date of the mark.
    pub date: String,
    /// A photo counts up to so many days before or after.
    pub window_days: u32,
    /// `photo` or `missing`: hairs are counted, never interpolated.
    pub basis: MarkBasis,
    /// With `basis` `missing`: the mark's window had not passed when the report was made. Left out
    /// where `false`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_due: bool,
    /// The visit's photo, the first of several, where `basis` is `photo`.
    pub photo: Option<String>,
    /// The visit, where `basis` is `photo`.
    #[serde(default)]
    pub visit: Option<String>,
    /// Change against baseline per region; empty when missing.
    #[serde(default)]
    pub regions: Vec<CloseupMarkRegion>,
}

/// Change against baseline of one region at a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupMarkRegion {
    /// Region name.
    pub region: String,
    /// Always `null`, see `not_applicable` of the view.
    pub delta_pp: Option<f64>,
    /// Always `null`, see `not_applicable` of the view.
    pub ci95_pp: Option<[f64; 2]>,
    /// Hairs that came less hairs that went; `null` when not comparable.
    pub net: Option<i64>,
    /// `net` with the changes that counting misses.
    pub net_estimate: Option<f64>,
    /// 95 % interval of `net_estimate`.
    pub net_ci95: Option<[f64; 2]>,
    /// `net_estimate` per cm² of the region.
    pub density_change_per_cm2: Option<f64>,
    /// 95 % interval of `density_change_per_cm2`.
    pub density_change_ci95: Option<[f64; 2]>,
    /// Verdict on the number of hairs.
    pub verdict: Verdict,
    /// Why there is none.
    pub reason: Option<String>,
}

impl CloseupMarkRegion {
    /// The value a mark takes over from a change.
    pub(crate) fn of(change: &CloseupChange) -> Self {
        Self {
            region: change.region.clone(),
            delta_pp: None,
            ci95_pp: None,
            net: change.net,
            net_estimate: change.net_estimate,
            net_ci95: change.net_ci95,
            density_change_per_cm2: change.density_change_per_cm2,
            density_change_ci95: change.density_change_ci95,
            verdict: change.verdict,
            reason: change.reason.clone(),
        }
    }
}

/// Baseline to the last comparable visit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupCourseChange {
    /// Baseline visit.
    pub from: Option<String>,
    /// Last visit that is comparable with it; `null` when there is none.
    pub to: Option<String>,
    /// Days between them.
    pub days: Option<i32>,
    /// Per region, `overall` last; empty when there is no comparable visit.
    pub regions: Vec<CloseupChange>,
    /// Why there is none.
    pub reason: Option<String>,
}

/// How the number of hairs went on after the last session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupTrend {
    /// Date from which visits count: the last session, or the start where there is none.
    pub since: String,
    /// Per region; empty when not measured.
    pub regions: Vec<CloseupTrendRegion>,
    /// Why not measured.
    pub reason: Option<String>,
}

/// Slope of one region after the last session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupTrendRegion {
    /// Region name.
    pub region: String,
    /// Visits used.
    pub visits: u32,
    /// Day of the first of them.
    pub from: Option<String>,
    /// Day of the last of them.
    pub to: Option<String>,
    /// Always `null`, see `not_applicable` of the view.
    pub slope_pp_per_30_days: Option<f64>,
    /// Always `null`, see `not_applicable` of the view.
    pub ci95_pp_per_30_days: Option<[f64; 2]>,
    /// Hairs per 30 days.
    pub slope_hairs_per_30_days: f64,
    /// 95 % interval of `slope_hairs_per_30_days`.
    pub ci95_hairs_per_30_days: [f64; 2],
    /// Verdict; `holding` where no slope of more than 2 % of the baseline's hairs per 30 days is possible.
    pub verdict: TrendVerdict,
}
