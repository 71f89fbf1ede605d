//! A few large things made last, so that the next request for one of them is answered at once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::Answer;
use super::kept::Stamp;

/// Things made of files, at most so many; the oldest goes first.
#[derive(Debug)]
pub(super) struct Recent<T> {
    most: usize,
    made: Mutex<Vec<(Of, Arc<T>)>>,
}

/// What a thing was made of: a file as it stood, and what else decides.
type Of = (PathBuf, Stamp, String);

impl<T> Recent<T> {
    /// Keeps at most `most`.
    pub(super) fn of_at_most(most: usize) -> Self {
        Self {
            most,
            made: Mutex::default(),
        }
    }

    /// What `make` gives for the file at `path` as it stands and for `what` else decides.
    ///
    /// # Errors
    /// There is no such file, or those of `make`.
    pub(super) fn get(
        &self,
        path: &Path,
        what: &str,
        make: impl FnOnce() -> Answer<T>,
    ) -> Answer<Arc<T>> {
        let of = (path.to_owned(), Stamp::of(path)?, what.to_owned());
        if let Some((_, made)) = self.all().iter().find(|(kept, _)| *kept == of) {
            return Ok(Arc::clone(made));
        }
        // Not held while it is made: two windows may ask for two photos.
        let made = Arc::new(make()?);
        let mut all = self.all();
        if all.len() >= self.most {
            all.remove(0);
        }
        all.push((of, Arc::clone(&made)));
        Ok(made)
    }

    fn all(&self) -> MutexGuard<'_, Vec<(Of, Arc<T>)>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
