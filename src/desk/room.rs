//! What the desk works in: the clinic's folder, its courses by name, photos already looked at, runs.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::{Answer, Refusal};
use super::asked::{lang_asked, need};
use super::kept::Kept;
use super::looked::{Looked, MOST_LOOKED};
use super::newest::NewestReports;
use super::paths::inside;
use super::recent::Recent;
use super::runs::Runs;
use super::said::parsed;
use super::searched::Searched;
use super::store::is_read_only;
use crate::closeup::model::CloseupPhoto;
use crate::course::manifest::{MANIFEST_NAME, Manifest};
use crate::course::{
    Asker, CourseError, Place, Survey, SurveyedPhoto, exif_date, is_photo_name, read_text, survey,
};
use crate::params::Params;
use crate::photo::exif::ExifDate;
use crate::session::{Asked, Session};
use crate::words::{Lang, Words};

/// Folder in the clinic's for what can be made again: small pictures.
const CACHE_FOLDER: &str = ".tricholapse";

/// The desk's state.
#[derive(Debug)]
pub(super) struct Room {
    root: PathBuf,
    /// Parameters of everything that is shown while one works.
    pub(crate) params: Params,
    /// Runs under way and ended.
    pub(crate) runs: Runs,
    /// Pairs aligned.
    pub(crate) searched: Searched,
    /// What the newest reports say.
    pub(crate) newest: NewestReports,
    /// Close-ups with the hairs found on them.
    pub(crate) traced: Recent<CloseupPhoto>,
    looked: Recent<Looked>,
    taken: Arc<Kept<ExifDate>>,
    /// Held while a file of a course is read, changed and written.
    writing: Mutex<()>,
    /// Folders in which something could be stored: not asked again.
    writable: Mutex<HashSet<PathBuf>>,
    /// Manifests by their hash, as shown: what changed since can be told.
    shown: Mutex<HashMap<String, String>>,
}

/// Close-ups kept; about 60 MB each.
const MOST_TRACED: usize = 3;
/// Most manifests remembered.
const MOST_SHOWN: usize = 256;

/// A course by its name.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// Relative to the clinic's folder, with `/`.
    pub(crate) name: String,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// In which the program speaks to whoever asks.
    pub(crate) lang: Lang,
    /// Moments of exposure in its photos' EXIF, as far as they were read.
    taken: Arc<Kept<ExifDate>>,
}

impl Course {
    /// What the program says to whoever asks, in that language.
    pub(super) fn words(&self) -> Words {
        Words {
            t: self.lang.text(),
        }
    }

    /// Where its manifest is or will be.
    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join(MANIFEST_NAME)
    }

    /// What a person stated in its manifest; defaults where there is none.
    pub(super) fn said(&self) -> Answer<Manifest> {
        match read_text(&self.manifest()) {
            Ok(text) => parsed(Some(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => parsed(None),
            Err(error) => Err(Refusal::unfit(error.to_string())),
        }
    }

    /// What is known of its photos.
    pub(super) fn survey(&self) -> Answer<Survey> {
        let surveyed = self.read(Place::Desk, survey);
        surveyed.map_err(|e| Refusal::unfit(e.to_string()))
    }

    /// As every command reads it.
    pub(super) fn load(&self) -> Result<crate::course::Course, CourseError> {
        self.read(Place::Desk, crate::course::Course::load_by)
    }

    /// Its folder by `reading`; what is left open is said at `place`.
    fn read<T>(
        &self,
        place: Place,
        reading: impl FnOnce(&Path, Asker<'_>) -> Result<T, CourseError>,
    ) -> Result<T, CourseError> {
        let asker = Asker {
            today: Some(today()),
            taken: &|path| self.taken.get(path, exif_date),
            place,
        };
        reading(&self.folder, asker)
    }

    /// Opened as every command opens it; what it says stands in a report, away from the desk's fields.
    pub(super) fn session(&self, asked: Asked) -> Answer<Session> {
        let course = self.read(Place::Manifest, crate::course::Course::load_by);
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
            newest: NewestReports::default(),
            traced: Recent::of_at_most(MOST_TRACED),
            looked: Recent::of_at_most(MOST_LOOKED),
            taken: Arc::default(),
            writing: Mutex::default(),
            writable: Mutex::default(),
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
            true => Ok(self.course_at(name, folder, lang_asked(asked))),
            false => Err(Refusal::not_found("no such subject")),
        }
    }

    /// The course of that name in a folder of the clinic.
    pub(super) fn course_at(&self, name: &str, folder: PathBuf, lang: Lang) -> Course {
        Course {
            name: name.to_owned(),
            folder,
            lang,
            taken: Arc::clone(&self.taken),
        }
    }

    /// A photo with what was found on it, kept for the next time.
    pub(super) fn look(&self, course: &Course, file: &str) -> Answer<Arc<Looked>> {
        let path = course.photo_path(file)?;
        let look = || Looked::on_file(&path, &self.params);
        self.looked.get(&path, "", look)
    }

    /// Nobody else of the desk writes while this is held.
    pub(super) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing can be stored in a folder of the clinic.
    pub(super) fn is_read_only(&self, folder: &Path) -> bool {
        let known = || self.writable.lock().unwrap_or_else(PoisonError::into_inner);
        if known().contains(folder) {
            return false;
        }
        let read_only = is_read_only(folder);
        if !read_only {
            known().insert(folder.to_owned());
        }
        read_only
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
