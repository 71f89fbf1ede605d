//! Writing small files whole: staged beside the target, synced, renamed; the former one kept once.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Added to the name of a file for the copy of what stood there before.
const BEFORE: &str = "~";

/// Replaces the file at `path` by `bytes`, or leaves it as it was. What stood there before is kept
/// beside it, once.
///
/// # Errors
/// Whatever the disk says; then nothing was replaced.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut staged = tempfile::Builder::new()
        .prefix(".tricholapse-")
        .tempfile_in(folder)?;
    staged.write_all(bytes)?;
    staged.as_file().sync_all()?;
    if path.is_file() {
        fs::copy(path, before(path))?;
    }
    staged.persist(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// Takes the file at `path` away; what stood there is kept beside it, once.
///
/// # Errors
/// Whatever the disk says.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::rename(path, before(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Where the former file of `path` is kept.
pub(super) fn before(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(BEFORE);
    path.with_file_name(name)
}

/// Makes the names in a folder last.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        // Folders cannot be opened for syncing elsewhere.
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_former_file_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("course.toml");
        for text in ["one", "two", "three"] {
            replace(&path, text.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(fs::read_to_string(before(&path)).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
