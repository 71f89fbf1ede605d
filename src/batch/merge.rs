//! Putting shards together: their records are checked against each other, their subjects taken
//! over, and the cohort computed anew, to the bytes that one run over everything gives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::error::BatchError;
use super::place::is_plain_path;
use super::record::{BATCH_SCHEMA, BatchRecord, SubjectRecord, bytes_of, list_sha256};
use super::store::{BATCH_JSON, Store, stored_in, subject_dir_in};
use crate::cohort::Cohort;
use crate::pipeline::self_test_of;
use crate::regular_file::{self, TEXT_MAX_BYTES};
use crate::report::csv_style::in_style;
use crate::report::self_test::SelfTestReport;
use crate::words::Lang;

/// The clinic's noise, for later runs.
const SELF_TEST_JSON: &str = "self-test.json";

/// Finished shards that make up a whole clinic.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The record of the whole, as one run would have written it.
    pub(crate) record: BatchRecord,
    homes: BTreeMap<String, PathBuf>,
    stored: BTreeMap<String, SubjectRecord>,
}

/// Reads finished shards and checks that they belong together and are complete.
///
/// # Errors
/// A shard that is unfinished, measured otherwise, given twice or missing; a subject whose results
/// are not whole.
pub(crate) fn gather(dirs: &[PathBuf]) -> Result<Gathered, BatchError> {
    let parts: Vec<(&PathBuf, BatchRecord)> = dirs
        .iter()
        .map(|dir| Ok((dir, read_record(dir)?)))
        .collect::<Result<_, BatchError>>()?;
    let Some((first_dir, first)) = parts.first() else {
        return Err(BatchError::Mismatch("give at least one folder".to_owned()));
    };
    for (dir, part) in &parts {
        same(first_dir, first, dir, part)?;
    }
    complete(&parts)?;
    let mut homes = BTreeMap::new();
    for (dir, part) in &parts {
        for path in listed(dir, part)? {
            if homes.insert(path.clone(), (*dir).clone()).is_some() {
                return Err(BatchError::Mismatch(format!(
                    "{}: the subject {path:?} stands in another shard too; run the shards again \
                     alike",
                    dir.display()
                )));
            }
        }
    }
    whole_list(first, &homes)?;
    let stored = homes
        .iter()
        .map(|(path, dir)| Ok((path.clone(), record_of(dir, path)?)))
        .collect::<Result<BTreeMap<_, _>, BatchError>>()?;
    let record = BatchRecord {
        shard: None,
        subjects: homes.keys().cloned().collect(),
        ..first.clone()
    };
    Ok(Gathered {
        record,
        homes,
        stored,
    })
}

/// The paths of a shard's subjects, each of which lies below its folder and belongs to this shard.
fn listed<'a>(dir: &Path, part: &'a BatchRecord) -> Result<&'a [String], BatchError> {
    let wrong = |path: &str, why: &str| {
        Err(BatchError::Mismatch(format!(
            "{}: {BATCH_JSON} lists the subject {:?}, {why}; nothing was taken from there",
            dir.display(),
            path.chars().take(80).collect::<String>()
        )))
    };
    for path in &part.subjects {
        if !is_plain_path(path) {
            return wrong(path, "which is no path below the shard's folder");
        }
        if part.shard.is_some_and(|shard| !shard.holds(path)) {
            return wrong(path, "which belongs to another shard");
        }
    }
    Ok(&part.subjects)
}

/// The shards' subjects together are the list that each of them was cut from.
fn whole_list(first: &BatchRecord, homes: &BTreeMap<String, PathBuf>) -> Result<(), BatchError> {
    let found = list_sha256(homes.keys().map(String::as_str), &first.passed_over);
    if found == first.list_sha256 {
        return Ok(());
    }
    Err(BatchError::Mismatch(format!(
        "the shards list {} subjects of the {} that were found, or others: {BATCH_JSON} was \
         changed; run the shards again alike",
        homes.len(),
        first.subjects_found
    )))
}

impl Gathered {
    /// The subjects' records, by path.
    pub(crate) fn subjects(&self) -> Vec<SubjectRecord> {
        self.stored.values().cloned().collect()
    }

    /// Takes every subject's results over into `store`.
    ///
    /// # Errors
    /// Something cannot be read or written.
    pub(crate) fn adopt_all(&self, store: &Store) -> Result<(), BatchError> {
        for (path, record) in &self.stored {
            store.adopt(path, &subject_dir_in(&self.homes[path], path), record)?;
        }
        Ok(())
    }
}

/// What a whole batch found.
#[derive(Debug)]
pub(crate) struct Documents {
    /// Language of the page, and of what the terminal says of it.
    pub(crate) lang: Lang,
    /// All subjects together.
    pub(crate) cohort: Cohort,
    /// The clinic's own noise; `None` where no visit has two photos that count.
    pub(crate) self_test: Option<SelfTestReport>,
}

