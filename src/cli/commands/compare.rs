//! `tricholapse compare`

use std::path::Path;

use jiff::civil::Date;
use tricholapse::course::{Course, LoosePhoto, View, date};

use crate::cli::Finish;
use crate::cli::analysis::run_course;
use crate::cli::args::{CompareArgs, GlobalArgs};
use crate::cli::error::CliError;

pub fn run(args: &CompareArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let view: Option<View> = args
        .view
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|e| CliError::Usage(format!("--view: {e}")))?;
    let mut course = Course::from_two_photos(
        loose(&args.before, args.before_date.as_deref(), "--before-date")?,
        loose(&args.after, args.after_date.as_deref(), "--after-date")?,
        view,
    )?;
    course.regions.clone_from(&args.regions);
    run_course(&course, "compare", &args.output, global)
}

fn loose(path: &Path, given: Option<&str>, option: &str) -> Result<LoosePhoto, CliError> {
    let date: Option<Date> = given
        .map(date::parse_iso)
        .transpose()
        .map_err(|e| CliError::Usage(format!("{option}: {e}")))?;
    Ok(LoosePhoto {
        path: path.to_owned(),
        date,
    })
}
