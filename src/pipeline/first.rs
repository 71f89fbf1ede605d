//! The first photo of a view, judged by itself: every later one is held against it, and a baseline that
//! is not measured cannot be taken again.

use crate::course::CapturedPhoto;
use crate::model::{
    OVERALL_REGION, QualityFinding, QualityStatus, RegionReport, RegistrationReport, Rejection,
    Tool,
};
use crate::report::check::{CHECK_SCHEMA, CheckReport, advice};

use super::Job;
use super::assemble::DISCLAIMER;
use super::by_place::tell_places;
use super::checked::{Check, checked, measured_share};
use super::measured::Measured;
use super::quality::{Seen, findings};
use super::regions::plan_regions;
use super::stages::Observer;
use super::view::measure;
use super::visit::{Shown, Visit, load};

/// Judges a photo that is to be the baseline of its view.
///
/// # Errors
/// The rejection of a photo that cannot be read or shows no head.
pub(super) fn check_first(
    job: &Job<'_>,
    captured: &CapturedPhoto,
    observer: &dyn Observer,
) -> Result<Check, Vec<Rejection>> {
    let view = &captured.photo.view;
    let loaded = load(job, &captured.photo, observer).map_err(|why| vec![why.rejection])?;
    let plan = plan_regions(job, view, &loaded, None);
    let mut visits = vec![loaded.look(job, None, Shown::Nothing, observer)];
    observer.step(&captured.photo.file);
    tell_places(&mut visits, 0, &plan.areas);
    let coverage = measure(job, view, &mut visits, 0, &plan);
    let visit = &visits[0];
    let measured = Measured::new(visit, &plan, &coverage[0], job.params);
    let registration = RegistrationReport::baseline();
    let seen = Seen {
        visit,
        measured: &measured,
        parting: None,
    };
    let mut quality = findings(job, None, seen, &registration, captured.dated);
    // What is asked of a pair is not asked of one photo.
    quality.retain(|_, finding| finding.status != QualityStatus::NotAssessed);
    quality.insert("coverage".into(), measured_by_itself(&measured.reports()));
    quality.extend(view_doubted(visit).map(|finding| ("view".to_owned(), finding)));
    Ok(Check {
        report: CheckReport {
            schema: CHECK_SCHEMA.into(),
            tool: Tool::this(),
            disclaimer: DISCLAIMER.into(),
            view: view.to_string(),
            advice: advice(&quality, &registration),
            photo: checked(visit, captured.dated),
            baseline: None,
            registration,
            quality,
            rejections: Vec::new(),
            warnings: plan.warnings,
        },
        ghost: None,
    })
}

/// Share of the regions that are measured.
fn measured_by_itself(regions: &[RegionReport]) -> QualityFinding {
    let parts = regions.iter().filter(|r| r.region != OVERALL_REGION);
    measured_share(&parts.collect::<Vec<_>>())
}

/// That the photo seems to show another view than it is to, or no head.
fn view_doubted(visit: &Visit<'_>) -> Option<QualityFinding> {
    let other = visit.seen.view_contradiction(visit.planned);
    let none = (!visit.seen.sees_head()).then(|| {
        "no head is seen on it: see whether it shows the whole head, with some room around it"
            .to_owned()
    });
    let message = other.map(|warning| warning.message).or(none)?;
    Some(QualityFinding {
        value: None,
        unit: "share".into(),
        threshold: None,
        status: QualityStatus::Warn,
        effect_pp: None,
        message: Some(message),
    })
}
