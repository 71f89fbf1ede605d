//! The output folder: locked by one run at a time, holding results that are whole or not there.
//!
//! A subject's files are written to a temporary folder inside the output folder, synced to disk
//! and moved in place with one rename. Killed at any moment, a run leaves finished subjects and a
//! temporary folder, which the next run removes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use super::error::BatchError;
use super::output_place::{SUBJECTS, locked, refuse_inside, unwritable};
use super::place::is_plain_path;
use super::record::{SUBJECT_SCHEMA, SubjectRecord};
use crate::photo::sha256_of;
use crate::regular_file::{self, FileError, TEXT_MAX_BYTES};
use crate::results::{ResultFile, create_private, is_result_name, sync_folder, write_synced};

const WORK: &str = ".tricholapse-work";
/// A subject's record.
pub(super) const SUBJECT_JSON: &str = "subject.json";
/// The record of a finished batch.
pub(super) const BATCH_JSON: &str = "batch.json";

/// An output folder that this run alone writes to.
#[derive(Debug)]
pub(crate) struct Store {
    dir: PathBuf,
    lock: File,
    staged: AtomicU64,
    /// Held for reading while files are written or moved, so that nothing is cleared in between.
    busy: Arc<RwLock<()>>,
}

/// Clears what a run has not finished; see [`Store::cleaner`].
#[derive(Debug)]
pub(crate) struct StoreCleaner {
    work: PathBuf,
    busy: Arc<RwLock<()>>,
}

impl StoreCleaner {
    /// Waits until no file is being moved, removes the temporary folder, and does `then` while
    /// nothing can be written any more: to end the process.
    pub(crate) fn clear(&self, then: impl FnOnce()) {
        let _all = self.busy.write().unwrap_or_else(PoisonError::into_inner);
        // What cannot be removed is removed by the next run.
        let _ = fs::remove_dir_all(&self.work);
        then();
    }
}

impl Store {
    /// Opens `dir`, creating it, and removes what a killed run left half done. `clinic`, where
    /// given, must not hold the output folder; `holder` tells another run who is at work.
    ///
    /// # Errors
    /// The folder would lie among the photos, another run has it, or it cannot be written to.
    pub(crate) fn open(
        dir: &Path,
        clinic: Option<&Path>,
        holder: &str,
    ) -> Result<Self, BatchError> {
        if let Some(clinic) = clinic {
            refuse_inside(dir, clinic)?;
        }
        create_private(dir).map_err(unwritable(dir))?;
        let lock = locked(dir, holder)?;
        let store = Self {
            dir: dir.to_owned(),
            lock,
            staged: AtomicU64::new(0),
            busy: Arc::default(),
        };
        let work = store.work();
        if work.exists() {
            fs::remove_dir_all(&work).map_err(unwritable(&work))?;
        }
        create_private(&work).map_err(unwritable(&work))?;
        Ok(store)
    }

    /// What clears the run away when it is ended from outside.
    pub(crate) fn cleaner(&self) -> StoreCleaner {
        StoreCleaner {
            work: self.work(),
            busy: Arc::clone(&self.busy),
        }
    }

    fn held(&self) -> RwLockReadGuard<'_, ()> {
        self.busy.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The output folder.
    #[cfg(feature = "history")]
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Folder of a subject's results.
    pub(crate) fn subject_dir(&self, path: &str) -> PathBuf {
        self.dir.join(SUBJECTS).join(path)
    }

