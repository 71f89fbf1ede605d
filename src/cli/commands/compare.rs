//! `tricholapse compare`

use tricholapse::course::Course;

use crate::cli::Finish;
use crate::cli::analysis::run_course;
use crate::cli::args::{CompareArgs, GlobalArgs};
use crate::cli::error::CliError;

pub fn run(args: &CompareArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let course = Course::from_two_photos(
        &args.before,
        &args.after,
        args.before_date.as_deref(),
        args.after_date.as_deref(),
        args.view.as_deref(),
        args.regions.as_deref(),
    )?;
    run_course(&course, "compare", &args.output, global)
}
