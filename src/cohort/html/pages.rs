//! The cohort's charts, causes and evidence as the page shows them.

use super::words::{delta, group, median, place, report_link, share, sign, verdict};
use super::{dose, spaghetti, waterfall};
use crate::cohort::model::{Cohort, DoseResponse, Group, MedianPoint, WaterfallBar};
use crate::cohort::rows::status_name;

/// Charts of one view.
pub(super) struct ViewCharts {
    pub(crate) view: String,
    pub(crate) waterfall: String,
    pub(crate) bars: Vec<BarRow>,
    pub(crate) without_answer: Vec<(String, String)>,
    pub(crate) spaghetti: String,
    pub(crate) medians: Vec<(u32, u32, String)>,
    pub(crate) dose: String,
    pub(crate) doses: Vec<DoseRow>,
}

pub(super) struct BarRow {
    pub(crate) path: String,
    pub(crate) link: String,
    pub(crate) days: i32,
    pub(crate) delta: String,
    pub(crate) sign: &'static str,
    pub(crate) verdict: &'static str,
}

pub(super) struct DoseRow {
    pub(crate) group: String,
    pub(crate) subjects: u32,
    pub(crate) rho: String,
    pub(crate) left_out: String,
}

pub(super) struct RuleRow {
    pub(crate) rule: String,
    pub(crate) fail: String,
    pub(crate) warn: String,
    pub(crate) not_assessed: u32,
}

pub(super) struct EvidenceRow {
    pub(crate) path: String,
    pub(crate) link: Option<String>,
    pub(crate) status: &'static str,
    pub(crate) photos: String,
    pub(crate) marks: String,
    pub(crate) sessions: String,
}

pub(super) struct FailedRow {
    pub(crate) path: String,
    pub(crate) stage: String,
    pub(crate) reason: String,
    pub(crate) hint: String,
}

pub(super) fn groups(cohort: &Cohort) -> Vec<(String, u32)> {
    let named = |size: &crate::cohort::model::GroupSize| (group(&size.group), size.subjects);
    cohort.treatments.iter().map(named).collect()
}

/// The groups worth a table of their own: one group alone says what all subjects say.
pub(super) fn shown(cohort: &Cohort, wanted: &Group) -> bool {
    *wanted == Group::All || cohort.treatments.len() > 1
}

pub(super) fn view_charts(cohort: &Cohort) -> Vec<ViewCharts> {
    let all = |d: &&DoseResponse| d.group == Group::All;
    let doses: Vec<&DoseResponse> = cohort.dose.iter().filter(all).collect();
    cohort
        .waterfalls
        .iter()
        .zip(&cohort.medians)
        .zip(doses)
        .map(|((waterfall, medians), dose)| ViewCharts {
            view: place(&waterfall.view),
            waterfall: waterfall::svg(waterfall),
            bars: waterfall.bars.iter().map(bar_row).collect(),
            without_answer: waterfall
                .without_answer
                .iter()
                .map(|n| (n.path.clone(), n.reason.clone()))
                .collect(),
            spaghetti: spaghetti::svg(cohort, medians),
            medians: medians.points.iter().map(median_row).collect(),
            dose: dose::svg(dose),
            doses: cohort
                .dose
                .iter()
                .filter(|d| d.view == waterfall.view && shown(cohort, &d.group))
                .map(dose_row)
                .collect(),
        })
        .collect()
}

fn bar_row(bar: &WaterfallBar) -> BarRow {
    BarRow {
        path: bar.path.clone(),
        link: report_link(&bar.path),
        days: bar.days,
        delta: delta(bar.delta_pp, bar.ci95_pp),
        sign: sign(bar.verdict),
        verdict: verdict(bar.verdict),
    }
}

fn median_row(point: &MedianPoint) -> (u32, u32, String) {
    let text = median(point.median_pp, point.quartiles_pp, point.subjects);
    (point.month, point.subjects, text)
}

fn dose_row(dose: &DoseResponse) -> DoseRow {
    let rho = match (dose.spearman_rho, dose.ci95) {
        (Some(rho), Some([low, high])) => format!("{rho:.2} ({low:.2} to {high:.2})"),
        (Some(rho), None) => format!("{rho:.2}"),
        (None, _) => "not computed".to_owned(),
    }
    .replace('-', "−");
    let rho = match &dose.reason {
        Some(reason) => format!("{rho}: {reason}"),
        None => rho,
    };
    let left_out: Vec<String> = dose
        .left_out
        .iter()
        .map(|(reason, n)| format!("{n} {reason}"))
        .collect();
    DoseRow {
        group: group(&dose.group),
        subjects: dose.subjects,
        rho,
        left_out: if left_out.is_empty() {
            "none".to_owned()
        } else {
            left_out.join(", ")
        },
    }
}

pub(super) fn rejected(cohort: &Cohort) -> Vec<(String, String)> {
    let rejected = cohort.poor_photos.rejected.iter();
    rejected
        .map(|cause| (cause.stage.clone(), share(&cause.share)))
        .collect()
}

pub(super) fn rules(cohort: &Cohort) -> Vec<RuleRow> {
    let quality = cohort.poor_photos.quality.iter();
    quality
        .map(|cause| RuleRow {
            rule: cause.rule.replace('_', " "),
            fail: share(&cause.fail),
            warn: share(&cause.warn),
            not_assessed: cause.counts.not_assessed,
        })
        .collect()
}

pub(super) fn evidence(cohort: &Cohort) -> Vec<EvidenceRow> {
    let both = cohort.subjects.iter().zip(&cohort.evidence);
    both.map(|(subject, e)| {
        let marks = format!(
            "{} of {}",
            e.marks_photo + e.marks_interpolated,
            e.marks_planned
        );
        EvidenceRow {
            path: e.path.clone(),
            link: subject.failure.is_none().then(|| report_link(&e.path)),
            status: status_name(subject.status),
            photos: e.photos_found.map_or_else(
                || "–".to_owned(),
                |found| format!("{} of {found}", subject.photos.certified()),
            ),
            marks: match e.marks_interpolated {
                0 => marks,
                n => format!("{marks} ({n} interpolated)"),
            },
            sessions: match (e.sessions_held, e.sessions_planned) {
                (Some(held), Some(planned)) => format!("{held} of {planned}"),
                (Some(held), None) => format!("{held}, no plan"),
                (None, _) => "not known".to_owned(),
            },
        }
    })
    .collect()
}

pub(super) fn failed(cohort: &Cohort) -> Vec<FailedRow> {
    cohort
        .subjects
        .iter()
        .filter_map(|subject| {
            let failure = subject.failure.as_ref()?;
            Some(FailedRow {
                path: subject.path.clone(),
                stage: failure.stage.clone(),
                reason: failure.reason.clone(),
                hint: failure.hint.clone(),
            })
        })
        .collect()
}
