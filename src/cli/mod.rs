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
mod mistyped;
mod pair_folder;
mod points;
mod progress;
mod signals;
mod stopwatch;
mod terminal;
mod threads;
mod today;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use error::CliError;
pub(crate) use terminal::{Finish, print, print_bytes, say};

/// Parses the arguments, runs the command and turns its outcome into the exit status.
pub fn run() -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&typed) {
        Ok(cli) => cli,
        Err(error) => {
            let Some(said) = mistyped::explained(&error, &typed) else {
                error.exit();
            };
            say(&format!("tricholapse: {said}"));
            return ExitCode::from(2);
        }
    };
    quiet_panics();
    let work = || threads::start(&cli.global).and_then(|()| dispatch(&cli));
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|p| Err(defect(&*p)));
    match outcome {
        Ok(Finish::Complete) => ExitCode::SUCCESS,
        Ok(Finish::Partial) => ExitCode::from(3),
        // The reader of a pipe went away: nothing is wrong with the run.
        Err(CliError::Stdout(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("tricholapse: {error}"));
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Finish, CliError> {
    let global = &cli.global;
    match &cli.command {
        Command::Compare(args) => commands::compare::run(args, global),
        Command::Analyze(args) => commands::analyze::run(args, global),
        Command::Anonymize(args) => commands::anonymize::run(args, global),
        Command::Check(args) => commands::check::run(args, global),
        Command::Batch(args) => commands::batch::run(args, global),
        Command::Merge(args) => commands::merge::run(args),
        #[cfg(feature = "history")]
        Command::History(args) => commands::history::run(args),
        #[cfg(feature = "dicom")]
        Command::Dicom(args) => commands::dicom::run(args),
        Command::Demo(args) => commands::demo::run(args, global),
        Command::Validate(args) => commands::validate::run(args, global),
        Command::SelfTest(args) => commands::self_test::run(args, global),
        Command::Phantom(args) => commands::phantom::run(args, global),
        Command::Transform(args) => commands::transform::run(args),
        Command::Init(args) => commands::init::run(args, global),
        Command::Read(args) => commands::read::run(args, global),
        #[cfg(feature = "desk")]
        Command::Serve(args) => commands::serve::run(args),
        Command::Params(args) => commands::params::run(args),
        Command::Schema(args) => commands::schema::run(args),
        Command::Shell(args) => commands::shell::run(args),
    }
}

/// Decoders panic on some damaged files, which is caught and said; the panic's own lines would tell
/// nobody anything. Who looks for a defect sets `RUST_BACKTRACE`.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

/// A panic that nothing caught.
fn defect(panic: &(dyn std::any::Any + Send)) -> CliError {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    CliError::Usage(format!(
        "stopped on a defect of the program: {}\n  please report it with what you did; \
         RUST_BACKTRACE=1 tells more",
        said.unwrap_or("no message")
    ))
}
