//! The answer of `self-test`: how far this set-up's coverage spreads when nothing has changed.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::bland_altman::bland_altman_svg;
use crate::model::{Rejection, SelfTestUsed, Tool, Warning};
use crate::repeatability::{POOLED, RegionRepeatability, Repeatability};
use crate::words::{Lang, SelfTestText, Words, fill};

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
    code: &'static str,
    t: &'static SelfTestText,
    disclaimer: &'static str,
    report: &'a SelfTestReport,
    lead: String,
    error: String,
    icc: String,
    rows: Vec<[String; 5]>,
    plot: String,
    method: String,
    rejections: Vec<String>,
    warnings: Vec<String>,
}

/// The self-test as one page that loads nothing.
///
/// # Errors
/// The template could not be written.
pub(crate) fn render_self_test(
    report: &SelfTestReport,
    lang: Lang,
) -> Result<String, askama::Error> {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let words = Words { t: lang.text() };
    let t = words.self_test();
    let found = &report.repeatability;
    let pooled = &found.pooled.spread;
    let rejections = report.rejections.iter().map(|r| rejected(words, r));
    let warnings = report.warnings.iter().map(|w| words.said(&w.message));
    Page {
        csp: format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
        ),
        style: STYLE,
        code: lang.code(),
        t,
        disclaimer: words.t.disclaimer,
        report,
        lead: fill(t.lead, &[("n", &words.number(pooled.detectable_pp, 1))]),
        error: standard_error(words, found),
        icc: icc(words, found),
        rows: found.regions.iter().map(|r| row(words, r)).collect(),
        plot: bland_altman_svg(words, &found.agreement),
        method: fill(t.method, &[("method", &report.tool.method)]),
        rejections: rejections.collect(),
        warnings: warnings.collect(),
    }
    .render()
}

/// Fewest degrees of freedom of a useful figure.
const USEFUL_FREEDOM: f64 = 10.0;

fn standard_error(words: Words, found: &Repeatability) -> String {
    let (t, spread) = (words.self_test(), &found.pooled.spread);
    let [low, high] = spread.sem_ci95_pp.map(|end| words.number(end, 2));
    let gaps = [
        ("sem", words.number(spread.sem_pp, 2)),
        ("low", low),
        ("high", high),
        ("photos", photos_of(words, found)),
        ("degrees", spread.degrees_of_freedom.to_string()),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    let told = fill(t.standard_error, &gaps);
    match (spread.degrees_of_freedom as f64) < USEFUL_FREEDOM {
        true => format!("{told} {}", t.few),
        false => told,
    }
}

/// How many photos, of how many heads.
pub(crate) fn photos_of(words: Words, found: &Repeatability) -> String {
    let [photos, heads, series] =
        [found.photos, found.subjects.max(1), found.heads].map(|n| n.to_string());
    let gaps = [
        ("photos", photos.as_str()),
        ("heads", &heads),
        ("series", &series),
    ];
    match heads == series {
        true => fill(words.self_test().photos_of, &gaps),
        false => fill(words.self_test().series, &gaps),
    }
}

/// The intraclass correlation, or why there is none.
pub(crate) fn icc(words: Words, found: &Repeatability) -> String {
    let t = words.self_test();
    let Some(icc) = &found.icc else {
        let why = words.said(found.icc_reason.as_deref().unwrap_or_default());
        return fill(t.no_icc, &[("why", &why)]);
    };
    let [low, high] = icc.ci95.map(|end| words.number(end, 3));
    let gaps = [
        ("icc", words.number(icc.icc, 3)),
        ("low", low),
        ("high", high),
        ("n", icc.targets.to_string()),
        ("over", words.said(&icc.over)),
    ];
    fill(
        t.icc,
        &gaps.each_ref().map(|(name, value)| (*name, value.as_str())),
    )
}

/// A region's row: name, standard error, its interval, smallest detectable change, values.
pub(crate) fn row(words: Words, region: &RegionRepeatability) -> [String; 5] {
    let (t, spread) = (words.self_test(), &region.spread);
    let name = match region.region.as_str() {
        POOLED => t.all_regions.to_owned(),
        name => words.t.name(name),
    };
    let [low, high] = spread.sem_ci95_pp.map(|end| words.number(end, 2));
    [
        name,
        words.number(spread.sem_pp, 2),
        fill(t.span, &[("low", &low), ("high", &high)]),
        words.number(spread.detectable_pp, 1),
        spread.values.to_string(),
    ]
}

/// A photo that could not be used, why, and what to do.
pub(crate) fn rejected(words: Words, rejection: &Rejection) -> String {
    let stage = words.t.stage_name(&rejection.stage);
    let [why, hint] = [&rejection.reason, &rejection.hint].map(|text| words.said(text));
    format!("{} ({stage}): {why}. {hint}", rejection.file)
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
        let page = render_self_test(&report(), Lang::English).unwrap();
        assert!(!page.contains("<script>"));
        assert!(page.contains("<svg") && page.contains("not for diagnosis"));
    }

    #[test]
    fn it_speaks_every_language() {
        for lang in Lang::ALL {
            let page = render_self_test(&report(), lang).unwrap();
            assert!(page.contains(&format!("<html lang=\"{}\"", lang.code())));
            let english = ["standard error", "points", "Two photos", " to "];
            let left = english.iter().find(|word| {
                page.split("</style>")
                    .nth(1)
                    .is_some_and(|p| p.contains(**word))
            });
            assert_eq!(
                left.is_some(),
                lang == Lang::English,
                "{}: {left:?}",
                lang.code()
            );
        }
    }
}
