//! Which folders below a clinic's folder are subjects.
//!
//! A subject is a folder with a `course.toml`, or with photos in it or in its `photos/` and no
//! subject below it. Nothing is passed over silently, and no symbolic link to a folder is followed.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::BatchError;
use crate::cohort::Failure;
use crate::cohort::model::PassedOver;
use crate::course::is_photo_name;
use crate::course::manifest::MANIFEST_NAME;

/// Folder of a course in which photos lie.
const PHOTOS_FOLDER: &str = "photos";
/// Files by which a folder of results, of a batch or of a phantom's truth is known: pictures there
/// are no photos.
const NOT_PHOTOS: [&str; 3] = ["report.json", "batch.json", "truth.json"];

/// A subject's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundSubject {
    /// Relative to the clinic's folder, with `/`.
    pub path: String,
    /// A folder that could not even be looked into.
    pub failure: Option<Failure>,
}

/// What lies below a clinic's folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discovery {
    /// The subjects, by path.
    pub subjects: Vec<FoundSubject>,
    /// What is no subject but looks as if somebody might miss it, by path.
    pub passed_over: Vec<PassedOver>,
}

/// Looks for subjects below `clinic`, at any depth; hidden folders are passed over.
///
/// # Errors
/// The folder cannot be read, is itself a course, or has no subject below it.
pub fn discover(clinic: &Path) -> Result<Discovery, BatchError> {
    let top = Listing::of(clinic).map_err(|source| BatchError::Clinic {
        path: clinic.to_owned(),
        source,
    })?;
    if top.manifest {
        return Err(BatchError::IsACourse {
            path: clinic.to_owned(),
        });
    }
    let mut found = Discovery::default();
    if top.photos > 0 {
        found.passed_over.push(loose(".", top.photos));
    }
    look_below(clinic, "", &top, &mut found);
    found.subjects.sort_by(|a, b| a.path.cmp(&b.path));
    found.passed_over.sort();
    if found.subjects.is_empty() {
        return Err(BatchError::NoSubjects {
            path: clinic.to_owned(),
        });
    }
    Ok(found)
}

/// The subjects that a list names: one path per line relative to the clinic's folder, `#` begins a
/// comment. `file` is the list's name for messages.
///
/// # Errors
/// A path that leaves the clinic's folder, stands twice, or lies below another one.
pub fn from_list(text: &str, file: &Path) -> Result<Discovery, BatchError> {
    let mut paths: Vec<(String, usize)> = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let written = line.split('#').next().unwrap_or_default().trim();
        if written.is_empty() {
            continue;
        }
        let bad = |why| BatchError::BadList {
            file: file.to_owned(),
            line: i + 1,
            path: written.to_owned(),
            why,
        };
        let path = written.trim_end_matches('/');
        let plain = path.split('/').all(|p| !matches!(p, "" | "." | ".."));
        if !plain || path.contains('\\') {
            return Err(bad(
                "is no path below the clinic's folder such as arm-a/P-0042",
            ));
        }
        paths.push((path.to_owned(), i + 1));
    }
    paths.sort();
    let mut seen = BTreeSet::new();
    for (path, line) in &paths {
        // Parents sort before their children.
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        if !seen.insert(path.as_str()) || above.into_iter().any(|p| seen.contains(p)) {
            return Err(BatchError::BadList {
                file: file.to_owned(),
                line: *line,
                path: path.clone(),
                why: "stands twice, or lies below another subject of the list",
            });
        }
    }
    let subjects = paths.into_iter().map(|(path, _)| FoundSubject {
        path,
        failure: None,
    });
    Ok(Discovery {
        subjects: subjects.collect(),
        passed_over: Vec::new(),
    })
}

/// What lies directly in a folder.
#[derive(Debug, Default)]
struct Listing {
    manifest: bool,
    /// Results or truth: nothing here is a photo.
    results: bool,
    photos: usize,
    /// Subfolders by name.
    folders: Vec<String>,
    /// Symbolic links to folders.
    links: Vec<String>,
    /// Subfolders whose name is no UTF-8, as far as it can be shown.
    unreadable_names: Vec<String>,
}

