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

/// One visit's value of a subject in one run: coverage, or hairs on a close-up.
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
    /// Date of the visit.
    pub(crate) date: String,
    /// Coverage, 0..=1; `null` where not measured and on close-ups.
    pub(crate) coverage: Option<f64>,
    /// Change against the view's baseline, points.
    pub(crate) delta_pp: Option<f64>,
    /// Ends of its 95 % interval.
    pub(crate) ci95_pp: Option<[f64; 2]>,
    /// Hairs counted on a close-up; `null` where not counted and in other views.
    pub(crate) hairs: Option<i64>,
    /// New less lost hairs against the view's baseline.
    pub(crate) net_hairs: Option<i64>,
    /// Ends of its 95 % interval.
    pub(crate) net_ci95: Option<[f64; 2]>,
    /// Verdict; `null` for the baseline itself.
    pub(crate) verdict: Option<String>,
}

/// Visits with their change from the view's baseline, then close-ups with theirs.
const COURSE: &str = "\
    SELECT r.id, r.started, r.method, v.view, c.region, v.date, c.coverage, \
      d.delta_pp, d.ci95_low_pp, d.ci95_high_pp, NULL, NULL, NULL, NULL, d.verdict, v.visit AS within \
    FROM visit_coverage c \
    JOIN runs r ON r.id = c.run \
    JOIN visits v ON v.run = c.run AND v.path = c.path AND v.view = c.view AND v.visit = c.visit \
    LEFT JOIN visits b ON b.run = v.run AND b.path = v.path AND b.view = v.view AND b.baseline = 1 \
    LEFT JOIN changes d ON d.run = c.run AND d.path = c.path AND d.view = c.view \
      AND d.from_visit = b.visit AND d.to_visit = c.visit AND d.region = c.region \
    WHERE c.path = ?1 AND (?2 IS NULL OR c.region = ?2) \
    UNION ALL \
    SELECT r.id, r.started, r.method, c.view, c.region, c.date, NULL, NULL, NULL, NULL, \
      c.hairs, d.net, d.net_ci95_low, d.net_ci95_high, d.verdict, c.photo \
    FROM closeups c \
    JOIN runs r ON r.id = c.run \
    LEFT JOIN closeups b ON b.run = c.run AND b.path = c.path AND b.view = c.view AND b.region = c.region \
      AND b.baseline = 1 \
    LEFT JOIN closeup_changes d ON d.run = c.run AND d.path = c.path AND d.view = c.view \
      AND d.from_photo = b.photo AND d.to_photo = c.photo AND d.region = c.region \
    WHERE c.path = ?1 AND (?2 IS NULL OR c.region = ?2 OR ?2 = 'overall') \
    ORDER BY 1, 4, 5, 6, 16";

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

    /// One subject's values of one region (or all) over all runs, oldest run first. Close-ups have no `overall`: asked for
    /// it, all of their regions are listed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn course(
        &self,
        path: &str,
        region: Option<&str>,
    ) -> Result<Vec<CourseRow>, HistoryError> {
        self.rows(COURSE, params![path, region], course_row)
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

fn course_row(row: &Row<'_>) -> rusqlite::Result<CourseRow> {
    let ends = |low: usize| -> rusqlite::Result<Option<[f64; 2]>> {
        let (low, high): (Option<f64>, Option<f64>) = (row.get(low)?, row.get(low + 1)?);
        Ok(low.zip(high).map(|(low, high)| [low, high]))
    };
    Ok(CourseRow {
        run: row.get(0)?,
        started: row.get(1)?,
        method: row.get(2)?,
        view: row.get(3)?,
        region: row.get(4)?,
        date: row.get(5)?,
        coverage: row.get(6)?,
        delta_pp: row.get(7)?,
        ci95_pp: ends(8)?,
        hairs: row.get(10)?,
        net_hairs: row.get(11)?,
        net_ci95: ends(12)?,
        verdict: row.get(14)?,
    })
}
