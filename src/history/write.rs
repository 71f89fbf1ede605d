//! Filling a history: a run, then each of its subjects in one transaction.

use rusqlite::{Transaction, params};

use super::{History, HistoryError};
use crate::cohort::{SubjectStatus, SubjectSummary};
use crate::model::{PhotoReport, Report, Verdict, ViewReport};
use crate::report::csv::{registration_name, verdict_name};

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
            for view in report.iter().flat_map(|r| &r.views) {
                rows.view(view)?;
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

/// Rows of one subject of one run.
struct Rows<'a> {
    to: &'a Transaction<'a>,
    run: i64,
    path: &'a str,
}

impl Rows<'_> {
    fn subject(&self, s: &SubjectSummary, key: Option<&str>, kept: bool) -> rusqlite::Result<()> {
        let status = match s.status {
            SubjectStatus::Complete => "complete",
            SubjectStatus::Partial => "partial",
            SubjectStatus::Failed => "failed",
        };
        let failure = s.failure.as_ref();
        let sessions = s.sessions.as_ref();
        self.to
            .prepare_cached(
                "INSERT INTO subjects VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
            )?
            .execute(params![
                self.run,
                self.path,
                s.subject,
                s.treatment,
                s.start,
                sessions.map(|s| s.held),
                sessions.and_then(|s| s.planned),
                status,
                failure.map(|f| &f.stage),
                failure.map(|f| &f.reason),
                failure.map(|f| &f.hint),
                key,
                kept
            ])?;
        Ok(())
    }

    fn view(&self, view: &ViewReport) -> rusqlite::Result<()> {
        for photo in &view.photos {
            self.photo(&view.view, photo)?;
        }
        for c in &view.changes {
            let answer = c.verdict != Verdict::NotComparable;
            self.to
                .prepare_cached(
                    "INSERT INTO changes VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
                )?
                .execute(params![
                    self.run,
                    self.path,
                    c.from,
                    c.to,
                    c.region,
                    c.days,
                    c.delta_pp,
                    answer.then_some(c.ci95_pp[0]),
                    answer.then_some(c.ci95_pp[1]),
                    c.detectable_pp,
                    verdict_name(c.verdict),
                    c.reason
                ])?;
        }
        Ok(())
    }

    fn photo(&self, view: &str, photo: &PhotoReport) -> rusqlite::Result<()> {
        self.to
            .prepare_cached("INSERT INTO photos VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)")?
            .execute(params![
                self.run,
                self.path,
                photo.id,
                view,
                photo.file,
                photo.sha256,
                photo.date,
                photo.day,
                photo.size_px[0],
                photo.size_px[1],
                registration_name(photo.registration.status),
                photo.registration.residual_permille
            ])?;
        for region in &photo.regions {
            // SQLite counts in i64; no photo has so many pixels.
            let pixels = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            self.to
                .prepare_cached("INSERT INTO coverage VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)")?
                .execute(params![
                    self.run,
                    self.path,
                    photo.id,
                    region.region,
                    region.coverage,
                    region.ci95.map(|c| c[0]),
                    region.ci95.map(|c| c[1]),
                    pixels(region.area_px),
                    pixels(region.excluded_px),
                    region.reason
                ])?;
        }
        Ok(())
    }
}
