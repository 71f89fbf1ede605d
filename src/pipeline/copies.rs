//! Photos of a view that are one exposure: a file given twice, or one photograph saved twice.

use std::cmp::Reverse;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::geometry::Area;
use crate::model::COPY_REASONS;
use crate::photometry::Grain;

use super::places::in_regions;
use super::visit::Visit;

/// Places along each side of the regions' box at which photos are held against each other.
const PLACES_PER_SIDE: usize = 8;

/// What a photo is a copy of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CopyOf {
    /// The photo it copies, by its place among the view's photos.
    pub(crate) original: usize,
    /// Said to people.
    pub(crate) reason: String,
}

/// For each photo, the one it is a copy of. The baseline is nobody's copy, and of two others the
/// later is that of the earlier, of one day the smaller that of the larger; whether a photo is refused for another reason changes nothing.
///
/// To be asked before the samples are measured, which takes them.
pub(crate) fn copies(
    visits: &[Visit<'_>],
    baseline: usize,
    areas: &[(String, Area)],
) -> Vec<Option<CopyOf>> {
    let grains = grains(visits, baseline, areas);
    let taken: Vec<(Date, [u32; 2])> = visits.iter().map(|v| (v.planned.date, v.size_px)).collect();
    let order = originals_first(&taken, baseline);
    let mut copies = vec![None; visits.len()];
    for (rank, &i) in order.iter().enumerate() {
        let earlier = order[..rank].iter().copied();
        let mut originals = earlier.filter(|&j| copies[j].is_none());
        copies[i] = originals.find_map(|j| {
            let same_file = visits[i].sha256 == visits[j].sha256;
            let same = same_file || grains[i].is_of_one_exposure(&grains[j]);
            same.then(|| CopyOf {
                original: j,
                reason: reason(&visits[j].planned.id, same_file),
            })
        });
    }
    copies
}

/// The photos, of which day and size is said, in the order in which one is the original of another.
fn originals_first(taken: &[(Date, [u32; 2])], baseline: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    let key = |i: usize| {
        let (date, [width, height]) = taken[i];
        (
            i != baseline,
            date,
            Reverse(u64::from(width) * u64::from(height)),
            i,
        )
    };
    order.sort_by_key(|&i| key(i));
    order
}

/// Said of a file that holds what another holds, byte by byte.
pub(super) fn same_file(original: &str) -> String {
    let [_, start] = COPY_REASONS;
    format!("{start}{original}: a photo tells nothing against itself")
}

fn reason(original: &str, is_same_file: bool) -> String {
    if is_same_file {
        return same_file(original);
    }
    let [start, _] = COPY_REASONS;
    format!(
        "{start}{original}: its hairs lie strand by strand as there, which no two \
         photographs show (a copy re-encoded, resized, turned or retouched); a photo tells nothing \
         against itself"
    )
}

fn grains(visits: &[Visit<'_>], baseline: usize, areas: &[(String, Area)]) -> Vec<Grain> {
    let share = |i: usize| (i as f64 + 0.5) / PLACES_PER_SIDE as f64;
    let places = in_regions(areas, |from, to| {
        (0..PLACES_PER_SIDE).map(move |i| from + share(i) * (to - from))
    });
    let step = visits[baseline]
        .sample
        .as_ref()
        .map_or(1.0, |sample| sample.native_per_working);
    visits
        .par_iter()
        .map(|visit| match (&visit.sample, visit.own_transform()) {
            (Some(sample), Some(transform)) => Grain::new(sample, &places, step, |p| {
                transform.moving_from_reference(p)
            }),
            _ => Grain::default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_day_the_larger_photo_is_the_original() {
        let day = |day| Date::constant(2026, 7, day);
        let taken = [
            (day(12), [750, 1000]),
            (day(12), [1500, 2000]),
            (day(2), [300, 400]),
            (day(12), [1500, 2000]),
            (day(20), [3000, 4000]),
        ];
        assert_eq!(originals_first(&taken, 2), [2, 1, 3, 0, 4]);
        assert_eq!(originals_first(&taken, 0), [0, 2, 1, 3, 4]);
    }
}
