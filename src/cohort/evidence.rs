//! Missing visits and how complete each subject's evidence is.

use crate::model::{MarkBasis, OVERALL_REGION};

use super::frame::{Frame, count};
use super::model::{Evidence, VisitCounts};
use super::summary::{CloseupSummary, MarkSummary, SubjectSummary};

/// How a subject was seen at a mark, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seen {
    Photo,
    Interpolated,
    NotComparable,
    Missing,
    NotDue,
    NoPhoto,
    NotPlanned,
    NoReport,
}

/// Subjects seen at each mark.
pub(super) fn visits(subjects: &[SubjectSummary], frame: &Frame) -> Vec<VisitCounts> {
    frame
        .months
        .iter()
        .map(|&month| {
            let seen: Vec<Seen> = subjects.iter().map(|s| seen(s, month)).collect();
            let with = |wanted| count(seen.iter().filter(|s| **s == wanted).count());
            let missing = subjects.iter().zip(&seen);
            VisitCounts {
                month,
                photo: with(Seen::Photo),
                interpolated: with(Seen::Interpolated),
                not_comparable: with(Seen::NotComparable),
                missing: with(Seen::Missing),
                not_due: with(Seen::NotDue),
                no_photo: with(Seen::NoPhoto),
                not_planned: with(Seen::NotPlanned),
                no_report: with(Seen::NoReport),
                missing_subjects: missing
                    .filter(|(_, seen)| **seen == Seen::Missing)
                    .map(|(s, _)| s.path.clone())
                    .collect(),
            }
        })
        .collect()
}

/// The best of a subject's views.
fn seen(subject: &SubjectSummary, month: u32) -> Seen {
    if subject.is_unphotographed() {
        return Seen::NoPhoto;
    }
    let views = subject.views.iter().filter_map(|view| {
        let overall = view.regions.iter().find(|r| r.region == OVERALL_REGION)?;
        let mark = overall.marks.iter().find(|m| m.month == month);
        Some(match mark.map(|m| (m.basis, m.verdict)) {
            Some((MarkBasis::Photo, _)) => Seen::Photo,
            Some((MarkBasis::Interpolated, _)) => Seen::Interpolated,
            Some((MarkBasis::Missing, Some(_))) => Seen::NotComparable,
            Some((MarkBasis::Missing, None)) if mark.is_some_and(|m| m.not_due) => Seen::NotDue,
            Some((MarkBasis::Missing, None)) => Seen::Missing,
            None => Seen::NotPlanned,
        })
    });
    let closeups = subject.closeups.iter().map(|closeup| {
        let mark = closeup.marks.iter().find(|m| m.month == month);
        match mark.map(|m| m.basis) {
            Some(MarkBasis::Missing) if mark.is_some_and(|m| m.not_due) => Seen::NotDue,
            Some(MarkBasis::Missing) => Seen::Missing,
            Some(MarkBasis::Photo | MarkBasis::Interpolated) => Seen::Photo,
            None => Seen::NotPlanned,
        }
    });
    views.chain(closeups).min().unwrap_or(Seen::NoReport)
}

/// The evidence of one subject.
pub(super) fn evidence(subject: &SubjectSummary) -> Evidence {
    let marks: Vec<&MarkSummary> = subject
        .views
        .iter()
        .flat_map(|view| &view.regions)
        .filter(|region| region.region == OVERALL_REGION)
        .flat_map(|region| &region.marks)
        .filter(|mark| !mark.not_due)
        .collect();
    let answered = |basis| {
        let answered = marks.iter().filter(|m| m.delta_pp.is_some());
        count(answered.filter(|m| m.basis == basis).count())
    };
    let closeups = closeup_marks(subject);
    let sessions = subject.sessions.as_ref();
    Evidence {
        path: subject.path.clone(),
        photos_found: subject.known(subject.photos.found),
        photos_aligned: subject.known(subject.photos.aligned()),
        marks_planned: count(marks.len() + closeups.len()),
        marks_photo: answered(MarkBasis::Photo) + count(closeups.iter().filter(|a| **a).count()),
        marks_interpolated: answered(MarkBasis::Interpolated),
        sessions_held: sessions.map(|s| s.held),
        sessions_planned: sessions.and_then(|s| s.planned),
    }
}

/// The marks of each close-up view: whether a region has an answer there.
fn closeup_marks(subject: &SubjectSummary) -> Vec<bool> {
    let views = subject.closeups.chunk_by(|a, b| a.view == b.view);
    views
        .flat_map(|regions| {
            let due = regions[0].marks.iter().filter(|mark| !mark.not_due);
            due.map(|mark| {
                let answered = |r: &CloseupSummary| r.at(mark).is_some_and(|v| v.net.is_some());
                regions.iter().any(answered)
            })
        })
        .collect()
}
