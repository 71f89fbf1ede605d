//! What a course folder holds and what is known of every photo, before anybody decides whether
//! that is enough to run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::clues::Clues;
use super::date::DateSource;
use super::discover::{Finds, Found, FoundPhoto, LeftOut, find_photos};
use super::error::{CourseError, CourseWarning, CourseWarningCode, Note};
use super::inside::{leaves, resolve_inside};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestPhoto};
use super::name_view::{NameSays, UNSIDED};
use super::not_read::{folder_not_read, misnamed_manifest, unread};
use super::remedy::Place;
use super::resolve::{Asker, Customs, Dated, name_says, stem, view_assumed};
use super::text::{cut, read_text};
use super::view::View;
use super::words::When;
use crate::geometry::Point;

/// Who said a photo's view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum ViewBasis {
    /// `view` in `course.toml`.
    Manifest,
    /// The file's name.
    FileName,
    /// The name of its folder.
    Folder,
    /// Nobody: the vertex was assumed.
    Assumed,
}

/// A course folder as found: never fails for a single photo.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Survey {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The text of `course.toml` as read; `None` where there is none.
    pub(crate) manifest_text: Option<String>,
    /// Every photo, by file; also those left out by `exclude = true`.
    pub(crate) photos: Vec<SurveyedPhoto>,
    /// Files that look like photos of the course and cannot be read.
    pub(crate) left_out: Vec<LeftOut>,
    /// Notes on the folder; those on single photos stand there.
    pub(crate) warnings: Vec<CourseWarning>,
}

/// A photo of a course and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SurveyedPhoto {
    /// File relative to the course folder, with `/`.
    pub(crate) file: String,
    /// Path to open.
    pub(crate) path: PathBuf,
    /// The day it was taken, with its source; else why no day is known and what to do.
    pub(crate) date: Result<(Date, DateSource), String>,
    /// View.
    pub(crate) view: View,
    /// Who said the view.
    pub(crate) view_basis: ViewBasis,
    /// Left out by `exclude = true`.
    pub(crate) excluded: bool,
    /// Points that are the same on every photo of the view, px; empty where none are given.
    pub(crate) landmarks: Vec<Point>,
    /// Clashes and assumptions, for people.
    pub(crate) notes: Vec<CourseWarning>,
}

/// Looks at a course folder: every photo with its date, its view and who said them.
///
/// # Errors
/// No such folder, or a manifest that cannot be read.
pub(crate) fn survey(folder: &Path, asker: Asker<'_>) -> Result<Survey, CourseError> {
    let look = look(folder, asker)?;
    let photos = look.photos.into_iter().map(SurveyedPhoto::from);
    Ok(Survey {
        folder: folder.to_owned(),
        manifest_text: look.manifest_text,
        photos: photos.collect(),
        left_out: look.left_out,
        warnings: look.warnings,
    })
}

/// The days of a folder's photos, as far as they are known.
pub(crate) fn days_of(folder: &Path) -> BTreeSet<Date> {
    let photos =
        survey(folder, Asker::of_files(None)).map_or_else(|_| Vec::new(), |survey| survey.photos);
    let days = photos
        .into_iter()
        .filter_map(|photo| Some(photo.date.ok()?.0));
    days.collect()
}

impl From<Known> for SurveyedPhoto {
    fn from(known: Known) -> Self {
        let noted = |(code, message): Note| CourseWarning {
            code,
            message,
            photo: None,
        };
        let (date, notes) = match known.dated {
            Ok(dated) => (Ok((dated.date, dated.source)), dated.notes),
            Err(error) => (Err(error.to_string()), Vec::new()),
        };
        Self {
            date,
            view: known.view,
            view_basis: known.view_basis,
            excluded: known.entry.as_ref().is_some_and(|e| e.exclude),
            landmarks: known.entry.map_or_else(Vec::new, |e| e.points()),
            notes: notes.into_iter().chain(known.notes).map(noted).collect(),
            file: known.file,
            path: known.path,
        }
    }
}

/// A photo with everything that is known of it.
#[derive(Debug)]
pub(super) struct Known {
    pub(crate) file: String,
    pub(crate) path: PathBuf,
    pub(crate) entry: Option<ManifestPhoto>,
    pub(crate) dated: Result<Dated, CourseError>,
    pub(crate) view: View,
    pub(crate) view_basis: ViewBasis,
    /// Notes on the view.
    pub(crate) notes: Vec<Note>,
    /// Whether the name says before or after.
    pub(crate) when: Option<When>,
}

/// A course folder with its manifest.
#[derive(Debug)]
pub(super) struct Look {
    pub(crate) manifest: Manifest,
    pub(crate) manifest_text: Option<String>,
    pub(crate) photos: Vec<Known>,
    pub(crate) left_out: Vec<LeftOut>,
    pub(crate) warnings: Vec<CourseWarning>,
}

pub(super) fn look(folder: &Path, asker: Asker<'_>) -> Result<Look, CourseError> {
    let mut finds = find_photos(folder)?;
    let (manifest, manifest_text) = read_manifest(folder)?;
    let mut entries = listed(folder, &manifest, &mut finds)?;
    let mut warnings = misnamed_manifest(folder);
    let (unread, not_read) = unread(&finds);
    warnings.extend(not_read);
    warnings.extend(finds.folders.iter().map(folder_not_read));
    let mut left_out = finds.odd;
    left_out.extend(unread);
    // What the manifest lists is a photo, or left out.
    left_out.retain(|odd| !finds.photos.contains_key(&odd.file));
    left_out.retain(|odd| !entries.get(&odd.file).is_some_and(|e| e.exclude));
    let own: Vec<View> = manifest.views_named().collect();
    let (customs, clues) = clues_of(&finds.photos, asker);
    let photos = finds
        .photos
        .into_iter()
        .zip(clues)
        .map(|((file, found), clues)| {
            known(entries.remove(&file), file, found, clues, &customs, &own)
        })
        .collect();
    Ok(Look {
        manifest,
        manifest_text,
        photos,
        left_out,
        warnings,
    })
}