/// Writes the documents of a whole batch; its record last, which says that the batch is finished.
///
/// # Errors
/// Something cannot be written.
pub(crate) fn put_documents(
    store: &Store,
    record: &BatchRecord,
    subjects: Vec<SubjectRecord>,
) -> Result<Documents, BatchError> {
    let (summaries, repeats): (Vec<_>, Vec<_>) = subjects
        .into_iter()
        .map(|subject| (subject.summary, subject.repeats))
        .unzip();
    let self_test = self_test_of(repeats, record.params_sha256.clone()).ok();
    let cohort = Cohort::new(
        record.tool.clone(),
        record.params_sha256.clone(),
        summaries,
        record.passed_over.clone(),
    );
    let document = |what, why: String| BatchError::Document { what, why };
    let json = bytes_of("cohort.json", &cohort)?;
    let csv =
        crate::cohort::csv::to_csv(&cohort).map_err(|e| document("cohort.csv", e.to_string()))?;
    let style = record.options.table.parse();
    let style = style.map_err(|why| document("cohort.csv", why))?;
    let csv = in_style(csv, style).map_err(|e| document("cohort.csv", e.to_string()))?;
    // A record of another build may name a language that this one does not know.
    let lang: Lang = record.options.lang.parse().unwrap_or_default();
    let html = crate::cohort::html::render_html(&cohort, lang)
        .map_err(|e| document("cohort.html", e.to_string()))?;
    #[cfg(feature = "parquet")]
    store.put(
        "cohort.parquet",
        &crate::cohort::parquet::to_parquet(&cohort)
            .map_err(|e| document("cohort.parquet", e.to_string()))?,
    )?;
    store.put("cohort.csv", &csv)?;
    store.put("cohort.html", html.as_bytes())?;
    store.put("cohort.json", &json)?;
    match &self_test {
        Some(report) => store.put(SELF_TEST_JSON, &bytes_of(SELF_TEST_JSON, report)?)?,
        // That of a former run would speak of other photos.
        None => store.remove(SELF_TEST_JSON)?,
    }
    store.put(BATCH_JSON, &bytes_of("batch.json", record)?)?;
    Ok(Documents {
        cohort,
        self_test,
        lang,
    })
}

fn read_record(dir: &Path) -> Result<BatchRecord, BatchError> {
    let unfinished = |why: String| BatchError::Unfinished {
        path: dir.to_owned(),
        why,
    };
    let bytes = regular_file::read(&dir.join(BATCH_JSON), TEXT_MAX_BYTES)
        .map_err(|e| unfinished(format!("{BATCH_JSON} cannot be read: {e}")))?;
    let record: BatchRecord = serde_json::from_slice(&bytes)
        .map_err(|e| unfinished(format!("{BATCH_JSON} is damaged: {e}")))?;
    if record.schema != BATCH_SCHEMA {
        let schema: String = record.schema.chars().take(80).collect();
        return Err(unfinished(format!(
            "{BATCH_JSON} has the schema {schema:?}"
        )));
    }
    if record.shard.is_some_and(|shard| !shard.exists()) {
        return Err(unfinished(format!(
            "{BATCH_JSON} names an impossible shard"
        )));
    }
    Ok(record)
}

/// The record of a subject whose results are whole.
fn record_of(dir: &Path, path: &str) -> Result<SubjectRecord, BatchError> {
    stored_in(&subject_dir_in(dir, path))
        .filter(|record| record.summary.path == *path)
        .ok_or_else(|| BatchError::Unfinished {
            path: dir.to_owned(),
            why: format!("the results of {path} are not whole"),
        })
}

/// Parts of one whole were measured alike and saw the same list of subjects.
fn same(
    first_dir: &Path,
    first: &BatchRecord,
    dir: &Path,
    part: &BatchRecord,
) -> Result<(), BatchError> {
    let differs = if part.tool != first.tool {
        "another version of the program or method"
    } else if part.params_sha256 != first.params_sha256 {
        "other parameters"
    } else if part.options != first.options {
        "other options"
    } else if part.list_sha256 != first.list_sha256 || part.passed_over != first.passed_over {
        "another list of subjects: folders came or went between the runs"
    } else if part.shard.map(|s| s.of) != first.shard.map(|s| s.of) {
        "another number of shards"
    } else {
        return Ok(());
    };
    Err(BatchError::Mismatch(format!(
        "{} and {} do not belong together: {differs}; run them again alike (--subjects FILE keeps \
         the list of subjects fixed)",
        first_dir.display(),
        dir.display()
    )))
}

/// Each shard is there once.
fn complete(parts: &[(&PathBuf, BatchRecord)]) -> Result<(), BatchError> {
    let mut seen = BTreeSet::new();
    for (dir, part) in parts {
        let index = part.shard.map_or(1, |s| s.index);
        if !seen.insert(index) {
            return Err(BatchError::Mismatch(format!(
                "{}: shard {index} was given twice; give each shard once",
                dir.display()
            )));
        }
    }
    let of = parts.first().and_then(|(_, p)| p.shard).map_or(1, |s| s.of);
    let missing: Vec<String> = (1..=of)
        .filter(|index| !seen.contains(index))
        .map(|index| index.to_string())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(BatchError::Mismatch(format!(
        "{} of {of} shards are missing: {}; a cohort without them would leave subjects out, give \
         their folders too",
        missing.len(),
        missing.join(", ")
    )))
}
