//! Writing small files whole: staged beside the target, synced, renamed; the former one kept once.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::course::init::permit_as_before;
use crate::results::sync_folder;

/// Added to the name of a file for the copy of what stood there before.
const BEFORE: &str = "~";

/// A hidden file in `folder`, gone again unless it is given a name.
///
/// # Errors
/// Whatever the disk says.
pub(super) fn staged_in(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".tricholapse-")
        .tempfile_in(folder)
}

/// Replaces the file at `path` by `bytes`, or leaves it as it was. What stood there before is kept
/// beside it, once.
///
/// # Errors
/// Whatever the disk says; then nothing was replaced.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut staged = staged_in(folder)?;
    staged.write_all(bytes)?;
    permit_as_before(staged.as_file(), path)?;
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
fn before(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(BEFORE);
    path.with_file_name(name)
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

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_file_may_read_the_new_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("course.toml");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        replace(&path, b"new").unwrap();
        assert_eq!(mode(), 0o644);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        replace(&path, b"newer").unwrap();
        assert_eq!(mode(), 0o664);
    }
}
