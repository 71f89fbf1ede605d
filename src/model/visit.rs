//! Visits: all photos of one view on one day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MeasureStatus;

/// All photos of one view on one day, measured together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VisitReport {
    /// Identifier within the view; that of the photo where there is one.
    pub id: String,
    /// Day, `YYYY-MM-DD`; `unknown` for loose photos that nothing dates.
    pub date: String,
    /// Days since the start of the course; negative before it, `null` where the date is not known.
    pub day: Option<i32>,
    /// Photos whose mean the values are.
    pub photos: Vec<String>,
    /// Photos of that day that are no part of the values.
    pub left_out: Vec<LeftOutPhoto>,
    /// Standard deviation of the coverage from photo to photo, points, over all regions; `null`
    /// for one photo.
    pub spread_pp: Option<f64>,
    /// Photos less one: two photos tell a spread badly.
    pub degrees_of_freedom: u32,
    /// Spread that the intervals are made of, points: that of all visits of the view together with
    /// the set-up's; `null` for one photo.
    pub spread_used_pp: Option<f64>,
    /// Coverage per region, `overall` last.
    pub regions: Vec<VisitRegion>,
}

impl VisitReport {
    /// What the visit says of a region, or of `overall`.
    pub(crate) fn region(&self, name: &str) -> Option<&VisitRegion> {
        self.regions.iter().find(|region| region.region == name)
    }

    /// Which regions the visit's value of a region is without, as the report says it beside the value.
    pub(crate) fn without(&self, region: &str) -> Option<&str> {
        self.region(region)?.reason.as_deref()
    }
}

/// A photo that is no part of its visit's values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOutPhoto {
    /// Photo.
    pub photo: String,
    /// Why.
    pub reason: String,
}

/// How the reasons of copies begin, behind which the original is named: one exposure under two names,
/// one file under two names.
pub(crate) const COPY_REASONS: [&str; 2] = ["the same exposure as ", "the file is a copy of "];

/// Coverage of one region at one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct VisitRegion {
    /// Region name, or `overall`.
    pub region: String,
    /// Measured or not.
    pub status: MeasureStatus,
    /// Why not measured; for `overall` beside a value, which regions it leaves out.
    pub reason: Option<String>,
    /// Mean fraction of the region in which hair hides the scalp, 0..=1.
    pub coverage: Option<f64>,
    /// 95 % interval of `coverage`.
    pub ci95: Option<[f64; 2]>,
}
