//! Light that changed at one place of the head and not around it: a flash's spot, the edge of a shadow.
//!
//! The scalp's light is taken for a smooth field. From one visit to the next it may be brighter,
//! come from another side, fall off more: what is left of the ratio of two photos beside a smooth
//! field is light that the fits take for hair or for scalp, or hair that came or went. The two are told
//! apart by what light cannot do: it makes hair and the skin beside it brighter alike, and a veil of flash
//! makes the darker of them rise more. Where hair falls out, skin stands beside what is left of it, so that at the
//! border of a patch the bright end rises and the dark end stays.

use super::fit::field::{Observation, SmoothField};
use crate::geometry::{Area, Point};
use crate::photometry::{Exclusion, LinearImage};
use crate::srgb::luminance;
use crate::statistics::upper_median;

/// Half side of the window around a place, working px (500 to the head's width): several strands and
/// what shows between them.
const HALF_WINDOW: i32 = 12;
/// Every so many pixels of a window are looked at.
const STRIDE: usize = 2;
/// Share of a window's pixels that are darker than what stands for its light: hair is dark, and
/// where it grew or went its brightest strands and the scalp between them change least.
const BRIGHT: f64 = 0.9;
/// Share that is darker than what stands for its hair.
const DARK: f64 = 0.1;
/// Share that is darker than what tells the colour of its bright end.
const COLOURED: f64 = 0.75;
/// Keep ratios of the darkest pixels finite; linear light, at the bright and at the dark end.
const DARKEST: f64 = 0.005;
const DARKEST_HAIR: f64 = 0.002;
/// Degree of what may change smoothly over the head: another lamp's place and fall-off.
const DEGREE: usize = 2;
/// Next to nothing: places are many and everywhere.
const STIFFNESS: f64 = 1e-6;
/// Places of a region needed for its mean.
const FEWEST_PLACES: usize = 8;
/// Departure from which a place is one of those that make its region depart, stops, and how many of them
/// tell hair from light.
const DEPARTS: f64 = 0.3;
const FEWEST_DEPARTING: usize = 3;
/// Departure below which a place says how all of the photo's colours changed, stops.
const SETTLED: f64 = 0.15;
/// Stops by which a place's bright end departs further than its dark end where skin stands beside hair that
/// was all of it before, or is again.
const PARTED: f64 = 0.5;
/// Least share of the departing places that are parted so. Patches of a tenth to a third of the head's width painted
/// on photographs: 0.13 and more; spots, veils and shadows laid over them 0 to 0.14, all but one to 0.06.
const PARTED_SHARE: f64 = 0.12;
/// Least departure of the dark ends, mean, stops: the gloss of hair leaves them as they are.
const DARK_RISES: f64 = 0.1;
/// Most by which the brighter photo's bright ends may be less red than on the darker one, stops: a lamp's gloss is white,
/// skin is not.
const PALER: f64 = 0.25;

/// What stands for one place of a photo.
#[derive(Debug, Clone, Copy)]
struct PlaceLight {
    /// 90th and 10th percentile of linear luminance around it, 0..=1.
    bright: f64,
    dark: f64,
    /// Red over blue of its brightest quarter, logarithm to base 2.
    warmth: f64,
}

/// Light of a photo at places of the reference frame; `None` where the photo does not show the place.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlacesLight(Vec<Option<PlaceLight>>);

impl PlacesLight {
    /// Around where the photo shows the places, working px; `None` where it does not.
    pub(crate) fn new(image: &LinearImage, places: &[Option<Point>]) -> Self {
        let light = |at: &Option<Point>| PlaceLight::around(image, (*at)?);
        Self(places.iter().map(light).collect())
    }
}

