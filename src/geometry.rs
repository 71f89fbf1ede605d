//! Points and polygons in pixel coordinates.
//!
//! `x` grows to the right, `y` downwards; the centre of the first pixel is `(0, 0)`. Whether a
//! coordinate lies in a photo's native frame or in the reference (baseline) frame is said by the
//! name of the variable or field that holds it.

use serde::{Deserialize, Serialize};

/// A position in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Horizontal position, px, rightwards.
    pub x: f64,
    /// Vertical position, px, downwards.
    pub y: f64,
}

/// Coordinate of a pixel centre in a copy that is `factor` times as large. Coordinates count from the
/// centre of the first pixel, so that its outer edge, -0.5, stays where it is.
#[inline]
pub(crate) fn enlarged(v: f64, factor: f64) -> f64 {
    (v + 0.5) * factor - 0.5
}

/// Coordinate of a pixel centre in a copy that is `factor` times as small: the way back from
/// [`enlarged`].
#[inline]
pub(crate) fn reduced(v: f64, factor: f64) -> f64 {
    (v + 0.5) / factor - 0.5
}

impl Point {
    /// The point in a copy of the picture that is `factor` times as large, see [`enlarged`].
    #[inline]
    pub(crate) fn enlarged(self, factor: f64) -> Self {
        Self::new(enlarged(self.x, factor), enlarged(self.y, factor))
    }

    /// The point in a copy of the picture that is `factor` times as small, see [`reduced`].
    #[inline]
    pub(crate) fn reduced(self, factor: f64) -> Self {
        Self::new(reduced(self.x, factor), reduced(self.y, factor))
    }

    /// A point from its two coordinates, px.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Euclidean distance to `other`, px.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// Both coordinates finite (neither NaN nor infinite).
    pub(crate) fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// An axis-aligned box in pixels, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Top-left corner.
    pub min: Point,
    /// Bottom-right corner.
    pub max: Point,
}

impl Bounds {
    /// The smallest box around both.
    pub(crate) fn union(self, other: Self) -> Self {
        let (a, b) = (self, other);
        Self {
            min: Point::new(a.min.x.min(b.min.x), a.min.y.min(b.min.y)),
            max: Point::new(a.max.x.max(b.max.x), a.max.y.max(b.max.y)),
        }
    }
}

/// An ellipse, such as the outline of a head.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ellipse {
    /// Centre, px.
    pub center: Point,
    /// Semi-axes, px: first along `angle`, second across it.
    pub semi_axes: [f64; 2],
    /// Direction of the first semi-axis, radians from +x towards +y.
    pub angle: f64,
}

impl Ellipse {
    /// Distance from the centre in units of the outline: 1 on it, less inside.
    pub fn level(&self, p: Point) -> f64 {
        let (s, c) = self.angle.sin_cos();
        let (dx, dy) = (p.x - self.center.x, p.y - self.center.y);
        ((dx * c + dy * s) / self.semi_axes[0]).hypot((dy * c - dx * s) / self.semi_axes[1])
    }

    /// The ellipse in a copy of the picture that is `factor` times as small.
    pub(crate) fn reduced(&self, factor: f64) -> Self {
        Self {
            center: self.center.reduced(factor),
            semi_axes: self.semi_axes.map(|s| s / factor),
            angle: self.angle,
        }
    }

    /// Radius of the circle of the same area, px.
    pub(crate) fn mean_radius(&self) -> f64 {
        (self.semi_axes[0] * self.semi_axes[1]).sqrt()
    }
}

/// Lines on which the area of rings that cross is measured.
const AREA_LINES: u32 = 2048;
/// Share by which the area of nested rings differs from the measured one where rings cross.
const CROSSING_SHARE: f64 = 0.01;

/// A closed ring of at least three points; the last is joined to the first.
pub type Ring = Vec<Point>;

