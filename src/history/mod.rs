//! Results of all runs in one SQLite file.
//!
//! Each subject of a run is one transaction. The file is a plain SQLite 3 database; `schema.sql`
//! beside this file says what stands where, for whoever asks it with SQL.

mod query;
mod rows;
mod write;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

pub(crate) use query::{CourseRow, RunRow};
pub(crate) use write::{RunId, RunStart};

/// Version of the tables, kept in the file.
const TABLES_VERSION: i64 = 2;
/// How long another process's writing is waited for.
const BUSY: Duration = Duration::from_secs(30);

/// Why a history cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum HistoryError {
    /// SQLite's own error.
    #[error("{}: {source}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A database of something else, or of a later version.
    #[error(
        "{}: this is no history of this version (tables version {found}, expected {TABLES_VERSION}); \
         give another file",
        .path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// Version found.
        found: i64,
    },
}

/// An open history.
#[derive(Debug)]
pub(crate) struct History {
    connection: Connection,
    path: PathBuf,
}

impl History {
    /// Opens a history, creating the file where there is none.
    ///
    /// # Errors
    /// The file cannot be opened, is no database, or holds other tables.
    pub(crate) fn open(path: &Path) -> Result<Self, HistoryError> {
        let mut history = Self {
            connection: Connection::open(path).map_err(|source| HistoryError::Sqlite {
                path: path.to_owned(),
                source,
            })?,
            path: path.to_owned(),
        };
        history.prepare()?;
        Ok(history)
    }

    fn prepare(&mut self) -> Result<(), HistoryError> {
        let (found, tables) = self.version().map_err(|source| self.failed(source))?;
        if found != TABLES_VERSION && (found != 0 || tables > 0) {
            return Err(HistoryError::Foreign {
                path: self.path.clone(),
                found,
            });
        }
        let made = if found == 0 {
            self.make_tables()
        } else {
            Ok(())
        };
        made.map_err(|source| self.failed(source))
    }

    /// Version of the tables and their number.
    fn version(&self) -> rusqlite::Result<(i64, i64)> {
        self.connection.busy_timeout(BUSY)?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        let one = |sql: &str| self.connection.query_row(sql, [], |row| row.get(0));
        Ok((
            one("PRAGMA user_version")?,
            one("SELECT count(*) FROM sqlite_schema")?,
        ))
    }

    fn make_tables(&mut self) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "user_version", TABLES_VERSION)?;
        transaction.commit()
    }

    fn failed(&self, source: rusqlite::Error) -> HistoryError {
        HistoryError::Sqlite {
            path: self.path.clone(),
            source,
        }
    }
}
