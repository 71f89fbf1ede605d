//! Light of a view's photos, place by place, against the baseline's.

use rayon::prelude::*;

use crate::coverage::{LocalLight, PlacesLight};
use crate::geometry::{Area, Bounds, Point};

use super::visit::Visit;

/// Distance between places, share of the head's width: two windows overlap by half.
const SPACING: f64 = 0.024;

/// Tells of each photo the region whose light departs most from what changed smoothly over the head
/// since the baseline; nothing of the baseline, and of photos that are not aligned with it.
///
/// To be asked before the samples are measured, which takes them.
pub(crate) fn tell_local_light(
    visits: &mut [Visit<'_>],
    baseline: usize,
    areas: &[(String, Area)],
) {
    let places = places(areas, SPACING * visits[baseline].head_width_px);
    let light = |visit: &Visit<'_>| match (&visit.sample, visit.transform()) {
        (Some(sample), Some(transform)) => {
            PlacesLight::new(sample, &places, |p| transform.moving_from_reference(p))
        }
        _ => PlacesLight::default(),
    };
    let base = light(&visits[baseline]);
    visits.par_iter_mut().enumerate().for_each(|(i, visit)| {
        if i != baseline {
            visit.local_light = LocalLight::between(&base, &light(visit), &places, areas);
        }
    });
}

/// A grid of this spacing, px, over the regions.
fn places(areas: &[(String, Area)], spacing: f64) -> Vec<Point> {
    let boxes = areas.iter().filter_map(|(_, area)| area.bounds());
    let Some(all) = boxes.reduce(Bounds::union) else {
        return Vec::new();
    };
    let steps = |from: f64, to: f64| {
        let count = ((to - from) / spacing) as u32;
        (0..=count).map(move |i| from + spacing * f64::from(i))
    };
    steps(all.min.y, all.max.y)
        .flat_map(|y| steps(all.min.x, all.max.x).map(move |x| Point::new(x, y)))
        .filter(|&p| areas.iter().any(|(_, area)| area.contains(p)))
        .collect()
}
