//! `tricholapse demo`

use std::path::PathBuf;

use crate::course::Course;
use crate::phantom::Preset;

use crate::cli::Finish;
use crate::cli::analysis::{check_options, run_course};
use crate::cli::args::{DemoArgs, GlobalArgs};
use crate::cli::error::CliError;

use super::phantom::render;

pub(crate) fn run(args: &DemoArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    // Rendering takes long and leaves files: what cannot run stops before it.
    check_options(&args.output)?;
    let out = args
        .output
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from("tricholapse-out/demo"));
    let folder = out.join("course");
    render(&Preset::Demo.spec(args.seed), args.seed, &folder)?;
    let course = Course::load(&folder)?;
    let mut output = args.output.clone();
    output.out = Some(out);
    run_course(&course, "demo", &output, global)
}
