//! How a photo was aligned, as a report tells it.

use crate::geometry::Area;
use crate::model::{PhotoDifference, RegistrationReport, RegistrationStatus};
use crate::registration::{Status, region_residual_permille};

use super::visit::Visit;

/// The alignment certificate as reported.
pub(crate) fn registration_report(
    visit: &Visit<'_>,
    regions: &[(String, Area)],
) -> RegistrationReport {
    let transform = visit
        .transform()
        .map(|t| serde_json::to_value(t).expect("a transform is plain numbers"));
    let Some(found) = &visit.registration else {
        return RegistrationReport {
            transform,
            ..RegistrationReport::baseline()
        };
    };
    let certified = found.transform.is_some();
    let value = |v: f64| (certified && v.is_finite()).then_some(v);
    let optional = |v: Option<f64>| v.and_then(value);
    RegistrationReport {
        status: match found.status {
            Status::Ok => RegistrationStatus::Ok,
            Status::Weak => RegistrationStatus::Weak,
            Status::Failed => RegistrationStatus::Failed,
        },
        model: found
            .model
            .filter(|_| certified)
            .map(|m| m.name().to_owned()),
        residual_permille: optional(found.residual_permille),
        overlap: value(found.overlap),
        scale: value(found.scale),
        rotation_deg: value(found.rotation_deg),
        tilt_deg: optional(found.tilt_deg),
        forward_backward_permille: optional(found.forward_backward_permille),
        heldout_correlation: value(found.heldout_correlation),
        region_residual_permille: regions
            .iter()
            .map(|(name, area)| (name.clone(), region_residual_permille(found, area)))
            .collect(),
        by_hand: found.by_hand as u32,
        reason: found.reason.clone(),
        hint: found.hint.clone(),
        cause: found.cause.clone(),
        differences: found
            .differences
            .iter()
            .map(|d| PhotoDifference {
                kind: d.kind.to_owned(),
                what: d.what.clone(),
                advice: d.advice.to_owned(),
            })
            .collect(),
        confirmed_by: visit.confirmed_by.clone(),
        transform,
    }
}
