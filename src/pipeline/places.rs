//! Places on a grid over the regions, at which photos of a view are held against each other.

use crate::geometry::{Area, Bounds, Point};

/// Those places of a grid that lie in a region, row by row. `along` gives the grid's positions between the
/// first and the last position of the regions along one axis, px.
pub(super) fn in_regions<I: Iterator<Item = f64>>(
    areas: &[(String, Area)],
    along: impl Fn(f64, f64) -> I,
) -> Vec<Point> {
    let boxes = areas.iter().filter_map(|(_, area)| area.bounds());
    let Some(all) = boxes.reduce(Bounds::union) else {
        return Vec::new();
    };
    along(all.min.y, all.max.y)
        .flat_map(|y| along(all.min.x, all.max.x).map(move |x| Point::new(x, y)))
        .filter(|&p| areas.iter().any(|(_, area)| area.contains(p)))
        .collect()
}
