//! Regions that somebody drew: which lie on the baseline, and what a reader has to know of them.

use std::collections::BTreeMap;

use crate::course::edit::same_file;
use crate::course::{CoursePhoto, View};
use crate::geometry::Area;
use crate::model::Warning;
use crate::regions::facing::frontal_lies_in_front;
use crate::regions::geojson::NamedArea;
use crate::regions::overlap::overlaps;

use super::Job;
use super::visit::Loaded;

/// The given regions of a view, and those given for all views.
fn given_for<'a>(given: Option<&'a [NamedArea]>, view: &View) -> Vec<&'a NamedArea> {
    let own = given.unwrap_or_default().iter();
    own.filter(|named| named.is_of(view)).collect()
}

/// The regions of a view that lie on its baseline, and what is said of those that do not. A region is drawn
/// in the pixels of one photo; on another it would lie anywhere.
pub(super) struct DrawnOn {
    pub(crate) areas: Vec<(String, Area)>,
    pub(crate) warnings: Vec<Warning>,
}

impl DrawnOn {
    /// `lost` is the photo that would be baseline, had it not been refused: regions that do not say on which photo
    /// they are drawn are taken for drawn on it.
    pub(super) fn of(
        given: Option<&[NamedArea]>,
        view: &View,
        baseline: &CoursePhoto,
        lost: Option<&CoursePhoto>,
    ) -> Self {
        let assumed = lost.unwrap_or(baseline).file.as_str();
        let photo = |named: &NamedArea| named.photo.clone().unwrap_or_else(|| assumed.to_owned());
        let (own, elsewhere): (Vec<_>, Vec<_>) = given_for(given, view)
            .into_iter()
            .partition(|named| same_file(&photo(named), &baseline.file));
        let mut by_photo: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for named in elsewhere {
            by_photo.entry(photo(named)).or_default().push(&named.name);
        }
        let why = |file: &str| match lost {
            Some(lost) if lost.file == file => ", which could not be used",
            _ => "",
        };
        let warnings = by_photo.iter().map(|(file, names)| Warning {
            code: "regions_baseline".into(),
            message: format!(
                "regions of regions.geojson drawn in the pixels of {file}{} are not used ({}): {} is baseline, on which they would \
                 lie elsewhere; use that photo again, or draw them anew",
                why(file),
                names.join(", "),
                baseline.file
            ),
            photo: Some(baseline.id.clone()),
        });
        let warnings = warnings.collect();
        Self {
            areas: own
                .into_iter()
                .map(|named| (named.name.clone(), named.area.clone()))
                .collect(),
            warnings,
        }
    }
}

/// Says of regions that name no photo that they may lie on one that is left out.
pub(super) fn perhaps_elsewhere(
    job: &Job<'_>,
    view: &View,
    baseline: &CoursePhoto,
) -> Option<Warning> {
    let mut own = given_for(job.areas, view).into_iter();
    let left_out = job.course.excluded.join(", ");
    let unnamed = own.any(|named| named.photo.is_none());
    (unnamed && !left_out.is_empty()).then(|| Warning {
        code: "regions_baseline".into(),
        message: format!(
            "regions.geojson does not say on which photo it is drawn, and photos are left out ({left_out}): drawn on one of them, \
             it lies elsewhere on {}; look at the picture of the regions, or draw them anew",
            baseline.file
        ),
        photo: Some(baseline.id.clone()),
    })
}

/// What a reader has to know of regions that cross themselves or overlap.
pub(super) fn drawn_badly(view: &View, own: &[(String, Area)]) -> Vec<Warning> {
    let crossing = own.iter().filter(|(_, area)| area.crosses_itself());
    let crossing = crossing.map(|(name, _)| Warning {
        code: "region_crosses_itself".into(),
        message: format!(
            "the outline of the region {name} crosses itself: what it goes round twice is left out; draw it again"
        ),
        photo: None,
    });
    crossing.chain(overlapping(view, own)).collect()
}

/// Says which drawn regions overlap, and how `overall` counts them.
fn overlapping(view: &View, own: &[(String, Area)]) -> Option<Warning> {
    /// Pairs named in full; a drawing with more is one of nested regions.
    const NAMED: usize = 4;
    let areas: Vec<&Area> = own.iter().map(|(_, area)| area).collect();
    let found = overlaps(&areas);
    let named = found.iter().take(NAMED).map(|o| {
        let (smaller, larger) = (&own[o.smaller].0, &own[o.larger].0);
        format!("{:.0} % of {smaller} lie in {larger}", 100.0 * o.share)
    });
    let more = match found.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" (and {n} more pairs)"),
    };
    let named: Vec<String> = named.collect();
    (!found.is_empty()).then(|| Warning {
        code: "regions_overlap".into(),
        message: format!(
            "regions of the view {view} overlap: {}{more}; each is measured by itself, overall \
             counts that skin once, with the larger region",
            named.join(", ")
        ),
        photo: None,
    })
}

/// Says when the region that is called frontal lies away from the forehead: an atlas laid and kept before
/// somebody said where the forehead points, or a photo drawn on in another turn.
pub(super) fn named_the_wrong_way(
    view: &View,
    baseline: &Loaded<'_>,
    areas: &[(String, Area)],
) -> Option<Warning> {
    let front = baseline.seen.front().filter(|_| view.is_from_above())?;
    let lies = frontal_lies_in_front(areas, front.degrees())?;
    (!lies).then(|| Warning {
        code: "regions_front".into(),
        message: format!(
            "the region frontal of regions.geojson lies away from the forehead, which points to the edge \"{}\" of {}: the names of \
             the regions may be turned round; draw or name them again, or correct where the forehead points",
            front.word(),
            baseline.planned.file
        ),
        photo: Some(baseline.planned.id.clone()),
    })
}
