//! A first `course.toml`, from what the photos say, for a person to complete; and the photos that
//! came since, added to one.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::date::DateSource;
use super::edit::{ManifestEdit, ManifestValue, same_file};
use super::error::CourseError;
use super::manifest::MANIFEST_NAME;
use super::plan::{folder_name, not_read};
use super::resolve::Asker;
use super::survey::{Known, Look, ViewBasis, look};
use super::view::View;
use crate::model::Front;

const SETTINGS: &str = r#"# treatment = "hair mesotherapy"
# start = 2026-01-12              # first session; default: the first of sessions
# sessions = [2026-01-12, 2026-01-22, 2026-02-01]
# planned_sessions = 6
# interval_days = [7, 14]
# marks_months = [1, 3, 6]
# mark_window_days = [7, 14, 21]  # one per mark
# regions = "regions.geojson"     # default: an atlas laid on the head
# front = "up"                    # where the forehead points in photos from above: up, down, left, right
# control = "occipital"           # a region or view that was not treated; several: ["occipital", "left"]
# self_test = "self-test.json"    # this set-up's repeatability, see tricholapse self-test

# For one view alone:
# [view.vertex]
# front = "down"

# For a photo, below its file: view = "vertex", "midline", "frontal", "left-temporal",
# "right-temporal", "occipital" or "closeup"; exclude = true leaves it out; close-ups take
# px_per_mm = 118.0 or field_mm = [12.0, 9.0]; where photos do not align by themselves, mark the
# same two or more points in the same order on every photo of the view, in pixels of the upright photo:
# landmarks = [[812.0, 944.5], [1410.2, 960.0], [1100.0, 1502.7]]
"#;

/// What became of a course's manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// The manifest.
    pub(crate) path: PathBuf,
    /// Whether there was none before.
    pub(crate) new: bool,
    /// Photos that it names now and did not before.
    pub(crate) added: Vec<String>,
    /// Photos that it names and that are not there.
    pub(crate) missing: Vec<String>,
    /// What lies there and was not read, a sentence each.
    pub(crate) unread: Vec<String>,
}

/// What a photo shows of the head.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeadSeen {
    /// Whether there is one.
    pub(crate) has_head: bool,
    /// The view that shows it from its side, where that is clear, with its probability.
    pub(crate) view: Option<(View, f64)>,
    /// The edge to which the forehead points, where that is clear, with its probability.
    pub(crate) front: Option<(Front, f64)>,
}

/// Looks at a photo; `None` where it cannot be opened.
pub(crate) type Eyes<'a> = &'a dyn Fn(&Path) -> Option<HeadSeen>;

/// Writes `course.toml` into `folder`, or adds the photos to it that it does not name yet; what
/// stands there already, comments too, is kept.
///
/// # Errors
/// No photos, a manifest that cannot be read, or a folder that cannot be written.
pub(crate) fn write_manifest(
    folder: &Path,
    today: Option<Date>,
    eyes: Eyes<'_>,
) -> Result<Written, CourseError> {
    let path = folder.join(MANIFEST_NAME);
    let look = look(folder, Asker::of_files(today))?;
    if look.photos.is_empty() {
        return Err(CourseError::NoPhotos {
            folder: folder.to_owned(),
            unread: not_read(&look.warnings),
        });
    }
    let new = look.manifest_text.is_none();
    let (text, added) = completed(&look, folder, &path, eyes)?;
    if new || !added.is_empty() {
        write_whole(&path, &text)?;
    }
    let missing = look.photos.iter().filter(|photo| !photo.path.exists());
    Ok(Written {
        missing: missing.map(|photo| photo.file.clone()).collect(),
        unread: not_read(&look.warnings),
        path,
        new,
        added,
    })
}

