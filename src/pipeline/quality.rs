//! Quality rules applied to one photo of a view.

use std::collections::BTreeMap;

use crate::model::{PartingPhoto, QualityFinding, RegistrationReport};
use crate::qc::{ByHand, HairSeen, RuleFacts, assess};

use super::Job;
use super::measured::Measured;
use super::visit::Visit;

/// A photo with what was measured on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// The photo.
    pub(crate) visit: &'a Visit<'a>,
    /// Its regions and hair.
    pub(crate) measured: &'a Measured,
    /// Its parting, in views that show one.
    pub(crate) parting: Option<&'a PartingPhoto>,
}

/// The findings of every rule on `photo`; `baseline` is `None` for the baseline itself. Where nothing
/// says when the photo was taken it is not `dated`.
pub(crate) fn findings(
    job: &Job<'_>,
    baseline: Option<Seen<'_>>,
    photo: Seen<'_>,
    registration: &RegistrationReport,
    dated: bool,
) -> BTreeMap<String, QualityFinding> {
    let facts = RuleFacts {
        photo: &photo.visit.facts,
        baseline: Some(&baseline.unwrap_or(photo).visit.facts),
        registration: Some(registration),
        date: dated.then_some(photo.visit.planned.date),
        sessions: &job.course.sessions,
        hair: Some(hair_seen(photo.measured)),
        baseline_hair: baseline.map(|base| hair_seen(base.measured)),
        parting: baseline
            .and_then(|base| base.parting.zip(photo.parting))
            .map(|(base, own)| [base, own]),
        local_light: &photo.visit.local_light,
        flat_shares: baseline
            .and_then(|base| Some([base.visit.flat_share?, photo.visit.flat_share?])),
        by_hand: by_hand(photo.visit),
    };
    assess(&facts, &job.params.qc)
}

fn by_hand(visit: &Visit<'_>) -> Option<ByHand> {
    let registration = visit.registration.as_ref()?;
    Some(ByHand {
        misfit_radii: registration.misfit_radii?,
        marks: registration.by_hand as u32,
    })
}

fn hair_seen(measured: &Measured) -> HairSeen<'_> {
    HairSeen {
        regions: &measured.hair,
        ends: measured.hair_ends,
        shades: measured.shades,
        curve_contrast: measured.curve_contrast,
    }
}
