//! One photo as the pictures need it.

use super::display::DisplayCopy;
use crate::coverage::AlphaMap;
use crate::geometry::Area;
use crate::registration::Transform;

/// One photo as the pictures need it.
#[derive(Debug, Clone)]
pub(crate) struct PictureSource<'a> {
    /// Identifier within the report.
    pub(crate) id: &'a str,
    /// Display copy of what the pictures show; `None` where they show nothing of the photo.
    pub(crate) display: Option<&'a DisplayCopy>,
    /// Upright size of the photo, native px.
    pub(crate) size_px: [u32; 2],
    /// `None` where registration failed.
    pub(crate) reference_from_native: Option<&'a Transform>,
    /// Coverage map; `None` where nothing was measured.
    pub(crate) alpha: Option<&'a AlphaMap>,
    /// Regions whose change from the baseline is not comparable: no picture shows one there.
    pub(crate) incomparable: Vec<&'a Area>,
}
