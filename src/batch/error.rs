//! What stops a whole batch. What concerns one subject is a [`crate::cohort::Failure`] instead.

use std::path::PathBuf;

/// Why a batch or a merge could not run, or not go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum BatchError {
    /// The clinic's folder cannot be read.
    #[error("{}: {source}; give the folder above the subjects' folders", .path.display())]
    Clinic {
        /// The folder.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// The clinic's folder is itself a course.
    #[error(
        "{}: this folder holds a course.toml, or photos of visits, so it is one subject; use analyze, or give the folder \
         above it",
        .path.display()
    )]
    IsACourse {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing to do.
    #[error(
        "{}: no subject's folder below it; a subject is a folder with photos or a course.toml",
        .path.display()
    )]
    NoSubjects {
        /// The folder.
        path: PathBuf,
    },
    /// A line of a subject list cannot be used.
    #[error("{}, line {line}: {path:?} {why}", .file.display())]
    BadList {
        /// The list.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// As written.
        path: String,
        /// What is wrong and what would be right.
        why: &'static str,
    },
    /// Results would be written among the photos.
    #[error(
        "{}: results would lie among the clinic's photos in {}; choose a folder outside it with -o",
        .output.display(),
        .clinic.display()
    )]
    OutputInsideClinic {
        /// The output folder.
        output: PathBuf,
        /// The clinic's folder.
        clinic: PathBuf,
    },
    /// Another run has the output folder.
    #[error(
        "{}: another run is writing there ({holder}); wait for it, or choose another folder with -o",
        .output.display()
    )]
    Locked {
        /// The output folder.
        output: PathBuf,
        /// What the lock file says about the other run.
        holder: String,
    },
    /// Something in the output folder cannot be written. Stops the batch where every further
    /// subject would fail alike.
    #[error(
        "cannot write {}: {source}; finished subjects are intact: free space or permissions there \
         and run again with --resume",
        .path.display()
    )]
    Unwritable {
        /// File or folder.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// A folder to be merged has no finished batch.
    #[error(
        "{}: no finished batch there ({why}); run that shard to its end with --resume",
        .path.display()
    )]
    Unfinished {
        /// The folder.
        path: PathBuf,
        /// What is missing.
        why: String,
    },
    /// Shards do not belong together, or not all are there.
    #[error("{0}")]
    Mismatch(String),
    /// The worker threads could not be started.
    #[error("cannot start the worker threads: {0}")]
    Threads(String),
    /// A document of the batch could not be serialised: a defect of the program.
    #[error("{what} could not be written: {why}")]
    Document {
        /// Which document.
        what: &'static str,
        /// The writer's error.
        why: String,
    },
}

impl BatchError {
    /// The message without the folder's place on this machine, so that it reads the same everywhere.
    pub(super) fn without_its_place(&self) -> String {
        match self {
            Self::Unwritable { source, .. } => format!("the results cannot be written: {source}"),
            other => other.to_string(),
        }
    }

    /// Whether no further subject could be stored either: the disk is full, or takes nothing.
    pub(super) fn stops_a_batch(&self) -> bool {
        use std::io::ErrorKind;
        match self {
            Self::Unwritable { source, .. } => matches!(
                source.kind(),
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem
            ),
            _ => true,
        }
    }
}
