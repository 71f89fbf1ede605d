//! What the desk works in: the clinic's folder, its courses by name, photos already looked at, runs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::{Answer, Refusal};
use super::asked::need;
use super::looked::{Looked, LookedAt};
use super::paths::inside;
use super::runs::Runs;
use super::searched::Searched;
use crate::course::manifest::MANIFEST_NAME;
use crate::course::{Survey, SurveyedPhoto, is_photo_name, survey};
use crate::params::Params;
use crate::session::{Asked, Session};

/// Folder in the clinic's for what can be made again: small pictures.
const CACHE_FOLDER: &str = ".tricholapse";

/// The desk's state.
#[derive(Debug)]
pub(super) struct Room {
    root: PathBuf,
    /// Parameters of everything that is shown while one works.
    pub params: Params,
    /// Runs under way and ended.
    pub runs: Runs,
    /// Pairs aligned.
    pub searched: Searched,
    looked: LookedAt,
    /// Held while a file of a course is read, changed and written.
    writing: Mutex<()>,
    /// Manifests by their hash, as shown: what changed since can be told.
    shown: Mutex<HashMap<String, String>>,
}

/// Most manifests remembered.
const MOST_SHOWN: usize = 256;

/// A course by its name.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// Relative to the clinic's folder, with `/`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

impl Course {
    /// Where its manifest is or will be.
    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join(MANIFEST_NAME)
    }

    /// What is known of its photos.
    pub(super) fn survey(&self) -> Answer<Survey> {
        survey(&self.folder, Some(today())).map_err(|e| Refusal::unfit(e.to_string()))
    }

    /// Opened as every command opens it.
    pub(super) fn session(&self, asked: Asked) -> Answer<Session> {
        let course = crate::course::Course::load_on(&self.folder, Some(today()));
        let course = course.map_err(|e| Refusal::unfit(e.to_string()))?;
        Session::open(course, asked).map_err(|e| Refusal::unfit(e.to_string()))
    }

    /// Where one of its photos lies.
    pub(super) fn photo_path(&self, file: &str) -> Answer<PathBuf> {
        // A plain name needs no look at all the others; links and odd names are the survey's.
        let plain = inside(&self.folder, file).ok();
        let plain = plain.filter(|path| is_photo_name(file) && path.is_file());
        match plain {
            Some(path) => Ok(path),
            None => Ok(photo_of(self.survey()?, file)?.path),
        }
    }
}

/// The photo of that name among those found.
pub(super) fn photo_of(survey: Survey, file: &str) -> Answer<SurveyedPhoto> {
    let mut photos = survey.photos.into_iter();
    let missing = || Refusal::not_found("the course has no such photo");
    photos.find(|photo| photo.file == file).ok_or_else(missing)
}

impl Room {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            params: Params::default(),
            runs: Runs::default(),
            searched: Searched::default(),
            looked: LookedAt::default(),
            writing: Mutex::default(),
            shown: Mutex::default(),
        }
    }

    /// The clinic's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where small pictures are kept.
    pub(super) fn cache(&self) -> PathBuf {
        self.root.join(CACHE_FOLDER)
    }

    /// The course that `s` names.
    pub(super) fn course(&self, asked: &HashMap<String, String>) -> Answer<Course> {
        let name = need(asked, "s")?;
        let folder = inside(&self.root, name)?;
        match folder.is_dir() {
            true => Ok(Course {
                name: name.to_owned(),
                folder,
            }),
            false => Err(Refusal::not_found("no such subject")),
        }
    }

    /// A photo with what was found on it, kept for the next time.
    pub(super) fn look(&self, course: &Course, file: &str) -> Answer<Arc<Looked>> {
        self.looked.get(&course.photo_path(file)?, &self.params)
    }

    /// Nobody else of the desk writes while this is held.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a manifest that a page is shown.
    pub(super) fn remember(&self, hash: &str, text: &str) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.len() >= MOST_SHOWN {
            shown.clear();
        }
        shown.insert(hash.to_owned(), text.to_owned());
    }

    /// The manifest that a page was shown; `None` where it is forgotten.
    pub(super) fn remembered(&self, hash: &str) -> Option<String> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get(hash).cloned()
    }
}

/// The present day, by the universal clock: dates of photos are days, and one more or less is only
/// asked to tell a clock in the future.
pub(super) fn today() -> jiff::civil::Date {
    jiff::tz::TimeZone::UTC
        .to_datetime(jiff::Timestamp::now())
        .date()
}
