//! Writing a folder of results so that nobody ever sees half of it.
//!
//! Everything goes to a temporary folder inside the target first and is synced to disk. A run that
//! fails leaves the target as it was; a run that succeeds moves each file in place with one rename,
//! `report.json` last, so that a report never speaks of pictures that are not there. A run that was
//! killed leaves its temporary folder, which the next run into the same target removes.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Prefix of temporary folders.
const STAGING: &str = ".tricholapse-";

/// Random letters behind the prefix.
const STAGING_RANDOM: usize = 6;

/// Held locked in a temporary folder as long as its run lives.
const ALIVE: &str = ".alive";

/// Why results cannot be put into a folder.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FolderError {
    /// The system refuses.
    #[error(
        "cannot write {}: {source}\n  choose another folder with -o, or free space and permissions there",
        .path.display()
    )]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The target is no folder.
    #[error("{} is a file, but results need a folder\n  choose a folder with -o", .path.display())]
    IsAFile {
        /// The target.
        path: PathBuf,
    },
    /// A folder has the name of a result.
    #[error(
        "{} is a folder, but a result has that name\n  choose another folder with -o",
        .path.display()
    )]
    Taken {
        /// Where the result was to go.
        path: PathBuf,
    },
    /// The results of another course lie there.
    #[error(
        "{} holds the results of another course ({holds}), and none of its photos is among these: \
         nothing there was touched\n  choose another folder with -o, or remove that one if nobody needs it; \
         if both are one person's, give both courses the same subject in course.toml",
        .path.display()
    )]
    Anothers {
        /// The folder.
        path: PathBuf,
        /// Whose they are.
        holds: String,
    },
}

/// A target folder that was found writable, and the temporary folder that collects its files.
#[derive(Debug)]
pub(crate) struct StagedFolder {
    target: PathBuf,
    /// Held while files are written or moved, so that nothing is cleared in between.
    busy: Arc<Mutex<()>>,
    staging: tempfile::TempDir,
    _alive: File,
    /// Dropped after `staging`, which lies in it.
    _made: MadeFolders,
    names: Vec<String>,
    former: Vec<String>,
}

/// Folders that were made for results, the innermost first. Those still empty in the end go again:
/// a run that could do nothing leaves nothing.
#[derive(Debug)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn needed_for(target: &Path) -> Self {
        let missing = target.ancestors().take_while(|folder| !folder.exists());
        Self(missing.map(Path::to_path_buf).collect())
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            // Fails, as it should, where something lies in it.
            if fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }
}

impl StagedFolder {
    /// Prepares `target`, before any long work: creates its parent and the temporary folder, and
    /// removes what killed runs left.
    ///
    /// # Errors
    /// The folder or its parent cannot be written to.
    pub(crate) fn prepare(target: &Path) -> Result<Self, FolderError> {
        let fail = unwritable(target);
        if target.exists() && !target.is_dir() {
            return Err(FolderError::IsAFile {
                path: target.to_owned(),
            });
        }
        let made = MadeFolders::needed_for(target);
        create_private(target).map_err(&fail)?;
        remove_left_over(target);
        // Inside the target, so that the final renames stay on one file system.
        let staging = tempfile::Builder::new()
            .prefix(STAGING)
            .rand_bytes(STAGING_RANDOM)
            .tempdir_in(target)
            .map_err(&fail)?;
        let alive = File::create(staging.path().join(ALIVE)).map_err(&fail)?;
        // Where a file system knows no locks, nothing of a killed run is removed.
        let _ = alive.try_lock();
        Ok(Self {
            target: target.to_owned(),
            busy: Arc::default(),
            staging,
            _alive: alive,
            _made: made,
            names: Vec::new(),
            former: Vec::new(),
        })
    }

    /// What clears the run away when it is ended from outside.
    pub(crate) fn cleaner(&self) -> Cleaner {
        Cleaner {
            staging: self.staging.path().to_owned(),
            made: self._made.0.clone(),
            busy: Arc::clone(&self.busy),
        }
    }

    /// Adds a file to the results. `name` is a plain file name.
    ///
    /// # Errors
    /// The file cannot be written (disk full, for example).
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        debug_assert!(
            !self.names.iter().any(|n| n.eq_ignore_ascii_case(name)),
            "{name} twice"
        );
        let _busy = held(&self.busy);
        write_synced(&self.staging.path().join(name), bytes)
            .map_err(unwritable(&self.target.join(name)))?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Files of a former run, to be removed where this run does not write them again. A name that
    /// is not a plain file name of the folder is left alone.
    pub(crate) fn replaces(&mut self, former: Vec<String>) {
        self.former = former;
    }

    /// Moves every file in place, in the order added, removes what a former run left over, and
    /// returns the target.
    ///
    /// # Errors
    /// A folder has the name of a result, and nothing was moved; or a rename or a removal fails.
    pub(crate) fn publish(self) -> Result<PathBuf, FolderError> {
        self.publish_if(|_| Ok(()))
    }

