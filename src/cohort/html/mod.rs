//! The cohort report as one self-contained HTML file without any script.
//!
//! Style tokens are those of the subjects' reports. Every text from a course goes through the
//! template's escaping or through `words::escape`.

mod chart;
mod closeups;
mod dose;
mod marks;
mod pages;
mod spaghetti;
mod waterfall;
mod words;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use self::closeups::CloseupRow;
use self::marks::MarkTable;
use self::pages::{EvidenceRow, FailedRow, RuleRow, ViewCharts};
use super::model::Cohort;
use crate::words::{CohortText, Lang, Text, Words};

const REPORT_STYLE: &str = include_str!("../../../templates/report/style.css");
const COHORT_STYLE: &str = include_str!("../../../templates/cohort/style.css");

#[derive(Template)]
#[template(path = "cohort/cohort.html")]
struct Page<'a> {
    t: &'static Text,
    c: &'static CohortText,
    csp: String,
    style: &'a str,
    cohort: &'a Cohort,
    answers: Vec<String>,
    certified: String,
    sessions_missed: String,
    missing: Vec<(String, Vec<String>)>,
    fates: String,
    subjects: String,
    visits_note: String,
    treatments: String,
    change_points: String,
    change_number: String,
    mark_tables: Vec<MarkTable>,
    views: Vec<ViewCharts>,
    closeups: Vec<CloseupRow>,
    rejected: Vec<(String, String)>,
    rules: Vec<RuleRow>,
    evidence: Vec<EvidenceRow>,
    failed: Vec<FailedRow>,
    passed_over: Vec<[String; 3]>,
    doubles: Vec<String>,
}

/// Renders a cohort as one HTML file. Equal input gives equal bytes.
///
/// # Errors
/// The template failed to write.
pub(crate) fn render_html(cohort: &Cohort, lang: Lang) -> Result<String, askama::Error> {
    let style = format!("{REPORT_STYLE}{COHORT_STYLE}");
    let words = Words { t: lang.text() };
    let c = words.cohort();
    let subjects = words::subjects(words, cohort.totals.subjects);
    let totals = &cohort.totals;
    let share = || [("share", words.in_percent("95"))];
    Page {
        t: words.t,
        c,
        csp: content_security_policy(&style),
        style: &style,
        cohort,
        answers: marks::answers(words, cohort),
        certified: words::of(
            words,
            cohort.poor_photos.photos.certified(),
            totals.photos_found,
        ),
        sessions_missed: words::of(words, totals.sessions_missed, totals.sessions_planned),
        missing: pages::missing(words, cohort),
        fates: cohort.poor_photos.photos.fates(words),
        visits_note: words::said(c.visits_note, [("subjects", subjects.clone())]),
        subjects,
        treatments: pages::groups(words, cohort),
        change_points: words::said(c.change_points, share()),
        change_number: words::said(c.change_number, share()),
        mark_tables: marks::mark_tables(words, cohort),
        views: pages::view_charts(words, cohort),
        closeups: closeups::rows(words, cohort),
        rejected: pages::rejected(words, cohort),
        rules: pages::rules(words, cohort),
        evidence: pages::evidence(words, cohort),
        failed: pages::failed(words, cohort),
        passed_over: pages::passed_over(words, cohort),
        doubles: cohort.doubles.iter().map(|d| d.sentence(words)).collect(),
    }
    .render()
}

/// A policy under which nothing can be loaded, sent or run, and only the page's own style holds.
fn content_security_policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}
