//! The one place that opens a course for a run: its parameters, self-test, regions and front.
//!
//! Every command that measures goes through a [`Session`], so that a course gives the same verdicts
//! whoever asks. Files are read here and by the stages that own them; nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use image::RgbImage;

use crate::METHOD;
use crate::closeup::corrections::{Corrections, CorrectionsFile, FILE_NAME};
#[cfg(feature = "desk")]
use crate::closeup::model::CloseupPhoto;
use crate::course::{CapturedPhoto, Course, CoursePhoto, CourseWarning, CourseWarningCode, Front};
use crate::model::{Rejection, SelfTestUsed};
use crate::params::Params;
use crate::photo::{DecodeError, Photo, read_photo, sha256_hex, sha256_of};
use crate::pipeline::{
    Analysis, Check, Job, Observer, Silent, analyze_course, check_photo, scalp_only,
};
#[cfg(feature = "desk")]
use crate::pipeline::{RegionPlan, atlas_on, hairs_found};
use crate::regions::geojson::{NamedArea, RegionsError, read_regions};
use crate::regular_file::{self, TEXT_MAX_BYTES};
use crate::report::pictures::PictureScope;
use crate::report::self_test::read_self_test;

/// What is asked of a run beside what its course says.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Parameters of every stage.
    pub(crate) params: Params,
    /// A self-test that takes the place of the course's own.
    pub(crate) self_test: Option<SelfTestUsed>,
    /// Where the forehead points, in place of what the course says.
    pub(crate) front: Option<Front>,
    /// How much of the photos pictures show.
    pub(crate) pictures: PictureScope,
}

impl Asked {
    /// What a course says, measured with `params`, without pictures.
    pub(crate) fn with(params: Params) -> Self {
        Self {
            params,
            self_test: None,
            front: None,
            pictures: PictureScope::None,
        }
    }
}

