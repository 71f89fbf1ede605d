//! `tricholapse init`

use tricholapse::course::init::write_manifest;

use crate::cli::args::InitArgs;
use crate::cli::error::CliError;
use crate::cli::{Finish, print};

pub fn run(args: &InitArgs) -> Result<Finish, CliError> {
    let path = write_manifest(&args.dir)?;
    print(format!(
        "Wrote {}\nComplete it, then: tricholapse analyze {}\n",
        path.display(),
        args.dir.display()
    ))?;
    Ok(Finish::Complete)
}
