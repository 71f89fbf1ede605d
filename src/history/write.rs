//! Filling a history: a run, then each of its subjects in one transaction.

use rusqlite::params;

use super::rows::Rows;
use super::{History, HistoryError};
use crate::cohort::SubjectSummary;
use crate::model::Report;

/// A run's number in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RunId(i64);

/// What is known when a run starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RunStart<'a> {
    /// UTC.
    pub(crate) started: &'a str,
    /// Program version.
    pub(crate) version: &'a str,
    /// Measurement method.
    pub(crate) method: &'a str,
    /// SHA-256 of the effective parameters.
    pub(crate) params_sha256: &'a str,
    /// The clinic's folder.
    pub(crate) clinic: &'a str,
    /// The output folder.
    pub(crate) output: &'a str,
    /// The part of the clinic, such as `3/8`.
    pub(crate) shard: Option<&'a str>,
}

impl History {
    /// Begins a run.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn begin_run(&mut self, run: &RunStart<'_>) -> Result<RunId, HistoryError> {
        let sql = "INSERT INTO runs (started, version, method, params_sha256, clinic, output, shard) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let row = params![
            run.started,
            run.version,
            run.method,
            run.params_sha256,
            run.clinic,
            run.output,
            run.shard
        ];
        let added = self.connection.execute(sql, row);
        added.map_err(|source| self.failed(source))?;
        Ok(RunId(self.connection.last_insert_rowid()))
    }

    /// Adds one subject with everything of its report, or nothing of it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn add_subject(
        &mut self,
        run: RunId,
        summary: &SubjectSummary,
        key: Option<&str>,
        kept: bool,
        report: Option<&Report>,
    ) -> Result<(), HistoryError> {
        let mut add = || {
            let transaction = self.connection.transaction()?;
            let rows = Rows {
                to: &transaction,
                run: run.0,
                path: &summary.path,
            };
            rows.subject(summary, key, kept)?;
            if let Some(report) = report {
                rows.report(report)?;
            }
            transaction.commit()
        };
        let added: rusqlite::Result<()> = add();
        added.map_err(|source| self.failed(source))
    }

    /// Ends a run.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn end_run(&mut self, run: RunId, finished: &str) -> Result<(), HistoryError> {
        let sql = "UPDATE runs SET finished = ?2 WHERE id = ?1";
        let ended = self.connection.execute(sql, params![run.0, finished]);
        ended.map(|_| ()).map_err(|source| self.failed(source))
    }
}
