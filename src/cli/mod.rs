//! The command line: what was typed, one handler per command, where files go, how a run ends.
//! No measuring happens here.

mod analysis;
mod args;
mod batch_progress;
mod cohort_table;
mod colour;
mod commands;
mod error;
#[cfg(feature = "history")]
mod history_recorder;
mod load;
mod memory;
mod pair_folder;
mod points;
mod progress;
mod stopwatch;
mod today;

use std::process::ExitCode;

use clap::Parser;
use tricholapse::report::table::clean;

use args::{Cli, Command, GlobalArgs};
use error::CliError;

/// How a command that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// Everything was measured: exit status 0.
    Complete,
    /// A photo or region was rejected or not measured: exit status 3.
    Partial,
}

/// Parses the arguments, runs the command and turns its outcome into the exit status.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = thread_pool(&cli.global).and_then(|()| dispatch(&cli));
    match outcome {
        Ok(Finish::Complete) => ExitCode::SUCCESS,
        Ok(Finish::Partial) => ExitCode::from(3),
        // The reader of a pipe went away: nothing is wrong with the run.
        Err(CliError::Stdout(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            for line in format!("tricholapse: {error}").lines() {
                eprintln!("{}", clean(line));
            }
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Finish, CliError> {
    let global = &cli.global;
    match &cli.command {
        Command::Compare(args) => commands::compare::run(args, global),
        Command::Analyze(args) => commands::analyze::run(args, global),
        Command::Check(args) => commands::check::run(args, global),
        Command::Batch(args) => commands::batch::run(args, global),
        Command::Merge(args) => commands::merge::run(args),
        #[cfg(feature = "history")]
        Command::History(args) => commands::history::run(args),
        Command::Demo(args) => commands::demo::run(args, global),
        Command::Validate(args) => commands::validate::run(args, global),
        Command::SelfTest(args) => commands::self_test::run(args, global),
        Command::Phantom(args) => commands::phantom::run(args, global),
        Command::Transform(args) => commands::transform::run(args),
        Command::Init(args) => commands::init::run(args),
        Command::Read(args) => commands::read::run(args, global),
        Command::Params(args) => commands::params::run(args),
        Command::Schema(args) => commands::schema::run(args),
    }
}

fn thread_pool(global: &GlobalArgs) -> Result<(), CliError> {
    let Some(jobs) = global.jobs else {
        return Ok(());
    };
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.into())
        .build_global()
        .map_err(|e| CliError::Usage(format!("cannot start {jobs} worker threads: {e}")))
}

/// Writes a result to stdout.
pub fn print(text: impl AsRef<[u8]>) -> Result<(), CliError> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_ref())
        .and_then(|()| out.flush())
        .map_err(CliError::Stdout)
}
