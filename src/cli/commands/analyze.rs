//! `tricholapse analyze`

use tricholapse::course::Course;

use crate::cli::Finish;
use crate::cli::analysis::run_course;
use crate::cli::args::{AnalyzeArgs, GlobalArgs};
use crate::cli::error::CliError;

pub fn run(args: &AnalyzeArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let course = Course::load(&args.course)?;
    let name = course.folder_name();
    run_course(&course, &name, &args.output, global)
}
