//! Errors that stop a run before it could finish: exit status 2.

use std::path::PathBuf;

use crate::batch::BatchError;
use crate::course::CourseError;
use crate::results::FolderError;
use crate::session::SessionError;
use thiserror::Error;

/// Why a command could not run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub(crate) enum CliError {
    #[error(
        "cannot write {path}: {source}\n  choose another folder with -o, or free space and permissions there"
    )]
    Unwritable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error(
        "{path} is searched for the course's photos: results there would be taken for photos\n  choose a folder outside the course with -o"
    )]
    PhotoFolder { path: PathBuf },
    #[error(
        "{path} holds a course that no phantom wrote: nothing there was touched\n  choose an empty folder"
    )]
    NotAPhantom { path: PathBuf },
    #[error("cannot read {path}: {source}")]
    Unreadable {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("{path} is not a usable report: {why}\n  expected a report.json of this program")]
    BadReport { path: PathBuf, why: String },
    #[error("the report has no photo {id:?}\n  it has: {known}")]
    UnknownPhoto { id: String, known: String },
    #[error("points on stdin, line {line}: {why}\n  expected CSV with the header x,y")]
    BadPoints { line: u64, why: String },
    #[error("{path}: {why}")]
    BadParams { path: PathBuf, why: String },
    #[error("{path}: {why}")]
    BadInput { path: PathBuf, why: String },
    #[error(
        "this build writes no PDF\n  use a release build, or build with --features pdf; report.html prints to A4 as well"
    )]
    NoPdf,
    #[cfg(feature = "desk")]
    #[error(
        "the desk for {clinic} cannot open port {port}: {source}\n  name another --port where this one is taken"
    )]
    Desk {
        clinic: PathBuf,
        port: u16,
        source: std::io::Error,
    },
    #[error(transparent)]
    Batch(#[from] BatchError),
    #[cfg(feature = "history")]
    #[error(transparent)]
    History(#[from] crate::history::HistoryError),
    #[error(transparent)]
    Course(#[from] CourseError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Results(#[from] FolderError),
    #[error("{0}")]
    Usage(String),
    #[error("cannot write to stdout: {0}")]
    Stdout(std::io::Error),
}
