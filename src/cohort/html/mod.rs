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

const REPORT_STYLE: &str = include_str!("../../../templates/report/style.css");
const COHORT_STYLE: &str = include_str!("../../../templates/cohort/style.css");

#[derive(Template)]
#[template(path = "cohort/cohort.html")]
struct Page<'a> {
    csp: String,
    style: &'a str,
    cohort: &'a Cohort,
    answers: Vec<String>,
    certified: u32,
    fates: String,
    groups: Vec<(String, u32)>,
    mark_tables: Vec<MarkTable>,
    views: Vec<ViewCharts>,
    closeups: Vec<CloseupRow>,
    rejected: Vec<(String, String)>,
    rules: Vec<RuleRow>,
    evidence: Vec<EvidenceRow>,
    failed: Vec<FailedRow>,
}

/// Renders a cohort as one HTML file. Equal input gives equal bytes.
///
/// # Errors
/// The template failed to write.
pub(crate) fn render_html(cohort: &Cohort) -> Result<String, askama::Error> {
    let style = format!("{REPORT_STYLE}{COHORT_STYLE}");
    Page {
        csp: content_security_policy(&style),
        style: &style,
        cohort,
        answers: marks::answers(cohort),
        certified: cohort.poor_photos.photos.certified(),
        fates: cohort.poor_photos.photos.fates(),
        groups: pages::groups(cohort),
        mark_tables: marks::mark_tables(cohort),
        views: pages::view_charts(cohort),
        closeups: closeups::rows(cohort),
        rejected: pages::rejected(cohort),
        rules: pages::rules(cohort),
        evidence: pages::evidence(cohort),
        failed: pages::failed(cohort),
    }
    .render()
}

/// A policy under which nothing can be loaded, sent or run, and only the page's own style holds.
fn content_security_policy(style: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}
