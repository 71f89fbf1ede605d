//! Regions of a view in the baseline frame, and carried into each photo's native frame.

use crate::course::{CoursePhoto, View};
use crate::geometry::{Area, Point};
use crate::longitudinal::overall::RegionWeights;
use crate::model::{DRAWN_REGIONS, FRONT_UNKNOWN, Front, SeenFrom, Warning};
use crate::regions::atlas::{
    Atlas, AtlasTop, FRONTAL_3, LEFT_TEMPORAL_2, MIDLINE_3, OCCIPITAL_2, PLACES_5,
    RIGHT_TEMPORAL_2, VERTEX_5, atlas_for_view,
};
use crate::regions::hairline::{hairline, nape};
use crate::regions::overlap::own_px;
use crate::scalp::ScalpMap;

use super::Job;
use super::drawn::{DrawnOn, drawn_badly, named_the_wrong_way, perhaps_elsewhere};
use super::head_seen::view_is_assumed;
use super::visit::{Loaded, Visit};

/// Longest edge of an outline before it is carried over, as a share of the photo's width: the
/// transform bends what was straight.
const MAX_EDGE_SHARE: f64 = 0.01;

/// The regions of a view, baseline px.
#[derive(Debug)]
pub(crate) struct RegionPlan {
    /// `geojson`, or the atlas with its version.
    pub(crate) source: String,
    /// Name and outline.
    pub(crate) areas: Vec<(String, Area)>,
    /// Where scalp lies beside regions that somebody drew: what hair and skin look like is told the better the
    /// more is seen, and does not hang on which regions are asked for.
    pub(crate) around: Vec<Area>,
    /// Why a region of an atlas is measured on no photo, in the order of the areas: what it was laid on
    /// is not scalp enough.
    pub(crate) off_scalp: Vec<Option<String>>,
    /// Notes for the reader.
    pub(crate) warnings: Vec<Warning>,
}

impl RegionPlan {
    /// Area of each region, baseline px²; of drawn regions that overlap, the part that no larger one
    /// covers, so that no skin counts twice. (Those of an atlas lie side by side.)
    pub(crate) fn weights(&self) -> RegionWeights {
        let areas: Vec<&Area> = self.areas.iter().map(|(_, area)| area).collect();
        let own = match self.source.as_str() {
            DRAWN_REGIONS => own_px(&areas),
            _ => areas.iter().map(|area| area.enclosed_px()).collect(),
        };
        let names = self.areas.iter().map(|(name, _)| name.clone());
        names.zip(own).collect()
    }
}

/// The given regions of this view that lie on its baseline, else an atlas laid on the baseline's head.
pub(crate) fn plan_regions(
    job: &Job<'_>,
    view: &View,
    baseline: &Loaded<'_>,
    lost: Option<&CoursePhoto>,
) -> RegionPlan {
    let DrawnOn {
        areas,
        mut warnings,
    } = DrawnOn::of(job.areas, view, baseline.planned, lost);
    if areas.is_empty() {
        let none_given = job.areas.is_some() && warnings.is_empty();
        let mut plan = lay_atlas(job, view, baseline, none_given);
        plan.warnings.extend(warnings);
        return plan;
    }
    warnings.extend(perhaps_elsewhere(job, view, baseline.planned));
    warnings.extend(drawn_badly(view, &areas));
    warnings.extend(named_the_wrong_way(view, baseline, &areas));
    RegionPlan {
        warnings,
        source: DRAWN_REGIONS.into(),
        around: scalp_around(job, view, baseline),
        off_scalp: vec![None; areas.len()],
        areas,
    }
}

/// The regions that nobody asked for of an atlas laid on the baseline, as far as they are scalp; none where the
/// photo is not one on which an atlas would be measured.
fn scalp_around(job: &Job<'_>, view: &View, baseline: &Loaded<'_>) -> Vec<Area> {
    // From the front and the sides the atlas is cut where the scalp ends.
    if view.is_from_above() && baseline.seen.may_show_a_face() {
        return Vec::new();
    }
    let plan = lay_atlas(job, view, baseline, false);
    let named = plan.areas.into_iter().zip(plan.off_scalp);
    named
        .filter(|(_, off)| off.is_none())
        .map(|((_, area), _)| area)
        .collect()
}