/// A region: rings under the even-odd rule, so that an inner ring is a hole and separate rings
/// are separate parts. Covers GeoJSON `Polygon` and `MultiPolygon`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Area {
    /// The rings, px.
    pub rings: Vec<Ring>,
}

impl Area {
    /// An area with one ring.
    pub fn from_ring(ring: Ring) -> Self {
        Self { rings: vec![ring] }
    }

    /// Smallest box that holds every ring; `None` without points.
    pub fn bounds(&self) -> Option<Bounds> {
        let mut points = self.rings.iter().flatten();
        let first = *points.next()?;
        Some(points.fold(
            Bounds {
                min: first,
                max: first,
            },
            |b, p| Bounds {
                min: Point::new(b.min.x.min(p.x), b.min.y.min(p.y)),
                max: Point::new(b.max.x.max(p.x), b.max.y.max(p.y)),
            },
        ))
    }

    /// Whether `point` lies inside, by the even-odd rule.
    pub fn contains(&self, point: Point) -> bool {
        self.crossings(point.y)
            .iter()
            .filter(|&&x| x > point.x)
            .count()
            % 2
            == 1
    }

    /// Enclosed area in px² by the even-odd rule: exact for rings that cross neither themselves nor each other,
    /// else measured on [`AREA_LINES`] lines.
    pub(crate) fn enclosed_px(&self) -> f64 {
        let nested = self.nested_px();
        let measured = self.measured_px();
        if are_nested(nested, measured) {
            nested
        } else {
            measured
        }
    }

    /// Whether rings cross themselves or each other, so that what lies inside twice is outside.
    pub(crate) fn crosses_itself(&self) -> bool {
        !are_nested(self.nested_px(), self.measured_px())
    }

    /// Area by lengths of lines, px².
    fn measured_px(&self) -> f64 {
        let Some(Bounds { min, max }) = self.bounds() else {
            return 0.0;
        };
        let step = (max.y - min.y) / f64::from(AREA_LINES);
        (0..AREA_LINES)
            .map(|line| {
                let mut crossings = self.crossings(min.y + (f64::from(line) + 0.5) * step);
                crossings.sort_by(f64::total_cmp);
                let lengths = crossings.chunks_exact(2).map(|pair| pair[1] - pair[0]);
                lengths.sum::<f64>() * step
            })
            .sum()
    }

    /// Area of rings that lie beside or within each other, px².
    fn nested_px(&self) -> f64 {
        let signed = |(i, ring): (usize, &Ring)| {
            let area = ring_signed_area(ring).abs();
            if self.is_hole(i) { -area } else { area }
        };
        self.rings.iter().enumerate().map(signed).sum()
    }

