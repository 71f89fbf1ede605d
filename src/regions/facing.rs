//! Whether drawn regions lie as their names say.

use crate::geometry::{Area, Point};

/// Whether the region `frontal` lies on the forehead's side of the other regions, `degrees` being where the
/// forehead points, clockwise from straight up. `None` where no region has that name, where there is no other,
/// or where it lies to neither side clearly.
pub(crate) fn frontal_lies_in_front(areas: &[(String, Area)], degrees: f64) -> Option<bool> {
    let (frontal, others): (Vec<_>, Vec<_>) = areas.iter().partition(|(name, _)| name == "frontal");
    let [(_, frontal)] = frontal.as_slice() else {
        return None;
    };
    let (at, width) = middle(frontal)?;
    let middles: Vec<Point> = others
        .iter()
        .filter_map(|(_, area)| Some(middle(area)?.0))
        .collect();
    let n = middles.len() as f64;
    let mean = |of: fn(&Point) -> f64| middles.iter().map(of).sum::<f64>() / n;
    let (sin, cos) = degrees.to_radians().sin_cos();
    let ahead = (at.x - mean(|p| p.x)) * sin - (at.y - mean(|p| p.y)) * cos;
    (ahead.abs() > CLEARLY * width).then_some(ahead > 0.0)
}

/// Share of the region's size by which it has to lie aside.
const CLEARLY: f64 = 0.25;

/// Middle of an area's box and the mean of its sides, px.
fn middle(area: &Area) -> Option<(Point, f64)> {
    let bounds = area.bounds()?;
    let (min, max) = (bounds.min, bounds.max);
    let middle = Point::new(0.5 * (min.x + max.x), 0.5 * (min.y + max.y));
    Some((middle, 0.5 * (max.x - min.x + max.y - min.y)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, x: f64, y: f64) -> (String, Area) {
        let corners = [
            (x, y),
            (x + 100.0, y),
            (x + 100.0, y + 100.0),
            (x, y + 100.0),
        ];
        let ring = corners.map(|(x, y)| Point::new(x, y)).to_vec();
        (name.to_owned(), Area::from_ring(ring))
    }

    #[test]
    fn a_frontal_region_lies_where_the_forehead_points() {
        let drawn = [named("frontal", 0.0, 0.0), named("vertex", 0.0, 200.0)];
        for (degrees, lies) in [
            (0.0, Some(true)),
            (180.0, Some(false)),
            (90.0, None),
            (270.0, None),
        ] {
            assert_eq!(frontal_lies_in_front(&drawn, degrees), lies, "{degrees}");
        }
        assert_eq!(frontal_lies_in_front(&drawn[..1], 0.0), None);
        assert_eq!(frontal_lies_in_front(&drawn[1..], 0.0), None);
    }
}
