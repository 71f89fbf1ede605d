//! What a batch writes about itself: `subject.json` beside each subject's results, `batch.json`
//! once all of them are there.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::BatchError;
use super::key::FieldHash;
use super::{BatchOptions, Discovery, Shard};
use crate::cohort::SubjectSummary;
use crate::cohort::model::PassedOver;
use crate::model::Tool;
use crate::photo::sha256_hex;
use crate::pipeline::VisitRepeats;
use crate::report::csv_style::CsvStyle;
use crate::report::json::to_canonical_json;
use crate::report::pictures::PictureScope;

/// Schema of [`SubjectRecord`].
pub(crate) const SUBJECT_SCHEMA: &str = "tricholapse.subject/2";
/// Schema of [`BatchRecord`].
pub(crate) const BATCH_SCHEMA: &str = "tricholapse.batch/1";

/// One subject's outcome: written last, so that a folder that has it is whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct SubjectRecord {
    /// Always `SUBJECT_SCHEMA` for this major version.
    pub(crate) schema: String,
    /// Hash of everything the results depend on; `null` for a subject that failed, which is tried
    /// again in every run.
    pub(crate) key: Option<String>,
    /// The other files of the results, by plain name.
    pub(crate) files: BTreeMap<String, StoredFile>,
    /// What the cohort report needs.
    pub(crate) summary: SubjectSummary,
    /// What its visits of several photos say of the clinic's set-up.
    pub(crate) repeats: VisitRepeats,
}

/// A file of a subject's results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct StoredFile {
    /// Size, bytes.
    pub(crate) bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub(crate) sha256: String,
}

impl StoredFile {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len() as u64,
            sha256: sha256_hex(bytes),
        }
    }
}

/// A finished batch or shard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct BatchRecord {
    /// Always `BATCH_SCHEMA` for this major version.
    pub(crate) schema: String,
    /// Program and method.
    pub(crate) tool: Tool,
    /// SHA-256 of the effective parameters.
    pub(crate) params_sha256: String,
    /// Options that reach the results.
    pub(crate) options: OptionsRecord,
    /// Which part of the clinic; `null` for all of it.
    pub(crate) shard: Option<Shard>,
    /// Hash over the paths of all subjects of the clinic, also of those in other shards.
    pub(crate) list_sha256: String,
    /// Subjects of the clinic, also in other shards.
    pub(crate) subjects_found: u32,
    /// Paths of this part's subjects, ascending.
    pub(crate) subjects: Vec<String>,
    /// What is no subject.
    pub(crate) passed_over: Vec<PassedOver>,
}

/// Options that reach the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct OptionsRecord {
    /// Where the forehead points, overriding the courses.
    pub(crate) front: Option<String>,
    /// SHA-256 of the self-test used for every subject.
    pub(crate) self_test_sha256: Option<String>,
    /// Language of report.html.
    pub(crate) lang: String,
    /// Punctuation of the tables: comma, semicolon or tab.
    #[serde(default = "comma")]
    pub(crate) table: String,
    /// Which pictures were made.
    pub(crate) pictures: PictureScope,
}

/// The punctuation of records from before there was another.
fn comma() -> String {
    CsvStyle::Comma.to_string()
}

impl BatchRecord {
    /// The record of a batch over `shard` of the subjects found.
    pub(super) fn new(found: &Discovery, shard: Option<Shard>, options: &BatchOptions) -> Self {
        let paths = || found.subjects.iter().map(|s| s.path.as_str());
        Self {
            schema: BATCH_SCHEMA.to_owned(),
            tool: Tool::this(),
            params_sha256: options.params.sha256(),
            options: OptionsRecord {
                front: options.front.map(|f| format!("{f:?}").to_lowercase()),
                self_test_sha256: options.self_test.as_ref().map(|s| s.sha256.clone()),
                lang: options.form.lang.code().to_owned(),
                table: options.form.table.to_string(),
                pictures: options.pictures,
            },
            shard,
            list_sha256: list_sha256(paths(), &found.passed_over),
            subjects_found: u32::try_from(found.subjects.len()).unwrap_or(u32::MAX),
            subjects: paths()
                .filter(|path| shard.is_none_or(|s| s.holds(path)))
                .map(str::to_owned)
                .collect(),
            passed_over: found.passed_over.clone(),
        }
    }
}

/// Hash over the paths of all subjects, ascending, and of what was passed over.
pub(super) fn list_sha256<'a>(
    subjects: impl Iterator<Item = &'a str>,
    passed_over: &[PassedOver],
) -> String {
    let mut list = FieldHash::new();
    for path in subjects {
        list.field("subject", path);
    }
    for passed in passed_over {
        list.field("passed over", &passed.path);
    }
    list.finish()
}

/// Canonical bytes of a record.
pub(super) fn bytes_of<T: Serialize>(
    what: &'static str,
    record: &T,
) -> Result<Vec<u8>, BatchError> {
    to_canonical_json(record).map_err(|e| BatchError::Document {
        what,
        why: e.to_string(),
    })
}
