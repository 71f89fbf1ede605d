//! What a cohort keeps of a subject's close-ups: density at baseline and last, and the change in number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::frame::count;
use crate::model::{CloseupPhotoReport, CloseupView, MarkBasis, RegistrationStatus, Verdict};

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
}

/// A mark of a close-up view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct CloseupMarkSummary {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// `photo` or `missing`.
    pub(crate) basis: MarkBasis,
}

/// The summaries of a view, one a region.
pub(super) fn summaries(view: &CloseupView) -> Vec<CloseupSummary> {
    let placed = view.photos.iter().filter(|p| is_placed(p));
    let placed = count(placed.count());
    let outlines = view.region_outlines.iter();
    outlines
        .map(|outline| summary(view, &outline.region, placed))
        .collect()
}

fn is_placed(photo: &CloseupPhotoReport) -> bool {
    photo.registration.status != RegistrationStatus::Failed
}

fn summary(view: &CloseupView, region: &str, placed: u32) -> CloseupSummary {
    let baseline = view.baseline.as_deref();
    let against_baseline = view
        .changes
        .iter()
        .filter(|change| change.region == region && Some(change.from.as_str()) == baseline);
    // The last one with an answer, else the last one with its reason.
    let last = against_baseline
        .clone()
        .filter(|change| change.net.is_some())
        .max_by_key(|change| change.days)
        .or_else(|| against_baseline.max_by_key(|change| change.days));
    let density = |id: Option<&str>| {
        let photo = view.photos.iter().find(|p| Some(p.id.as_str()) == id)?;
        let measured = photo.regions.iter().find(|r| r.region == region)?;
        measured.density_per_cm2
    };
    CloseupSummary {
        view: view.view.clone(),
        region: region.to_owned(),
        photos: count(view.photos.len()),
        placed,
        first_per_cm2: density(baseline),
        last_per_cm2: last.and_then(|change| density(Some(&change.to))),
        days: last.map(|change| change.days),
        net: last.and_then(|change| change.net),
        net_ci95: last.and_then(|change| change.net_ci95),
        verdict: last.map(|change| change.verdict),
        reason: last.and_then(|change| change.reason.clone()),
        marks: view
            .marks
            .iter()
            .map(|mark| CloseupMarkSummary {
                month: mark.month,
                basis: mark.basis,
            })
            .collect(),
    }
}
