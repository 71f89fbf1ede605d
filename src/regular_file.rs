//! Reading files that somebody else put there: regular files only, and only up to a size.
//!
//! A named pipe waits for ever, `/dev/zero` never ends, a gigabyte of trailer fills the memory. Each
//! is told from the file's metadata before a byte is read, and again while reading, in case the file
//! grows.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Most bytes of a text file (manifest, regions, reports, answers, parameters): 64 MB. The largest
/// report seen, 40 photos with close-ups, has under 10 MB.
pub(crate) const TEXT_MAX_BYTES: u64 = 64_000_000;

/// A file that was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum FileError {
    /// Nothing of that name, or a link to nothing.
    #[error("file not found")]
    NotFound,
    /// A symbolic link whose target does not exist, as on a network share that is not connected.
    #[error("a symbolic link to a file that does not exist")]
    DanglingLink,
    /// A symbolic link that leads back to itself.
    #[error("a symbolic link that leads back to itself")]
    LinkLoop,
    /// No regular file; says what it is.
    #[error("not a file but {0}")]
    NotRegular(&'static str),
    /// Longer than allowed; nothing was kept of it.
    #[error("{} MB, more than the {} MB allowed", .bytes.div_ceil(1_000_000), .most / 1_000_000)]
    TooLarge {
        /// Its size, bytes; at least that, where it grew while it was read.
        bytes: u64,
        /// Most that is read, bytes.
        most: u64,
    },
    /// The system refused.
    #[error("{0}")]
    Io(#[source] io::Error),
}

impl FileError {
    /// As an error of the system, for errors that carry one.
    pub(crate) fn into_io(self) -> io::Error {
        match self {
            Self::Io(error) => error,
            Self::NotFound | Self::DanglingLink => io::Error::new(io::ErrorKind::NotFound, self),
            other => io::Error::new(io::ErrorKind::InvalidInput, other),
        }
    }
}

/// Opens a regular file of at most `most` bytes for reading; gives its size too.
///
/// # Errors
/// See [`FileError`]; a pipe or a device is refused without being opened.
pub(crate) fn open(path: &Path, most: u64) -> Result<(File, u64), FileError> {
    check(&std::fs::metadata(path).map_err(|e| named(path, e))?, most)?;
    let file = File::open(path).map_err(|e| named(path, e))?;
    // What was opened, which may have come in the place of what was looked at.
    let size = check(&file.metadata().map_err(FileError::Io)?, most)?;
    Ok((file, size))
}

/// Every byte of a regular file of at most `most` bytes.
///
/// # Errors
/// See [`FileError`].
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let (file, size) = open(path, most)?;
    let mut bytes = Vec::new();
    let room = usize::try_from(size).unwrap_or(usize::MAX);
    bytes
        .try_reserve_exact(room)
        .map_err(|_| FileError::Io(io::ErrorKind::OutOfMemory.into()))?;
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(FileError::Io)?;
    let bytes_read = bytes.len() as u64;
    if bytes_read > most {
        return Err(FileError::TooLarge {
            bytes: bytes_read,
            most,
        });
    }
    Ok(bytes)
}

/// A UTF-8 text file of at most [`TEXT_MAX_BYTES`].
///
/// # Errors
/// See [`FileError`]; bytes that are no UTF-8 are an error of the kind `InvalidData`.
pub(crate) fn read_text(path: &Path) -> Result<String, FileError> {
    String::from_utf8(read(path, TEXT_MAX_BYTES)?).map_err(|_| {
        let why = "the file is not text in UTF-8";
        FileError::Io(io::Error::new(io::ErrorKind::InvalidData, why))
    })
}

/// The size of a regular file that is small enough.
fn check(found: &Metadata, most: u64) -> Result<u64, FileError> {
    if !found.is_file() {
        return Err(FileError::NotRegular(kind(found)));
    }
    // Kernel files say 0 and may never end; `read` counts.
    match found.len() {
        bytes if bytes > most => Err(FileError::TooLarge { bytes, most }),
        bytes => Ok(bytes),
    }
}

fn named(path: &Path, error: io::Error) -> FileError {
    let link = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    match error.kind() {
        io::ErrorKind::NotFound if link => FileError::DanglingLink,
        io::ErrorKind::NotFound => FileError::NotFound,
        // `ErrorKind::FilesystemLoop` is not stable; what else fails of a link to nowhere is one.
        _ if link && error.raw_os_error() == Some(ELOOP) => FileError::LinkLoop,
        _ => FileError::Io(error),
    }
}

/// "Too many levels of symbolic links": Linux, and macOS and the BSDs.
const ELOOP: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };

#[cfg(unix)]
fn kind(found: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = found.file_type();
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn kind(found: &Metadata) -> &'static str {
    if found.is_dir() {
        "a folder"
    } else {
        "a device"
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(matches!(
            read(&path, 4),
            Err(FileError::TooLarge { bytes: 5, most: 4 })
        ));
        assert!(matches!(
            read(&dir.path().join("b"), 4),
            Err(FileError::NotFound)
        ));
        fs::write(&path, b"\xff\xfe").unwrap();
        assert!(read_text(&path).unwrap_err().to_string().contains("UTF-8"));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_refused_at_once() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        let made = std::process::Command::new("mkfifo")
            .arg(at("pipe"))
            .status();
        assert!(made.unwrap().success());
        symlink("/dev/zero", at("zero")).unwrap();
        symlink(at("gone"), at("dangling")).unwrap();
        symlink(at("two"), at("one")).unwrap();
        symlink(at("one"), at("two")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        let said = |name: &str| read(&at(name), 100).unwrap_err().to_string();
        assert_eq!(said("pipe"), "not a file but a named pipe");
        assert_eq!(said("zero"), "not a file but a device");
        assert_eq!(said("folder"), "not a file but a folder");
        assert!(matches!(
            read(&at("dangling"), 100),
            Err(FileError::DanglingLink)
        ));
        assert!(matches!(read(&at("one"), 100), Err(FileError::LinkLoop)));
    }

    /// Its metadata says 0 bytes; it never ends on its own account.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_of_unknown_size_is_cut_off() {
        let endless = Path::new("/proc/self/maps");
        assert!(matches!(
            read(endless, 10),
            Err(FileError::TooLarge { most: 10, .. })
        ));
    }
}
