//! The unit of work: one subject, from its folder to the files of its results.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::BatchOptions;
use super::discover::FoundSubject;
use super::files::{ResultFile, result_files};
use super::key::{Fingerprint, fingerprint};
use super::record::{SUBJECT_SCHEMA, SubjectRecord};
use crate::METHOD;
use crate::cohort::{Failure, SubjectSummary};
use crate::course::{Course, CoursePhoto};
use crate::model::{Report, SelfTestUsed};
use crate::photo::{read_photo, sha256_hex};
use crate::pipeline::{Analysis, Job, Silent, analyze_course};
use crate::regions::geojson::{NamedArea, read_regions};
use crate::report::self_test::read_self_test;

/// A subject that can be measured.
#[derive(Debug)]
pub(super) struct Ready {
    course: Course,
    areas: Option<Vec<NamedArea>>,
    self_test: Option<SelfTestUsed>,
    pub fingerprint: Fingerprint,
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
        reason: error.to_string().replace(&place, ""),
        hint: AGAIN.to_owned(),
    };
    let mut course =
        Course::load(&clinic.join(&subject.path)).map_err(|e| failure("course", &e))?;
    course.front = options.front.or(course.front);
    refuse_links_out(clinic, &course)?;
    let areas = course.regions.as_deref().map(read_regions).transpose();
    let areas = areas.map_err(|e| failure("regions", &e))?;
    let self_test = match (&options.self_test, &course.self_test) {
        (Some(given), _) => Some(given.clone()),
        (None, Some(file)) => Some(stored_self_test(file).map_err(|e| failure("self-test", &e))?),
        (None, None) => None,
    };
    Ok(Ready {
        fingerprint: fingerprint(&course, &subject.path, options),
        self_test,
        course,
        areas,
    })
}

/// The self-test that a course names.
fn stored_self_test(file: &Path) -> Result<SelfTestUsed, String> {
    let read = || {
        let bytes = std::fs::read(file).map_err(|e| e.to_string())?;
        let report = read_self_test(&bytes, METHOD).map_err(|e| e.to_string())?;
        Ok(report.used(sha256_hex(&bytes)))
    };
    read().map_err(|why: String| format!("{}: {why}", file.display()))
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
    let mut params = options.params.clone();
    if let Some(used) = &ready.self_test {
        params.uncertainty.reshoot_pp = used.used_pp;
    }
    let load = |photo: &CoursePhoto| read_photo(&photo.path, &params.decode);
    let job = Job {
        course: &ready.course,
        load: &load,
        areas: ready.areas.as_deref(),
        params: &params,
        self_test: ready.self_test.clone(),
        pictures: options.pictures,
    };
    let analysis: Analysis = analyze_course(&job, &Silent);
    unchanged(&analysis.report, &ready.fingerprint)?;
    let summary = SubjectSummary::of(path, &analysis.report, analysis.is_complete());
    let files = result_files(&analysis, options.lang).map_err(|e| Failure {
        stage: "measure".to_owned(),
        reason: e.to_string(),
        hint: "report it; the other subjects are not affected".to_owned(),
    })?;
    let record = SubjectRecord {
        schema: SUBJECT_SCHEMA.to_owned(),
        key: Some(ready.fingerprint.key.clone()),
        files: files
            .iter()
            .map(|f| (f.name.clone(), f.bytes.len() as u64))
            .collect(),
        summary,
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
    }
}
