//! Every subject's change: waterfall, median course, dose against response.

use std::collections::BTreeMap;

use crate::model::OVERALL_REGION;

use super::frame::{Frame, count, members};
use super::model::{
    DosePoint, DoseResponse, Group, MedianCourse, MedianPoint, NoAnswer, Waterfall, WaterfallBar,
};
use super::stats::{FEWEST_PAIRS, NoCorrelation, quartiles, spearman};
use super::summary::{LastChange, RegionSummary, SubjectSummary};

/// One waterfall per view, over every subject of the cohort.
pub(super) fn waterfalls(subjects: &[SubjectSummary], frame: &Frame) -> Vec<Waterfall> {
    let fall = |view: &String| {
        let mut bars = Vec::new();
        let mut without_answer = Vec::new();
        for subject in subjects {
            match answer(subject, view) {
                Ok(last) => bars.extend(bar(subject, last)),
                Err(reason) => without_answer.push(NoAnswer {
                    path: subject.path.clone(),
                    reason,
                }),
            }
        }
        // Stable: equal changes stay in the order of their paths.
        bars.sort_by(|a, b| b.delta_pp.total_cmp(&a.delta_pp));
        Waterfall {
            view: view.clone(),
            region: OVERALL_REGION.to_owned(),
            bars,
            without_answer,
        }
    };
    frame.views.keys().map(fall).collect()
}

fn bar(subject: &SubjectSummary, last: &LastChange) -> Option<WaterfallBar> {
    Some(WaterfallBar {
        path: subject.path.clone(),
        days: last.days?,
        delta_pp: last.delta_pp?,
        ci95_pp: last.ci95_pp?,
        verdict: last.verdict,
    })
}

/// The subject's overall change of a view, or why there is none.
fn answer<'a>(subject: &'a SubjectSummary, view: &str) -> Result<&'a LastChange, String> {
    if let Some(failure) = &subject.failure {
        return Err(format!("no report: {}: {}", failure.stage, failure.reason));
    }
    let Some(RegionSummary { last, .. }) = subject.region(view, OVERALL_REGION) else {
        return Err(without_view(subject).to_owned());
    };
    if last.delta_pp.is_some() && last.ci95_pp.is_some() && last.days.is_some() {
        Ok(last)
    } else {
        let reason = last.reason.clone();
        Err(reason.unwrap_or_else(|| "not comparable, no reason recorded".to_owned()))
    }
}

/// Why a subject has nothing of a view.
fn without_view(subject: &SubjectSummary) -> &'static str {
    if subject.is_closeups_only() {
        "photographed in close-up only"
    } else {
        "no usable photo of this view"
    }
}

/// The median course of each view.
pub(super) fn medians(subjects: &[SubjectSummary], frame: &Frame) -> Vec<MedianCourse> {
    let point = |view: &str, month: u32| {
        let deltas: Vec<f64> = subjects
            .iter()
            .filter_map(|s| s.region(view, OVERALL_REGION))
            .filter_map(|r| r.marks.iter().find(|m| m.month == month)?.delta_pp)
            .collect();
        let middle = quartiles(&deltas);
        MedianPoint {
            month,
            subjects: count(deltas.len()),
            median_pp: middle.map(|q| q[1]),
            quartiles_pp: middle.map(|q| [q[0], q[2]]),
        }
    };
    frame
        .views
        .keys()
        .map(|view| MedianCourse {
            view: view.clone(),
            region: OVERALL_REGION.to_owned(),
            points: frame.months.iter().map(|&m| point(view, m)).collect(),
        })
        .collect()
}

/// Dose against response for each group and view.
pub(super) fn dose_response(subjects: &[SubjectSummary], frame: &Frame) -> Vec<DoseResponse> {
    let mut all = Vec::new();
    for group in &frame.groups {
        for view in frame.views.keys() {
            all.push(dose_of(subjects, group, view));
        }
    }
    all
}

fn dose_of(subjects: &[SubjectSummary], group: &Group, view: &str) -> DoseResponse {
    let mut points = Vec::new();
    let mut left_out: BTreeMap<String, u32> = BTreeMap::new();
    for subject in members(subjects, group) {
        match dose_point(subject, view) {
            Ok(point) => points.push(point),
            Err(reason) => *left_out.entry(reason.to_owned()).or_default() += 1,
        }
    }
    let pairs: Vec<(f64, f64)> = points
        .iter()
        .map(|p| (f64::from(p.sessions), p.delta_pp))
        .collect();
    let found = spearman(&pairs);
    let reason = match found {
        Ok(correlation) if correlation.ci95.is_some() => None,
        Ok(_) => Some("all ranks agree: the interval cannot be estimated".to_owned()),
        Err(NoCorrelation::TooFew) => Some(format!(
            "subjects with both numbers: {}, at least {FEWEST_PAIRS} needed",
            pairs.len()
        )),
        Err(NoCorrelation::Constant) => {
            Some("every subject has the same number of sessions or the same change".to_owned())
        }
    };
    DoseResponse {
        group: group.clone(),
        view: view.to_owned(),
        region: OVERALL_REGION.to_owned(),
        subjects: count(points.len()),
        left_out,
        spearman_rho: found.ok().map(|c| c.rho),
        ci95: found.ok().and_then(|c| c.ci95),
        reason,
        points,
    }
}

fn dose_point(subject: &SubjectSummary, view: &str) -> Result<DosePoint, &'static str> {
    if subject.failure.is_some() {
        return Err("no report");
    }
    let region = subject.region(view, OVERALL_REGION);
    let last = &region.ok_or_else(|| without_view(subject))?.last;
    // A course without any session says nothing about the dose: its log may just be missing.
    let logged = subject.sessions.as_ref().is_some_and(|s| s.held > 0);
    if !logged {
        return Err("no session in the course's log");
    }
    match (last.sessions_held, last.delta_pp) {
        (Some(sessions), Some(delta_pp)) => Ok(DosePoint {
            path: subject.path.clone(),
            sessions,
            delta_pp,
        }),
        _ => Err("no comparable photo"),
    }
}