/// Which atlas lies on a head, and where its top points; `None` where that is not known.
fn chosen(view: &View, baseline: &Loaded<'_>) -> (&'static Atlas, Option<Front>) {
    let seen = &baseline.seen;
    let own = atlas_for_view(&view.to_string());
    if matches!(view, View::Free(_)) {
        // One region in the middle, without a name that could be wrong.
        return (own, Some(seen.front().unwrap_or(Front::Up)));
    }
    if !view.is_from_above() {
        return (own, seen.crown());
    }
    // From behind the crown is at the edge to which the forehead points.
    if let Some(crown) = seen.given_from_behind() {
        return (&OCCIPITAL_2, Some(crown));
    }
    match seen.seen_from() {
        // The atlas of the back where nobody said otherwise.
        Some(SeenFrom::Back) if !seen.front_is_given() => (&OCCIPITAL_2, seen.crown()),
        // Where it is not clear from where the head is seen, but not likely from above, the edge of a
        // forehead is no edge of this atlas.
        _ if seen.likely_not_from_above() && !seen.front_is_given() => (own, None),
        _ => (own, seen.front()),
    }
}

/// Where a head seen from above and in front, or with a face perhaps in view, is taken to have its
/// hairline when no step from hair to skin is seen: bald foreheads begin no farther back. In the unit head.
const BALD_HAIRLINE: f64 = -0.3;
/// Probability from which on a place is scalp. Of 103 regions of the front and the sides of persons not learned from, a tenth or
/// more of 55 lay beside the scalp; cut at 0.7 it does of 14 (a fifth or more: 44 and 4), at 0.5 of 24.
const SURE_SCALP: f32 = 0.7;
/// Share of a region of an atlas that has to be scalp.
const LEAST_SCALP: f64 = 0.3;
/// The least level of the unit head down to which an atlas of the front or back reaches.
const LEAST_REACH: f64 = -0.3;

/// Level of the unit head at which the scalp of a head seen from above begins behind the forehead.
pub(super) fn scalp_from_above(photo: &Loaded<'_>, front: Front) -> f64 {
    let seen = &photo.seen;
    let in_front = seen.seen_from() == Some(SeenFrom::FrontTop) || seen.may_show_a_face();
    let assumed = if in_front { BALD_HAIRLINE } else { -1.0 };
    photo.forehead(front).scalp_begins().unwrap_or(assumed)
}

/// Between which levels of the unit head an atlas lies: behind the hairline from above; above it, or
/// above the nape's, from the front and behind.
fn limits(baseline: &Loaded<'_>, atlas: &Atlas, top: Option<Front>) -> [f64; 2] {
    let whole = [-1.0, 1.0];
    let Some(top) = top else { return whole };
    if [&VERTEX_5, &MIDLINE_3].contains(&atlas) {
        return [scalp_from_above(baseline, top), 1.0];
    }
    let below = if *atlas == FRONTAL_3 {
        baseline.end_of_hair(hairline, top.opposite().degrees())
    } else if *atlas == OCCIPITAL_2 {
        baseline.end_of_hair(nape, top.opposite().degrees())
    } else {
        return whole;
    };
    [-1.0, below.map_or(1.0, |v| (-v).max(LEAST_REACH))]
}

