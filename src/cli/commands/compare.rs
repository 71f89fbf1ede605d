//! `tricholapse compare`

use std::path::{Path, PathBuf};

use crate::course::{Course, LoosePhoto, View, date, read_landmarks};

use crate::cli::Finish;
use crate::cli::analysis::run_course;
use crate::cli::args::{CompareArgs, GlobalArgs};
use crate::cli::error::CliError;
use crate::cli::load::{read_option, read_text};
use crate::cli::pair_folder::pair_folder;
use crate::cli::today::today;

pub(crate) fn run(args: &CompareArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    refuse_folders([&args.before, &args.after])?;
    let view: Option<View> = read_option("--view", args.view.as_deref(), str::parse)?;
    if let (Some(view), None) = (&view, &args.regions)
        && let Some(why) = view.needs_regions()
    {
        return Err(CliError::Usage(format!("--view: {why}")));
    }
    let mut course = Course::from_two_photos(
        loose(&args.before, args.before_date.as_deref(), "--before-date")?,
        loose(&args.after, args.after_date.as_deref(), "--after-date")?,
        view,
        Some(today()),
    )?;
    refuse_regions_on_later(args, &course)?;
    course.regions.clone_from(&args.regions);
    if let Some(path) = &args.landmarks {
        let marked = read_landmarks(&read_text(path)?).map_err(|e| CliError::BadInput {
            path: path.clone(),
            why: e.to_string(),
        })?;
        for (path, places) in [&args.before, &args.after].into_iter().zip(marked) {
            let mut photos = course.photos.iter_mut();
            if let Some(photo) = photos.find(|p| p.path == *path && p.landmarks.is_empty()) {
                photo.landmarks = places;
            }
        }
    }
    let mut output = args.output.clone();
    if output.out.is_none() {
        output.out = Some(pair_folder([&args.before, &args.after])?);
    }
    run_course(&course, "compare", &output, global)
}

/// Regions are drawn on the baseline, which is the earlier photo.
fn refuse_regions_on_later(args: &CompareArgs, course: &Course) -> Result<(), CliError> {
    let first = course.photos.first().map(|photo| &photo.path);
    if args.regions.is_none() || first == Some(&args.before) {
        return Ok(());
    }
    Err(CliError::Usage(format!(
        "{} was taken after {}: regions are drawn on the earlier photo; give that one first, with \
         regions drawn on it",
        args.before.display(),
        args.after.display()
    )))
}

/// Says what a folder is for, and that nothing is read from the terminal.
fn refuse_folders(photos: [&PathBuf; 2]) -> Result<(), CliError> {
    if photos.into_iter().any(|path| path.as_os_str() == "-") {
        let why = "photos are not read from standard input: give the names of two files";
        return Err(CliError::Usage(why.to_owned()));
    }
    let Some(folder) = photos.into_iter().find(|path| path.is_dir()) else {
        return Ok(());
    };
    let folder = folder.display();
    Err(CliError::Usage(format!(
        "{folder} is a folder, and compare takes two photos\n  for a folder with the photos of one \
         person: tricholapse analyze {folder}\n  for a folder with a folder for each person: \
         tricholapse batch {folder} -o results"
    )))
}

fn loose(path: &Path, given: Option<&str>, option: &str) -> Result<LoosePhoto, CliError> {
    Ok(LoosePhoto {
        path: path.to_owned(),
        date: read_option(option, given, date::parse_day)?,
    })
}
