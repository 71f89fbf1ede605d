//! One photo as the pictures need it.

use super::display::DisplayCopy;
use crate::coverage::AlphaMap;
use crate::geometry::Area;
use crate::registration::Transform;

/// One photo as the pictures need it.
#[derive(Debug, Clone)]
pub struct PictureSource<'a> {
    /// Identifier within the report.
    pub id: &'a str,
    /// Display copy of what the pictures show; `None` where they show nothing of the photo.
    pub display: Option<&'a DisplayCopy>,
    /// Upright size of the photo, native px.
    pub size_px: [u32; 2],
    /// `None` where registration failed.
    pub reference_from_native: Option<&'a Transform>,
    /// Coverage map; `None` where nothing was measured.
    pub alpha: Option<&'a AlphaMap>,
    /// Regions whose change from the baseline is not comparable: no picture shows one there.
    pub incomparable: Vec<&'a Area>,
}
