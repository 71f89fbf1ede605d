//! Writing files whole: staged beside the target, synced, renamed; the former one kept once. Who may
//! read a folder may read what is put into it: on a clinic's shared drive those who work there, in a
//! folder of one's own nobody else.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::course::init::permit_as_before;
use crate::results::{remove_left_over, sync_folder};

/// Begins the names of files that are not whole yet.
const STAGED: &str = ".tricholapse-";
/// Added to the name of a file for the copy of what stood there before.
const BEFORE: &str = "~";
/// How deep below the clinic's folder the desk writes: groups of subjects, a subject, its folders.
const DEEPEST: usize = 6;

/// A hidden file in `folder`, gone again unless it is given a name. It is locked as long as this
/// program holds it, which tells it from what a killed one left.
///
/// # Errors
/// Whatever the disk says.
pub(super) fn staged_in(folder: &Path) -> io::Result<NamedTempFile> {
    let staged = tempfile::Builder::new()
        .prefix(STAGED)
        .tempfile_in(folder)?;
    // Where a file system knows no locks, nothing is cleared away either.
    let _ = staged.as_file().try_lock();
    permit_as_folder(staged.as_file(), folder)?;
    Ok(staged)
}

/// Makes a folder in one that exists, for the same people.
///
/// # Errors
/// It exists, or whatever the disk says.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    #[cfg(unix)]
    if let Some(above) = path.parent() {
        fs::set_permissions(path, above.metadata()?.permissions())?;
    }
    Ok(())
}

/// Makes a folder as [`make_folder`] does, unless it is there.
///
/// # Errors
/// Whatever the disk says.
pub(super) fn need_folder(path: &Path) -> io::Result<()> {
    match make_folder(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

/// Whether nothing can be stored in a folder.
pub(super) fn is_read_only(folder: &Path) -> bool {
    staged_in(folder).is_err()
}

#[cfg(unix)]
fn permit_as_folder(file: &File, folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = folder.metadata()?.permissions().mode() & 0o666;
    file.set_permissions(fs::Permissions::from_mode(mode | 0o600))
}

#[cfg(not(unix))]
fn permit_as_folder(_file: &File, _folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Replaces the file at `path` by `bytes`, or leaves it as it was. What stood there before is kept
/// beside it, once.
///
/// # Errors
/// Whatever the disk says; then nothing was replaced.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let staged = written(path, bytes)?;
    if path.is_file() {
        let former = written(path, &fs::read(path)?)?;
        former.persist(before(path)).map_err(|e| e.error)?;
    }
    staged.persist(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// `bytes` on disk beside `path`, for those who may read what stands there.
fn written(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut staged = staged_in(path.parent().unwrap_or(Path::new(".")))?;
    staged.write_all(bytes)?;
    if path.exists() {
        permit_as_before(staged.as_file(), path)?;
    }
    staged.as_file().sync_all()?;
    Ok(staged)
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
fn before(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(BEFORE);
    path.with_file_name(name)
}

/// Removes what killed desks left half written below the clinic's folder; what another one is
/// writing stays. Whatever cannot be removed hinders nothing.
pub(super) fn clear_left_over(clinic: &Path) {
    clear_below(clinic, DEEPEST);
}

fn clear_below(folder: &Path, depth: usize) {
    remove_left_over(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        let path = entry.path();
        if kind.is_dir() && depth > 0 {
            clear_below(&path, depth - 1);
        } else if kind.is_file() && entry.file_name().to_string_lossy().starts_with(STAGED) {
            let left = File::options().write(true).open(&path);
            if left.is_ok_and(|file| file.try_lock().is_ok()) {
                let _ = fs::remove_file(&path);
            }
        }
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

    #[test]
    fn what_a_killed_desk_left_goes_and_what_another_writes_stays() {
        let clinic = tempfile::tempdir().unwrap();
        let photos = clinic.path().join("P-1/photos");
        fs::create_dir_all(&photos).unwrap();
        let alive = staged_in(&photos).unwrap();
        let (left, kept) = (photos.join(".tricholapse-x"), photos.join("a.jpg"));
        for file in [&left, &kept] {
            fs::write(file, "half").unwrap();
        }
        clear_left_over(clinic.path());
        assert!(alive.path().exists() && kept.exists() && !left.exists());
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_folder_may_read_what_is_put_into_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("course.toml");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let permit = |path: &Path, mode| {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        permit(folder.path(), 0o700);
        replace(&path, b"mine").unwrap();
        assert_eq!(mode(&path), 0o600);
        fs::remove_file(&path).unwrap();
        permit(folder.path(), 0o770);
        replace(&path, b"ours").unwrap();
        assert_eq!(mode(&path), 0o660);
        let photos = folder.path().join("photos");
        make_folder(&photos).unwrap();
        assert_eq!(mode(&photos), 0o770);
        // A file that is there keeps its own.
        permit(&path, 0o644);
        replace(&path, b"newer").unwrap();
        assert_eq!(mode(&path), 0o644);
    }
}