impl PlaceLight {
    /// The window around a working position.
    fn around(image: &LinearImage, at: Point) -> Option<Self> {
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
        let on_head = pixels
            .filter(|&(x, y)| image.excluded[y * image.width + x] != Some(Exclusion::Background));
        let mut seen: Vec<(f64, [f64; 3])> = on_head
            .map(|(x, y)| image.at(x, y).map(f64::from))
            .map(|colour| (luminance(colour), colour))
            .collect();
        seen.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let rank = |share: f64| (share * seen.len() as f64) as usize;
        let brightest = seen.get(rank(COLOURED)..)?;
        let sum = |channel: usize| brightest.iter().map(|(_, c)| c[channel]).sum::<f64>();
        let floor = DARKEST_HAIR * brightest.len() as f64;
        Some(Self {
            bright: seen.get(rank(BRIGHT))?.0,
            dark: seen.get(rank(DARK))?.0,
            warmth: ((sum(0) + floor) / (sum(2) + floor)).log2(),
        })
    }
}

/// What is left of a place's change beside what changed smoothly over the head, stops.
#[derive(Debug, Clone, Copy)]
struct Departure {
    at: Point,
    bright: f64,
    dark: f64,
    /// Change of its warmth.
    warmth: f64,
}

/// How far the light of one region changed otherwise than that of the head around it.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalLight {
    /// The region's name.
    pub region: String,
    /// Its brightness against the baseline's, less what changed smoothly over the head, stops.
    pub stops: f64,
    /// Whether what departs shows hair that came or went there rather than light.
    pub hair: bool,
}

impl LocalLight {
    /// Every region of a photo against the baseline; none where too little of the head is seen on both.
    pub(crate) fn of_regions(
        baseline: &PlacesLight,
        photo: &PlacesLight,
        places: &[Point],
        areas: &[(String, Area)],
    ) -> Vec<Self> {
        let left = departures(baseline, photo, places).unwrap_or_default();
        let settled = left.iter().filter(|d| d.bright.abs() < SETTLED);
        let usual_warmth = upper_median(settled.map(|d| d.warmth)).unwrap_or(0.0);
        let of_region = |(name, area): &(String, Area)| {
            let own: Vec<&Departure> = left.iter().filter(|d| area.contains(d.at)).collect();
            let sum: f64 = own.iter().map(|d| d.bright).sum();
            let stops = sum / own.len() as f64;
            (own.len() >= FEWEST_PLACES).then(|| Self {
                region: name.clone(),
                stops,
                hair: is_hair(&own, stops.signum(), usual_warmth),
            })
        };
        areas.iter().filter_map(of_region).collect()
    }
}

/// What is left at every place that both photos show.
fn departures(
    baseline: &PlacesLight,
    photo: &PlacesLight,
    places: &[Point],
) -> Option<Vec<Departure>> {
    let both = baseline.0.iter().zip(&photo.0);
    let seen: Vec<(Point, PlaceLight, PlaceLight)> = places
        .iter()
        .zip(both)
        .filter_map(|(&at, (base, own))| Some((at, (*base)?, (*own)?)))
        .collect();
    let ratio =
        |base: &PlaceLight, own: &PlaceLight| (own.bright + DARKEST) / (base.bright + DARKEST);
    let observed: Vec<Observation> = seen
        .iter()
        .map(|(Point { x, y }, base, own)| Observation {
            x: *x,
            y: *y,
            value: ratio(base, own),
            weight: 1.0,
        })
        .collect();
    let smooth = SmoothField::fit(&observed, DEGREE, STIFFNESS)?;
    let of_place = |(at, base, own): &(Point, PlaceLight, PlaceLight)| {
        let light = smooth.at(at.x, at.y);
        let darks = (own.dark + DARKEST_HAIR) / (base.dark + DARKEST_HAIR);
        Departure {
            at: *at,
            bright: (ratio(base, own) / light).log2(),
            dark: (darks / light).log2(),
            warmth: own.warmth - base.warmth,
        }
    };
    Some(seen.iter().map(of_place).collect())
}

