//! Reading what the user named.

use std::fs;
use std::path::Path;

use super::error::CliError;

/// A text file.
pub fn read_text(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path).map_err(|source| CliError::Unreadable {
        path: path.to_owned(),
        source,
    })
}
