//! Regions of the copies: those drawn on a photo of which there is a copy.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Key;
use crate::course::{Course, View};
use crate::longitudinal::timeline::baseline_index;
use crate::regions::geojson::NamedArea;

/// The regions of a course, for its copies.
#[derive(Debug, Default)]
pub(crate) struct CopiedRegions {
    /// With the copies' names of views and photos, each for one view.
    pub(crate) kept: Vec<NamedArea>,
    /// Name of a region, and the photo that it is drawn on, of which there is no copy.
    pub(crate) left_out: Vec<(String, String)>,
}

/// Regions are drawn in the pixels of a photo, the baseline where they name none: without a copy of that
/// photo they would lie anywhere.
pub(crate) fn copied_regions(areas: &[NamedArea], course: &Course, key: &Key) -> CopiedRegions {
    let views: BTreeSet<&View> = course.photos.iter().map(|photo| &photo.view).collect();
    let mut copied = CopiedRegions::default();
    for area in areas {
        let of = |view: &&&View| area.view.as_ref().is_none_or(|own| own == **view);
        for view in views.iter().filter(of) {
            let Some(photo) = area.photo.clone().or_else(|| baseline(course, view)) else {
                continue;
            };
            match key.files.get(&photo) {
                None => copied.left_out.push((area.name.clone(), photo)),
                Some(copy) => copied.kept.push(NamedArea {
                    view: named(view, key),
                    photo: Some(copy.clone()),
                    ..area.clone()
                }),
            }
        }
    }
    copied
}

/// The view as the copies call it.
fn named(view: &View, key: &Key) -> Option<View> {
    let own = view.to_string();
    key.views.get(&own).unwrap_or(&own).parse().ok()
}

/// The photo that a run takes for the baseline of a view.
fn baseline(course: &Course, view: &View) -> Option<String> {
    let photos: Vec<_> = course.photos.iter().filter(|p| p.view == *view).collect();
    let dates: Vec<Date> = photos.iter().map(|photo| photo.date).collect();
    Some(
        photos[baseline_index(&dates, Some(course.start))?]
            .file
            .clone(),
    )
}
