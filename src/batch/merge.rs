//! Putting shards together: their records are checked against each other, their subjects taken
//! over, and the cohort computed anew, to the bytes that one run over everything gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::error::BatchError;
use super::record::{BATCH_SCHEMA, BatchRecord, bytes_of};
use super::store::{BATCH_JSON, Store, stored_in, subject_dir_in};
use crate::cohort::{Cohort, SubjectSummary};
use crate::report::csv_style::in_style;

/// Finished shards that make up a whole clinic.
#[derive(Debug)]
pub struct Gathered {
    /// The record of the whole, as one run would have written it.
    pub record: BatchRecord,
    /// Every subject, by path.
    pub summaries: Vec<SubjectSummary>,
    homes: BTreeMap<String, PathBuf>,
}

/// Reads finished shards and checks that they belong together and are complete.
///
/// # Errors
/// A shard that is unfinished, measured otherwise, given twice or missing; a subject whose results
/// are not whole.
pub fn gather(dirs: &[PathBuf]) -> Result<Gathered, BatchError> {
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
    let mut summaries = Vec::new();
    for (dir, part) in &parts {
        for path in &part.subjects {
            summaries.push(summary(dir, path)?);
            homes.insert(path.clone(), (*dir).clone());
        }
    }
    summaries.sort_by(|a, b| a.path.cmp(&b.path));
    let record = BatchRecord {
        shard: None,
        subjects: homes.keys().cloned().collect(),
        ..first.clone()
    };
    Ok(Gathered {
        record,
        summaries,
        homes,
    })
}

impl Gathered {
    /// Takes every subject's results over into `store`.
    ///
    /// # Errors
    /// Something cannot be read or written.
    pub fn adopt_all(&self, store: &Store) -> Result<(), BatchError> {
        for (path, home) in &self.homes {
            store.adopt(path, &subject_dir_in(home, path))?;
        }
        Ok(())
    }
}

/// Writes the documents of a whole batch; its record last, which says that the batch is finished.
///
/// # Errors
/// Something cannot be written.
pub fn put_documents(
    store: &Store,
    record: &BatchRecord,
    cohort: &Cohort,
) -> Result<(), BatchError> {
    let document = |what, why: String| BatchError::Document { what, why };
    let json = bytes_of("cohort.json", cohort)?;
    let csv =
        crate::cohort::csv::to_csv(cohort).map_err(|e| document("cohort.csv", e.to_string()))?;
    let style = record.options.table.parse();
    let style = style.map_err(|why| document("cohort.csv", why))?;
    let csv = in_style(csv, style).map_err(|e| document("cohort.csv", e.to_string()))?;
    let html = crate::cohort::html::render_html(cohort)
        .map_err(|e| document("cohort.html", e.to_string()))?;
    #[cfg(feature = "parquet")]
    store.put(
        "cohort.parquet",
        &crate::cohort::parquet::to_parquet(cohort)
            .map_err(|e| document("cohort.parquet", e.to_string()))?,
    )?;
    store.put("cohort.csv", &csv)?;
    store.put("cohort.html", html.as_bytes())?;
    store.put("cohort.json", &json)?;
    store.put(BATCH_JSON, &bytes_of("batch.json", record)?)
}

fn read_record(dir: &Path) -> Result<BatchRecord, BatchError> {
    let unfinished = |why: String| BatchError::Unfinished {
        path: dir.to_owned(),
        why,
    };
    let bytes = fs::read(dir.join(BATCH_JSON))
        .map_err(|e| unfinished(format!("{BATCH_JSON} cannot be read: {e}")))?;
    let record: BatchRecord = serde_json::from_slice(&bytes)
        .map_err(|e| unfinished(format!("{BATCH_JSON} is damaged: {e}")))?;
    if record.schema == BATCH_SCHEMA {
        Ok(record)
    } else {
        let why = format!("{BATCH_JSON} has the schema {:?}", record.schema);
        Err(unfinished(why))
    }
}

fn summary(dir: &Path, path: &str) -> Result<SubjectSummary, BatchError> {
    let stored = stored_in(&subject_dir_in(dir, path));
    stored
        .map(|record| record.summary)
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
