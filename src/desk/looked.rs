//! A photo looked at, so that a dragged point is answered at once: the alignment's channels, the
//! head, and a copy for the screen.

use std::path::Path;

use image::RgbImage;

use super::answer::{Answer, Refusal};
use super::picture::smaller;
use crate::params::Params;
use crate::photo::read_photo;
use crate::registration::{Prepared, prepare};

/// Longest side of a photo's copy for the screen, px.
pub(super) const SCREEN_SIDE: u32 = 1400;
/// Photos kept; about 10 MB each.
pub(super) const MOST_LOOKED: usize = 24;

/// A photo and what was found on it.
#[derive(Debug)]
pub(super) struct Looked {
    /// Upright size, px.
    pub(crate) size: (u32, u32),
    /// Upright copy for the screen, sRGB.
    pub(crate) screen: RgbImage,
    /// What the alignment needs.
    pub(crate) prepared: Prepared,
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

    /// The photo at `path`, decoded and looked at.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn on_file(path: &Path, params: &Params) -> Answer<Self> {
        let photo = read_photo(path, &params.decode).map_err(|e| Refusal::unread(&e))?;
        Ok(Self::at(&photo.pixels, params))
    }
}
