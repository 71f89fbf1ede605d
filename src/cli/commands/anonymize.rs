//! `tricholapse anonymize`: copies of a course without the person.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use crate::anonymize::{CopiedRegions, Key, copied_regions, manifest};
use crate::course::Course;
use crate::course::manifest::MANIFEST_NAME;
use crate::params::Params;
use crate::pipeline::Observer;
use crate::regions::written::to_geojson;
use crate::report::json::to_canonical_json;
use crate::report::table::clean;
use crate::session::{Asked, Session};
use image::ImageFormat;

use crate::cli::analysis::refuse_photo_folder;
use crate::cli::args::{AnonymizeArgs, GlobalArgs};
use crate::cli::error::CliError;
use crate::cli::load::read_text;
use crate::cli::progress::Bar;
use crate::cli::signals::staged_folder;
use crate::cli::{Finish, print, say};

/// Name of the copied regions.
const REGIONS: &str = "regions.geojson";

pub(crate) fn run(args: &AnonymizeArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let session = Session::open(Course::load(&args.course)?, Asked::with(Params::default()))?;
    let course = session.course();
    refuse_photo_folder(&args.out, course)?;
    let key_path = key_path(args);
    refuse_key_among_copies(&key_path, &args.out)?;
    let (mut folder, _watch) = staged_folder(&args.out)?;
    let random = RandomState::new().build_hasher().finish();
    let mut key = Key::new(&course.subject, random, args.shift_days);
    let bar = Bar::new(global);
    bar.expect(course.photos.len());
    for photo in &course.photos {
        bar.step(&photo.file);
        match session.scalp_only(photo) {
            Err(reason) => {
                key.left_out.insert(photo.file.clone(), reason);
            }
            Ok(scalp) => {
                let name = key.name_of(&photo.file, photo.date, &photo.view);
                let name = name.ok_or_else(|| CliError::Usage(TOO_FAR.to_owned()))?;
                let mut png = Cursor::new(Vec::new());
                let encoded = scalp.write_to(&mut png, ImageFormat::Png);
                encoded.map_err(|e| CliError::Usage(format!("{}: {e}", photo.file)))?;
                folder.add(&name, png.get_ref())?;
            }
        }
    }
    drop(bar);
    let regions = copied_regions(session.areas(), course, &key);
    if !regions.kept.is_empty() {
        let text = to_geojson(&regions.kept).to_string();
        folder.add(REGIONS, text.as_bytes())?;
    }
    let original = args.course.join(MANIFEST_NAME);
    let original = original
        .exists()
        .then(|| read_text(&original))
        .transpose()?;
    let named = (!regions.kept.is_empty()).then_some(REGIONS);
    let text = manifest(course, original.as_deref(), named, &key);
    let text = text.map_err(|e| CliError::Usage(e.to_string()))?;
    folder.add(MANIFEST_NAME, text.as_bytes())?;
    write_key(&key_path, &key)?;
    folder.publish()?;
    for (file, reason) in &key.left_out {
        say(&clean(&format!("left out: {file}: {reason}")));
    }
    if session.is_corrected() {
        say("left out: hairs.json: what a person corrected of hairs is not copied");
    }
    for what in &regions.left_out {
        say(&clean(&format!("left out: {what}")));
    }
    print(told(args, course, &key, &key_path, &regions))?;
    Ok(if key.left_out.is_empty() {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

const TOO_FAR: &str = "the days cannot be shifted so far; choose fewer with --shift-days";

fn told(
    args: &AnonymizeArgs,
    course: &Course,
    key: &Key,
    key_path: &Path,
    regions: &CopiedRegions,
) -> String {
    let treatment = course.treatment.as_ref().map(|treatment| {
        let treatment = clean(treatment);
        format!("The treatment is copied as written: {treatment}\n")
    });
    let names: BTreeSet<&str> = regions.kept.iter().map(|r| r.name.as_str()).collect();
    let names = (!names.is_empty()).then(|| {
        let names: Vec<&str> = names.into_iter().collect();
        let names = clean(&names.join(", "));
        format!("The names of regions are copied as written: {names}\n")
    });
    format!(
        "{} of {} photos: {}\n\
         The key, to be kept apart from them: {}\n\
         {}{}Look at every copy before you give it away: a face or a mark in the hair may still show, or text \
         burnt into a close-up without a box around it.\n",
        key.files.len(),
        course.photos.len(),
        args.out.display(),
        key_path.display(),
        treatment.unwrap_or_default(),
        names.unwrap_or_default()
    )
}

/// Beside the copies' folder, never in it.
fn key_path(args: &AnonymizeArgs) -> PathBuf {
    args.key.clone().unwrap_or_else(|| {
        let mut name = args.out.file_name().unwrap_or_default().to_owned();
        name.push("-key.json");
        args.out.with_file_name(name)
    })
}

fn refuse_key_among_copies(key: &Path, out: &Path) -> Result<(), CliError> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if absolute(key).starts_with(absolute(out)) {
        return Err(CliError::Usage(
            "the key must not lie among the copies; choose another place with --key".to_owned(),
        ));
    }
    if key.exists() {
        return Err(CliError::Usage(format!(
            "{} exists already: a key is never replaced; choose another place with --key",
            key.display()
        )));
    }
    Ok(())
}

/// A new file that its owner alone may read.
fn write_key(path: &Path, key: &Key) -> Result<(), CliError> {
    let fail = |source| CliError::Unwritable {
        path: path.to_owned(),
        source,
    };
    let json = to_canonical_json(key).map_err(|e| CliError::Usage(e.to_string()))?;
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(fail)?;
    file.write_all(&json)
        .and_then(|()| file.sync_all())
        .map_err(fail)
}