impl Listing {
    fn of(folder: &Path) -> std::io::Result<Self> {
        let mut listing = Self::default();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let os_name = entry.file_name();
            let Some(name) = os_name.to_str() else {
                if kind.is_dir() {
                    let shown = os_name.to_string_lossy().into_owned();
                    listing.unreadable_names.push(shown);
                }
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                listing.folders.push(name.to_owned());
            } else if kind.is_symlink() && entry.path().is_dir() {
                listing.links.push(name.to_owned());
            } else {
                listing.manifest |= name == MANIFEST_NAME;
                listing.results |= NOT_PHOTOS.contains(&name);
                listing.photos += usize::from(is_photo_name(name));
            }
        }
        listing.folders.sort();
        listing.links.sort();
        Ok(listing)
    }
}

/// Looks into the subfolders of a folder that is no subject itself.
fn look_below(folder: &Path, path: &str, listing: &Listing, found: &mut Discovery) {
    for name in &listing.folders {
        look(&folder.join(name), &joined(path, name), found);
    }
    for name in &listing.links {
        found.passed_over.push(PassedOver {
            path: joined(path, name),
            reason: "a symbolic link to a folder; links are not followed".to_owned(),
            hint: "move the folder here, or run a batch on the folder it points to".to_owned(),
        });
    }
    for name in &listing.unreadable_names {
        found.subjects.push(FoundSubject {
            path: joined(path, name),
            failure: Some(failure(
                "the folder's name is not UTF-8".to_owned(),
                "rename the folder",
            )),
        });
    }
}

fn look(folder: &Path, path: &str, found: &mut Discovery) {
    let listing = match Listing::of(folder) {
        Ok(listing) => listing,
        Err(error) => {
            found.subjects.push(FoundSubject {
                path: path.to_owned(),
                failure: Some(failure(
                    format!("the folder cannot be read: {error}"),
                    "give this account the right to read the folder, then run again with --resume",
                )),
            });
            return;
        }
    };
    let subject = FoundSubject {
        path: path.to_owned(),
        failure: None,
    };
    if listing.manifest {
        found.subjects.push(subject);
        return;
    }
    if listing.results {
        return;
    }
    let inner = photos_folder(folder, &listing);
    let mut below = Discovery::default();
    let others = Listing {
        folders: listing
            .folders
            .iter()
            .filter(|name| inner == 0 || *name != PHOTOS_FOLDER)
            .cloned()
            .collect(),
        ..listing
    };
    look_below(folder, path, &others, &mut below);
    let photos = others.photos + inner;
    if photos > 0 && below.subjects.is_empty() {
        found.subjects.push(subject);
    } else if photos > 0 {
        found.passed_over.push(loose(path, photos));
    }
    found.subjects.append(&mut below.subjects);
    found.passed_over.append(&mut below.passed_over);
}

/// Photos in the folder's `photos/`.
fn photos_folder(folder: &Path, listing: &Listing) -> usize {
    if !listing.folders.iter().any(|name| name == PHOTOS_FOLDER) {
        return 0;
    }
    // One that cannot be read is reported as a subject of its own.
    Listing::of(&folder.join(PHOTOS_FOLDER)).map_or(0, |inner| inner.photos)
}

fn loose(path: &str, photos: usize) -> PassedOver {
    PassedOver {
        path: path.to_owned(),
        reason: format!("{photos} photo(s) lie beside the folders of subjects"),
        hint: "move them into the folder of the subject they show".to_owned(),
    }
}

fn failure(reason: String, hint: &str) -> Failure {
    Failure {
        stage: "discovery".to_owned(),
        reason,
        hint: hint.to_owned(),
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}

#[cfg(test)]
#[path = "discover_tests.rs"]
mod tests;
