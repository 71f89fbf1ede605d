//! From a folder to a [`Course`].

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::date::DateSource;
use super::discover::{Found, find_photos, resolve_inside, unread};
use super::error::{CourseError, CourseWarning, CourseWarningCode, DateRemedy};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestPhoto};
use super::resolve::{Dated, Note, date_of, stem, view_assumed, view_in_name};
use super::view::View;
use super::{Course, CoursePhoto, DeclaredScale};
use crate::geometry::Point;

/// Regions file that is used when the manifest names none.
const REGIONS_NAME: &str = "regions.geojson";

/// A photo with the notes that become warnings once it has its identifier.
pub(super) type Noted = (CoursePhoto, Vec<Note>);

impl Course {
    /// Reads the course in `folder`: its `course.toml` if there is one, and its photos.
    ///
    /// # Errors
    /// Whatever keeps the course from being run, see [`CourseError`]. A photo file that is missing
    /// or damaged is no error here as long as its date is known.
    pub fn load(folder: &Path) -> Result<Self, CourseError> {
        let (found, others) = find_photos(folder)?;
        let (mut unread, mut warnings) = unread(others, &found);
        let manifest_path = folder.join(MANIFEST_NAME);
        let manifest = read_manifest(&manifest_path)?.unwrap_or_default();
        let context = Context {
            folder,
            manifest_path: &manifest_path,
        };
        let (noted, excluded) = context.photos(&manifest, found)?;
        let (photos, photo_warnings) = ordered(noted);
        // What the manifest lists is a photo, or left out.
        unread.retain(|file| !excluded.contains(file) && photos.iter().all(|p| p.file != *file));
        context.check_landmarks(&photos)?;
        let Some(earliest) = photos.iter().map(|p| p.date).min() else {
            return Err(no_photos(folder, &excluded));
        };
        let (sessions, session_notes) = sessions(&manifest);
        let start = manifest.start.map(|d| d.0).or(sessions.first().copied());
        warnings.extend(photo_warnings);
        warnings.extend(session_notes.into_iter().map(|message| CourseWarning {
            code: CourseWarningCode::Sessions,
            message,
            photo: None,
        }));
        Ok(Self {
            folder: folder.to_owned(),
            subject: manifest
                .subject
                .clone()
                .unwrap_or_else(|| folder_name(folder)),
            treatment: manifest.treatment.clone(),
            start: start.unwrap_or(earliest),
            sessions,
            planned_sessions: manifest.planned_sessions,
            interval_days: manifest.interval_days,
            marks: manifest.marks(),
            regions: context.regions(&manifest)?,
            front: manifest.front,
            control: manifest.control.clone(),
            self_test: context.self_test(&manifest)?,
            photos,
            excluded,
            unread,
            warnings,
        })
    }
}

/// The manifest of a course, `None` where there is none.
pub(super) fn read_manifest(path: &Path) -> Result<Option<Manifest>, CourseError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Manifest::parse(&text, path).map(Some),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(CourseError::Io {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Name of a folder, also when it is given as `.` or with a slash at the end.
pub(super) fn folder_name(folder: &Path) -> String {
    folder
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|n| n.to_string_lossy().into_owned()))
        .unwrap_or_else(|| "unnamed".to_owned())
}

struct Context<'a> {
    folder: &'a Path,
    manifest_path: &'a Path,
}

impl Context<'_> {
    /// Every photo found or listed, and the files left out.
    fn photos(
        &self,
        manifest: &Manifest,
        mut files: Found,
    ) -> Result<(Vec<Noted>, Vec<String>), CourseError> {
        let mut said: BTreeMap<String, &ManifestPhoto> = BTreeMap::new();
        for (i, entry) in manifest.photo.iter().enumerate() {
            let key = format!("[[photo]] number {}, file", i + 1);
            let (relative, path) = self.inside(&entry.file, &key)?;
            files.entry(relative.clone()).or_insert(path);
            if said.insert(relative.clone(), entry).is_some() {
                return Err(self.bad(&key, format!("{relative:?} is listed twice")));
            }
        }
        let (excluded, included): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|(file, _)| said.get(file).is_some_and(|entry| entry.exclude));
        let photos = included
            .into_iter()
            .map(|(file, path)| photo(said.get(&file).copied(), file, path))
            .collect::<Result<_, _>>()?;
        Ok((photos, excluded.into_iter().map(|(file, _)| file).collect()))
    }

    fn regions(&self, manifest: &Manifest) -> Result<Option<PathBuf>, CourseError> {
        let Some(written) = &manifest.regions else {
            let usual = self.folder.join(REGIONS_NAME);
            return Ok(usual.is_file().then_some(usual));
        };
        let (_, path) = self.inside(written, "regions")?;
        if path.is_file() {
            Ok(Some(path))
        } else {
            Err(CourseError::MissingFile { path })
        }
    }

    fn self_test(&self, manifest: &Manifest) -> Result<Option<PathBuf>, CourseError> {
        let Some(written) = &manifest.self_test else {
            return Ok(None);
        };
        let (_, path) = self.inside(written, "self_test")?;
        if path.is_file() {
            Ok(Some(path))
        } else {
            Err(CourseError::MissingFile { path })
        }
    }

    fn inside(&self, written: &str, key: &str) -> Result<(String, PathBuf), CourseError> {
        resolve_inside(self.folder, written).ok_or_else(|| CourseError::OutsideFolder {
            file: self.manifest_path.to_owned(),
            key: key.to_owned(),
            path: written.to_owned(),
        })
    }

    /// Landmarks correspond by their order, so every photo of a view must have as many.
    fn check_landmarks(&self, photos: &[CoursePhoto]) -> Result<(), CourseError> {
        let marked = || photos.iter().filter(|photo| !photo.landmarks.is_empty());
        for photo in marked() {
            let other = marked()
                .find(|o| o.view == photo.view && o.landmarks.len() != photo.landmarks.len());
            if let Some(other) = other {
                let problem = format!(
                    "{} has {} points, {} has {}; mark the same points in the same order on every \
                     photo of view {}",
                    photo.file,
                    photo.landmarks.len(),
                    other.file,
                    other.landmarks.len(),
                    photo.view
                );
                return Err(self.bad("landmarks", problem));
            }
        }
        Ok(())
    }

    fn bad(&self, key: &str, problem: String) -> CourseError {
        CourseError::BadValue {
            file: self.manifest_path.to_owned(),
            key: key.to_owned(),
            problem,
        }
    }
}

