//! The unit of work: one subject, from its folder to the files of its results.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::BatchOptions;
use super::discover::FoundSubject;
use super::key::{Fingerprint, fingerprint};
use super::record::{SUBJECT_SCHEMA, StoredFile, SubjectRecord};
use crate::cohort::{Failure, SubjectSummary};
use crate::course::{Course, CourseError, CoursePhoto};
use crate::model::Report;
use crate::pipeline::Silent;
use crate::pipeline::VisitRepeats;
use crate::results::{ResultFile, result_files};
use crate::session::{Asked, Session};

/// A subject that can be measured.
#[derive(Debug)]
pub(super) struct Ready {
    session: Session,
    pub(crate) fingerprint: Fingerprint,
}

/// Everything that can be known without decoding a photo.
///
/// # Errors
/// What keeps the subject from being measured.
pub(super) fn prepare(
    clinic: &Path,
    subject: &FoundSubject,
    options: &BatchOptions,
) -> Result<Ready, Failure> {
    if let Some(failure) = &subject.failure {
        return Err(failure.clone());
    }
    // Without the folder's place on this machine, the same failure reads the same everywhere.
    let place = format!("{}/", clinic.display());
    let failure = |stage: &str, error: &dyn std::fmt::Display| Failure {
        stage: stage.to_owned(),
        reason: without_place(&error.to_string(), &place),
        hint: AGAIN.to_owned(),
    };
    let course =
        Course::load_on(&clinic.join(&subject.path), options.today).map_err(|e| match e {
            CourseError::NoPhotos { .. } => failure(Failure::NO_PHOTOS, &e),
            _ => failure("course", &e),
        })?;
    refuse_links_out(clinic, &course)?;
    let asked = Asked {
        params: options.params.clone(),
        self_test: options.self_test.clone(),
        front: options.front,
        pictures: options.pictures,
    };
    let session = Session::open(course, asked).map_err(|e| failure(e.stage(), &e))?;
    Ok(Ready {
        fingerprint: fingerprint(session.course(), &subject.path, options),
        session,
    })
}

/// A message without the paths' common beginning. Where the clinic is `.` that is `./`, which also
/// stands inside `../one`: only a path's beginning is taken off.
fn without_place(message: &str, place: &str) -> String {
    let mut kept = String::new();
    let mut rest = message;
    while let Some(at) = rest.find(place) {
        let (before, found) = rest.split_at(at);
        kept.push_str(before);
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '\\' | '-' | '_');
        if kept.ends_with(inside) {
            kept.push_str(place);
        }
        rest = &found[place.len()..];
    }
    kept + rest
}

const AGAIN: &str = "mend what the reason names, then run again with --resume";

/// A photo that is a symbolic link out of the clinic's folder is somebody else's file.
fn refuse_links_out(clinic: &Path, course: &Course) -> Result<(), Failure> {
    let Ok(clinic) = clinic.canonicalize() else {
        return Ok(());
    };
    let leaves = |photo: &&CoursePhoto| {
        let real = photo.path.canonicalize();
        real.is_ok_and(|real| !real.starts_with(&clinic))
    };
    match course.photos.iter().find(leaves) {
        None => Ok(()),
        Some(photo) => Err(Failure {
            stage: "course".to_owned(),
            reason: format!(
                "{} is a symbolic link to a file outside the clinic's folder",
                photo.file
            ),
            hint: "copy the file into the subject's folder".to_owned(),
        }),
    }
}

/// Measures a subject. A defect that panics is a failure of this subject alone.
///
/// # Errors
/// Why there is no report.
pub(super) fn measure(
    ready: &Ready,
    path: &str,
    options: &BatchOptions,
) -> Result<(Vec<ResultFile>, SubjectRecord), Failure> {
    let run = || measure_inner(ready, path, options);
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(Failure {
            stage: "measure".to_owned(),
            reason: format!(
                "the program stopped on a defect of its own: {}",
                said.unwrap_or("no message")
            ),
            hint: "report it with the photo's size and format; the other subjects are not affected"
                .to_owned(),
        })
    })
}

fn measure_inner(
    ready: &Ready,
    path: &str,
    options: &BatchOptions,
) -> Result<(Vec<ResultFile>, SubjectRecord), Failure> {
    let analysis = ready.session.analyze(&Silent);
    unchanged(&analysis.report, &ready.fingerprint)?;
    let summary = SubjectSummary::of(path, &analysis.report, analysis.is_complete());
    let files = result_files(&analysis, &options.form).map_err(|e| Failure {
        stage: "measure".to_owned(),
        reason: e.to_string(),
        hint: "report it; the other subjects are not affected".to_owned(),
    })?;
    let record = SubjectRecord {
        schema: SUBJECT_SCHEMA.to_owned(),
        key: Some(ready.fingerprint.key.clone()),
        files: files
            .iter()
            .map(|f| (f.name.clone(), StoredFile::of(&f.bytes)))
            .collect(),
        summary,
        repeats: VisitRepeats::of(path, &analysis.report),
    };
    Ok((files, record))
}

/// A photo replaced between hashing and decoding would leave a result under a wrong key.
fn unchanged(report: &Report, fingerprint: &Fingerprint) -> Result<(), Failure> {
    let photos = report.views.iter().flat_map(|view| &view.photos);
    for photo in photos {
        let hashed = fingerprint.photos.get(&photo.file).and_then(Option::as_ref);
        if hashed.is_some_and(|hash| *hash != photo.sha256) {
            return Err(Failure {
                stage: "read".to_owned(),
                reason: format!("{} changed while it was being read", photo.file),
                hint: "run again with --resume once nothing writes to the folder".to_owned(),
            });
        }
    }
    Ok(())
}

/// The record of a subject without a report.
pub(super) fn failed(path: &str, failure: Failure) -> SubjectRecord {
    SubjectRecord {
        schema: SUBJECT_SCHEMA.to_owned(),
        key: None,
        files: BTreeMap::new(),
        summary: SubjectSummary::failed(path, failure),
        repeats: VisitRepeats::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_beginning_of_a_path_is_taken_off() {
        let said = without_place("./P-1/course.toml: \"../one/a.jpg\" and ./P-1/x./y", "./");
        assert_eq!(said, "P-1/course.toml: \"../one/a.jpg\" and P-1/x./y");
        let said = without_place("/clinic/P-1: /other/clinic/P-1", "/clinic/");
        assert_eq!(said, "P-1: /other/clinic/P-1");
    }
}
