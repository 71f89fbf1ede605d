//! Which folders below a clinic's folder are subjects.
//!
//! A subject is a folder with a `course.toml`, or with photos in it, in its `photos/` or in its
//! folders of visits. Other folders with pictures below it (edited copies, exports) never hide it:
//! they are passed over by name, unless their photos are of other days or they hold a `course.toml`:
//! then they are subjects too. Folders of systems are never looked into, nothing else is passed over
//! silently, and no symbolic link to a folder is followed.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::BatchError;
use super::listing::{Listing, Visits};
use super::place::is_plain_path;
use crate::cohort::Failure;
use crate::cohort::model::PassedOver;
use crate::course::days_of;

/// A subject's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundSubject {
    /// Relative to the clinic's folder, with `/`.
    pub(crate) path: String,
    /// A folder that could not even be looked into.
    pub(crate) failure: Option<Failure>,
}

/// What lies below a clinic's folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Discovery {
    /// The subjects, by path.
    pub(crate) subjects: Vec<FoundSubject>,
    /// What is no subject but looks as if somebody might miss it, by path.
    pub(crate) passed_over: Vec<PassedOver>,
}

impl Discovery {
    fn append(&mut self, mut other: Self) {
        self.subjects.append(&mut other.subjects);
        self.passed_over.append(&mut other.passed_over);
    }
}

/// Looks for subjects below `clinic`, at any depth; hidden folders are passed over.
///
/// # Errors
/// The folder cannot be read, is itself a course, or has no subject below it.
pub(crate) fn discover(clinic: &Path) -> Result<Discovery, BatchError> {
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
    let visits = top.visits(clinic);
    look_below(clinic, "", &top, &visits.others, &mut found);
    // A store of photos, a view's word such as `Krone`: beside a clinic's folders a subject's name.
    let named = visits.stores.iter().map(|(name, _)| name);
    let named = named.chain(&visits.undated).chain(&visits.derived);
    if visits.only_undated(&top) || found.subjects.is_empty() && !visits.dated.is_empty() {
        return Err(BatchError::IsACourse {
            path: clinic.to_owned(),
        });
    }
    for name in named {
        look(&clinic.join(name), name, &mut found);
    }
    for (name, photos) in &visits.dated {
        found.passed_over.push(visit_beside(name, *photos));
    }
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
pub(crate) fn from_list(text: &str, file: &Path) -> Result<Discovery, BatchError> {
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
        if !is_plain_path(path) || path.contains('\\') {
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

/// Looks into some of a folder's subfolders, and names its links and what has no readable name.
fn look_below(
    folder: &Path,
    path: &str,
    listing: &Listing,
    folders: &[String],
    found: &mut Discovery,
) {
    for name in folders {
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
    let visits = listing.visits(folder);
    let mut below = Discovery::default();
    look_below(folder, path, &listing, &visits.others, &mut below);
    let photos = listing.photos + visits.photos;
    if photos == 0 {
        // Nothing of its own: what lies below stands for itself.
        for name in &visits.derived {
            look(&folder.join(name), &joined(path, name), &mut below);
        }
        found.append(below);
        return;
    }
    if below.subjects.is_empty() {
        found.subjects.push(subject);
    } else if photos == visits.undated_photos {
        // Beside folders of subjects, a folder such as `Krone` is a subject's, not a view's.
        for name in visits.undated.iter().chain(&visits.derived) {
            look(&folder.join(name), &joined(path, name), &mut below);
        }
        found.append(below);
        return;
    } else {
        keep_or_pass(folder, subject, &listing, &visits, &mut below, found);
    }
    for name in &visits.derived {
        let inner = folder.join(name);
        found
            .passed_over
            .extend(no_visit(&inner, &joined(path, name)));
    }
    found.append(below);
}

/// A folder with photos and with folders below it that look like subjects: which of them are.
fn keep_or_pass(
    folder: &Path,
    subject: FoundSubject,
    listing: &Listing,
    visits: &Visits,
    below: &mut Discovery,
    found: &mut Discovery,
) {
    let own = days_of(folder);
    if own.is_empty() {
        let path = subject.path;
        // Views' folders without a day, beside subjects, are subjects' too.
        for name in &visits.undated {
            look(&folder.join(name), &joined(&path, name), below);
        }
        let stored: usize = visits.stores.iter().map(|(_, photos)| photos).sum();
        if listing.photos + stored > 0 {
            found
                .passed_over
                .push(loose(&path, listing.photos + stored));
        }
        return;
    }
    let base = subject.path.len() + 1;
    found.subjects.push(subject);
    let (others, pictures): (Vec<_>, Vec<_>) = std::mem::take(&mut below.subjects)
        .into_iter()
        .partition(|s| {
            let inner = folder.join(&s.path[base..]);
            s.failure.is_some()
                || Listing::of(&inner).is_ok_and(|l| l.manifest)
                || !days_of(&inner).is_subset(&own)
        });
    below.subjects = others;
    for passed in pictures {
        let inner = folder.join(&passed.path[base..]);
        found.passed_over.extend(no_visit(&inner, &passed.path));
    }
}

/// A folder with pictures below a subject that is no visit's.
fn no_visit(folder: &Path, path: &str) -> Option<PassedOver> {
    let listing = Listing::of(folder)
        .ok()
        .filter(|listing| !listing.results)?;
    let photos = listing.photos + listing.visits(folder).photos;
    (photos > 0).then(|| PassedOver {
        path: path.to_owned(),
        reason: format!("{} in a folder that is no visit's", counted(photos)),
        hint: "name it by its visit's date if they belong to the subject; if they are another \
               subject's, move it beside the others"
            .to_owned(),
    })
}

/// "1 photo", "3 photos".
fn counted(photos: usize) -> String {
    format!("{photos} photo{}", if photos == 1 { "" } else { "s" })
}

/// A visit's folder beside those of subjects.
fn visit_beside(path: &str, photos: usize) -> PassedOver {
    PassedOver {
        path: path.to_owned(),
        reason: format!(
            "{} of a visit beside the folders of subjects",
            counted(photos)
        ),
        hint: "move the folder into that of the subject whom it shows".to_owned(),
    }
}

fn loose(path: &str, photos: usize) -> PassedOver {
    PassedOver {
        path: path.to_owned(),
        reason: format!("{} beside the folders of subjects", counted(photos)),
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
