//! Light and detail of a view's photos at places of their regions, against the baseline's.

use rayon::prelude::*;

use crate::coverage::{LocalLight, PlacesLight};
use crate::geometry::Area;
use crate::photometry::flat_share;

use super::places::in_regions;
use super::visit::Visit;

/// Distance between places, share of the head's width: two windows overlap by half.
const SPACING: f64 = 0.024;

/// Tells of each photo the region whose light departs most from what changed smoothly over the head
/// since the baseline, which is told nothing of itself, and what share of the regions shows no detail; nothing
/// of photos that are not aligned with the baseline.
///
/// To be asked before the samples are measured, which takes them.
pub(crate) fn tell_places(visits: &mut [Visit<'_>], baseline: usize, areas: &[(String, Area)]) {
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
    let flat = |visit: &Visit<'_>| {
        let (sample, transform) = (visit.sample.as_ref()?, visit.transform()?);
        let native = places
            .iter()
            .filter_map(|&p| transform.moving_from_reference(p));
        flat_share(sample, native.map(|p| sample.working_from_native(p)))
    };
    let base = light(&visits[baseline]);
    visits.par_iter_mut().enumerate().for_each(|(i, visit)| {
        visit.flat_share = flat(visit);
        if i != baseline {
            visit.local_light = LocalLight::between(&base, &light(visit), &places, areas);
        }
    });
}
