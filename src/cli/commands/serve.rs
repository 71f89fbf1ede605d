//! `tricholapse serve`

use std::process::{Command, Stdio};

use crate::desk::Desk;

use crate::cli::args::ServeArgs;
use crate::cli::error::CliError;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &ServeArgs) -> Result<Finish, CliError> {
    if !args.clinic.is_dir() {
        let clinic = args.clinic.display();
        return Err(CliError::Usage(format!(
            "{clinic}: no such folder\n  name the folder that holds your subjects' folders; for a new clinic make an empty one first"
        )));
    }
    let desk = Desk::bind(&args.clinic, args.port).map_err(|source| CliError::Desk {
        clinic: args.clinic.clone(),
        port: args.port,
        source,
    })?;
    let address = desk.address();
    print(format!(
        "The desk is open on this machine alone:\n  {address}\nKeep this address to yourself. Stop it with Ctrl-C.\n"
    ))?;
    if desk.is_read_only() {
        print(format!(
            "{} may only be read: photos are shown, and nothing can be stored or measured.\n",
            args.clinic.display()
        ))?;
    }
    if !args.no_open {
        open_browser(&address);
    }
    desk.run().map_err(|source| CliError::Desk {
        clinic: args.clinic.clone(),
        port: args.port,
        source,
    })?;
    Ok(Finish::Complete)
}

/// Opens the address in the usual browser; where that fails, the address is printed anyway.
fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = Command::new(opener)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
