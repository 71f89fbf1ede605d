//! The report as a PDF for the patient's chart: two A4 pages for most courses of one view.
//!
//! First the answer (verdict, marks, pictures, regions), then what it rests on (curves, alignment,
//! photo quality, provenance). What does not fit goes on to a further page; nothing is cut. The
//! texts are those of the HTML page. Equal input gives equal bytes.

mod answer;
mod canvas;
mod closeup;
mod error;
mod evidence;
mod face;
mod table;
mod write;

#[cfg(test)]
mod tests;

use super::closeup::CloseupPage;
use super::page::course::AdherencePage;
use super::page::view::ViewPage;
use super::pictures::ReportPictures;
use crate::model::Report;
use crate::words::Lang;
use crate::words::Words;
use canvas::Canvas;
pub(crate) use error::PdfError;

/// Renders a report as PDF. `pictures` may lack views, photos or layers.
///
/// # Errors
/// [`PdfError`] when a date or a picture of the report is broken.
pub(crate) fn render_pdf(
    report: &Report,
    pictures: &ReportPictures,
    lang: Lang,
) -> Result<Vec<u8>, PdfError> {
    let words = Words { t: lang.text() };
    let mut canvas = Canvas::new();
    let pages = report
        .views
        .iter()
        .enumerate()
        .map(|(i, view)| ViewPage::new(words, report, view, pictures.views.get(&view.view), i))
        .collect::<Result<Vec<_>, _>>()?;
    answer::head(&mut canvas, words, report);
    for (page, view) in pages.iter().zip(&report.views) {
        let pictures = pictures.views.get(&view.view);
        answer::view(&mut canvas, words, page, view, pictures, report.views.len());
    }
    for (index, view) in report.views.closeups.iter().enumerate() {
        closeup::view(
            &mut canvas,
            words,
            &CloseupPage::new(words, view, None, index),
        );
    }
    canvas.new_page();
    for page in &pages {
        evidence::view(&mut canvas, words, page);
    }
    evidence::course(
        &mut canvas,
        words,
        report,
        &AdherencePage::new(words, &report.course),
    );
    let title = format!("{}: {}", words.t.title, report.course.subject);
    canvas.foot(&report.course.subject, words.t.disclaimer);
    write::write(canvas, &title, words.t.code)
}
