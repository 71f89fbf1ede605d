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
    use crate::report::schema::tests::assert_committed;

    #[test]
    fn committed_schema_is_up_to_date() {
        assert_committed("cohort-v1.schema.json", &cohort_schema_json().unwrap());
    }
}
