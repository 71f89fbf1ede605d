//! How a command ended, and what it writes to the terminal.

use super::error::CliError;
use crate::report::table::clean;
use crate::report::visible::shown;

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// Everything was measured: exit status 0.
    Complete,
    /// A photo or region was rejected or not measured: exit status 3.
    Partial,
}

/// Writes lines to stderr, without what could steer a terminal. A stderr that is closed or full
/// hinders nothing.
pub(crate) fn say(text: &str) {
    use std::io::Write;
    let mut err = std::io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(err, "{}", clean(line));
    }
}

/// Writes lines for people to stdout, without what could steer a terminal.
pub(crate) fn print(text: impl AsRef<str>) -> Result<(), CliError> {
    print_bytes(shown(text.as_ref()).as_bytes())
}

/// Writes a document to stdout as it is.
pub(crate) fn print_bytes(text: impl AsRef<[u8]>) -> Result<(), CliError> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_ref())
        .and_then(|()| out.flush())
        .map_err(CliError::Stdout)
}
