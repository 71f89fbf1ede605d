//! Asking a history: its runs, and one subject's values over them.

use rusqlite::{Params, Row, params};
use serde::Serialize;

use super::{History, HistoryError};

/// A run with its subjects counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RunRow {
    /// Number of the run.
    pub(crate) run: i64,
    /// Start, UTC.
    pub(crate) started: String,
    /// End, UTC; `null` for a run that did not end.
    pub(crate) finished: Option<String>,
    /// Program version.
    pub(crate) version: String,
    /// Measurement method.
    pub(crate) method: String,
    /// The clinic's folder.
    pub(crate) clinic: String,
    /// The part of the clinic.
    pub(crate) shard: Option<String>,
    /// Subjects recorded.
    pub(crate) subjects: i64,
    /// Subjects without a report.
    pub(crate) failed: i64,
    /// Subjects whose stored results were kept.
    pub(crate) kept: i64,
}

/// One value of a subject in one run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct CourseRow {
    /// Number of the run.
    pub(crate) run: i64,
    /// Start of the run, UTC.
    pub(crate) started: String,
    /// Measurement method: values of different methods are not compared.
    pub(crate) method: String,
    /// View name.
    pub(crate) view: String,
    /// Region name.
    pub(crate) region: String,
    /// Date of the photo.
    pub(crate) date: String,
    /// Coverage, 0..=1; `null` where not measured.
    pub(crate) coverage: Option<f64>,
    /// Change against the view's baseline, points.
    pub(crate) delta_pp: Option<f64>,
    /// Ends of its 95 % interval.
    pub(crate) ci95_pp: Option<[f64; 2]>,
    /// Verdict; `null` for the baseline itself.
    pub(crate) verdict: Option<String>,
}

impl History {
    /// The last runs, newest first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn last_runs(&self, at_most: u32) -> Result<Vec<RunRow>, HistoryError> {
        let sql = "SELECT id, started, finished, version, method, clinic, shard, \
                     (SELECT count(*) FROM subjects WHERE run = id), \
                     (SELECT count(*) FROM subjects WHERE run = id AND status = 'failed'), \
                     (SELECT count(*) FROM subjects WHERE run = id AND kept = 1) \
                   FROM runs ORDER BY id DESC LIMIT ?1";
        let read = |row: &Row<'_>| {
            Ok(RunRow {
                run: row.get(0)?,
                started: row.get(1)?,
                finished: row.get(2)?,
                version: row.get(3)?,
                method: row.get(4)?,
                clinic: row.get(5)?,
                shard: row.get(6)?,
                subjects: row.get(7)?,
                failed: row.get(8)?,
                kept: row.get(9)?,
            })
        };
        self.rows(sql, params![at_most], read)
    }

    /// One subject's values of one region (or all) over all runs, oldest run first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn course(
        &self,
        path: &str,
        region: Option<&str>,
    ) -> Result<Vec<CourseRow>, HistoryError> {
        // A view's baseline is the photo with the status of that name.
        let sql = "SELECT r.id, r.started, r.method, p.view, c.region, p.date, c.coverage, \
                     d.delta_pp, d.ci95_low_pp, d.ci95_high_pp, d.verdict \
                   FROM coverage c \
                   JOIN runs r ON r.id = c.run \
                   JOIN photos p ON p.run = c.run AND p.path = c.path AND p.photo = c.photo \
                   LEFT JOIN photos b ON b.run = p.run AND b.path = p.path AND b.view = p.view \
                     AND b.registration = 'baseline' \
                   LEFT JOIN changes d ON d.run = c.run AND d.path = c.path \
                     AND d.from_photo = b.photo AND d.to_photo = c.photo AND d.region = c.region \
                   WHERE c.path = ?1 AND (?2 IS NULL OR c.region = ?2) \
                   ORDER BY r.id, p.view, c.region, p.date, p.photo";
        let read = |row: &Row<'_>| {
            let ends: (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
            Ok(CourseRow {
                run: row.get(0)?,
                started: row.get(1)?,
                method: row.get(2)?,
                view: row.get(3)?,
                region: row.get(4)?,
                date: row.get(5)?,
                coverage: row.get(6)?,
                delta_pp: row.get(7)?,
                ci95_pp: ends.0.zip(ends.1).map(|(low, high)| [low, high]),
                verdict: row.get(10)?,
            })
        };
        self.rows(sql, params![path, region], read)
    }

    fn rows<T>(
        &self,
        sql: &str,
        asked: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, HistoryError> {
        let rows = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection.prepare(sql)?;
            statement.query_map(asked, read)?.collect()
        };
        rows().map_err(|source| self.failed(source))
    }
}
