//! A first `course.toml`, from what the photos say, for a person to complete.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::date::DateSource;
use super::discover::find_photos;
use super::error::{CourseError, DateRemedy};
use super::manifest::MANIFEST_NAME;
use super::plan::folder_name;
use super::resolve::{date_of, view_in_name};

const SETTINGS: &str = r#"# treatment = "hair mesotherapy"
# start = 2026-01-12              # first session; default: the first of sessions
# sessions = [2026-01-12, 2026-01-22, 2026-02-01]
# planned_sessions = 6
# interval_days = [7, 14]
# marks_months = [1, 3, 6]
# mark_window_days = [7, 14, 21]  # one per mark
# regions = "regions.geojson"     # default: an atlas laid on the head
# front = "up"                    # where the forehead points in photos from above: up, down, left, right
# control = "occipital"           # a region or view that was not treated

"#;

/// Writes `course.toml` into `folder` and gives its path.
///
/// # Errors
/// No photos, an existing manifest (it is never overwritten), or a folder that cannot be written.
pub fn write_manifest(folder: &Path) -> Result<PathBuf, CourseError> {
    let text = manifest_text(folder)?;
    let path = folder.join(MANIFEST_NAME);
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|source| match source.kind() {
            ErrorKind::AlreadyExists => CourseError::ManifestExists { file: path.clone() },
            _ => CourseError::Io {
                path: path.clone(),
                source,
            },
        })?;
    Ok(path)
}

/// The text of a manifest for the photos in `folder`: dates and views as found, with their source;
/// what was not found as a comment to fill in.
///
/// # Errors
/// No such folder, or no photos in it.
pub fn manifest_text(folder: &Path) -> Result<String, CourseError> {
    let (photos, _) = find_photos(folder)?;
    if photos.is_empty() {
        return Err(CourseError::NoPhotos {
            folder: folder.to_owned(),
        });
    }
    let mut text = format!(
        "# Complete this file, and delete what does not apply.\nsubject = {}\n{SETTINGS}",
        quoted(&folder_name(folder))
    );
    for (file, path) in &photos {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "[[photo]]\nfile = {}\n{}\n{}\n",
            quoted(file),
            date_line(file, path),
            view_line(path)
        );
    }
    Ok(text)
}

fn date_line(file: &str, path: &Path) -> String {
    match date_of(file, path, DateRemedy::Manifest) {
        Ok(dated) => {
            let source = match dated.source {
                DateSource::Exif => "EXIF",
                _ => "the file name",
            };
            let doubt = match dated.note {
                Some(_) => "; EXIF and file name disagree, please check",
                None => "",
            };
            format!("date = {}  # from {source}{doubt}", dated.date)
        }
        Err(_) => "# date = YYYY-MM-DD  # not found, please fill in".to_owned(),
    }
}

fn view_line(path: &Path) -> String {
    match view_in_name(path) {
        Some(view) => format!("view = {}", quoted(&view.to_string())),
        None => "view = \"vertex\"  # assumed, please check".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
