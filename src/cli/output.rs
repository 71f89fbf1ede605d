//! Writing a folder of results so that nobody ever sees half of it.
//!
//! Everything goes to a temporary folder beside the target first. A run that fails leaves the
//! target as it was; a run that succeeds moves each file in place with one rename, `report.json`
//! last, so that a report never speaks of pictures that are not there.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::CliError;

/// A target folder that was found writable, and the temporary folder that collects its files.
#[derive(Debug)]
pub struct OutputFolder {
    target: PathBuf,
    staging: tempfile::TempDir,
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

impl OutputFolder {
    /// Prepares `target`, before any long work: creates its parent and the temporary folder.
    ///
    /// # Errors
    /// [`CliError::Unwritable`] when the folder or its parent cannot be written to.
    pub fn prepare(target: &Path) -> Result<Self, CliError> {
        let fail = |source| CliError::Unwritable {
            path: target.to_owned(),
            source,
        };
        if target.exists() && !target.is_dir() {
            return Err(CliError::OutputIsAFile {
                path: target.to_owned(),
            });
        }
        let made = MadeFolders::needed_for(target);
        fs::create_dir_all(target).map_err(fail)?;
        // Inside the target, so that the final renames stay on one file system.
        let staging = tempfile::Builder::new()
            .prefix(".tricholapse-")
            .tempdir_in(target)
            .map_err(fail)?;
        Ok(Self {
            target: target.to_owned(),
            staging,
            _made: made,
            names: Vec::new(),
            former: Vec::new(),
        })
    }

    /// Adds a file to the results. `name` is a plain file name.
    ///
    /// # Errors
    /// [`CliError::Unwritable`] when the file cannot be written (disk full, for example).
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), CliError> {
        debug_assert!(
            !self.names.iter().any(|n| n.eq_ignore_ascii_case(name)),
            "{name} twice"
        );
        let path = self.staging.path().join(name);
        fs::write(&path, bytes).map_err(|source| CliError::Unwritable {
            path: self.target.join(name),
            source,
        })?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Files of a former run, to be removed where this run does not write them again. A name that
    /// is not a plain file name of the folder is left alone.
    pub fn replaces(&mut self, former: Vec<String>) {
        self.former = former;
    }

    /// Moves every file in place, in the order added, removes what a former run left over, and
    /// returns the target.
    ///
    /// # Errors
    /// [`CliError::Unwritable`] when a rename or a removal fails.
    pub fn publish(self) -> Result<PathBuf, CliError> {
        for name in &self.names {
            let to = self.target.join(name);
            fs::rename(self.staging.path().join(name), &to).map_err(|source| {
                CliError::Unwritable {
                    path: to.clone(),
                    source,
                }
            })?;
        }
        for name in &self.former {
            let path = self.target.join(name);
            let plain = Path::new(name).file_name() == Some(name.as_ref());
            if plain && !self.names.contains(name) && path.is_file() {
                fs::remove_file(&path).map_err(|source| CliError::Unwritable { path, source })?;
            }
        }
        Ok(self.target)
    }
}