    /// The other rings that hold most of a ring's corners, drawn in a little: a hole may touch the outline around it.
    fn around(&self, ring: usize) -> impl Iterator<Item = usize> + '_ {
        let corners = &self.rings[ring];
        let n = corners.len() as f64;
        let mean = |of: fn(&Point) -> f64| corners.iter().map(of).sum::<f64>() / n;
        let (x, y) = (mean(|p| p.x), mean(|p| p.y));
        let inner = move |p: &Point| Point::new(x + 0.99 * (p.x - x), y + 0.99 * (p.y - y));
        let holds = move |i: usize| {
            let held = corners
                .iter()
                .filter(|p| ring_contains(&self.rings[i], inner(p)));
            2 * held.count() > corners.len()
        };
        (0..self.rings.len()).filter(move |&i| i != ring && holds(i))
    }

    /// Whether a ring that crosses no other is a hole, by the even-odd rule.
    fn is_hole(&self, ring: usize) -> bool {
        self.around(ring).count() % 2 == 1
    }

    /// The rings as polygons: an outer one, then its holes. Of rings that cross each other it tells
    /// nothing sensible.
    pub(crate) fn polygons(&self) -> Vec<Vec<&Ring>> {
        let (holes, outer): (Vec<usize>, Vec<usize>) =
            (0..self.rings.len()).partition(|&i| self.is_hole(i));
        // The innermost ring around a hole has the most rings around itself.
        let owner = |hole: usize| self.around(hole).max_by_key(|&i| self.around(i).count());
        let polygon = |&ring: &usize| {
            let own = holes.iter().filter(|&&hole| owner(hole) == Some(ring));
            std::iter::once(&ring)
                .chain(own)
                .map(|&i| &self.rings[i])
                .collect()
        };
        outer.iter().map(polygon).collect()
    }

    /// The area with points added so that no edge is longer than `max_edge_px`: a straight edge
    /// stays straight, and follows a curved transform once mapped.
    pub(crate) fn densified(&self, max_edge_px: f64) -> Self {
        Self {
            rings: self
                .rings
                .iter()
                .map(|ring| densify_ring(ring, max_edge_px))
                .collect(),
        }
    }

    /// Pixel spans of row `y`: half-open column ranges whose pixel centres lie inside, clipped to
    /// `0..width`, in rising order.
    pub fn row_spans(&self, y: u32, width: u32) -> Vec<(u32, u32)> {
        let mut crossings = self.crossings(f64::from(y));
        crossings.sort_by(f64::total_cmp);
        crossings
            .chunks_exact(2)
            .filter_map(|pair| {
                let start = pair[0].ceil().max(0.0);
                let end = pair[1].ceil().min(f64::from(width));
                (start < end).then_some((start as u32, end as u32))
            })
            .collect()
    }

    /// Rows that may hold pixels of the area, clipped to `0..height`.
    pub fn rows(&self, height: u32) -> std::ops::Range<u32> {
        match self.bounds() {
            Some(b) if b.max.y >= 0.0 && b.min.y < f64::from(height) => {
                let end = (b.max.y.floor() + 1.0).min(f64::from(height)) as u32;
                (b.min.y.ceil().max(0.0) as u32)..end
            }
            _ => 0..0,
        }
    }

    /// Columns at which the outline crosses the horizontal line at `y`, unsorted.
    pub(crate) fn crossings(&self, y: f64) -> Vec<f64> {
        let mut columns = Vec::new();
        for ring in &self.rings {
            for_crossings(ring, y, |x| columns.push(x));
        }
        columns
    }
}

/// Whether an area summed ring by ring is the measured one, px².
fn are_nested(nested: f64, measured: f64) -> bool {
    (nested - measured).abs() <= CROSSING_SHARE * measured + 1.0
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(&a, &b)| (a, b))
}