/// Whether the places of a region that depart the way it does, brighter (1) or darker (-1), show hair that
/// went or came. Seen from the darker photo, which has the hair.
fn is_hair(own: &[&Departure], way: f64, usual_warmth: f64) -> bool {
    let departing: Vec<&&Departure> = own.iter().filter(|d| way * d.bright > DEPARTS).collect();
    let count = departing.len() as f64;
    let parted = departing
        .iter()
        .filter(|d| way * (d.bright - d.dark) > PARTED);
    let parted = parted.count() as f64 / count;
    let rises = departing.iter().map(|d| way * d.dark).sum::<f64>() / count;
    let warmer = upper_median(departing.iter().map(|d| way * (d.warmth - usual_warmth)));
    departing.len() >= FEWEST_DEPARTING
        && parted >= PARTED_SHARE
        && rises >= DARK_RISES
        && warmer.is_some_and(|warmer| warmer >= -PALER)
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

    /// The region that departs most.
    fn found(light: impl Fn(f64, f64) -> f64) -> LocalLight {
        let (base, own) = (photo(|_, _| 1.0), photo(light));
        let regions = between(&base, &own).into_iter();
        let most = |a: &LocalLight, b: &LocalLight| a.stops.abs().total_cmp(&b.stops.abs());
        regions.max_by(most).unwrap()
    }

    fn between(base: &LinearImage, own: &LinearImage) -> Vec<LocalLight> {
        let areas = [square("left", 40.0), square("right", 260.0)];
        let steps = || (0..24).map(|i| 25.0 + 20.0 * f64::from(i));
        let places: Vec<Point> = steps()
            .flat_map(|y| steps().map(move |x| Point::new(x, y)))
            .filter(|&p| areas.iter().any(|(_, area)| area.contains(p)))
            .collect();
        let shown: Vec<Option<Point>> = places.iter().copied().map(Some).collect();
        let of = |image: &LinearImage| PlacesLight::new(image, &shown);
        LocalLight::of_regions(&of(base), &of(own), &places, &areas)
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
        assert_eq!(LocalLight::of_regions(&none, &none, &places, &[]), []);
    }

    /// Strands of hair two pixels wide with a pixel of the skin's light between them, all skin within
    /// `bare` pixels of a place in the right region, under `light`.
    fn hairy(bare: f64, light: impl Fn(f64) -> [f32; 3]) -> LinearImage {
        let mut image = photo(|_, _| 1.0);
        for (i, colour) in image.pixels.iter_mut().enumerate() {
            let (x, y) = (i % 500, i / 500);
            let off = (x as f64 - 360.0).hypot(y as f64 - 250.0);
            let strand = [0.02, 0.04, 0.06][x % 3];
            let own = match off < bare {
                true => [0.4, 0.28, 0.2],
                false => [1.2 * strand, strand, 0.8 * strand],
            };
            let light = light(off);
            *colour = [0, 1, 2].map(|c| own[c] * light[c]);
        }
        image
    }

    #[test]
    fn a_bald_patch_is_hair_that_went_and_a_spot_veil_or_gloss_is_light() {
        let full = || hairy(0.0, |_| [1.0; 3]);
        let departs = |base: &LinearImage, own: &LinearImage| {
            let regions = between(base, own);
            let left = regions[0].stops;
            assert!(left.abs() < 0.1, "the other region departs by {left}");
            regions[1].clone()
        };
        let patch = hairy(60.0, |_| [1.0; 3]);
        let bare = departs(&full(), &patch);
        assert!(bare.stops > 0.35 && bare.hair, "{bare:?}");
        let grown = departs(&patch, &full());
        assert!(grown.stops < -0.35 && grown.hair, "{grown:?}");
        let near = |off: f64| (-(off / 60.0).powi(2)).exp() as f32;
        let spot = hairy(0.0, |off| [1.0 + 3.0 * near(off); 3]);
        let lit = departs(&full(), &spot);
        assert!(lit.stops > 0.2 && !lit.hair, "{lit:?}");
        let mut veil = full();
        let mut gloss = full();
        for (i, (veil, gloss)) in veil.pixels.iter_mut().zip(&mut gloss.pixels).enumerate() {
            let (x, y) = (i % 500, i / 500);
            let near = near((x as f64 - 360.0).hypot(y as f64 - 250.0));
            *veil = veil.map(|c| c + 0.2 * near);
            let shines = if x % 3 == 2 { 0.3 } else { 0.0 };
            *gloss = gloss.map(|c| c + shines * near);
        }
        for own in [veil, gloss] {
            let lit = departs(&full(), &own);
            assert!(lit.stops > 0.2 && !lit.hair, "{lit:?}");
        }
    }
}
