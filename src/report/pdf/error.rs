//! Why a PDF could not be written.

use crate::report::page::error::HtmlError;

/// Why a report could not be written as PDF.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum PdfError {
    /// A date of the report cannot be read.
    #[error(transparent)]
    Page(#[from] HtmlError),
    /// A picture is not what it says it is.
    #[error("a picture of the report cannot be put into the PDF: {0}")]
    Picture(String),
    /// The document could not be finished.
    #[error("the PDF could not be finished: {0}")]
    Document(String),
}
