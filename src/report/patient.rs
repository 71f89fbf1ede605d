//! The patient's sheet: one A4 page with the two photos, one sentence, the visits, and what to mind
//! at the next photo. No figures from studies and no tables: those are the practitioner's.

use askama::Template;

use crate::model::{Rejection, Report};
use crate::report::closeup::CloseupPage;
use crate::report::html::{HtmlError, content_security_policy};
use crate::report::page::view::ViewPage;
use crate::report::pictures::ReportPictures;
use crate::words::Words;
use crate::words::{Lang, Text};

const STYLE: &str = concat!(
    include_str!("../../templates/report/closeup.css"),
    include_str!("../../templates/patient/style.css")
);

/// Most pieces of advice on the sheet: it is one page.
const MOST_ADVICE: usize = 4;

/// Most refused photos named on it.
const MOST_REFUSED: usize = 6;

#[derive(Template)]
#[template(path = "patient/page.html")]
struct Sheet<'a> {
    t: &'static Text,
    csp: String,
    style: &'static str,
    report: &'a Report,
    views: Vec<ViewPage>,
    closeups: Vec<CloseupPage>,
    /// How changes of close-ups err, where there are any.
    bias: Option<&'static str>,
    advice: Vec<String>,
    /// Photos that could not be measured and belong to no view, and why.
    left_out: Vec<String>,
}

/// Renders the sheet as one HTML file without a script. Equal input gives equal bytes.
///
/// # Errors
/// [`HtmlError::Date`] when a date of the report cannot be read.
pub(crate) fn render_patient(
    report: &Report,
    pictures: &ReportPictures,
    lang: Lang,
) -> Result<String, HtmlError> {
    let words = Words { t: lang.text() };
    let views = report.views.iter().enumerate();
    let views = views
        .map(|(index, view)| {
            ViewPage::new(words, report, view, pictures.views.get(&view.view), index)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let closeups = report.views.closeups.iter().enumerate();
    let closeups: Vec<CloseupPage> = closeups
        .map(|(index, view)| {
            CloseupPage::new(words, view, pictures.closeups.get(&view.view), index)
        })
        .collect();
    let compared = |c: &&CloseupPage| c.verdict.is_some() && c.advice.is_none();
    let bias = closeups.iter().find(compared).map(|c| c.p.bias);
    let mut advice: Vec<String> = Vec::new();
    for line in views.iter().flat_map(|view| &view.sheet_next_time) {
        if !advice.contains(line) {
            advice.push(line.clone());
        }
    }
    // Of a course without a view every photo was refused, and nothing else tells why.
    let told = |r: &&Rejection| of_closeups(r) || report.views.is_none();
    let refused = report.rejections.iter().filter(told);
    let left_out = refused
        .take(MOST_REFUSED)
        .map(|r| {
            let [why, remedy] = [&r.reason, &r.hint].map(|text| words.said(text));
            format!(
                "{}: {}: {why}. {} {remedy}.",
                r.file, words.t.not_used, words.t.what_to_do
            )
        })
        .collect();
    advice.truncate(MOST_ADVICE);
    let sheet = Sheet {
        t: words.t,
        csp: content_security_policy(STYLE, ""),
        style: STYLE,
        report,
        views,
        closeups,
        bias,
        advice,
        left_out,
    };
    Ok(sheet.render()?)
}

/// Whether a close-up was refused for what it shows.
fn of_closeups(rejection: &Rejection) -> bool {
    matches!(rejection.stage.as_str(), "closeup" | "scale")
}
