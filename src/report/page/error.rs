//! Why a page could not be made.

/// Why a report could not be rendered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum HtmlError {
    /// A date of the report is not `YYYY-MM-DD`.
    #[error("{what} `{date}` is not a date as YYYY-MM-DD")]
    Date {
        /// Which date.
        what: &'static str,
        /// What stands there.
        date: String,
    },
    /// The template failed to write.
    #[error("the HTML template could not be rendered")]
    Template(#[from] askama::Error),
    /// The data block failed to serialise.
    #[error("the data block of the HTML report could not be written")]
    Data(#[from] serde_json::Error),
}
