//! Light of a view's photos, place by place, against the baseline's.

use rayon::prelude::*;

use crate::coverage::{LocalLight, PlacesLight};
use crate::geometry::Area;

use super::places::in_regions;
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
    let spacing = SPACING * visits[baseline].head_width_px;
    let places = in_regions(areas, |from, to| {
        let count = ((to - from) / spacing) as u32;
        (0..=count).map(move |i| from + spacing * f64::from(i))
    });
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
