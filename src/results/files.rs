//! The files of one course's results, as `analyze` and `batch` write them.

use std::path::Path;

use crate::pipeline::Analysis;
use crate::regular_file::{self, TEXT_MAX_BYTES};
use crate::report::Lang;
use crate::report::closeup::hairs_csv;
use crate::report::csv::to_csv;
use crate::report::csv_style::{CsvStyle, in_style};
use crate::report::file_name::{handout_name, is_picture_name};
use crate::report::handout::handouts;
use crate::report::html::render_html;
use crate::report::json::{from_json, to_json};
use crate::report::patient::render_patient;
#[cfg(feature = "pdf")]
use crate::report::pdf::render_pdf;

/// A file of the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResultFile {
    /// Plain file name.
    pub(crate) name: String,
    /// Contents.
    pub(crate) bytes: Vec<u8>,
}

/// Whether a file of this name in a folder of results is one that this program writes: only such
/// files ever give way to newer results.
pub(crate) fn is_result_name(name: &str) -> bool {
    const DOCUMENTS: [&str; 7] = [
        "coverage.csv",
        "hairs.csv",
        "patient.html",
        "report.html",
        "report.json",
        "report.pdf",
        "subject.json",
    ];
    DOCUMENTS.contains(&name) || is_picture_name(name)
}

/// What a former run into `target` may have written and the next one need not: the pictures that its
/// report names, and a PDF. A report that names other files is not believed.
pub(crate) fn former_files(target: &Path) -> Vec<String> {
    let report = target.join("report.json");
    let bytes = regular_file::read(&report, TEXT_MAX_BYTES).unwrap_or_default();
    let Ok(report) = from_json(&bytes) else {
        return Vec::new();
    };
    let pictures = report.pictures.into_iter();
    pictures
        .filter(|name| is_result_name(name))
        .chain(["report.pdf".to_owned()])
        .collect()
}

/// A writer that refused a report: a defect of the program, said plainly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the report could not be written: {0}")]
pub(crate) struct UnwritableReport(String);

/// In what form results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Form {
    /// Language of what people read.
    pub(crate) lang: Lang,
    /// Punctuation of the tables.
    pub(crate) table: CsvStyle,
    /// Whether `report.pdf` is among them.
    pub(crate) pdf: bool,
}

/// Every file of an analysis in the order in which they are to be put in place: `report.json`
/// last, so that a report never speaks of pictures that are not there.
///
/// # Errors
/// A value that is no finite number, or a date that cannot be written.
pub(crate) fn result_files(
    analysis: &Analysis,
    form: &Form,
) -> Result<Vec<ResultFile>, UnwritableReport> {
    let Form { lang, table, .. } = *form;
    let Analysis {
        report,
        pictures,
        files,
    } = analysis;
    let csv = to_csv(report).map_err(unwritable)?;
    let csv = in_style(csv, table).map_err(unwritable)?;
    let html = render_html(report, pictures, lang).map_err(unwritable)?;
    let sheet = render_patient(report, pictures, lang).map_err(unwritable)?;
    let hairs = hairs_csv(report).map_err(unwritable)?;
    let mut all: Vec<ResultFile> = files
        .iter()
        .map(|file| ResultFile {
            name: file.name.clone(),
            bytes: file.picture.bytes.clone(),
        })
        .collect();
    #[cfg(feature = "pdf")]
    if form.pdf {
        let bytes = render_pdf(report, pictures, lang).map_err(unwritable)?;
        let name = "report.pdf".to_owned();
        all.push(ResultFile { name, bytes });
    }
    let handed_over = handouts(report, pictures, lang).map_err(unwritable)?;
    let mut report = report.clone();
    for (i, handout) in handed_over.into_iter().enumerate() {
        let taken = |name: &str| all.iter().any(|f| f.name.eq_ignore_ascii_case(name));
        let name = handout_name(&handout.view, None);
        let name = match taken(&name) {
            true => handout_name(&handout.view, Some(i + 1)),
            false => name,
        };
        report.pictures.push(name.clone());
        let bytes = handout.picture.bytes;
        all.push(ResultFile { name, bytes });
    }
    let json = to_json(&report).map_err(unwritable)?;
    all.extend(hairs.map(|bytes| ResultFile {
        name: "hairs.csv".to_owned(),
        bytes,
    }));
    for (name, bytes) in [
        ("coverage.csv", csv),
        ("patient.html", sheet.into_bytes()),
        ("report.html", html.into_bytes()),
        ("report.json", json),
    ] {
        all.push(ResultFile {
            name: name.to_owned(),
            bytes,
        });
    }
    debug_assert!(all.iter().all(|file| is_result_name(&file.name)));
    Ok(all)
}

fn unwritable(error: impl std::fmt::Display) -> UnwritableReport {
    UnwritableReport(error.to_string())
}
