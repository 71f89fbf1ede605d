//! What is said of a view beside its values.

use crate::calendar::day_number;
use crate::course::{Course, CoursePhoto};
use crate::model::{CROP_FACE, ViewReport, Warning};
use crate::qc::doubts;
use crate::report::pictures::PictureScope;
use crate::uncertainty::UncertaintyParams;

use super::Job;
use super::copies::CopyOf;
use super::pooled::PooledVisit;
use super::view_report::DraftView;
use super::visit::Visit;

/// Marks that align nothing, because the other photo of the pair has none.
pub(super) fn marks_unused(visits: &[Visit<'_>], baseline: usize) -> Vec<Warning> {
    let base = visits[baseline].planned;
    let others = || visits.iter().enumerate().filter(|(i, _)| *i != baseline);
    let others = || others().map(|(_, visit)| visit.planned);
    let is_marked = |photo: &&CoursePhoto| !photo.landmarks.is_empty();
    let warning = |photo: &CoursePhoto, why: String| Warning {
        code: "landmarks_unused".into(),
        message: format!(
            "the landmarks of {} are not used: {why}; mark the same places in the same order on both",
            photo.file
        ),
        photo: Some(photo.id.clone()),
    };
    match base.landmarks.is_empty() {
        true => others()
            .filter(is_marked)
            .map(|photo| warning(photo, format!("the baseline {} has none", base.file)))
            .collect(),
        false if others().any(|photo| is_marked(&photo)) => Vec::new(),
        false => vec![warning(
            base,
            "no other photo of its view has any".to_owned(),
        )],
    }
}

/// Photos on which a face may lie within the regions, where pictures were asked for that show no
/// face: then there are none.
pub(super) fn faces_in_crop(job: &Job<'_>, visits: &[Visit<'_>]) -> impl Iterator<Item = Warning> {
    let asked = job.pictures == PictureScope::Regions;
    let faces = visits
        .iter()
        .filter(move |v| asked && v.seen.may_show_a_face());
    faces.map(|visit| Warning {
        code: CROP_FACE.into(),
        message: format!(
            "no pictures of the view {} are made: cropped to the regions they could still show a \
             part of a face ({}); leave --crop away, or draw regions on the scalp alone",
            visit.planned.view, visit.planned.file
        ),
        photo: Some(visit.planned.id.clone()),
    })
}

/// Names the photos that are copies of others.
pub(super) fn copied(view: &ViewReport, copies: &[Option<CopyOf>]) -> Vec<Warning> {
    let named = view.photos.iter().zip(copies);
    named
        .filter_map(|(photo, copy)| {
            Some(Warning {
                code: "copy".into(),
                message: format!("{}: {}", photo.file, copy.as_ref()?.reason),
                photo: Some(photo.id.clone()),
            })
        })
        .collect()
}

/// Names the photos that are no part of their visit's values although they could be compared.
pub(super) fn outside_visits(draft: &DraftView) -> impl Iterator<Item = Warning> {
    let photos = &draft.report.photos;
    let left = draft.visits.iter().flat_map(PooledVisit::set_aside);
    left.filter_map(|left| {
        let file = &photos.iter().find(|p| p.id == left.photo)?.file;
        Some(Warning {
            code: "visit_photo".into(),
            message: format!("{file}: {}", left.reason),
            photo: Some(left.photo.clone()),
        })
    })
}

/// Names the visits whose photos differ more than intervals allow for.
pub(super) fn unsteady<'a>(
    view: &'a ViewReport,
    params: &'a UncertaintyParams,
) -> impl Iterator<Item = Warning> + 'a {
    let most = 2.0 * params.visit_spread_pp;
    view.visits.iter().filter_map(move |visit| {
        let spread = visit.spread_pp.filter(|&spread| spread > most)?;
        Some(Warning {
            code: "visit_spread".into(),
            message: format!(
                "the photos of {} differ by {spread:.1} points (standard deviation; {most:.1} is \
                 usual at most): comb, light or focus changed within the visit",
                visit.date
            ),
            photo: visit.photos.first().cloned(),
        })
    })
}

/// Says of every photo what casts doubt on its coverage itself, not only on a change.
pub(super) fn doubtful(view: &ViewReport) -> impl Iterator<Item = Warning> {
    view.photos.iter().flat_map(|photo| {
        doubts(&photo.quality).map(|(rule, message)| Warning {
            code: rule.to_owned(),
            message: message.to_owned(),
            photo: Some(photo.id.clone()),
        })
    })
}

/// Says when the baseline was taken after the start of the course.
pub(super) fn late_baseline(course: &Course, baseline: &Visit<'_>) -> Option<Warning> {
    let days = day_number(course.start, baseline.planned.date);
    (days > 0).then(|| Warning {
        code: "baseline_late".into(),
        message: format!(
            "the baseline of the view {} is of {}, {days} days after the start of the course: \
             what changed before it is not in these values",
            baseline.planned.view, baseline.planned.date
        ),
        photo: Some(baseline.planned.id.clone()),
    })
}
