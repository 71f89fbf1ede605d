//! `tricholapse analyze`

use std::path::Path;

use crate::course::Course;

use crate::cli::Finish;
use crate::cli::analysis::run_course;
use crate::cli::args::{AnalyzeArgs, GlobalArgs};
use crate::cli::error::CliError;
use crate::cli::today::today;

pub(crate) fn run(args: &AnalyzeArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    if args.course.is_file() {
        return Err(photo_given(&args.course));
    }
    let course = Course::load_on(&args.course, Some(today()))?;
    let name = args
        .course
        .canonicalize()
        .ok()
        .as_deref()
        .and_then(Path::file_name)
        .map_or_else(|| "course".into(), |n| n.to_string_lossy().into_owned());
    run_course(&course, &name, &args.output, global)
}

/// A photo where a folder is expected.
fn photo_given(path: &Path) -> CliError {
    let path = path.display();
    CliError::Usage(format!(
        "{path} is a file, and analyze takes the folder with one person's photos\n  for two photos: \
         tricholapse compare {path} LATER_PHOTO\n  for the folder it lies in: tricholapse analyze \
         FOLDER"
    ))
}
