//! `tricholapse params`

use crate::cli::args::ParamsArgs;
use crate::cli::error::CliError;
use crate::cli::{Finish, print};
use crate::session::load_params;

pub(crate) fn run(args: &ParamsArgs) -> Result<Finish, CliError> {
    let params = load_params(args.params.as_deref())?;
    print(&if args.json {
        params.to_json()
    } else {
        params.to_toml()
    })?;
    Ok(Finish::Complete)
}