    /// Takes back the word that the batch is finished, before anything is changed.
    ///
    /// # Errors
    /// The record cannot be removed.
    pub(crate) fn begin(&self) -> Result<(), BatchError> {
        let record = self.dir.join(BATCH_JSON);
        match fs::remove_file(&record) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(unwritable(&record)(e)),
            _ => Ok(()),
        }
    }

    /// The stored result of a subject, if it is there and all its files are as they were written.
    pub(crate) fn stored(&self, path: &str) -> Option<SubjectRecord> {
        stored_in(&self.subject_dir(path))
    }

    /// Puts a subject's results in place, whole; an earlier result is replaced.
    ///
    /// # Errors
    /// Something cannot be written; an earlier result is then still there.
    pub(super) fn publish(
        &self,
        path: &str,
        files: &[ResultFile],
        record: &[u8],
    ) -> Result<(), BatchError> {
        self.staged(path, |staging| {
            for file in files {
                write_synced(&staging.join(&file.name), &file.bytes)?;
            }
            write_synced(&staging.join(SUBJECT_JSON), record)
        })
    }

    /// Takes over the files of a subject's results from another output folder, and no others: hard
    /// links where the file system allows, else copies.
    ///
    /// # Errors
    /// Something cannot be read or written.
    pub(super) fn adopt(
        &self,
        path: &str,
        from: &Path,
        record: &SubjectRecord,
    ) -> Result<(), BatchError> {
        self.staged(path, |staging| {
            let names = record.files.keys().map(String::as_str);
            for name in names.chain([SUBJECT_JSON]) {
                let (source, to) = (from.join(name), staging.join(name));
                let file = fs::symlink_metadata(&source)?.is_file();
                if !is_result_name(name) || !file {
                    return Err(io::Error::other(format!("{name:?} is no file of results")));
                }
                if fs::hard_link(&source, &to).is_err() {
                    fs::copy(&source, &to)?;
                    File::open(&to)?.sync_all()?;
                }
            }
            Ok(())
        })
    }

    /// Puts one document of the whole batch in place.
    ///
    /// # Errors
    /// It cannot be written; an earlier one is then still there.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BatchError> {
        let _busy = self.held();
        let staging = self.work().join(name);
        let target = self.dir.join(name);
        write_synced(&staging, bytes)
            .and_then(|()| fs::rename(&staging, &target))
            .and_then(|()| sync_folder(&self.dir))
            .map_err(unwritable(&target))
    }

    /// Takes a document of a former run away, where there is one.
    ///
    /// # Errors
    /// It cannot be removed.
    pub(crate) fn remove(&self, name: &str) -> Result<(), BatchError> {
        let _busy = self.held();
        let target = self.dir.join(name);
        match fs::remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(unwritable(&target)(error))
            }
            _ => Ok(()),
        }
    }

    /// Ends the run: the temporary folder goes, the lock file no longer names a holder.
    ///
    /// # Errors
    /// The folder cannot be removed.
    pub(crate) fn close(self) -> Result<(), BatchError> {
        self.clear().map_err(unwritable(&self.dir))
    }

    fn clear(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.work()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => self.lock.set_len(0),
        }
    }

    fn work(&self) -> PathBuf {
        self.dir.join(WORK)
    }

    /// Fills a temporary folder and moves it to the subject's place.
    fn staged(
        &self,
        path: &str,
        fill: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), BatchError> {
        let _busy = self.held();
        let n = self.staged.fetch_add(1, Ordering::Relaxed);
        let staging = self.work().join(format!("new-{n}"));
        let old = self.work().join(format!("old-{n}"));
        let target = self.subject_dir(path);
        let publish = || {
            create_private(&staging)?;
            fill(&staging)?;
            sync_folder(&staging)?;
            let parent = self.parent_of(path)?;
            let replaces = match fs::symlink_metadata(&target) {
                Ok(_) if !holds_only_results(&target) => return Err(not_ours()),
                found => found.is_ok(),
            };
            if replaces {
                fs::rename(&target, &old)?;
            }
            if let Err(error) = fs::rename(&staging, &target) {
                if replaces {
                    fs::rename(&old, &target)?;
                }
                return Err(error);
            }
            if replaces {
                carry_over(&old, &target)?;
            }
            self.sync_up(&parent)
        };
        let published = publish().map_err(unwritable(&target));
        // On success nothing is left of the first; on failure the space is given back.
        let _ = fs::remove_dir_all(&staging);
        let _ = fs::remove_dir_all(&old);
        published
    }

    /// The folder that holds a subject's folder, made where it is missing. A path in somebody's
    /// record, or a link that somebody put into the output folder, must not lead to other folders:
    /// what lies there would be replaced.
    fn parent_of(&self, path: &str) -> io::Result<PathBuf> {
        let outside = || io::Error::other("the subject's place leads out of the output folder");
        if !is_plain_path(path) {
            return Err(outside());
        }
        let target = self.subject_dir(path);
        let parent = target.parent().ok_or_else(outside)?;
        create_private(parent)?;
        let root = self.dir.join(SUBJECTS).canonicalize()?;
        match parent.canonicalize()?.starts_with(root) {
            true => Ok(parent.to_owned()),
            false => Err(outside()),
        }
    }

    /// Syncs a folder and those above it up to the output folder: each may just have been made.
    fn sync_up(&self, folder: &Path) -> io::Result<()> {
        for folder in folder.ancestors() {
            sync_folder(folder)?;
            if folder == self.dir {
                break;
            }
        }
        Ok(())
    }
}

/// A run that an error ends leaves nothing half done either; what cannot be removed the next run removes.
impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.clear();
    }
}

/// The result in a subject's folder, if every file is there with the contents it was written with.
pub(super) fn stored_in(folder: &Path) -> Option<SubjectRecord> {
    let bytes = regular_file::read(&folder.join(SUBJECT_JSON), TEXT_MAX_BYTES).ok()?;
    let record: SubjectRecord = serde_json::from_slice(&bytes).ok()?;
    let whole = record.files.iter().all(|(name, stored)| {
        let unchanged = || {
            let (file, size) = regular_file::open(&folder.join(name), stored.bytes)?;
            let hash = sha256_of(file).map_err(FileError::Io)?;
            Ok::<_, FileError>(size == stored.bytes && hash == stored.sha256)
        };
        is_result_name(name) && unchanged().unwrap_or(false)
    });
    (record.schema == SUBJECT_SCHEMA && whole).then_some(record)
}

/// Whether a folder holds a subject's results, or only folders that do.
fn holds_only_results(folder: &Path) -> bool {
    if folder.is_symlink() {
        return false;
    }
    if folder.join(SUBJECT_JSON).is_file() {
        return true;
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries
        .flatten()
        .all(|entry| entry.path().is_dir() && holds_only_results(&entry.path()))
}

fn not_ours() -> io::Error {
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        "something that is no result of this program is in the way; move it elsewhere",
    )
}

/// Files that a person laid among a subject's results stay there.
fn carry_over(old: &Path, new: &Path) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let name = entry.file_name();
        let formed = name.to_str().is_some_and(is_result_name);
        let results = entry.file_type()?.is_dir() && holds_only_results(&entry.path());
        let to = new.join(&name);
        if !formed && !results && fs::symlink_metadata(&to).is_err() {
            fs::rename(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Folder of a subject's results in any output folder.
pub(super) fn subject_dir_in(dir: &Path, path: &str) -> PathBuf {
    dir.join(SUBJECTS).join(path)
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