    /// As [`Self::publish`], where `fit` still finds the target fit when no other run is publishing into it.
    ///
    /// # Errors
    /// As there, and what `fit` says.
    pub(crate) fn publish_if(
        self,
        fit: impl FnOnce(&Path) -> Result<(), FolderError>,
    ) -> Result<PathBuf, FolderError> {
        // Given back when closed; where folders cannot be locked, two runs may meet within these renames.
        let turn = File::open(&self.target);
        let _ = turn.as_ref().map(File::lock);
        fit(&self.target)?;
        let _busy = held(&self.busy);
        let places = || self.names.iter().map(|name| self.target.join(name));
        if let Some(path) = places().find(|path| path.is_dir()) {
            return Err(FolderError::Taken { path });
        }
        for (name, to) in self.names.iter().zip(places()) {
            fs::rename(self.staging.path().join(name), &to).map_err(unwritable(&to))?;
        }
        for name in &self.former {
            let path = self.target.join(name);
            let plain = Path::new(name).file_name() == Some(name.as_ref());
            if plain && !self.names.contains(name) && path.is_file() {
                fs::remove_file(&path).map_err(unwritable(&path))?;
            }
        }
        sync_folder(&self.target).map_err(unwritable(&self.target))?;
        Ok(self.target)
    }
}

/// Clears what a run has not finished; see [`StagedFolder::cleaner`].
#[derive(Debug)]
pub(crate) struct Cleaner {
    staging: PathBuf,
    made: Vec<PathBuf>,
    busy: Arc<Mutex<()>>,
}

impl Cleaner {
    /// Waits until no file is being moved, removes the temporary folder, and does `then` while
    /// nothing can be written any more: to end the process.
    pub(crate) fn clear(&self, then: impl FnOnce()) {
        let _busy = held(&self.busy);
        // What cannot be removed is removed by the next run.
        let _ = fs::remove_dir_all(&self.staging);
        drop(MadeFolders(self.made.clone()));
        then();
    }
}

fn held(busy: &Mutex<()>) -> MutexGuard<'_, ()> {
    busy.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a folder and those above it that are missing, readable by their owner alone: they will hold
/// pictures of patients.
pub(crate) fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes temporary folders whose run is over: their lock can be had, or they are empty, as a run
/// leaves them that was killed before it could lock one.
pub(crate) fn remove_left_over(target: &Path) {
    for entry in fs::read_dir(target).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_string_lossy().starts_with(STAGING);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let over = || {
            let alive = File::options().write(true).open(entry.path().join(ALIVE));
            alive.is_ok_and(|file| file.try_lock().is_ok())
        };
        if ours && is_folder && name.len() == STAGING.len() + STAGING_RANDOM {
            // Fails, as it should, where something lies in it.
            let _ = fs::remove_dir(entry.path());
        }
        if ours && is_folder && over() {
            // What cannot be removed hinders nothing.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Writes a file and waits until it is on disk.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until a folder's names are on disk. Folders can be synced on Unix only; elsewhere the
/// rename alone has to do.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn unwritable(path: &Path) -> impl Fn(io::Error) -> FolderError {
    let path = path.to_owned();
    move |source| FolderError::Unwritable {
        path: path.clone(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(target: &Path) -> usize {
        let entries = fs::read_dir(target).unwrap();
        let names = entries.map(|e| e.unwrap().file_name());
        names
            .filter(|n| n.to_string_lossy().starts_with('.'))
            .count()
    }

    #[test]
    fn a_killed_run_is_cleared_away_and_a_living_one_left_alone() {
        let target = tempfile::tempdir().unwrap();
        let living = StagedFolder::prepare(target.path()).unwrap();
        let dead = target.path().join(".tricholapse-dead");
        fs::create_dir(&dead).unwrap();
        fs::write(dead.join(ALIVE), b"").unwrap();
        fs::write(dead.join("picture.jpg"), b"a patient").unwrap();
        let mut folder = StagedFolder::prepare(target.path()).unwrap();
        assert!(!dead.exists());
        assert_eq!(hidden(target.path()), 2);
        folder.add("report.json", b"{}").unwrap();
        folder.publish().unwrap();
        drop(living);
        assert_eq!(hidden(target.path()), 0);
    }

    #[test]
    fn a_run_ended_from_outside_leaves_nothing_and_writes_nothing_more() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("deep/results");
        let mut folder = StagedFolder::prepare(&target).unwrap();
        folder.add("report.json", b"{}").unwrap();
        folder
            .cleaner()
            .clear(|| assert!(!parent.path().join("deep").exists()));
        assert!(folder.publish().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn new_folders_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("deep/results");
        let folder = StagedFolder::prepare(&target).unwrap();
        for made in [parent.path().join("deep"), target.clone()] {
            let mode = fs::metadata(made).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
        drop(folder);
    }

    #[test]
    fn a_folder_in_the_place_of_a_result_refuses_before_anything_is_moved() {
        let target = tempfile::tempdir().unwrap();
        fs::create_dir(target.path().join("report.html")).unwrap();
        let mut folder = StagedFolder::prepare(target.path()).unwrap();
        folder.add("coverage.csv", b"").unwrap();
        folder.add("report.html", b"").unwrap();
        assert!(matches!(folder.publish(), Err(FolderError::Taken { .. })));
        assert!(!target.path().join("coverage.csv").exists());
    }
}
