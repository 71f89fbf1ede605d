//! What a cohort keeps of a subject's close-ups: density at baseline and last, and the change in number.

use super::frame::count;
use super::summary::{CloseupMarkSummary, CloseupSummary};
use crate::model::{CloseupPhotoReport, CloseupView, RegistrationStatus};

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