/// The manifest of a course with its text; defaults where there is none.
pub(super) fn read_manifest(folder: &Path) -> Result<(Manifest, Option<String>), CourseError> {
    let path = folder.join(MANIFEST_NAME);
    if path.symlink_metadata().is_err() {
        return Ok((Manifest::default(), None));
    }
    if leaves(folder, &path) {
        return Err(CourseError::LinkOut { file: path });
    }
    let text = read_text(&path).map_err(|source| CourseError::Io {
        path: path.clone(),
        source,
    })?;
    Ok((Manifest::parse(&text, &path)?, Some(text)))
}

/// The manifest's entries by file as on disk; what they list is found, also where it lies deeper.
fn listed(
    folder: &Path,
    manifest: &Manifest,
    finds: &mut Finds,
) -> Result<BTreeMap<String, ManifestPhoto>, CourseError> {
    let mut entries = BTreeMap::new();
    for (i, entry) in manifest.photo.iter().enumerate() {
        let key = format!("[[photo]] number {}, file", i + 1);
        let (relative, path) = inside(folder, &entry.file, &key)?;
        let other = path.exists() && !path.is_file();
        if other && finds.odd.iter().all(|odd| odd.file != relative) {
            finds.odd.push(LeftOut {
                file: relative.clone(),
                reason: "no regular file".to_owned(),
                hint: "name the photo itself in course.toml".to_owned(),
            });
        }
        if finds.odd.iter().all(|odd| odd.file != relative) {
            let folders = Vec::new();
            let found = FoundPhoto { path, folders };
            finds.photos.entry(relative.clone()).or_insert(found);
        }
        if entries.insert(relative.clone(), entry.clone()).is_some() {
            return Err(CourseError::BadValue {
                file: folder.join(MANIFEST_NAME),
                key,
                problem: format!("{:?} is listed twice", cut(&relative)),
            });
        }
    }
    Ok(entries)
}

/// A path of the manifest: relative as on disk, and to open.
pub(super) fn inside(
    folder: &Path,
    written: &str,
    key: &str,
) -> Result<(String, PathBuf), CourseError> {
    resolve_inside(folder, written).ok_or_else(|| CourseError::OutsideFolder {
        file: folder.join(MANIFEST_NAME),
        key: key.to_owned(),
        path: cut(written),
    })
}

/// What names and EXIF say of every photo, and what they say together.
pub(super) fn clues_of(found: &Found, asker: Asker<'_>) -> (Customs, Vec<Clues>) {
    let stems: Vec<String> = found.values().map(|photo| stem(&photo.path)).collect();
    let folders = found.values().flat_map(|photo| &photo.folders);
    let names = stems.iter().chain(folders).map(String::as_str);
    let mut customs = Customs::of(names, asker.today, asker.place);
    let clues: Vec<Clues> = found
        .values()
        .map(|photo| customs.clues(&photo.path, &photo.folders, asker.taken))
        .collect();
    customs.find_stuck_clocks(clues.iter());
    (customs, clues)
}

/// One photo, by what the manifest says and by what the file itself says.
fn known(
    entry: Option<ManifestPhoto>,
    file: String,
    found: FoundPhoto,
    clues: Clues,
    customs: &Customs,
    own: &[View],
) -> Known {
    let dated = match entry.as_ref().and_then(|e| e.date) {
        Some(date) => Ok(Dated {
            date: date.0,
            source: DateSource::Manifest,
            notes: Vec::new(),
        }),
        None => match customs.decide(&file, clues) {
            Err(_) if !found.path.is_file() => Err(CourseError::MissingFile {
                path: found.path.clone(),
            }),
            dated => dated,
        },
    };
    let dated = dated.and_then(|dated| customs.not_ahead(&file, dated));
    let name = name_says(&stem(&found.path), own);
    let folders: Vec<NameSays> = found.folders.iter().map(|f| name_says(f, own)).collect();
    let said = [
        (
            entry.as_ref().and_then(|e| e.view.clone()),
            ViewBasis::Manifest,
        ),
        (name.view, ViewBasis::FileName),
        (
            folders.iter().find_map(|f| f.view.clone()),
            ViewBasis::Folder,
        ),
    ];
    let said = said
        .into_iter()
        .find_map(|(view, basis)| Some((view?, basis)));
    let notes = match &said {
        // What is left out is in no view.
        _ if entry.as_ref().is_some_and(|e| e.exclude) => Vec::new(),
        None => vec![view_assumed(&file, customs.place)],
        Some((View::Free(view), _)) if view == UNSIDED => vec![which_temple(&file, customs.place)],
        Some(_) => Vec::new(),
    };
    let (view, view_basis) = said.unwrap_or((View::Vertex, ViewBasis::Assumed));
    Known {
        when: name.when.or(folders.iter().find_map(|f| f.when)),
        path: found.path,
        file,
        entry,
        dated,
        view,
        view_basis,
        notes,
    }
}

fn which_temple(file: &str, place: Place) -> Note {
    (
        CourseWarningCode::ViewAssumed,
        format!(
            "{file}: nothing says which temple it shows; {}",
            place.to_tell_the_temple()
        ),
    )
}
