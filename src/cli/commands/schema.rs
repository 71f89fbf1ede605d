//! `tricholapse schema`

use tricholapse::report::schema;

use crate::cli::args::SchemaArgs;
use crate::cli::error::CliError;
use crate::cli::{Finish, print};

pub fn run(_args: &SchemaArgs) -> Result<Finish, CliError> {
    print(schema::report_schema_json().map_err(|e| CliError::Usage(e.to_string()))?)?;
    Ok(Finish::Complete)
}
