//! The report as one self-contained HTML file.
//!
//! The page loads nothing: style and script are inline and allowed by their hash alone, pictures
//! are `data:` addresses. Every text from the course goes through the template's escaping.

mod data;
mod yardstick;

#[cfg(test)]
#[path = "../../../tests/it/support/browser.rs"]
mod browser;
#[cfg(test)]
mod browser_tests;
#[cfg(test)]
mod page_tests;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use self::yardstick::FactGroup;
use super::closeup::CloseupPage;
use super::page;
use super::page::aside::{Aside, asides};
use super::page::course::{AdherencePage, SaltRow};
pub(crate) use super::page::error::HtmlError;
use super::page::view::ViewPage;
use super::pictures::ReportPictures;
use crate::model::Report;
use crate::words::Words;
use crate::words::{Lang, Text};

const STYLE: &str = concat!(
    include_str!("../../../templates/report/style.css"),
    include_str!("../../../templates/report/closeup.css")
);
const SCRIPT: &str = include_str!("../../../templates/report/script.js");

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    t: &'static Text,
    words: Words,
    csp: String,
    style: &'static str,
    script: &'static str,
    data: String,
    report: &'a Report,
    start: Option<String>,
    sessions_held: Option<String>,
    has_sessions: bool,
    core_language: Option<&'static str>,
    views: Vec<ViewPage>,
    asides: Vec<Aside>,
    closeups: Vec<CloseupPage>,
    adherence: AdherencePage,
    /// Whether a photo that could be used is left out of the comparison.
    left_out: bool,
    salt: Vec<SaltRow>,
    yardstick: Vec<FactGroup>,
}

/// Renders a report as one HTML file.
///
/// `pictures` may be empty, or lack views, photos or layers: the page then says so. Equal input
/// gives equal bytes.
///
/// # Errors
/// [`HtmlError::Date`] when a date of the report cannot be read.
pub(crate) fn render_html(
    report: &Report,
    pictures: &ReportPictures,
    lang: Lang,
) -> Result<String, HtmlError> {
    let words = Words { t: lang.text() };
    let mut views = report
        .views
        .iter()
        .enumerate()
        .map(|(index, view)| {
            ViewPage::new(words, report, view, pictures.views.get(&view.view), index)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let asides = asides(words, report, pictures, &views);
    for view in &mut views {
        // The one photo left stands beside those set aside.
        if asides.iter().any(|aside| aside.shows(view)) {
            view.glance = view.glance.take().filter(|glance| glance.figures.len() > 1);
        }
    }
    let closeups = report.views.closeups.iter().enumerate();
    let closeups = closeups
        .map(|(index, view)| {
            CloseupPage::new(words, view, pictures.closeups.get(&view.view), index)
        })
        .collect();
    let page = Page {
        t: words.t,
        words,
        csp: content_security_policy(STYLE, SCRIPT),
        style: STYLE,
        script: SCRIPT,
        data: data::data_block(words, &views)?,
        report,
        start: page::course::start(words, report),
        sessions_held: page::course::sessions_held(words, &report.course.adherence),
        has_sessions: page::course::has_sessions(&report.course.adherence),
        core_language: (lang != Lang::English).then_some(words.t.core_language),
        adherence: AdherencePage::new(words, &report.course),
        left_out: views.iter().any(|view| !view.refused.is_empty()),
        salt: page::course::salt_rows(words, &report.salt),
        yardstick: yardstick::fact_groups(lang),
        asides,
        views,
        closeups,
    };
    Ok(page.render()?)
}

/// A policy under which nothing can be loaded or sent, and only the page's own style and script
/// are in force.
pub(crate) fn content_security_policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        source_hash(style),
        source_hash(script)
    )
}

fn source_hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}