/// The regions of an atlas of a view that shows a face, cut where the scalp ends, and why each of which too
/// little is left is not measured. From above and behind the atlas lies on scalp but for its end, which
/// `limits` finds: there a map that errs cuts more of the scalp away than of anything else.
fn on_scalp(
    baseline: &Loaded<'_>,
    atlas: &Atlas,
    top: Option<Front>,
    areas: Vec<(String, Area)>,
) -> (Vec<(String, Area)>, Vec<Option<String>>) {
    let shows_face = [&FRONTAL_3, &LEFT_TEMPORAL_2, &RIGHT_TEMPORAL_2].contains(&atlas);
    let Some(crown) = top.filter(|_| shows_face) else {
        let none = vec![None; areas.len()];
        return (areas, none);
    };
    let map = ScalpMap::of(baseline.pixels(), crown, SURE_SCALP);
    let cut = areas.into_iter().map(|(name, area)| {
        let on = map.clipped(&area);
        let share = on.as_ref().map_or(0.0, |on| on.share);
        match on.filter(|on| on.share >= LEAST_SCALP) {
            Some(on) => ((name, on.area), None),
            None => ((name, area), Some(too_little_scalp(share))),
        }
    });
    cut.unzip()
}

fn too_little_scalp(share: f64) -> String {
    format!(
        "only {:.0} % of this region seems to be scalp (at least {:.0} % wanted), the rest ear, face, neck or background; \
         draw the region on the scalp and give it as regions.geojson",
        100.0 * share,
        100.0 * LEAST_SCALP
    )
}

/// Why the regions are named by their place in the picture, and what to say so that they are not.
fn by_place_reason(view: &View, baseline: &Loaded<'_>) -> String {
    let file = &baseline.planned.file;
    if !view.is_from_above() {
        return format!(
            "it is not clear where the crown of the head points on {file}, so the regions are \
             named by their place in the picture: give a photo that shows this side of the head whole, the crown up, \
             or draw the regions and give them as regions.geojson"
        );
    }
    if baseline.seen.front().is_some() {
        return format!(
            "it is not clear whether the head on {file} is seen from above or from behind, so the regions are named by \
             their place in the picture: say view = \"occipital\" in course.toml, or --view occipital, if it is seen from \
             behind, else to which edge of it the forehead points, with front = \"EDGE\" or --front EDGE, and run again"
        );
    }
    format!(
        "nothing says where the forehead points on {file}, so the regions are named by \
         their place in the picture: say to which edge of it, up, down, left or right, with \
         front = \"EDGE\" in course.toml or --front EDGE, and run again"
    )
}

pub(super) fn lay_atlas(
    job: &Job<'_>,
    view: &View,
    baseline: &Loaded<'_>,
    regions_given: bool,
) -> RegionPlan {
    let (named, top) = chosen(view, baseline);
    let atlas = if top.is_some() { named } else { &PLACES_5 };
    let head = baseline.prepared.head().ellipse();
    let degrees = top.unwrap_or(Front::Up).degrees();
    let limits = limits(baseline, atlas, top);
    let areas: Vec<(String, Area)> = atlas
        .lay_within(&head, AtlasTop { degrees }, limits)
        .unwrap_or_default()
        .into_iter()
        .map(|named| (named.name.to_owned(), named.area))
        .collect();
    let (areas, off_scalp) = on_scalp(baseline, atlas, top, areas);
    let photo = Some(baseline.planned.id.clone());
    let (seen, planned) = (&baseline.seen, baseline.planned);
    let contradictions = [
        seen.head_contradiction(planned),
        seen.front_contradiction(planned),
    ];
    let mut warnings: Vec<Warning> = contradictions.into_iter().flatten().collect();
    // A view that nobody said: of a head seen from elsewhere the regions may be another's.
    match view_is_assumed(job.course, planned) {
        false => warnings.extend(seen.view_contradiction(planned)),
        true => warnings.extend(seen.view_only_assumed(planned)),
    }
    if top.is_none() {
        warnings.push(Warning {
            code: FRONT_UNKNOWN.into(),
            message: by_place_reason(view, baseline),
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
        around: Vec::new(),
        off_scalp,
        areas,
        warnings,
    }
}

/// Share of an outline's points that must be carried over. The curved head hides a thin sliver at
/// its rim: losing a few points there cuts a corner, losing more is another region.
const MIN_CARRIED_SHARE: f64 = 0.9;

/// The region in the photo's own frame; empty where the transform cannot carry it.
pub(crate) fn native_area(visit: &Visit<'_>, reference: &Area) -> Area {
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