/// The manifest's text with every photo in it, and the photos that are new there.
fn completed(
    look: &Look,
    folder: &Path,
    path: &Path,
    eyes: Eyes<'_>,
) -> Result<(String, Vec<String>), CourseError> {
    let text = look.manifest_text.clone().unwrap_or_else(|| {
        let subject = toml_edit::Value::from(folder_name(folder).nfc().collect::<String>());
        format!(
            "# Complete this file, and delete what does not apply. Lines with # in front do not count:\n\
             # take it away where a line is to hold; a photo's date and view are then said by you.\n\
             subject = {subject}\n{SETTINGS}"
        )
    });
    let mut edit = ManifestEdit::parse(&text).map_err(|detail| CourseError::Manifest {
        file: path.to_owned(),
        detail,
    })?;
    let named = edit.photos();
    let mut added = Vec::new();
    for photo in &look.photos {
        if photo.entry.is_some() || named.iter().any(|file| same_file(file, &photo.file)) {
            continue;
        }
        let seen = eyes(&photo.path);
        let mut lines = vec![date_line(photo), view_line(photo, seen.as_ref())];
        lines.extend(seen.as_ref().and_then(|seen| front_line(photo, seen)));
        edit.add_photo(&photo.file, &lines);
        added.push(photo.file.clone());
    }
    Ok((edit.to_string(), added))
}

/// What the photo itself says stays a comment: written live, it would count as said by a person, and
/// the doubts about it would be silent from then on.
fn date_line(photo: &Known) -> String {
    match &photo.dated {
        Ok(dated) => {
            let source = match dated.source {
                DateSource::Exif => "EXIF",
                DateSource::Folder => "the folder's name",
                _ => "the file name",
            };
            let doubt = match dated.notes.is_empty() {
                false => "; in doubt, please check",
                true => "",
            };
            format!("date = {}  # from {source}{doubt}", dated.date)
        }
        Err(_) => "date = YYYY-MM-DD  # not found, please fill in".to_owned(),
    }
}

fn view_line(photo: &Known, seen: Option<&HeadSeen>) -> String {
    let is_assumed = photo.view_basis == ViewBasis::Assumed;
    let clear = seen.filter(|seen| is_assumed && seen.has_head);
    if let Some((view, sure)) = clear.and_then(|seen| seen.view.as_ref()) {
        let view = ManifestValue::from(view.to_string());
        let sure = percent(*sure);
        return format!(
            "view = {view}  # as seen on the photo, {sure} % sure; take away the # in front if that is so"
        );
    }
    let source = match photo.view_basis {
        ViewBasis::Assumed if seen.is_some_and(|seen| !seen.has_head) => {
            "assumed, though no head is seen on the photo; please fill in"
        }
        ViewBasis::Assumed => "assumed; take away the # in front if that is so",
        _ if !photo.notes.is_empty() => "left or right? please fill in",
        ViewBasis::Folder => "from the folder's name",
        ViewBasis::FileName | ViewBasis::Manifest => "from the file name",
    };
    let view = ManifestValue::from(photo.view.to_string());
    format!("view = {view}  # {source}")
}

/// Where the forehead points on a photo from above; of the other views the view itself says it.
fn front_line(photo: &Known, seen: &HeadSeen) -> Option<String> {
    let view = match (&seen.view, photo.view_basis) {
        (Some((view, _)), ViewBasis::Assumed) => view,
        _ => &photo.view,
    };
    let (front, sure) = seen.front.filter(|_| seen.has_head)?;
    let edge = front.word();
    view.is_from_above().then(|| {
        let sure = percent(sure);
        format!("forehead: seems to point {edge} ({sure} % sure); where that is so, say below [view.{view}]: front = \"{edge}\"")
    })
}

/// A share in whole percent, never more than is known.
fn percent(share: f64) -> u32 {
    (100.0 * share).floor() as u32
}

/// Replaces the file as a whole: what was there stays until the new text is on the disk.
fn write_whole(path: &Path, text: &str) -> Result<(), CourseError> {
    let io = |source| CourseError::Io {
        path: path.to_owned(),
        source,
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".course-")
        .suffix(".toml")
        .tempfile_in(folder)
        .map_err(io)?;
    permit_as_before(file.as_file(), path).map_err(io)?;
    file.write_all(text.as_bytes()).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist(path).map_err(|error| io(error.error))?;
    Ok(())
}

/// Lets those read and write `staged` who may the file at `path` that it is to replace; a new one is
/// for everybody to read. A temporary file is its owner's alone, a manifest for all who work on the
/// course.
pub(crate) fn permit_as_before(staged: &std::fs::File, path: &Path) -> std::io::Result<()> {
    match std::fs::metadata(path) {
        Ok(former) => staged.set_permissions(former.permissions()),
        Err(_) => readable(staged),
    }
}

#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}
