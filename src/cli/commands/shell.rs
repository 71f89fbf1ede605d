//! `tricholapse shell`: the manual page and completions, for packagers.

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::cli::args::{Cli, ShellArgs, ShellText};
use crate::cli::error::CliError;
use crate::cli::{Finish, print_bytes};

pub(crate) fn run(args: &ShellArgs) -> Result<Finish, CliError> {
    let mut text = Vec::new();
    let shell = match args.what {
        ShellText::Man => None,
        ShellText::Bash => Some(Shell::Bash),
        ShellText::Fish => Some(Shell::Fish),
        ShellText::Zsh => Some(Shell::Zsh),
        ShellText::Powershell => Some(Shell::PowerShell),
    };
    match shell {
        Some(shell) => generate(shell, &mut Cli::command(), "tricholapse", &mut text),
        None => Man::new(Cli::command())
            .render(&mut text)
            .map_err(CliError::Stdout)?,
    }
    print_bytes(text)?;
    Ok(Finish::Complete)
}
