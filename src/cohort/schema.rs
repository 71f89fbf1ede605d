//! JSON Schema of the cohort document.

use super::model::Cohort;
use crate::report::json::JsonError;
use crate::report::schema::schema_json;

/// JSON Schema (draft 2020-12) of `cohort.json`, as the bytes of `schema/cohort-v1.schema.json`.
pub(crate) fn cohort_schema_json() -> Result<Vec<u8>, JsonError> {
    schema_json::<Cohort>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/cohort-v1.schema.json");
    const UPDATE: &str = "TRICHOLAPSE_UPDATE_SCHEMA";

    #[test]
    fn committed_schema_is_up_to_date() {
        let generated = cohort_schema_json().unwrap();
        if std::env::var_os(UPDATE).is_some() {
            std::fs::write(COMMITTED, &generated).unwrap();
            panic!("{COMMITTED} written; look at the difference and run again without {UPDATE}");
        }
        let committed = std::fs::read(COMMITTED).unwrap();
        assert!(
            committed == generated,
            "{COMMITTED} is out of date; run this test with {UPDATE}=1 and commit the file"
        );
    }
}
