//! Whether two photos show the same darkness where one is laid upon the other: evidence of a place that
//! its roots, which the place was found by, are not.

use crate::plane::Plane;

use super::super::darkness::Darkness;
use super::homography::Homography;
use crate::geometry::Point;
use crate::statistics::pearson;

/// Blur of both maps, working px (a hair's width): hairs lie anew by a few degrees.
const BLUR_PX: f32 = 4.0;
/// Distance of the places compared, working px.
const STEP_PX: usize = 3;
/// Darkness from which on a place tells nothing more.
const DARKEST: f32 = 1.0;
/// Least share of the photo that must lie on the other.
const LEAST_SHARE: f64 = 0.4;

/// Correlation of the darkness of two photos over what both show, -1..1; `None` where that is little.
pub(super) fn agreement(
    baseline: &Darkness,
    photo: &Darkness,
    baseline_from_photo: &Homography,
) -> Option<f64> {
    let [below, above] = [baseline, photo].map(|d| smoothed(&d.map.plane()));
    let mut pairs: Vec<(f64, f64)> = Vec::new();
    let mut all = 0_usize;
    for y in (0..above.height).step_by(STEP_PX) {
        for x in (0..above.width).step_by(STEP_PX) {
            all += 1;
            let at = baseline_from_photo.apply(Point::new(x as f64, y as f64));
            let (u, v) = (at.x as f32, at.y as f32);
            if photo.is_masked(x as f32, y as f32) || baseline.is_masked(u, v) {
                continue;
            }
            if let Some(value) = below.sample(u, v) {
                pairs.push((f64::from(value), f64::from(above.at(x, y))));
            }
        }
    }
    let enough = pairs.len() as f64 >= LEAST_SHARE * all as f64;
    // Where one of them is even throughout, nothing agrees.
    enough.then(|| pearson(&pairs).unwrap_or(0.0))
}

fn smoothed(map: &Plane) -> Plane {
    map.map(|v| v.clamp(0.0, DARKEST)).blurred(BLUR_PX)
}

#[cfg(test)]
mod tests {
    use super::super::super::packed::Packed;
    use super::*;

    fn striped(shift: f32) -> Darkness {
        let map = Plane::from_fn(120, 90, |x, y| {
            let across = (x as f32 + shift) * 0.8 + y as f32 * 0.6;
            f32::from(u8::from(across.rem_euclid(40.0) < 9.0)) * 0.8
        });
        Darkness {
            map: Packed::of(&map),
            working_per_native: 1.0,
            masked: Vec::new(),
        }
    }

    #[test]
    fn one_place_agrees_and_another_does_not() {
        let moved = Homography::about(Point::new(0.0, 0.0), 1.0, 0.0, [10.0, 0.0]);
        let (a, b) = (striped(0.0), striped(10.0));
        let here = agreement(&a, &b, &moved).expect("they overlap");
        assert!(here > 0.95, "{here}");
        let elsewhere = agreement(&a, &b, &Homography::identity()).expect("they overlap");
        assert!(elsewhere < 0.3, "{elsewhere}");
        let beyond = Homography::about(Point::new(0.0, 0.0), 1.0, 0.0, [110.0, 0.0]);
        assert_eq!(agreement(&a, &b, &beyond), None);
    }
}
