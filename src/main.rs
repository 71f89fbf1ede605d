//! Command line of tricholapse: parse, run, exit code. The measuring is in the library.
#![forbid(unsafe_code)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
