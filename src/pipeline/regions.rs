//! Regions of a view in the baseline frame, and carried into each photo's native frame.

use crate::course::{CoursePhoto, Front, View};
use crate::geometry::{Area, Point};
use crate::longitudinal::overall::RegionWeights;
use crate::model::{DRAWN_REGIONS, FRONT_ASSUMED, Warning};
use crate::regions::atlas::{AtlasTop, atlas_for_view};
use crate::regions::geojson::NamedArea;
use crate::regions::overlap::{overlaps, own_px};

use super::visit::{Loaded, Visit};

/// Longest edge of an outline before it is carried over, as a share of the photo's width: the
/// transform bends what was straight.
const MAX_EDGE_SHARE: f64 = 0.01;

/// The regions of a view, baseline px.
#[derive(Debug)]
pub struct RegionPlan {
    /// `geojson`, or the atlas with its version.
    pub source: String,
    /// Name and outline.
    pub areas: Vec<(String, Area)>,
    /// Notes for the reader.
    pub warnings: Vec<Warning>,
}

impl RegionPlan {
    /// Area of each region, baseline px²; of drawn regions that overlap, the part that no larger one
    /// covers, so that no skin counts twice. (Those of an atlas lie side by side.)
    pub fn weights(&self) -> RegionWeights {
        let areas: Vec<&Area> = self.areas.iter().map(|(_, area)| area).collect();
        let own = match self.source.as_str() {
            DRAWN_REGIONS => own_px(&areas),
            _ => areas.iter().map(|area| area.enclosed_px()).collect(),
        };
        let names = self.areas.iter().map(|(name, _)| name.clone());
        names.zip(own).collect()
    }
}

/// The given regions of this view, else the view's atlas laid on the baseline's head. Regions are
/// drawn in the pixels of the baseline: where that photo (`lost`) could not be used and another
/// takes its place, they would lie anywhere.
pub fn plan_regions(
    view: &View,
    baseline: &Loaded<'_>,
    given: Option<&[NamedArea]>,
    lost: Option<&CoursePhoto>,
    front: Option<Front>,
) -> RegionPlan {
    let own: Vec<(String, Area)> = given
        .unwrap_or_default()
        .iter()
        .filter(|named| named.view.as_ref().is_none_or(|v| v == view))
        .map(|named| (named.name.clone(), named.area.clone()))
        .collect();
    if own.is_empty() {
        return lay_atlas(view, baseline, given.is_some(), front);
    }
    if let Some(lost) = lost {
        let mut plan = lay_atlas(view, baseline, false, front);
        plan.warnings.push(Warning {
            code: "regions_baseline".into(),
            message: format!(
                "regions.geojson is drawn in the pixels of {}, which could not be used; {} is \
                 baseline instead, and {} is laid on it: mend that photo, or draw the regions anew",
                lost.file, baseline.planned.file, plan.source
            ),
            photo: Some(baseline.planned.id.clone()),
        });
        return plan;
    }
    RegionPlan {
        warnings: overlapping(view, &own).into_iter().collect(),
        source: DRAWN_REGIONS.into(),
        areas: own,
    }
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

/// Whether a view is taken from above, so that the forehead may point anywhere in it.
fn is_from_above(view: &View) -> bool {
    matches!(view, View::Vertex | View::Midline | View::Free(_))
}

fn lay_atlas(
    view: &View,
    baseline: &Loaded<'_>,
    regions_given: bool,
    front: Option<Front>,
) -> RegionPlan {
    let from_above = is_from_above(view);
    let top = front.filter(|_| from_above).unwrap_or_default();
    let atlas = atlas_for_view(&view.to_string());
    let head = baseline.prepared.head().ellipse();
    let areas: Vec<(String, Area)> = atlas
        .lay_on(
            &head,
            AtlasTop {
                degrees: top.degrees(),
            },
        )
        .unwrap_or_default()
        .into_iter()
        .map(|named| (named.name.to_owned(), named.area))
        .collect();
    let photo = Some(baseline.planned.id.clone());
    let mut warnings = Vec::new();
    if front.is_none() && from_above {
        warnings.push(Warning {
            code: FRONT_ASSUMED.into(),
            message: format!(
                "the atlas {} was laid with the forehead at the upper edge of the baseline photo; \
                 if it points elsewhere, say front = \"down\", \"left\" or \"right\" (course.toml, or --front)",
                atlas.name
            ),
            photo: photo.clone(),
        });
    }
    if regions_given {
        warnings.push(Warning {
            code: "regions_view".into(),
            message: format!(
                "regions.geojson has no region for the view {view}: the atlas {} is used",
                atlas.name
            ),
            photo: photo.clone(),
        });
    }
    if areas.is_empty() {
        warnings.push(Warning {
            code: "no_head".into(),
            message: "no head outline was found for the atlas: draw regions and give them as regions.geojson".into(),
            photo,
        });
    }
    RegionPlan {
        source: atlas.name.to_owned(),
        areas,
        warnings,
    }
}

/// Share of an outline's points that must be carried over. The curved head hides a thin sliver at
/// its rim: losing a few points there cuts a corner, losing more is another region.
const MIN_CARRIED_SHARE: f64 = 0.9;

/// The region in the photo's own frame; empty where the transform cannot carry it.
pub fn native_area(visit: &Visit<'_>, reference: &Area) -> Area {
    let Some(transform) = visit.transform() else {
        return Area::default();
    };
    let dense = reference.densified(MAX_EDGE_SHARE * f64::from(visit.size_px[0]));
    let rings: Vec<Vec<Point>> = dense
        .rings
        .iter()
        .map(|ring| {
            ring.iter()
                .filter_map(|&p| transform.moving_from_reference(p))
                .collect()
        })
        .collect();
    let count = |rings: &[Vec<Point>]| rings.iter().map(Vec::len).sum::<usize>() as f64;
    let whole = count(&rings) >= MIN_CARRIED_SHARE * count(&dense.rings);
    if whole && rings.iter().all(|ring| ring.len() >= 3) {
        Area { rings }
    } else {
        Area::default()
    }
}
