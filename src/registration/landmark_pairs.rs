//! Landmarks as a person marked them, and whether they lie so that they can be used: far apart, not
//! on a line, in one order.

use super::work::Work;
use crate::geometry::Point;

/// The same places marked on both photos, full-resolution px, in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct LandmarkPairs {
    /// On the baseline.
    pub reference: Vec<Point>,
    /// On the photo to be aligned.
    pub moving: Vec<Point>,
}

/// Least spread of the landmarks, as a share of the head's width: closer together, a pixel's error
/// at the marks is many pixels at the rim.
const LEAST_SPREAD: f64 = 0.1;
/// Least breadth of three or more landmarks over their length: below they are as good as on a line.
const LEAST_BREADTH: f64 = 0.05;

/// What keeps the landmarks from being used, whatever the pictures show.
pub(super) fn unusable(pairs: &LandmarkPairs, photos: [&Work; 2]) -> Option<String> {
    let n = pairs.reference.len();
    if n != pairs.moving.len() {
        return Some(format!(
            "{n} landmarks on the baseline but {} on this photo: mark the same places in the same order",
            pairs.moving.len()
        ));
    }
    if n < 2 {
        return Some(
            "fewer than two landmarks: mark at least two, better three or more".to_owned(),
        );
    }
    let marked = [
        (&pairs.reference, "the baseline"),
        (&pairs.moving, "this photo"),
    ];
    marked
        .into_iter()
        .zip(photos)
        .find_map(|((points, name), photo)| badly_placed(points, photo, name))
}

fn badly_placed(points: &[Point], photo: &Work, name: &str) -> Option<String> {
    let (width, height) = photo.size;
    let inside = |p: &&Point| {
        (0.0..f64::from(width)).contains(&p.x) && (0.0..f64::from(height)).contains(&p.y)
    };
    if let Some(out) = points.iter().find(|p| !inside(p)) {
        return Some(format!(
            "the landmark at {:.0}, {:.0} lies outside {name} of {width} x {height} px",
            out.x, out.y
        ));
    }
    let head = 2.0 * photo.place.radius * photo.scale;
    let apart = points
        .iter()
        .flat_map(|a| points.iter().map(move |b| a.distance(*b)))
        .fold(0.0, f64::max);
    if apart < LEAST_SPREAD * head {
        return Some(format!(
            "the landmarks on {name} lie within {:.0} % of the head's width, at least {:.0} % are needed: mark places far apart",
            100.0 * apart / head,
            100.0 * LEAST_SPREAD
        ));
    }
    let [length, breadth] = spread(points);
    (points.len() > 2 && breadth < LEAST_BREADTH * length)
        .then(|| format!("the landmarks on {name} lie on a line: mark one more place beside it"))
}

/// Standard deviations along the two principal axes of some points, the longer first.
fn spread(points: &[Point]) -> [f64; 2] {
    let n = points.len() as f64;
    let (mx, my) = points
        .iter()
        .fold((0.0, 0.0), |(x, y), p| (x + p.x / n, y + p.y / n));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points {
        let (x, y) = (p.x - mx, p.y - my);
        xx += x * x / n;
        xy += x * y / n;
        yy += y * y / n;
    }
    let half = 0.5 * (xx + yy);
    let root = (0.25 * (xx - yy).powi(2) + xy * xy).sqrt();
    [half + root, (half - root).max(0.0)].map(f64::sqrt)
}
