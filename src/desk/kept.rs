//! What was read of files, kept until a file changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::photo::sha256_hex;

/// Most files of which something is kept; beyond it everything is read anew.
const MOST_KEPT: usize = 200_000;
/// A file changed this short before it was read may change again without another time of change:
/// some file systems count in two seconds.
const UNSETTLED: Duration = Duration::from_secs(2);

/// A file as it stood when it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
    /// Also told where a copy brings an older time of change with it.
    moved: (i64, i64),
}

impl Stamp {
    /// The file at `path` as it stands.
    ///
    /// # Errors
    /// There is none, or the system does not say.
    pub(super) fn of(path: &Path) -> std::io::Result<Self> {
        let facts = path.metadata()?;
        Ok(Self {
            bytes: facts.len(),
            changed: facts.modified().ok(),
            moved: moved(&facts),
        })
    }

    /// Whether a later change of the file will show in its stamp.
    fn is_settled(&self, now: SystemTime) -> bool {
        let age = self.changed.and_then(|then| now.duration_since(then).ok());
        age.is_some_and(|age| age > UNSETTLED)
    }

    /// A name for what is made of the file at `path` as it stands, by what it is made for.
    pub(super) fn name(&self, path: &Path, what: &str) -> String {
        let told = format!("{}|{self:?}|{what}", path.display());
        sha256_hex(told.as_bytes())[..32].to_owned()
    }
}

#[cfg(unix)]
fn moved(facts: &std::fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (facts.ctime(), facts.ctime_nsec())
}

#[cfg(not(unix))]
fn moved(_facts: &std::fs::Metadata) -> (i64, i64) {
    (0, 0)
}

/// What was read of files.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<HashMap<PathBuf, (Stamp, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// What `read` gave for the file at `path` as it stands; asked now where it was not before.
    pub(super) fn get(&self, path: &Path, read: impl FnOnce(&Path) -> T) -> T {
        let now = SystemTime::now();
        // Before it is read: a change while it is read then shows in its stamp.
        let Ok(stamp) = Stamp::of(path) else {
            return read(path);
        };
        if let Some((then, value)) = self.all().get(path)
            && *then == stamp
        {
            return value.clone();
        }
        let value = read(path);
        if stamp.is_settled(now) {
            let mut all = self.all();
            if all.len() >= MOST_KEPT {
                all.clear();
            }
            all.insert(path.to_owned(), (stamp, value.clone()));
        }
        value
    }

    fn all(&self) -> MutexGuard<'_, HashMap<PathBuf, (Stamp, T)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs::{self, File};

    use super::*;

    fn written(path: &Path, text: &str, age_s: u64) {
        fs::write(path, text).unwrap();
        let then = SystemTime::now() - Duration::from_secs(age_s);
        File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(then)
            .unwrap();
    }

    #[test]
    fn a_file_is_read_once_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let (kept, reads) = (Kept::default(), Cell::new(0));
        let get = || {
            kept.get(&path, |path| {
                reads.set(reads.get() + 1);
                fs::read_to_string(path).unwrap()
            })
        };
        written(&path, "one", 60);
        assert_eq!([get(), get()], ["one", "one"]);
        assert_eq!(reads.get(), 1);
        // The same length and the same time of change, as `cp -p` brings them.
        let then = path.metadata().unwrap().modified().unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&path, "two").unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(then).unwrap();
        if cfg!(unix) {
            assert_eq!(get(), "two");
        }
    }

    #[test]
    fn a_file_just_written_is_not_believed_to_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let kept = Kept::default();
        let get = || kept.get(&path, |path| fs::read_to_string(path).unwrap());
        for text in ["one", "two", "six"] {
            fs::write(&path, text).unwrap();
            assert_eq!(get(), text);
        }
    }
}
