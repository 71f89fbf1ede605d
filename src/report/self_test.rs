//! The answer of `self-test`: how far this set-up's coverage spreads when nothing has changed.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::bland_altman::bland_altman_svg;
use crate::model::{Rejection, SelfTestUsed, Tool, Warning};
use crate::repeatability::Repeatability;

/// Name and major version of the document's schema.
pub(crate) const SELF_TEST_SCHEMA: &str = "tricholapse.self-test/1";

/// A photo that went in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RepeatPhoto {
    /// Head, view and day it belongs to.
    pub(crate) head: String,
    /// File, relative to the head's folder.
    pub(crate) file: String,
    /// SHA-256 of the file, hexadecimal.
    pub(crate) sha256: String,
}

/// The whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SelfTestReport {
    /// Always [`SELF_TEST_SCHEMA`] for this major version.
    pub(crate) schema: String,
    /// Which program and which measurement method wrote it.
    pub(crate) tool: Tool,
    /// SHA-256 of the effective parameters, hexadecimal.
    pub(crate) params_sha256: String,
    /// What this is and is not, in one sentence.
    pub(crate) disclaimer: String,
    /// What the repeats say.
    pub(crate) repeatability: Repeatability,
    /// Photos used.
    pub(crate) photos: Vec<RepeatPhoto>,
    /// Photos and folders that could not be used: these are findings about the set-up too.
    pub(crate) rejections: Vec<Rejection>,
    /// Things a reader should know.
    pub(crate) warnings: Vec<Warning>,
}

impl SelfTestReport {
    /// What a later report uses of it; `sha256` is that of the stored file.
    pub(crate) fn used(&self, sha256: String) -> SelfTestUsed {
        let pooled = &self.repeatability.pooled.spread;
        SelfTestUsed {
            sha256,
            sem_pp: pooled.sem_pp,
            degrees_of_freedom: pooled.degrees_of_freedom as u64,
            used_pp: pooled.widened_pp(),
        }
    }
}

/// Why a stored self-test cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SelfTestError {
    /// No such document.
    #[error("this is no self-test: {0}; give a self-test.json written by tricholapse")]
    Malformed(#[from] serde_json::Error),
    /// Another document or another major version.
    #[error("schema is {found:?}, this version reads {SELF_TEST_SCHEMA:?}; run self-test again")]
    Schema {
        /// What the document says.
        found: String,
    },
    /// Spread measured by another method says nothing about this one.
    #[error(
        "the self-test was measured by method {found}, this program measures by method {own}; run \
         self-test again"
    )]
    Method {
        /// Method of the self-test.
        found: String,
        /// Method of this program.
        own: String,
    },
}

/// Reads a stored self-test for use by method `own`.
///
/// # Errors
/// See [`SelfTestError`].
pub(crate) fn read_self_test(bytes: &[u8], own: &str) -> Result<SelfTestReport, SelfTestError> {
    let report: SelfTestReport = serde_json::from_slice(bytes)?;
    if report.schema != SELF_TEST_SCHEMA {
        return Err(SelfTestError::Schema {
            found: report.schema,
        });
    }
    if report.tool.method != own {
        return Err(SelfTestError::Method {
            found: report.tool.method,
            own: own.to_owned(),
        });
    }
    Ok(report)
}

/// The style that all pages of the program share.
const STYLE: &str = include_str!("../../templates/report/style.css");

#[derive(Template)]
#[template(path = "self_test.html")]
struct Page<'a> {
    csp: String,
    style: &'static str,
    report: &'a SelfTestReport,
    plot: String,
}

/// The self-test as one page that loads nothing.
///
/// # Errors
/// The template could not be written.
pub(crate) fn render_self_test(report: &SelfTestReport) -> Result<String, askama::Error> {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    Page {
        csp: format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
        ),
        style: STYLE,
        report,
        plot: bland_altman_svg(&report.repeatability.agreement),
    }
    .render()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repeatability::{Repeats, repeatability};

    fn report() -> SelfTestReport {
        let repeats = |region: &str, coverage_pct: Vec<f64>| Repeats {
            subject: "one".into(),
            head: "<script>alert(1)</script>".into(),
            region: region.into(),
            coverage_pct,
        };
        let all = [
            repeats("vertex", vec![40.0, 42.0, 41.0]),
            repeats("frontal", vec![60.0, 60.5, 61.0]),
        ];
        SelfTestReport {
            schema: SELF_TEST_SCHEMA.into(),
            tool: Tool {
                name: "tricholapse".into(),
                version: "0".into(),
                method: "7".into(),
            },
            params_sha256: "00".into(),
            disclaimer: "Not for diagnosis.".into(),
            repeatability: repeatability(&all, "overall", 3).unwrap(),
            photos: Vec::new(),
            rejections: Vec::new(),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn it_is_read_back_by_the_same_method_only() {
        let bytes = serde_json::to_vec(&report()).unwrap();
        assert_eq!(read_self_test(&bytes, "7").unwrap(), report());
        let error = read_self_test(&bytes, "8").unwrap_err().to_string();
        assert!(
            error.contains("method 7") && error.contains("method 8"),
            "{error}"
        );
        assert!(read_self_test(b"{}", "7").is_err());
    }

    #[test]
    fn the_page_escapes_names_and_shows_the_figures() {
        let page = render_self_test(&report()).unwrap();
        assert!(!page.contains("<script>"));
        assert!(page.contains("<svg") && page.contains("Not for diagnosis."));
    }
}
