//! Regions of the copies: those drawn on a photo of which there is a copy.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Key;
use crate::course::edit::same_file;
use crate::course::{Course, CoursePhoto, View};
use crate::longitudinal::timeline::baseline_index;
use crate::regions::geojson::NamedArea;

/// The regions of a course, for its copies.
#[derive(Debug, Default)]
pub(crate) struct CopiedRegions {
    /// With the copies' names of views and photos, each for one view.
    pub(crate) kept: Vec<NamedArea>,
    /// What is left out, a phrase each: the region and why.
    pub(crate) left_out: Vec<String>,
}

/// Regions are drawn in the pixels of a photo, the baseline where they name none: without a copy of that
/// photo they would lie anywhere.
pub(crate) fn copied_regions(areas: &[NamedArea], course: &Course, key: &Key) -> CopiedRegions {
    let mut copied = CopiedRegions::default();
    for area in areas {
        let drawn_on = drawn_on(area, course);
        if drawn_on.is_empty() {
            let why = format!(
                "the region {}: the course has no photo it is drawn on",
                area.name
            );
            copied.left_out.push(why);
        }
        for photo in drawn_on {
            match key.files.get(&photo.file) {
                None => copied.left_out.push(format!(
                    "the region {} of the view {}: it is drawn on {}, of which there is no copy",
                    area.name, photo.view, photo.file
                )),
                Some(copy) => copied.kept.push(NamedArea {
                    view: named(&photo.view, key),
                    photo: Some(copy.clone()),
                    ..area.clone()
                }),
            }
        }
    }
    copied
}

/// The photos that a region is drawn on: the one it names, else the baseline of its view, or of every view.
fn drawn_on<'a>(area: &NamedArea, course: &'a Course) -> Vec<&'a CoursePhoto> {
    if let Some(file) = &area.photo {
        let mut photos = course.photos.iter();
        return photos
            .find(|p| same_file(&p.file, file))
            .into_iter()
            .collect();
    }
    let views: BTreeSet<&View> = course.photos.iter().map(|photo| &photo.view).collect();
    let views = views.into_iter().filter(|view| area.is_of(view));
    views.filter_map(|view| baseline(course, view)).collect()
}

/// The view as the copies call it.
fn named(view: &View, key: &Key) -> Option<View> {
    let own = view.to_string();
    key.views.get(&own).unwrap_or(&own).parse().ok()
}

/// The photo that a run takes for the baseline of a view.
fn baseline<'a>(course: &'a Course, view: &View) -> Option<&'a CoursePhoto> {
    let photos: Vec<_> = course.photos.iter().filter(|p| p.view == *view).collect();
    let dates: Vec<Date> = photos.iter().map(|photo| photo.date).collect();
    Some(photos[baseline_index(&dates, Some(course.start))?])
}
