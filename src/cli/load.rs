//! Reading what the user named.

use std::path::Path;

use crate::regular_file::{self, FileError, TEXT_MAX_BYTES};

use super::error::CliError;

/// A text file.
pub(crate) fn read_text(path: &Path) -> Result<String, CliError> {
    regular_file::read_text(path).map_err(unreadable(path))
}

/// A report, answers or another document of this program.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    regular_file::read(path, TEXT_MAX_BYTES).map_err(unreadable(path))
}

/// The value of an option.
pub(crate) fn read_option<'a, T, E: std::fmt::Display>(
    option: &str,
    given: Option<&'a str>,
    read: impl FnOnce(&'a str) -> Result<T, E>,
) -> Result<Option<T>, CliError> {
    let read = given.map(read).transpose();
    read.map_err(|why| CliError::Usage(format!("{option}: {why}")))
}

fn unreadable(path: &Path) -> impl Fn(FileError) -> CliError {
    move |error| CliError::Unreadable {
        path: path.to_owned(),
        source: error.into_io(),
    }
}
