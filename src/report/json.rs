//! `report.json`: canonical bytes of the report document.
//!
//! Pretty-printed, fields in the document's own order, one newline at the end. Numbers are rounded
//! to [`DECIMALS`], far below what a photo can tell, except inside a `transform`, whose small
//! perspective terms are multiplied by thousands of pixels.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::model::{REPORT_SCHEMA, Report};

/// Decimals kept of measured values.
pub(crate) const DECIMALS: u32 = 6;

/// Key whose value keeps full precision.
const EXACT_KEY: &str = "transform";

/// Why a report could not be written to or read from JSON.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JsonError {
    /// The bytes are no JSON or miss a field.
    #[error("this is no report: {0}; give a report.json written by tricholapse")]
    Malformed(#[from] serde_json::Error),
    /// Another document or another major version.
    #[error("schema is {found:?}, this version reads {REPORT_SCHEMA:?}; run analyze again")]
    Schema {
        /// What the document says.
        found: String,
    },
    /// A value that must be a number is NaN or infinite.
    #[error("the report holds a value that is not a finite number: {0}")]
    NotFinite(serde_json::Error),
}

/// Bytes of `report.json`. The same report gives the same bytes.
pub(crate) fn to_json(report: &Report) -> Result<Vec<u8>, JsonError> {
    let bytes = to_canonical_json(report)?;
    // JSON has no NaN: serialising turns one into null, which a required number refuses here.
    serde_json::from_slice::<Report>(&bytes).map_err(JsonError::NotFinite)?;
    Ok(bytes)
}

/// Reads a `report.json` of this major schema version or the one before, whose visits were single
/// photos. Unknown fields are passed over, so that a report of a later minor version can be read.
pub(crate) fn from_json(bytes: &[u8]) -> Result<Report, JsonError> {
    let mut report: Report = serde_json::from_slice(bytes)?;
    if report.schema == SCHEMA_1 {
        for view in &mut report.views {
            view.baseline_visit.clone_from(&view.baseline);
        }
        return Ok(report);
    }
    if report.schema == REPORT_SCHEMA {
        Ok(report)
    } else {
        Err(JsonError::Schema {
            found: report.schema,
        })
    }
}

/// The schema before this one.
const SCHEMA_1: &str = "tricholapse.report/1";

/// Canonical bytes of any document, rounded like the report.
pub(crate) fn to_canonical_json<T: Serialize>(document: &T) -> Result<Vec<u8>, JsonError> {
    let mut bytes = Vec::new();
    let mut serializer =
        serde_json::Serializer::with_formatter(&mut bytes, CanonicalFormatter::default());
    document.serialize(&mut serializer)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `value` rounded to `decimals`, without negative zero. Large and non-finite values pass through.
pub(crate) fn rounded(value: f64, decimals: u32) -> f64 {
    let factor = 10_f64.powi(decimals as i32);
    let scaled = (value * factor).round();
    if scaled.is_finite() {
        scaled / factor + 0.0
    } else {
        value
    }
}

/// Pretty printer that rounds, and knows whether it is inside a value that must stay exact.
#[derive(Default)]
struct CanonicalFormatter {
    pretty: PrettyFormatter<'static>,
    in_key: bool,
    key: String,
    /// Objects and arrays open inside the exact value; `None` outside.
    exact_depth: Option<usize>,
}

impl CanonicalFormatter {
    fn enter(&mut self) {
        if let Some(depth) = &mut self.exact_depth {
            *depth += 1;
        }
    }

    fn leave(&mut self) {
        if let Some(depth) = &mut self.exact_depth {
            *depth = depth.saturating_sub(1);
        }
    }
}

impl Formatter for CanonicalFormatter {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        let value = match self.exact_depth {
            Some(_) => value,
            None => rounded(value, DECIMALS),
        };
        self.pretty.write_f64(writer, value)
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if self.in_key {
            self.key.push_str(fragment);
        }
        self.pretty.write_string_fragment(writer, fragment)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.in_key = true;
        self.key.clear();
        self.pretty.begin_object_key(writer, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.in_key = false;
        self.pretty.end_object_key(writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.exact_depth.is_none() && self.key == EXACT_KEY {
            self.exact_depth = Some(0);
        }
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.exact_depth == Some(0) {
            self.exact_depth = None;
        }
        self.pretty.end_object_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.enter();
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.leave();
        self.pretty.end_object(writer)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.enter();
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.leave();
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample_report;
    use super::*;

    #[test]
    fn a_report_survives_the_round_trip_and_its_bytes_are_stable() {
        let report = sample_report();
        let bytes = to_json(&report).unwrap();
        let again = from_json(&bytes).unwrap();
        assert_eq!(to_json(&again).unwrap(), bytes);
        assert!(bytes.ends_with(b"}\n"));
        assert!(bytes.starts_with(b"{\n  \"schema\": \"tricholapse.report/2\""));
    }

    #[test]
    fn values_are_rounded_but_transforms_are_exact() {
        let document = serde_json::json!({
            "a": 0.123_456_789,
            "transform": {"m": [1.000_000_123, [7.5e-9]], "transform": {"k": 2.5e-9}},
            "z": [1.0e-9, -1.0e-9],
        });
        let text = String::from_utf8(to_canonical_json(&document).unwrap()).unwrap();
        for expected in ["0.123457", "1.000000123", "7.5e-9", "2.5e-9"] {
            assert!(text.contains(expected), "{expected} missing in {text}");
        }
        assert!(
            text.ends_with("\"z\": [\n    0.0,\n    0.0\n  ]\n}\n"),
            "{text}"
        );
    }

    #[test]
    fn nan_is_an_error_and_never_null() {
        let mut report = sample_report();
        report.views[0].changes[0].ci95_pp[0] = f64::NAN;
        assert!(matches!(to_json(&report), Err(JsonError::NotFinite(_))));
    }

    #[test]
    fn another_schema_is_refused() {
        let mut report = sample_report();
        report.schema = "tricholapse.report/3".to_owned();
        let bytes = to_canonical_json(&report).unwrap();
        assert!(matches!(from_json(&bytes), Err(JsonError::Schema { .. })));
        assert!(matches!(from_json(b"{}"), Err(JsonError::Malformed(_))));
    }

    #[test]
    fn rounding_keeps_large_values_and_drops_negative_zero() {
        assert_eq!(rounded(1e308, 6), 1e308);
        assert!(rounded(-1e-9, 6).is_sign_positive());
        assert_eq!(rounded(-2.345_678_91, 6), -2.345_679);
    }
}
