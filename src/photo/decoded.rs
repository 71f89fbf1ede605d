//! A picture between its format's decoder and upright sRGB.

use image::DynamicImage;
use image::metadata::Orientation;

/// A picture as its file stores it.
pub(super) struct Decoded {
    /// Pixels, not yet turned upright, in the colour space of `icc`.
    pub(crate) image: DynamicImage,
    /// ICC profile.
    pub(crate) icc: Option<Vec<u8>>,
    /// What turns the pixels upright.
    pub(crate) orientation: Orientation,
}
