//! The cohort as one tidy table: a row for each subject, view, region and point in time. Views of the
//! whole head fill the columns of coverage, close-ups those of hairs.

use super::model::Cohort;
use super::summary::{
    CloseupMarkSummary, CloseupSummary, CloseupVisitSummary, LastChange, MarkSummary,
    SubjectStatus, SubjectSummary,
};
use crate::model::{MarkBasis, Verdict};
use crate::report::csv::verdict_name;

/// One row. `None` is an empty cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    pub(crate) path: String,
    pub(crate) subject: String,
    pub(crate) treatment: Option<String>,
    pub(crate) status: &'static str,
    pub(crate) start: Option<String>,
    pub(crate) sessions_held: Option<u32>,
    pub(crate) sessions_planned: Option<u32>,
    pub(crate) photos_found: Option<u32>,
    pub(crate) photos_aligned: Option<u32>,
    pub(crate) view: Option<String>,
    pub(crate) region: Option<String>,
    /// `mark`, `last` or, of close-ups, `photo`.
    pub(crate) point: Option<&'static str>,
    pub(crate) month: Option<u32>,
    pub(crate) date: Option<String>,
    pub(crate) days: Option<i32>,
    pub(crate) basis: Option<&'static str>,
    pub(crate) delta_pp: Option<f64>,
    pub(crate) ci95_low_pp: Option<f64>,
    pub(crate) ci95_high_pp: Option<f64>,
    pub(crate) verdict: Option<&'static str>,
    pub(crate) reason: Option<String>,
    pub(crate) hairs: HairCells,
}

/// The cells of a close-up.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct HairCells {
    pub(crate) count: Option<u32>,
    pub(crate) density_per_cm2: Option<f64>,
    pub(crate) density_ci95: Option<[f64; 2]>,
    pub(crate) diameter_um: Option<f64>,
    pub(crate) kept: Option<u32>,
    pub(crate) new: Option<u32>,
    pub(crate) lost: Option<u32>,
    pub(crate) undecided: Option<u32>,
    pub(crate) net: Option<i32>,
    pub(crate) net_ci95: Option<[f64; 2]>,
}

/// Every row, in the order of the subjects. A subject without any view has one row.
pub(super) fn rows(cohort: &Cohort) -> impl Iterator<Item = Row> {
    cohort.subjects.iter().flat_map(subject_rows)
}

fn subject_rows(subject: &SubjectSummary) -> Vec<Row> {
    let base = base(subject);
    let mut rows = Vec::new();
    for view in &subject.views {
        for region in &view.regions {
            let place = Row {
                view: Some(view.view.clone()),
                region: Some(region.region.clone()),
                ..base.clone()
            };
            let marks = region.marks.iter().map(|mark| mark_row(&place, mark));
            rows.extend(marks);
            rows.push(last_row(&place, &region.last));
        }
    }
    for closeup in &subject.closeups {
        rows.extend(closeup_rows(&base, closeup));
    }
    if rows.is_empty() {
        let failure = subject.failure.as_ref();
        let reason = failure.map(|f| format!("{}: {}", f.stage, f.reason));
        rows.push(Row {
            reason: reason.or_else(|| Some("no view could be measured".to_owned())),
            ..base
        });
    }
    rows
}

fn base(subject: &SubjectSummary) -> Row {
    let sessions = subject.sessions.as_ref();
    Row {
        path: subject.path.clone(),
        subject: subject.subject.clone(),
        treatment: subject.treatment.clone(),
        status: status_name(subject.status),
        start: subject.start.clone(),
        sessions_held: sessions.map(|s| s.held),
        sessions_planned: sessions.and_then(|s| s.planned),
        photos_found: subject.known(subject.photos.found),
        photos_aligned: subject.known(subject.photos.aligned()),
        ..Row::default()
    }
}

