//! `tricholapse schema`

use crate::cohort::schema::cohort_schema_json;
use crate::report::schema::report_schema_json;

use crate::cli::args::{SchemaArgs, SchemaOf};
use crate::cli::error::CliError;
use crate::cli::{Finish, print_bytes};

pub(crate) fn run(args: &SchemaArgs) -> Result<Finish, CliError> {
    let schema = match args.document {
        SchemaOf::Report => report_schema_json(),
        SchemaOf::Cohort => cohort_schema_json(),
    };
    print_bytes(schema.map_err(|e| CliError::Usage(e.to_string()))?)?;
    Ok(Finish::Complete)
}