#[inline]
fn for_crossings(ring: &[Point], y: f64, mut visit: impl FnMut(f64)) {
    let Some(first) = ring.first() else { return };
    let mut a = first;
    for b in ring[1..].iter().chain([first]) {
        // Half-open in y, so that a vertex on the line is counted once.
        if (a.y > y) != (b.y > y) {
            visit(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
        a = b;
    }
}

fn ring_contains(ring: &[Point], p: Point) -> bool {
    let mut inside = false;
    for_crossings(ring, p.y, |x| inside ^= x > p.x);
    inside
}

fn ring_signed_area(ring: &[Point]) -> f64 {
    edges(ring).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0
}

fn densify_ring(ring: &[Point], max_edge_px: f64) -> Ring {
    edges(ring)
        .flat_map(|(a, b)| {
            let parts = (a.distance(b) / max_edge_px).ceil().max(1.0) as usize;
            (0..parts).map(move |i| {
                let t = i as f64 / parts as f64;
                Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x0: f64, y0: f64, side: f64) -> Ring {
        vec![
            Point::new(x0, y0),
            Point::new(x0 + side, y0),
            Point::new(x0 + side, y0 + side),
            Point::new(x0, y0 + side),
        ]
    }

    #[test]
    fn a_hole_is_outside_and_subtracted() {
        let area = Area {
            rings: vec![square(0.0, 0.0, 10.0), square(4.0, 4.0, 2.0)],
        };
        assert!(area.contains(Point::new(1.0, 1.0)));
        assert!(!area.contains(Point::new(5.0, 5.0)));
        assert!((area.enclosed_px() - 96.0).abs() < 1e-9);
        assert_eq!(area.row_spans(5, 100), vec![(0, 4), (6, 10)]);
        assert!(!area.crosses_itself());
    }

    #[test]
    fn rings_become_polygons_with_their_own_holes() {
        let square = |x: f64, side: f64| {
            let corners = [(x, x), (x + side, x), (x + side, x + side), (x, x + side)];
            corners.map(|(x, y)| Point::new(x, y)).to_vec()
        };
        // Beside each other, one with a hole in which a third part lies with a hole of its own.
        let rings = [
            (0.0, 10.0),
            (20.0, 40.0),
            (25.0, 30.0),
            (30.0, 20.0),
            (35.0, 5.0),
        ];
        let area = Area {
            rings: rings.map(|(x, side)| square(x, side)).to_vec(),
        };
        let corner = |ring: &&Ring| ring[0].x;
        let found: Vec<Vec<f64>> = area
            .polygons()
            .iter()
            .map(|polygon| polygon.iter().map(corner).collect())
            .collect();
        assert_eq!(found, [vec![0.0], vec![20.0, 25.0], vec![30.0, 35.0]]);
    }

    /// A hole cut in two lies along the line on which its outline was cut.
    #[test]
    fn half_a_hole_that_touches_its_outline_is_a_hole() {
        let ring =
            |corners: &[(f64, f64)]| corners.iter().map(|&(x, y)| Point::new(x, y)).collect();
        let outer: Ring = ring(&[(50.0, 0.0), (100.0, 0.0), (100.0, 100.0), (50.0, 100.0)]);
        let hole: Ring = ring(&[(50.0, 30.0), (70.0, 30.0), (70.0, 70.0), (50.0, 70.0)]);
        let area = Area {
            rings: vec![outer.clone(), hole.clone()],
        };
        assert_eq!(area.polygons(), [vec![&outer, &hole]]);
    }

    /// A bow tie encloses its two wings; their signed areas would take each other away.
    #[test]
    fn rings_that_cross_enclose_what_lies_inside_once() {
        let corners = [[0.0, 0.0], [100.0, 100.0], [100.0, 0.0], [0.0, 100.0]];
        let tie = Area::from_ring(corners.map(|[x, y]| Point::new(x, y)).to_vec());
        assert!((tie.enclosed_px() - 5000.0).abs() < 10.0);
        assert!(tie.crosses_itself());
        let parts = Area {
            rings: vec![square(0.0, 0.0, 100.0), square(50.0, 0.0, 100.0)],
        };
        assert!((parts.enclosed_px() - 10_000.0).abs() < 10.0);
        assert!(parts.crosses_itself());
    }

    #[test]
    fn pixel_count_of_a_square_is_its_area() {
        let area = Area::from_ring(square(2.5, 3.5, 7.0));
        let pixels: u32 = area
            .rows(100)
            .map(|y| {
                area.row_spans(y, 100)
                    .iter()
                    .map(|(a, b)| b - a)
                    .sum::<u32>()
            })
            .sum();
        assert_eq!(pixels, 49);
    }

    #[test]
    fn spans_are_clipped_to_the_photo() {
        let area = Area::from_ring(square(-5.0, -5.0, 100.0));
        assert_eq!(area.rows(10), 0..10);
        assert_eq!(area.row_spans(0, 8), vec![(0, 8)]);
        let outside = Area::from_ring(square(-50.0, -50.0, 10.0));
        assert!(outside.rows(10).is_empty());
    }

    #[test]
    fn densified_edges_keep_the_area() {
        let area = Area::from_ring(square(0.0, 0.0, 10.0));
        let fine = area.densified(1.0);
        assert_eq!(fine.rings[0].len(), 40);
        assert!((fine.enclosed_px() - area.enclosed_px()).abs() < 1e-9);
    }
}
