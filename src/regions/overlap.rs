//! Regions that overlap: how much of each the others leave, so that no skin counts twice.

use crate::geometry::{Area, Bounds};

/// Lines on which overlaps are measured, across the box of all regions.
const LINES: u32 = 512;

/// Overlap that is worth a word, as a share of the smaller region.
const MIN_SHARE: f64 = 0.02;

/// Two regions of which one covers a part of the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Overlap {
    /// The larger one's place in the list.
    pub(crate) larger: usize,
    /// The smaller one's.
    pub(crate) smaller: usize,
    /// Share of the smaller one that the larger covers, 0..=1.
    pub(crate) share: f64,
}

/// Area of each region in px² that no larger region covers. Regions of which a sliver at most is
/// covered keep their exact area; of the others the shares are measured on 512 lines.
pub(crate) fn own_px(areas: &[&Area]) -> Vec<f64> {
    let whole: Vec<f64> = areas.iter().map(|area| area.enclosed_px()).collect();
    let order = by_size(&whole);
    let mut own = whole.clone();
    for (rank, &i) in order.iter().enumerate() {
        let larger: Vec<&Area> = order[..rank]
            .iter()
            .filter(|&&j| boxes_meet(areas[i], areas[j]))
            .map(|&j| areas[j])
            .collect();
        let share = covered_share(areas[i], &larger);
        if share > MIN_SHARE {
            own[i] = whole[i] * (1.0 - share);
        }
    }
    own
}

/// The pairs of regions that overlap by more than a sliver, in the order of the list.
pub(crate) fn overlaps(areas: &[&Area]) -> Vec<Overlap> {
    let whole: Vec<f64> = areas.iter().map(|area| area.enclosed_px()).collect();
    let mut found = Vec::new();
    for i in 0..areas.len() {
        for j in i + 1..areas.len() {
            if !boxes_meet(areas[i], areas[j]) {
                continue;
            }
            let (larger, smaller) = if whole[i] >= whole[j] { (i, j) } else { (j, i) };
            let share = covered_share(areas[smaller], &[areas[larger]]);
            if share > MIN_SHARE {
                found.push(Overlap {
                    larger,
                    smaller,
                    share,
                });
            }
        }
    }
    found
}

/// Places from the largest region to the smallest; of two alike the first goes first.
fn by_size(whole: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by(|&a, &b| whole[b].total_cmp(&whole[a]).then(a.cmp(&b)));
    order
}

fn boxes_meet(a: &Area, b: &Area) -> bool {
    match (a.bounds(), b.bounds()) {
        (Some(a), Some(b)) => {
            a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y
        }
        _ => false,
    }
}

/// Share of `area` that the others cover together, 0..=1, by lengths along lines across its box.
fn covered_share(area: &Area, others: &[&Area]) -> f64 {
    let Some(Bounds { min, max }) = area.bounds().filter(|_| !others.is_empty()) else {
        return 0.0;
    };
    let step = (max.y - min.y) / f64::from(LINES);
    let (mut own, mut covered) = (0.0, 0.0);
    for line in 0..LINES {
        // Never through a corner of round coordinates.
        let y = min.y + (f64::from(line) + 0.4142) * step;
        let spans = spans(area, y);
        let mut cover: Vec<(f64, f64)> = others
            .iter()
            .flat_map(|other| self::spans(other, y))
            .collect();
        cover.sort_by(|a, b| a.0.total_cmp(&b.0));
        for &(start, end) in &spans {
            own += end - start;
            covered += length_in(start, end, &cover);
        }
    }
    if own > 0.0 {
        (covered / own).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

fn spans(area: &Area, y: f64) -> Vec<(f64, f64)> {
    let mut crossings = area.crossings(y);
    crossings.sort_by(f64::total_cmp);
    crossings
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}

/// Length of `start..end` under the union of spans sorted by their start.
fn length_in(start: f64, end: f64, spans: &[(f64, f64)]) -> f64 {
    let mut reached = start;
    let mut length = 0.0;
    for &(from, to) in spans {
        let from = from.max(reached);
        let to = to.min(end);
        if to > from {
            length += to - from;
            reached = to;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    fn square(x: f64, y: f64, side: f64) -> Area {
        let corner = |dx: f64, dy: f64| Point::new(x + dx * side, y + dy * side);
        Area::from_ring(vec![
            corner(0.0, 0.0),
            corner(1.0, 0.0),
            corner(1.0, 1.0),
            corner(0.0, 1.0),
        ])
    }

    #[test]
    fn a_region_inside_another_adds_nothing() {
        let (whole, crown) = (square(0.0, 0.0, 100.0), square(20.0, 20.0, 30.0));
        assert_eq!(own_px(&[&crown, &whole]), [0.0, 10_000.0]);
        let found = overlaps(&[&crown, &whole]);
        assert_eq!(
            found,
            [Overlap {
                larger: 1,
                smaller: 0,
                share: 1.0
            }]
        );
    }

    #[test]
    fn overlapping_corners_count_once() {
        let (a, b) = (square(0.0, 0.0, 100.0), square(50.0, 50.0, 100.0));
        let own = own_px(&[&a, &b]);
        assert_eq!(own[0], 10_000.0);
        assert!((own[1] - 7_500.0).abs() < 30.0, "{own:?}");
    }

    #[test]
    fn regions_apart_or_side_by_side_keep_their_area() {
        let (a, b) = (square(0.0, 0.0, 100.0), square(100.0, 0.0, 50.0));
        assert_eq!(own_px(&[&a, &b]), [10_000.0, 2_500.0]);
        assert!(overlaps(&[&a, &b]).is_empty());
        // A hole is no part of the region around it.
        let mut ring = a;
        ring.rings.extend(square(20.0, 20.0, 60.0).rings);
        let inner = square(30.0, 30.0, 20.0);
        assert_eq!(own_px(&[&ring, &inner]), [6_400.0, 400.0]);
    }
}
