//! From a folder to a [`Course`].

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::date::{DateSource, lies_ahead};
use super::discover::LeftOut;
use super::doubts;
use super::error::{CourseError, CourseWarning, CourseWarningCode, Note, ahead_of_today};
use super::inside::leaves;
use super::manifest::{MANIFEST_NAME, MAX_TEXT_CHARS, Manifest, ManifestPhoto};
use super::planned::{Course, CoursePhoto, DeclaredScale};
use super::resolve::{Asker, stem};
use super::survey::{Known, Look, inside, look};
use super::words::When;

/// Regions file that is used when the manifest names none.
const REGIONS_NAME: &str = "regions.geojson";

/// A photo with the notes that become warnings once it has its identifier.
pub(super) type Noted = (CoursePhoto, Vec<Note>);

impl Course {
    /// Name of the course folder, also when it was given as `.`; for naming the results.
    pub(crate) fn folder_name(&self) -> String {
        folder_name(&self.folder)
    }

    /// Reads the course in `folder`: its `course.toml` if there is one, and its photos.
    ///
    /// # Errors
    /// Whatever keeps the course from being run, see [`CourseError`]. A photo file that is missing
    /// or damaged is no error here as long as its date is known.
    pub fn load(folder: &Path) -> Result<Self, CourseError> {
        Self::load_on(folder, None)
    }

    /// As [`Course::load`], knowing the present day: a camera's clock that runs ahead of it does
    /// not count beside a day in a name, and a photo of a day that has not come yet is left out.
    ///
    /// # Errors
    /// As for [`Course::load`].
    pub(crate) fn load_on(folder: &Path, today: Option<Date>) -> Result<Self, CourseError> {
        Self::load_by(folder, Asker::of_files(today))
    }

    /// As [`Course::load_on`], of a course that may not have begun: of its first photo, to be taken today.
    ///
    /// # Errors
    /// As for [`Course::load`], but for that there is no photo.
    pub(crate) fn load_to_begin(folder: &Path, today: Date) -> Result<Self, CourseError> {
        Self::load_since(folder, Asker::of_files(Some(today)), Some(today))
    }

    /// As [`Course::load_on`], for somebody else who asks.
    ///
    /// # Errors
    /// As for [`Course::load`].
    pub(crate) fn load_by(folder: &Path, asker: Asker<'_>) -> Result<Self, CourseError> {
        Self::load_since(folder, asker, None)
    }

    /// The course, which begins on `begins` where it has no photo yet and may be without one.
    fn load_since(
        folder: &Path,
        asker: Asker<'_>,
        begins: Option<Date>,
    ) -> Result<Self, CourseError> {
        let Look {
            manifest,
            photos,
            mut left_out,
            mut warnings,
            ..
        } = look(folder, asker)?;
        let (excluded, included): (Vec<Known>, Vec<Known>) = photos
            .into_iter()
            .partition(|photo| photo.entry.as_ref().is_some_and(|entry| entry.exclude));
        let (ahead, included): (Vec<Known>, Vec<Known>) = included
            .into_iter()
            .partition(|photo| matches!(photo.dated, Err(CourseError::AheadOfToday { .. })));
        left_out.extend(ahead.into_iter().filter_map(not_come_yet));
        let excluded: Vec<String> = excluded.into_iter().map(|photo| photo.file).collect();
        let whens: Vec<(String, Option<When>)> = included
            .iter()
            .map(|photo| (photo.file.clone(), photo.when))
            .collect();
        let noted = included.into_iter().map(noted).collect::<Result<_, _>>()?;
        let (photos, photo_warnings) = ordered(noted);
        let context = Context { folder };
        context.check_landmarks(&photos)?;
        let Some(earliest) = photos.iter().map(|p| p.date).min().or(begins) else {
            return Err(no_photos(folder, &excluded, left_out, &warnings));
        };
        let (sessions, session_notes) = sessions(&manifest, asker.today);
        let start = manifest.start.map(|d| d.0).or(sessions.first().copied());
        warnings.extend(photo_warnings);
        warnings.extend(doubts::before_after(&photos, &whens, asker.place));
        warnings.extend(doubts::one_view_or_two(&photos));
        warnings.extend(doubts::landmarks_on_closeups(&photos));
        warnings.extend(doubts::nothing_follows(&photos, start));
        warnings.extend(doubts::far_before(&photos, asker.place));
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
            view_fronts: manifest.view_fronts(),
            control: manifest.control.first().cloned(),
            controls: manifest.control.clone(),
            self_test: context.self_test(&manifest)?,
            photos,
            excluded,
            unread: left_out,
            warnings,
            today: asker.today,
        })
    }
}

/// Name of a folder, also when it is given as `.` or with a slash at the end; not longer than a
/// subject's name may be.
pub(super) fn folder_name(folder: &Path) -> String {
    folder
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|n| n.to_string_lossy().into_owned()))
        .map(|name| name.chars().take(MAX_TEXT_CHARS).collect())
        .unwrap_or_else(|| "unnamed".to_owned())
}

struct Context<'a> {
    folder: &'a Path,
}

