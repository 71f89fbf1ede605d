//! Light and detail of a view's photos at places of their regions, against the baseline's.

use rayon::prelude::*;

use crate::coverage::{LocalLight, PlacesLight};
use crate::geometry::{Area, Point};
use crate::photometry::flat_share;

use super::places::in_regions;
use super::visit::Visit;

/// Distance between places, share of the head's width: two windows overlap by half.
const SPACING: f64 = 0.024;

/// Tells of each photo how far the light of its regions departs from what changed smoothly over the head
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
    let told: Vec<(Option<f64>, PlacesLight)> = visits
        .par_iter()
        .map(|visit| {
            let (Some(sample), Some(transform)) = (&visit.sample, visit.transform()) else {
                return Default::default();
            };
            let at = |&place: &Point| {
                let native = transform.moving_from_reference(place)?;
                Some(sample.working_from_native(native))
            };
            let at: Vec<Option<Point>> = places.iter().map(at).collect();
            let flat = flat_share(sample, at.iter().flatten().copied());
            (flat, PlacesLight::new(sample, &at))
        })
        .collect();
    let base = &told[baseline].1;
    for (i, (visit, (flat, light))) in visits.iter_mut().zip(&told).enumerate() {
        visit.flat_share = *flat;
        if i != baseline {
            visit.local_light = LocalLight::of_regions(base, light, &places, areas);
        }
    }
}
