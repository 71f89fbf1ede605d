//! The subjects' close-ups as the page shows them.

use super::words::{Words, of, place, report_link, verdict_of_hairs};
use crate::cohort::model::Cohort;
use crate::cohort::summary::CloseupSummary;

const NOTHING: &str = "–";

/// One region of one subject.
pub(super) struct CloseupRow {
    pub(crate) path: String,
    pub(crate) link: String,
    pub(crate) place: String,
    pub(crate) placed: String,
    pub(crate) density: String,
    pub(crate) days: String,
    pub(crate) change: String,
    pub(crate) verdict: String,
}

/// A row for each region of each subject's close-ups.
pub(super) fn rows(words: Words, cohort: &Cohort) -> Vec<CloseupRow> {
    let subjects = cohort.subjects.iter();
    subjects
        .flat_map(|s| s.closeups.iter().map(|c| row(words, &s.path, c)))
        .collect()
}

fn row(words: Words, path: &str, closeup: &CloseupSummary) -> CloseupRow {
    let per_cm2 = |value: Option<f64>| value.map_or(NOTHING.to_owned(), |v| words.number(v, 0));
    let change = closeup.net.zip(closeup.net_ci95);
    let said = closeup.verdict.map_or(words.cohort().one_photo, |said| {
        verdict_of_hairs(words, said)
    });
    CloseupRow {
        path: path.to_owned(),
        link: report_link(path),
        place: place(words, &closeup.view, &closeup.region),
        placed: of(words, closeup.placed, closeup.photos),
        density: format!(
            "{} → {}",
            per_cm2(closeup.first_per_cm2),
            per_cm2(closeup.last_per_cm2)
        ),
        days: closeup
            .days
            .map_or(NOTHING.to_owned(), |days| days.to_string()),
        change: change.map_or(NOTHING.to_owned(), |(net, [low, high])| {
            let [net, low, high] = [net as f64, low, high].map(|n| words.signed_whole(n));
            format!("{net} ({low} {} {high})", words.t.to)
        }),
        verdict: match &closeup.reason {
            Some(reason) => format!("{said}: {}", words.said(reason)),
            None => said.to_owned(),
        },
    }
}