impl Context<'_> {
    fn regions(&self, manifest: &Manifest) -> Result<Option<PathBuf>, CourseError> {
        let Some(written) = &manifest.regions else {
            let usual = self.folder.join(REGIONS_NAME);
            if leaves(self.folder, &usual) {
                return Err(CourseError::LinkOut { file: usual });
            }
            // Whatever has the name is meant; reading says what is wrong with a pipe or a folder.
            return Ok(usual.symlink_metadata().is_ok().then_some(usual));
        };
        self.existing(written, "regions").map(Some)
    }

    fn self_test(&self, manifest: &Manifest) -> Result<Option<PathBuf>, CourseError> {
        let written = manifest.self_test.as_deref();
        written
            .map(|written| self.existing(written, "self_test"))
            .transpose()
    }

    fn existing(&self, written: &str, key: &str) -> Result<PathBuf, CourseError> {
        let (_, path) = inside(self.folder, written, key)?;
        if path.is_file() {
            Ok(path)
        } else {
            Err(CourseError::MissingFile { path })
        }
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
                return Err(CourseError::BadValue {
                    file: self.folder.join(MANIFEST_NAME),
                    key: "landmarks".to_owned(),
                    problem,
                });
            }
        }
        Ok(())
    }
}

/// A photo of a day that has not come yet, as left out.
fn not_come_yet(known: Known) -> Option<LeftOut> {
    match known.dated {
        Err(CourseError::AheadOfToday {
            file,
            date,
            today,
            place,
        }) => Some(LeftOut {
            file,
            reason: ahead_of_today(date, today),
            hint: place.to_set_a_clock().to_owned(),
        }),
        _ => None,
    }
}

/// A known photo as the course's, with its notes.
///
/// # Errors
/// Its date is not known.
fn noted(known: Known) -> Result<Noted, CourseError> {
    let dated = known.dated?;
    let entry = known.entry.as_ref();
    let scale = entry.and_then(|e| {
        e.px_per_mm
            .map(DeclaredScale::PxPerMm)
            .or(e.field_mm.map(DeclaredScale::FieldMm))
    });
    let photo = CoursePhoto {
        id: stem(&known.path),
        landmarks: entry.map_or_else(Vec::new, ManifestPhoto::points),
        file: known.file,
        path: known.path,
        date: dated.date,
        date_source: dated.source,
        view: known.view,
        scale,
    };
    let notes = dated.notes.into_iter().chain(known.notes);
    Ok((photo, notes.collect()))
}

/// The photos in the course's order with unique identifiers, and their warnings.
fn ordered(mut noted: Vec<Noted>) -> (Vec<CoursePhoto>, Vec<CourseWarning>) {
    noted.sort_by(|(a, _), (b, _)| (&a.view, a.date, &a.file).cmp(&(&b.view, b.date, &b.file)));
    identified(noted)
}

/// Gives each photo an identifier of its own, in the order given. Where photos of several days bear one
/// name, as in folders of visits, the day goes before it; what still is the same is numbered.
pub(super) fn identified(mut noted: Vec<Noted>) -> (Vec<CoursePhoto>, Vec<CourseWarning>) {
    let mut days: HashMap<String, BTreeSet<Date>> = HashMap::new();
    for (photo, _) in &noted {
        let of_name = days.entry(photo.id.to_lowercase()).or_default();
        of_name.insert(photo.date);
    }
    for (photo, _) in &mut noted {
        let is_known = photo.date_source != DateSource::Unknown;
        if is_known && days[&photo.id.to_lowercase()].len() > 1 {
            photo.id = format!("{}_{}", photo.date, photo.id);
        }
    }
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

/// The sessions held, by day, and what is to be said of the list. A day that has not come yet was not held.
fn sessions(manifest: &Manifest, today: Option<Date>) -> (Vec<Date>, Vec<String>) {
    let all: BTreeSet<Date> = manifest.sessions.iter().map(|d| d.0).collect();
    let mut notes = Vec::new();
    if all.len() < manifest.sessions.len() {
        notes.push("a session is listed twice; it was counted once".to_owned());
    }
    let is_ahead = |day: &Date| today.is_some_and(|today| lies_ahead(*day, today));
    let (ahead, days): (BTreeSet<Date>, BTreeSet<Date>) = all.into_iter().partition(is_ahead);
    notes.extend(ahead.into_iter().map(|day| {
        format!("the session of {day} has not come yet and is not counted as held; correct the day in course.toml if it is wrong")
    }));
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

fn no_photos(
    folder: &Path,
    excluded: &[String],
    left_out: Vec<LeftOut>,
    warnings: &[CourseWarning],
) -> CourseError {
    let folder = folder.to_owned();
    let others = left_out.len().saturating_sub(1);
    match left_out.into_iter().next() {
        _ if !excluded.is_empty() => CourseError::AllExcluded { folder },
        None => CourseError::NoPhotos {
            folder,
            unread: not_read(warnings),
        },
        Some(LeftOut { file, reason, hint }) => CourseError::AllLeftOut {
            folder,
            file,
            reason,
            hint,
            others,
        },
    }
}

/// What lies in the folder and was not read, as said in its warnings.
pub(super) fn not_read(warnings: &[CourseWarning]) -> Vec<String> {
    let of_files = [
        CourseWarningCode::FolderNotRead,
        CourseWarningCode::FileNotRead,
    ];
    let told = warnings.iter().filter(|w| of_files.contains(&w.code));
    told.map(|w| w.message.clone()).collect()
}