/// One photo, by what the manifest says and by what the file itself says.
fn photo(entry: Option<&ManifestPhoto>, file: String, path: PathBuf) -> Result<Noted, CourseError> {
    let mut notes = Vec::new();
    let dated = match entry.and_then(|e| e.date) {
        Some(date) => Dated {
            date: date.0,
            source: DateSource::Manifest,
            note: None,
        },
        None => match date_of(&file, &path, DateRemedy::Manifest) {
            Err(_) if !path.is_file() => return Err(CourseError::MissingFile { path }),
            found => found?,
        },
    };
    notes.extend(dated.note);
    let view = entry
        .and_then(|e| e.view.clone())
        .or_else(|| view_in_name(&path))
        .unwrap_or_else(|| {
            notes.push(view_assumed(&file));
            View::Vertex
        });
    let scale = entry.and_then(|e| {
        e.px_per_mm
            .map(DeclaredScale::PxPerMm)
            .or(e.field_mm.map(DeclaredScale::FieldMm))
    });
    let landmarks = entry.map_or_else(Vec::new, |e| {
        e.landmarks.iter().map(|p| Point::new(p[0], p[1])).collect()
    });
    let photo = CoursePhoto {
        id: stem(&path),
        file,
        path,
        date: dated.date,
        date_source: dated.source,
        view,
        scale,
        landmarks,
    };
    Ok((photo, notes))
}

/// The photos in the course's order with unique identifiers, and their warnings.
fn ordered(mut noted: Vec<Noted>) -> (Vec<CoursePhoto>, Vec<CourseWarning>) {
    noted.sort_by(|(a, _), (b, _)| (&a.view, a.date, &a.file).cmp(&(&b.view, b.date, &b.file)));
    identified(noted)
}

/// Gives each photo an identifier of its own, in the order given.
pub(super) fn identified(noted: Vec<Noted>) -> (Vec<CoursePhoto>, Vec<CourseWarning>) {
    let stems: HashSet<String> = noted.iter().map(|(p, _)| p.id.to_lowercase()).collect();
    let mut taken = HashSet::new();
    let mut photos = Vec::with_capacity(noted.len());
    let mut warnings = Vec::new();
    for (mut photo, notes) in noted {
        if !taken.insert(photo.id.to_lowercase()) {
            // Past numbers that other files already bear as their own names.
            let free = (2..).map(|n| format!("{}-{n}", photo.id)).find(|id| {
                let id = id.to_lowercase();
                !stems.contains(&id) && taken.insert(id)
            });
            photo.id = free.unwrap_or(photo.id);
        }
        warnings.extend(notes.into_iter().map(|(code, message)| CourseWarning {
            code,
            message,
            photo: Some(photo.id.clone()),
        }));
        photos.push(photo);
    }
    (photos, warnings)
}

fn sessions(manifest: &Manifest) -> (Vec<Date>, Vec<String>) {
    let days: BTreeSet<Date> = manifest.sessions.iter().map(|d| d.0).collect();
    let mut notes = Vec::new();
    if days.len() < manifest.sessions.len() {
        notes.push("a session is listed twice; it was counted once".to_owned());
    }
    if let (Some(start), Some(first)) = (manifest.start, days.first())
        && start.0 != *first
    {
        notes.push(format!(
            "start is {}, the first session {first}; days and marks count from start",
            start.0
        ));
    }
    (days.into_iter().collect(), notes)
}

fn no_photos(folder: &Path, excluded: &[String]) -> CourseError {
    let folder = folder.to_owned();
    if excluded.is_empty() {
        CourseError::NoPhotos { folder }
    } else {
        CourseError::AllExcluded { folder }
    }
}