/// Why a course cannot be run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SessionError {
    /// Its regions cannot be read.
    #[error(transparent)]
    Regions(#[from] RegionsError),
    /// The corrections of its close-ups cannot be read.
    #[error("{}: {why}", .path.display())]
    Hairs {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A self-test cannot be read.
    #[error("{}: {why}", .path.display())]
    SelfTest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A parameter file cannot be read.
    #[error("{}: {why}", .path.display())]
    Params {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl SessionError {
    /// Name of what could not be read, for a failure's stage.
    pub(crate) fn stage(&self) -> &'static str {
        match self {
            Self::Regions(_) => "regions",
            Self::Hairs { .. } => "hairs",
            Self::SelfTest { .. } => "self-test",
            Self::Params { .. } => "params",
        }
    }
}

/// A course opened: everything a run needs, before any photo is read.
#[derive(Debug)]
pub(crate) struct Session {
    course: Course,
    params: Params,
    areas: Option<Vec<NamedArea>>,
    corrections: BTreeMap<String, Corrections>,
    self_test: Option<SelfTestUsed>,
    pictures: PictureScope,
}

impl Session {
    /// Opens a course: what is asked goes before what the course says.
    ///
    /// # Errors
    /// A file that the course names cannot be read.
    pub(crate) fn open(mut course: Course, asked: Asked) -> Result<Self, SessionError> {
        let self_test = match (asked.self_test, &course.self_test) {
            (Some(given), _) => Some(given),
            (None, Some(file)) => Some(load_self_test(file)?),
            (None, None) => None,
        };
        let regions = course.regions.as_deref().map(read_regions).transpose()?;
        let areas = regions.map(|regions| {
            course
                .warnings
                .extend(regions.notes.into_iter().map(regions_note));
            regions.areas
        });
        let corrections = read_corrections(&mut course)?;
        let mut params = asked.params;
        if let Some(used) = &self_test {
            params.uncertainty.reshoot_pp = used.used_pp;
            params.uncertainty.visit_spread_pp = used.used_pp;
            params.uncertainty.visit_spread_freedom = used.degrees_of_freedom as f64;
        }
        if let Some(front) = asked.front {
            course.set_front(front);
        }
        Ok(Self {
            course,
            params,
            areas,
            corrections,
            self_test,
            pictures: asked.pictures,
        })
    }

    /// The course as it is run.
    pub(crate) fn course(&self) -> &Course {
        &self.course
    }

    /// The regions that somebody drew.
    pub(crate) fn areas(&self) -> &[NamedArea] {
        self.areas.as_deref().unwrap_or_default()
    }

    /// Whether a person corrected hairs.
    pub(crate) fn is_corrected(&self) -> bool {
        !self.corrections.is_empty()
    }

    /// The whole course, measured.
    pub(crate) fn analyze(&self, observer: &dyn Observer) -> Analysis {
        self.run(observer, |job| analyze_course(job, observer))
    }

    /// A photo just taken, held against the course.
    ///
    /// # Errors
    /// The rejections when no photo of the view or not the new photo itself can be read.
    pub(crate) fn check(
        &self,
        captured: &CapturedPhoto,
        observer: &dyn Observer,
    ) -> Result<Check, Vec<Rejection>> {
        let mut check = self.run(observer, |job| check_photo(job, captured, observer))?;
        if let Some(twin) = self.twin_of(&captured.photo) {
            check.tell_copy(&twin.id);
        }
        Ok(check)
    }

    /// The course's photo whose file holds, byte by byte, what the file of `photo` holds: another one.
    fn twin_of(&self, photo: &CoursePhoto) -> Option<&CoursePhoto> {
        let most = self.params.decode.max_file_bytes;
        let opened = |path: &Path| regular_file::open(path, most).ok();
        let at = |path: &Path| path.canonicalize().ok();
        let (own, size) = opened(&photo.path)?;
        let (own, place) = (sha256_of(own).ok()?, at(&photo.path)?);
        self.course.photos.iter().find(|other| {
            let same = || {
                let (file, theirs) = opened(&other.path)?;
                let twin = theirs == size && at(&other.path)? != place;
                Some(twin && sha256_of(file).ok()? == own)
            };
            same() == Some(true)
        })
    }

    /// One of the course's photos with nothing but the scalp in it.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub(crate) fn scalp_only(&self, photo: &CoursePhoto) -> Result<RgbImage, String> {
        self.run(&Silent, |job| scalp_only(job, photo))
    }

    /// The atlas that a run would lay on one of the course's photos, `None` where it has no photo of
    /// that file.
    ///
    /// # Errors
    /// The photo cannot be read, or does not show what its view is of.
    #[cfg(feature = "desk")]
    pub(crate) fn atlas_on(&self, file: &str) -> Option<Result<RegionPlan, Rejection>> {
        let photo = self.course.photos.iter().find(|photo| photo.file == file)?;
        Some(self.run(&Silent, |job| atlas_on(job, photo)))
    }

    /// The hairs that a run finds on one of the course's close-ups before a person's corrections,
    /// `None` where it has no close-up of that file.
    ///
    /// # Errors
    /// The photo cannot be read, or shows no hair shafts.
    #[cfg(feature = "desk")]
    pub(crate) fn hairs_found_on(&self, file: &str) -> Option<Result<CloseupPhoto, Rejection>> {
        let mut photos = self.course.photos.iter();
        let photo = photos.find(|photo| photo.file == file && photo.view.is_closeup())?;
        Some(self.run(&Silent, |job| hairs_found(job, photo)))
    }

    fn run<T>(&self, observer: &dyn Observer, work: impl FnOnce(&Job<'_>) -> T) -> T {
        let load = |photo: &CoursePhoto| match observer.is_cancelled() {
            false => load_photo(photo, &self.params),
            true => Err(DecodeError::Unreadable {
                detail: "the run was stopped".to_owned(),
            }),
        };
        work(&Job {
            course: &self.course,
            load: &load,
            areas: self.areas.as_deref(),
            corrections: &self.corrections,
            params: &self.params,
            self_test: self.self_test.clone(),
            pictures: self.pictures,
        })
    }
}

/// The corrections in every `hairs.json` beside a close-up or in the course's folder, by the photo's
/// file as the course names it; the file beside the photo goes before. A photo named there that the
/// course does not have is a warning of the course.
fn read_corrections(course: &mut Course) -> Result<BTreeMap<String, Corrections>, SessionError> {
    let mut folders: BTreeMap<PathBuf, Vec<(String, String)>> = BTreeMap::new();
    for photo in course.photos.iter().filter(|p| p.view.is_closeup()) {
        if let (Some(folder), Some(name)) = (photo.path.parent(), photo.path.file_name()) {
            let name = name.to_string_lossy().into_owned();
            let course_folder = photo
                .path
                .ancestors()
                .nth(Path::new(&photo.file).components().count());
            let both = course_folder.filter(|own| *own != folder);
            for place in std::iter::once(folder).chain(both) {
                let photos = folders.entry(place.to_owned()).or_default();
                photos.push((name.clone(), photo.file.clone()));
            }
        }
    }
    let mut out = BTreeMap::new();
    for (folder, photos) in folders {
        let path = folder.join(FILE_NAME);
        if !path.exists() {
            continue;
        }
        let fail = |why: String| SessionError::Hairs {
            path: path.clone(),
            why,
        };
        let text = regular_file::read_text(&path).map_err(|e| fail(e.to_string()))?;
        let file = CorrectionsFile::parse(text.trim_start_matches('\u{feff}'))
            .map_err(|e| fail(e.to_string()))?;
        for (name, corrections) in file.photos {
            match photos
                .iter()
                .find(|(own, file)| *file == name || *own == name)
            {
                Some((_, photo)) => {
                    out.insert(photo.clone(), corrections);
                }
                None => course.warnings.push(CourseWarning {
                    code: CourseWarningCode::HairsNote,
                    message: format!(
                        "{} corrects {name}, which is no close-up of the course",
                        path.strip_prefix(&course.folder).unwrap_or(&path).display()
                    ),
                    photo: None,
                }),
            }
        }
    }
    Ok(out)
}

fn regions_note(message: String) -> CourseWarning {
    CourseWarning {
        code: CourseWarningCode::RegionsNote,
        message,
        photo: None,
    }
}

/// Reads a photo from where its course says.
///
/// # Errors
/// It cannot be decoded.
pub(crate) fn load_photo(photo: &CoursePhoto, params: &Params) -> Result<Photo, DecodeError> {
    read_photo(&photo.path, &params.decode)
}

/// The default parameters, or a parameter file laid over them.
///
/// # Errors
/// The file cannot be read or does not hold parameters.
pub(crate) fn load_params(path: Option<&Path>) -> Result<Params, SessionError> {
    let Some(path) = path else {
        return Ok(Params::default());
    };
    let fail = |why: String| SessionError::Params {
        path: path.to_owned(),
        why,
    };
    let text = regular_file::read_text(path).map_err(|e| fail(e.to_string()))?;
    Params::from_toml(&text).map_err(fail)
}

/// A stored self-test, as it is used for every photo.
///
/// # Errors
/// The file cannot be read, is no self-test, or was measured by another method.
pub(crate) fn load_self_test(path: &Path) -> Result<SelfTestUsed, SessionError> {
    let fail = |why: String| SessionError::SelfTest {
        path: path.to_owned(),
        why,
    };
    let bytes = regular_file::read(path, TEXT_MAX_BYTES).map_err(|e| fail(e.to_string()))?;
    let report = read_self_test(&bytes, METHOD).map_err(|e| fail(e.to_string()))?;
    Ok(report.used(sha256_hex(&bytes)))
}
