//! Whose results lie in a folder: those of one person never give way to another's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::FolderError;
use crate::course::Course;
use crate::model::Report;
use crate::photo::sha256_of;
use crate::regular_file::{self, TEXT_MAX_BYTES};
use crate::report::json::from_json;

/// Refuses a folder that holds the results of another course. They are the same person's where a
/// photo is in both, or where both are given one name: a folder's own name ("photos") is none.
/// Photos are read only where a report lies there; one that nobody can read any more gives way.
///
/// # Errors
/// [`FolderError::Anothers`].
pub(crate) fn refuse_anothers(target: &Path, course: &Course) -> Result<(), FolderError> {
    let bytes = regular_file::read(&target.join("report.json"), TEXT_MAX_BYTES);
    let Some(held) = bytes.ok().and_then(|bytes| from_json(&bytes).ok()) else {
        return Ok(());
    };
    let same_name = held.course.subject == course.subject;
    if same_name && course.subject != course.folder_name() {
        return Ok(());
    }
    let known = photo_hashes(&held);
    let same = match known.is_empty() {
        // Not one photo could be read then: the name is all there is.
        true => same_name,
        false => course.photos.iter().any(|photo| {
            let file = regular_file::open(&photo.path, u64::MAX).ok();
            let hash = file.and_then(|(file, _)| sha256_of(file).ok());
            hash.is_some_and(|hash| known.contains(hash.as_str()))
        }),
    };
    match same {
        true => Ok(()),
        false => Err(FolderError::Anothers {
            path: target.to_owned(),
            holds: described(&held),
        }),
    }
}

/// Whether a report lies in `folder` that is not about photos with these hashes.
pub(crate) fn holds_other_photos(folder: &Path, hashes: &[String; 2]) -> bool {
    let Ok(bytes) = fs::read(folder.join("report.json")) else {
        return false;
    };
    let Ok(held) = from_json(&bytes) else {
        return true;
    };
    let known = photo_hashes(&held);
    // A photo that could not be read has no hash in the report: its file's name is all there is.
    known.is_empty()
        || known
            .iter()
            .any(|hash| !hashes.iter().any(|own| own == hash))
}

/// Of the head's photos and the close-ups.
fn photo_hashes(report: &Report) -> BTreeSet<&str> {
    photos(report).map(|(hash, _)| hash).collect()
}

/// Hash and date of each photo in the report.
fn photos(report: &Report) -> impl Iterator<Item = (&str, &str)> {
    let heads = report.views.iter().flat_map(|view| &view.photos);
    let closeups = report.views.closeups.iter().flat_map(|view| &view.photos);
    let heads = heads.map(|photo| (photo.sha256.as_str(), photo.date.as_str()));
    heads.chain(closeups.map(|photo| (photo.sha256.as_str(), photo.date.as_str())))
}

/// Whose results these are, as somebody would look for them.
fn described(report: &Report) -> String {
    let days: BTreeSet<&str> = photos(report).map(|(_, date)| date).collect();
    let subject = format!("{:?}", report.course.subject);
    match (days.first(), days.last()) {
        (Some(first), Some(last)) => format!("{subject}, photos of {first} to {last}"),
        _ => subject,
    }
}
