//! Light that changed at one place of the head and not around it: a flash's spot, the edge of a shadow.
//!
//! The scalp's light is taken for a smooth field. From one visit to the next it may be brighter,
//! come from another side, fall off more: what is left of the ratio of two photos beside a smooth
//! field is light that the fits take for hair or for scalp.

use super::fit::field::{Observation, SmoothField};
use crate::geometry::{Area, Point};
use crate::photometry::{Exclusion, LinearImage};
use crate::srgb::luminance;

/// Half side of the window around a place, working px (500 to the head's width): several strands and
/// what shows between them.
const HALF_WINDOW: i32 = 12;
/// Every so many pixels of a window are looked at.
const STRIDE: usize = 2;
/// Share of a window's pixels that are darker than what stands for its light: hair is dark, and
/// where it grew or went its brightest strands and the scalp between them change least.
const BRIGHT: f64 = 0.9;
/// Keeps ratios of the darkest pixels finite; linear light.
const DARKEST: f64 = 0.005;
/// Degree of what may change smoothly over the head: another lamp's place and fall-off.
const DEGREE: usize = 2;
/// Next to nothing: places are many and everywhere.
const STIFFNESS: f64 = 1e-6;
/// Places of a region needed for its mean.
const FEWEST_PLACES: usize = 8;

/// Light of a photo at places of the reference frame: 90th percentile of linear luminance around
/// each, 0..=1; `None` where the photo does not show the place.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlacesLight(Vec<Option<f64>>);

impl PlacesLight {
    /// Around where the photo shows the places, working px; `None` where it does not.
    pub(crate) fn new(image: &LinearImage, places: &[Option<Point>]) -> Self {
        let light = |at: &Option<Point>| bright(image, (*at)?);
        Self(places.iter().map(light).collect())
    }
}

/// The bright end of the window around a working position.
fn bright(image: &LinearImage, at: Point) -> Option<f64> {
    let span = |middle: f64, size: usize| {
        let middle = middle.round();
        let inside = middle >= 0.0 && middle < size as f64;
        let middle = inside.then_some(middle as i32)?;
        let least = (middle - HALF_WINDOW).max(0) as usize;
        Some(least..((middle + HALF_WINDOW) as usize + 1).min(size))
    };
    let (columns, rows) = (span(at.x, image.width)?, span(at.y, image.height)?);
    let pixels = rows
        .step_by(STRIDE)
        .flat_map(|y| columns.clone().step_by(STRIDE).map(move |x| (x, y)));
    let on_head =
        pixels.filter(|&(x, y)| image.excluded[y * image.width + x] != Some(Exclusion::Background));
    let mut light: Vec<f64> = on_head
        .map(|(x, y)| luminance(image.at(x, y).map(f64::from)))
        .collect();
    let rank = (BRIGHT * light.len() as f64) as usize;
    (!light.is_empty()).then(|| *light.select_nth_unstable_by(rank, f64::total_cmp).1)
}

/// How far the light of one region changed otherwise than that of the head around it.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalLight {
    /// The region's name.
    pub region: String,
    /// Its brightness against the baseline's, less what changed smoothly over the head, stops.
    pub stops: f64,
}

impl LocalLight {
    /// The region whose light departs most, of a photo against the baseline; `None` where too little
    /// of the head is seen on both.
    pub(crate) fn between(
        baseline: &PlacesLight,
        photo: &PlacesLight,
        places: &[Point],
        areas: &[(String, Area)],
    ) -> Option<Self> {
        let seen: Vec<(Point, f64)> = places
            .iter()
            .zip(baseline.0.iter().zip(&photo.0))
            .filter_map(|(&p, (base, own))| Some((p, ((*own)? + DARKEST) / ((*base)? + DARKEST))))
            .collect();
        let observed: Vec<Observation> = seen
            .iter()
            .map(|&(Point { x, y }, value)| Observation {
                x,
                y,
                value,
                weight: 1.0,
            })
            .collect();
        let smooth = SmoothField::fit(&observed, DEGREE, STIFFNESS)?;
        let left: Vec<(Point, f64)> = seen
            .iter()
            .map(|&(p, ratio)| (p, (ratio / smooth.at(p.x, p.y)).log2()))
            .collect();
        let of_region = |(name, area): &(String, Area)| {
            let own = left.iter().filter(|(p, _)| area.contains(*p));
            let (sum, count) = own.fold((0.0, 0), |(s, n), (_, stops)| (s + stops, n + 1));
            (count >= FEWEST_PLACES).then(|| Self {
                region: name.clone(),
                stops: sum / count as f64,
            })
        };
        let regions = areas.iter().filter_map(of_region);
        regions.max_by(|a, b| a.stops.abs().total_cmp(&b.stops.abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head 500 px wide, evenly lit but for `light`.
    fn photo(light: impl Fn(f64, f64) -> f64) -> LinearImage {
        let side = 500;
        let at = |i: usize| light((i % side) as f64, (i / side) as f64) as f32;
        LinearImage {
            width: side,
            height: side,
            pixels: (0..side * side).map(|i| [0.3 * at(i); 3]).collect(),
            excluded: vec![None; side * side],
            native_per_working: 1.0,
            native_size: (side as u32, side as u32),
        }
    }

    fn square(name: &str, x: f64) -> (String, Area) {
        let corners = [(x, 50.0), (x + 200.0, 50.0), (x + 200.0, 450.0), (x, 450.0)];
        let ring = corners.into_iter().map(|(x, y)| Point::new(x, y)).collect();
        (name.to_owned(), Area::from_ring(ring))
    }

    fn found(light: impl Fn(f64, f64) -> f64) -> LocalLight {
        let areas = [square("left", 40.0), square("right", 260.0)];
        let steps = || (0..24).map(|i| 25.0 + 20.0 * f64::from(i));
        let places: Vec<Point> = steps()
            .flat_map(|y| steps().map(move |x| Point::new(x, y)))
            .filter(|&p| areas.iter().any(|(_, area)| area.contains(p)))
            .collect();
        let shown: Vec<Option<Point>> = places.iter().copied().map(Some).collect();
        let of = |image: &LinearImage| PlacesLight::new(image, &shown);
        let (base, own) = (of(&photo(|_, _| 1.0)), of(&photo(light)));
        LocalLight::between(&base, &own, &places, &areas).unwrap()
    }

    #[test]
    fn light_from_another_side_is_no_departure() {
        for light in [
            |_: f64, _: f64| 0.4,
            |x: f64, _| (0.002 * x).exp(),
            |x: f64, y: f64| (-((x - 100.0).powi(2) + y * y) / 300_000.0).exp(),
        ] {
            assert!(found(light).stops.abs() < 0.02, "{:?}", found(light));
        }
    }

    #[test]
    fn a_spot_and_the_edge_of_a_shadow_are() {
        let spot = found(|x, y| {
            let off = ((x - 360.0).powi(2) + (y - 250.0).powi(2)) / 60.0_f64.powi(2);
            1.0 + 2.0 * (-off).exp()
        });
        assert!(spot.region == "right" && spot.stops > 0.15, "{spot:?}");
        let edge = found(|x, y| if x + 0.3 * y < 160.0 { 0.5 } else { 1.0 });
        assert!(edge.region == "left" && edge.stops < -0.15, "{edge:?}");
    }

    #[test]
    fn nothing_seen_is_nothing_said() {
        let places = [Point::new(10.0, 10.0)];
        let none = PlacesLight(vec![None]);
        assert_eq!(LocalLight::between(&none, &none, &places, &[]), None);
    }
}
