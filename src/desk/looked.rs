//! Photos already looked at, so that a dragged point is answered at once: the alignment's channels,
//! the head, and a copy for the screen.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use image::RgbImage;

use super::answer::{Answer, Refusal};
use crate::params::Params;
use crate::photo::read_photo;
use crate::registration::{Prepared, prepare};
use crate::resize::{Kernel, resized};

/// Longest side of a photo's copy for the screen, px.
pub(super) const SCREEN_SIDE: u32 = 1400;
/// Photos kept; about 10 MB each.
const MOST_KEPT: usize = 24;

/// A photo and what was found on it.
#[derive(Debug)]
pub(super) struct Looked {
    /// Upright size, px.
    pub size: (u32, u32),
    /// Upright copy for the screen, sRGB.
    pub screen: RgbImage,
    /// What the alignment needs.
    pub prepared: Prepared,
}

impl Looked {
    /// Looks at an upright sRGB photo.
    pub(super) fn at(photo: &RgbImage, params: &Params) -> Self {
        Self {
            size: photo.dimensions(),
            screen: smaller(photo, SCREEN_SIDE),
            prepared: prepare(photo, &params.registration),
        }
    }
}

/// A photo whose longest side is at most `side`.
pub(super) fn smaller(photo: &RgbImage, side: u32) -> RgbImage {
    let longest = photo.width().max(photo.height());
    let scale = f64::from(side.min(longest)) / f64::from(longest);
    let part = |full: u32| ((f64::from(full) * scale).round() as u32).max(1);
    resized(
        photo,
        part(photo.width()),
        part(photo.height()),
        Kernel::Crisp,
    )
}

/// A file as it stood when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    bytes: u64,
    changed: Option<SystemTime>,
}

/// The photos looked at last.
#[derive(Debug, Default)]
pub(super) struct LookedAt(Mutex<Vec<(Stamp, Arc<Looked>)>>);

impl LookedAt {
    /// The photo at `path`, looked at now where it was not before.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn get(&self, path: &Path, params: &Params) -> Answer<Arc<Looked>> {
        let facts = path.metadata()?;
        let stamp = Stamp {
            path: path.to_owned(),
            bytes: facts.len(),
            changed: facts.modified().ok(),
        };
        let kept = |list: &[(Stamp, Arc<Looked>)]| {
            let found = list.iter().find(|(s, _)| *s == stamp);
            found.map(|(_, looked)| Arc::clone(looked))
        };
        let list = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(looked) = kept(&list()) {
            return Ok(looked);
        }
        // Not held while a photo is decoded: two windows may look at two photos.
        let photo = read_photo(path, &params.decode).map_err(|e| Refusal::unfit(e.to_string()))?;
        let looked = Arc::new(Looked::at(&photo.pixels, params));
        let mut list = list();
        if list.len() >= MOST_KEPT {
            list.remove(0);
        }
        list.push((stamp, Arc::clone(&looked)));
        Ok(looked)
    }
}
