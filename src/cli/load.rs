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

fn unreadable(path: &Path) -> impl Fn(FileError) -> CliError {
    move |error| CliError::Unreadable {
        path: path.to_owned(),
        source: error.into_io(),
    }
}
