//! The cohort's charts, causes and evidence as the page shows them.

use super::words::{Words, delta, group, median, of, report_link, said, share, sign};
use super::{dose, spaghetti, waterfall};
use crate::cohort::model::{Cohort, DoseResponse, Group, MedianPoint, WaterfallBar};
use crate::cohort::rows::status_name;
use crate::cohort::summary::SubjectStatus;

/// Charts of one view.
pub(super) struct ViewCharts {
    pub(crate) view: String,
    pub(crate) bars_note: String,
    pub(crate) the_values: String,
    pub(crate) without: String,
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
    pub(crate) class: &'static str,
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

/// The groups with their sizes, as a list.
pub(super) fn groups(words: Words, cohort: &Cohort) -> String {
    let named = cohort
        .treatments
        .iter()
        .map(|size| format!("{} ({})", group(words, &size.group), size.subjects));
    let list = named.collect::<Vec<_>>().join("; ");
    said(words.cohort().treatments, [("list", list)])
}

/// The groups worth a table of their own: one group alone says what all subjects say.
pub(super) fn shown(cohort: &Cohort, wanted: &Group) -> bool {
    *wanted == Group::All || cohort.treatments.len() > 1
}

pub(super) fn view_charts(words: Words, cohort: &Cohort) -> Vec<ViewCharts> {
    let all = |d: &&DoseResponse| d.group == Group::All;
    let doses: Vec<&DoseResponse> = cohort.dose.iter().filter(all).collect();
    cohort
        .waterfalls
        .iter()
        .zip(&cohort.medians)
        .zip(doses)
        .map(|((waterfall, medians), dose)| ViewCharts {
            view: words.t.name(&waterfall.view),
            bars_note: said(
                words.cohort().bars_note,
                [
                    ("n", waterfall.bars.len().to_string()),
                    ("none", waterfall.without_answer.len().to_string()),
                ],
            ),
            the_values: said(
                words.cohort().the_values,
                [("n", waterfall.bars.len().to_string())],
            ),
            without: said(
                words.cohort().without,
                [("n", waterfall.without_answer.len().to_string())],
            ),
            waterfall: waterfall::svg(words, waterfall),
            bars: waterfall.bars.iter().map(|b| bar_row(words, b)).collect(),
            without_answer: waterfall
                .without_answer
                .iter()
                .map(|n| (n.path.clone(), words.said(&n.reason)))
                .collect(),
            spaghetti: spaghetti::svg(words, cohort, medians),
            medians: medians
                .points
                .iter()
                .map(|p| median_row(words, p))
                .collect(),
            dose: dose::svg(words, dose),
            doses: cohort
                .dose
                .iter()
                .filter(|d| d.view == waterfall.view && shown(cohort, &d.group))
                .map(|d| dose_row(words, d))
                .collect(),
        })
        .collect()
}

fn bar_row(words: Words, bar: &WaterfallBar) -> BarRow {
    BarRow {
        path: bar.path.clone(),
        link: report_link(&bar.path),
        days: bar.days,
        delta: delta(words, bar.delta_pp, bar.ci95_pp),
        sign: sign(bar.verdict),
        verdict: words.verdict(bar.verdict),
    }
}

fn median_row(words: Words, point: &MedianPoint) -> (u32, u32, String) {
    let text = median(words, point.median_pp, point.quartiles_pp, point.subjects);
    (point.month, point.subjects, text)
}

fn dose_row(words: Words, dose: &DoseResponse) -> DoseRow {
    let rho = match (dose.spearman_rho, dose.ci95) {
        (Some(rho), Some(ends)) => {
            let [low, high] = ends.map(|end| words.number(end, 2));
            format!("{} ({low} {} {high})", words.number(rho, 2), words.t.to)
        }
        (Some(rho), None) => words.number(rho, 2),
        (None, _) => words.cohort().not_computed.to_owned(),
    };
    let rho = match &dose.reason {
        Some(reason) => format!("{rho}: {}", words.said(reason)),
        None => rho,
    };
    let left_out: Vec<String> = dose
        .left_out
        .iter()
        .map(|(reason, n)| format!("{n} {}", words.said(reason)))
        .collect();
    DoseRow {
        group: group(words, &dose.group),
        subjects: dose.subjects,
        rho,
        left_out: if left_out.is_empty() {
            words.cohort().none.to_owned()
        } else {
            left_out.join(", ")
        },
    }
}

pub(super) fn rejected(words: Words, cohort: &Cohort) -> Vec<(String, String)> {
    let rejected = cohort.poor_photos.rejected.iter();
    rejected
        .map(|cause| (words.t.stage_name(&cause.stage), share(words, &cause.share)))
        .collect()
}

pub(super) fn rules(words: Words, cohort: &Cohort) -> Vec<RuleRow> {
    let quality = cohort.poor_photos.quality.iter();
    quality
        .map(|cause| RuleRow {
            rule: words.t.rule_name(&cause.rule),
            fail: share(words, &cause.fail),
            warn: share(words, &cause.warn),
            not_assessed: cause.counts.not_assessed,
        })
        .collect()
}

pub(super) fn evidence(words: Words, cohort: &Cohort) -> Vec<EvidenceRow> {
    let both = cohort.subjects.iter().zip(&cohort.evidence);
    both.map(|(subject, e)| {
        let c = words.cohort();
        let answered = e.marks_photo + e.marks_interpolated;
        let marks = of(words, answered, e.marks_planned);
        EvidenceRow {
            path: e.path.clone(),
            link: subject.failure.is_none().then(|| report_link(&e.path)),
            class: status_name(subject.status),
            status: match subject.status {
                SubjectStatus::Complete => c.status_complete,
                SubjectStatus::Partial => c.status_partial,
                SubjectStatus::Failed => c.status_failed,
            },
            photos: e.photos_found.map_or_else(
                || "–".to_owned(),
                |found| of(words, subject.photos.certified(), found),
            ),
            marks: match e.marks_interpolated {
                0 => marks,
                n => format!("{marks} ({})", said(c.interpolated, [("n", n.to_string())])),
            },
            sessions: match (e.sessions_held, e.sessions_planned) {
                (Some(held), Some(planned)) => of(words, held, planned),
                (Some(held), None) => format!("{held}, {}", c.no_plan),
                (None, _) => c.not_known.to_owned(),
            },
        }
    })
    .collect()
}

pub(super) fn failed(words: Words, cohort: &Cohort) -> Vec<FailedRow> {
    cohort
        .subjects
        .iter()
        .filter_map(|subject| {
            let failure = subject.failure.as_ref()?;
            Some(FailedRow {
                path: subject.path.clone(),
                stage: words.t.stage_name(&failure.stage),
                reason: words.said(&failure.reason),
                hint: words.said(&failure.hint),
            })
        })
        .collect()
}

/// The subjects missing at each mark, with a title.
pub(super) fn missing(words: Words, cohort: &Cohort) -> Vec<(String, Vec<String>)> {
    let visits = cohort.visits.iter();
    let missing = visits.filter(|row| !row.missing_subjects.is_empty());
    missing
        .map(|row| {
            let gaps = [
                ("month", row.month.to_string()),
                ("n", row.missing.to_string()),
            ];
            let title = said(words.cohort().month_missing, gaps);
            (title, row.missing_subjects.clone())
        })
        .collect()
}

/// Folders that were passed over, each with why and what to do.
pub(super) fn passed_over(words: Words, cohort: &Cohort) -> Vec<[String; 3]> {
    let passed = cohort.passed_over.iter();
    passed
        .map(|p| [p.path.clone(), words.said(&p.reason), words.said(&p.hint)])
        .collect()
}