fn mark_row(place: &Row, mark: &MarkSummary) -> Row {
    Row {
        point: Some("mark"),
        month: Some(mark.month),
        date: Some(mark.date.clone()),
        basis: Some(basis_name(mark.basis)),
        delta_pp: mark.delta_pp,
        ci95_low_pp: mark.ci95_pp.map(|c| c[0]),
        ci95_high_pp: mark.ci95_pp.map(|c| c[1]),
        verdict: Some(mark.verdict.map_or(unseen(mark.not_due), verdict_name)),
        reason: mark.reason.clone(),
        ..place.clone()
    }
}

fn last_row(place: &Row, last: &LastChange) -> Row {
    Row {
        point: Some("last"),
        date: last.date.clone(),
        days: last.days,
        sessions_held: last.sessions_held.or(place.sessions_held),
        delta_pp: last.delta_pp,
        ci95_low_pp: last.ci95_pp.map(|c| c[0]),
        ci95_high_pp: last.ci95_pp.map(|c| c[1]),
        verdict: Some(verdict_name(last.verdict)),
        reason: last.reason.clone(),
        ..place.clone()
    }
}

/// A row for each close-up, each mark and the whole course.
fn closeup_rows(base: &Row, closeup: &CloseupSummary) -> Vec<Row> {
    let place = Row {
        view: Some(closeup.view.clone()),
        region: Some(closeup.region.clone()),
        ..base.clone()
    };
    let photos = closeup.visits.iter().map(|visit| Row {
        point: Some("photo"),
        date: Some(visit.date.clone()),
        basis: Some(basis_name(MarkBasis::Photo)),
        ..visit_row(&place, visit)
    });
    let marks = closeup
        .marks
        .iter()
        .map(|mark| closeup_mark_row(&place, mark, closeup.at(mark)));
    let last = match closeup.last() {
        Some(visit) => visit_row(&place, visit),
        None => Row {
            verdict: Some(verdict_name(Verdict::NotComparable)),
            reason: Some("no close-up of a later day".to_owned()),
            ..place.clone()
        },
    };
    let last = Row {
        point: Some("last"),
        ..last
    };
    photos.chain(marks).chain([last]).collect()
}

fn closeup_mark_row(
    place: &Row,
    mark: &CloseupMarkSummary,
    visit: Option<&CloseupVisitSummary>,
) -> Row {
    let row = match visit {
        Some(visit) => visit_row(place, visit),
        None => Row {
            verdict: Some(unseen(mark.not_due)),
            reason: Some("no close-up of the same spot within the window".to_owned()),
            ..place.clone()
        },
    };
    Row {
        point: Some("mark"),
        month: Some(mark.month),
        date: Some(mark.date.clone()),
        basis: Some(basis_name(mark.basis)),
        ..row
    }
}

fn visit_row(place: &Row, visit: &CloseupVisitSummary) -> Row {
    let whole = |n: Option<u64>| n.and_then(|n| u32::try_from(n).ok());
    Row {
        days: Some(visit.days),
        verdict: visit.verdict.map(verdict_name),
        reason: visit.reason.clone(),
        hairs: HairCells {
            count: whole(visit.hairs),
            density_per_cm2: visit.density_per_cm2,
            density_ci95: visit.density_ci95,
            diameter_um: visit.diameter_um,
            kept: whole(visit.kept),
            new: whole(visit.new),
            lost: whole(visit.lost),
            undecided: whole(visit.undecided),
            net: visit.net.and_then(|n| i32::try_from(n).ok()),
            net_ci95: visit.net_ci95,
        },
        ..place.clone()
    }
}

/// A subject's status as it stands in tables.
pub(super) fn status_name(status: SubjectStatus) -> &'static str {
    match status {
        SubjectStatus::Complete => "complete",
        SubjectStatus::Partial => "partial",
        SubjectStatus::Failed => "failed",
    }
}

/// In a verdict's place: a mark without a photo.
fn unseen(not_due: bool) -> &'static str {
    if not_due { "not_due" } else { "missing" }
}

fn basis_name(basis: MarkBasis) -> &'static str {
    match basis {
        MarkBasis::Photo => "photo",
        MarkBasis::Interpolated => "interpolated",
        MarkBasis::Missing => "missing",
    }
}
