//! JSON Schema of the report, generated from the document model.

use schemars::{JsonSchema, SchemaGenerator};

use super::json::{JsonError, to_canonical_json};
use crate::model::Report;

/// JSON Schema (draft 2020-12) of `report.json`, as the bytes of `schema/report-v2.schema.json`.
pub(crate) fn report_schema_json() -> Result<Vec<u8>, JsonError> {
    schema_json::<Report>()
}

/// JSON Schema (draft 2020-12) of a document.
pub(crate) fn schema_json<T: JsonSchema>() -> Result<Vec<u8>, JsonError> {
    let mut schema = SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value();
    // Key order must not depend on which features other crates switch on in serde_json.
    schema.sort_all_objects();
    to_canonical_json(&schema)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::json::to_json;
    use super::super::sample::sample_report;
    use super::*;

    /// Holds a schema against the file committed, or writes the file.
    pub(crate) fn assert_committed(name: &str, generated: &[u8]) {
        let file = format!("{}/schema/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("TRICHOLAPSE_UPDATE_SCHEMA").is_some() {
            std::fs::write(&file, generated).unwrap();
            panic!("{file} written; look at the difference and run again without the variable");
        }
        assert!(
            std::fs::read(&file).unwrap() == generated,
            "{file} is out of date; run this test with TRICHOLAPSE_UPDATE_SCHEMA=1 and commit the file"
        );
    }

    #[test]
    fn committed_schema_is_up_to_date() {
        assert_committed("report-v2.schema.json", &report_schema_json().unwrap());
    }

    #[test]
    fn a_report_validates_and_a_wrong_one_does_not() {
        let schema = serde_json::from_slice(&report_schema_json().unwrap()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let bytes = to_json(&sample_report()).unwrap();
        let mut report: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let problems: Vec<String> = validator
            .iter_errors(&report)
            .map(|e| e.to_string())
            .collect();
        assert!(problems.is_empty(), "{problems:?}");

        report["views"][0]["changes"][0]["verdict"] = "better".into();
        assert!(!validator.is_valid(&report));
    }
}
