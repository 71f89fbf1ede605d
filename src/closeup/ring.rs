//! Air bubbles in the immersion: their dark rims are traced as short, bent hairs.
//!
//! What tells a rim from a bent hair is that it closes: on round the circle that an arc lies on, the map
//! is darker than inside and outside.

use std::f32::consts::TAU;

use crate::plane::Plane;

use super::shaft::Shaft;

/// Least height of an arc over its chord, as a share of the chord: a turn of a fifth of a right angle.
const BENT: f32 = 0.04;
/// Radii of bubbles, working px (0.04 to 0.9 mm).
const RADIUS_PX: std::ops::RangeInclusive<f32> = 5.0..=108.0;
/// Radii tried, in units of the one by the arc's height, which a short arc does not give well.
const TRIED: [f32; 11] = [0.7, 0.76, 0.82, 0.88, 0.94, 1.0, 1.06, 1.13, 1.2, 1.3, 1.4];
/// Traces shorter than this are straight lines whatever they follow, working px; radii of bubbles whose
/// rims are traced in such pieces, and their step.
const STRAIGHT_PX: f32 = 32.0;
const SMALL_PX: [f32; 2] = [5.0, 40.0];
const SMALL_STEP_PX: f32 = 1.5;
/// Places looked at on a circle.
const PLACES: u8 = 48;
/// Fewest of them within the picture.
const FEWEST: usize = 24;
/// Share of the arc's contrast by which a place must be darker than inside and outside.
const DARKER: f32 = 0.4;
/// Share of the places that must be so.
const CLOSED: f32 = 0.7;
/// Greatest distance of a trace from the circle it lies on, px, and least share of it that does.
const ON_PX: f32 = 3.0;
const ON_SHARE: f32 = 0.7;

/// The rim of a bubble, working px.
#[derive(Debug, Clone, Copy)]
struct Ring {
    x: f32,
    y: f32,
    radius: f32,
}

/// Whether each trace lies on the rim of a bubble.
pub(super) fn on_rings(map: &Plane, shafts: &[&Shaft]) -> Vec<bool> {
    let rings: Vec<Ring> = shafts.iter().filter_map(|s| ring_of(map, s)).collect();
    let on = |s: &&Shaft| rings.iter().any(|ring| ring.carries(s));
    shafts.iter().map(on).collect()
}

impl Ring {
    fn carries(&self, shaft: &Shaft) -> bool {
        let on = shaft.points.iter().filter(|p| {
            let far = (p.x - self.x).hypot(p.y - self.y);
            (far - self.radius).abs() < ON_PX
        });
        on.count() as f32 >= ON_SHARE * shaft.points.len() as f32
    }
}

/// The ring that an arc is part of, if it is.
fn ring_of(map: &Plane, shaft: &Shaft) -> Option<Ring> {
    let aside = 0.5 * shaft.width + 3.0;
    tangent_rings(shaft)
        .into_iter()
        .map(|ring| (closed(map, ring, aside, DARKER * shaft.contrast), ring))
        .filter(|(share, _)| *share >= CLOSED)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, ring)| ring)
}

/// Rings that touch a trace in its middle.
fn tangent_rings(shaft: &Shaft) -> Vec<Ring> {
    let [Some(a), Some(b)] = [shaft.points.first(), shaft.points.last()] else {
        return Vec::new();
    };
    let m = shaft.points[shaft.points.len() / 2];
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let chord = dx.hypot(dy).max(1e-3);
    // The middle's height over the chord, positive to the left of it.
    let height = (dx * (m.y - a.y) - dy * (m.x - a.x)) / chord;
    let at = |radius: f32, side: f32| Ring {
        x: m.x + radius * side * dy / chord,
        y: m.y - radius * side * dx / chord,
        radius,
    };
    let bent = height.abs();
    if bent >= BENT * chord {
        let radius = chord * chord / (8.0 * bent) + 0.5 * bent;
        let radii = TRIED.iter().map(|k| k * radius);
        let possible = radii.filter(|r| RADIUS_PX.contains(r));
        return possible.map(|r| at(r, height.signum())).collect();
    }
    if shaft.length() >= STRAIGHT_PX {
        return Vec::new();
    }
    let steps = ((SMALL_PX[1] - SMALL_PX[0]) / SMALL_STEP_PX) as u8;
    let radii = (0..=steps).map(|k| SMALL_PX[0] + SMALL_STEP_PX * f32::from(k));
    radii.flat_map(|r| [at(r, 1.0), at(r, -1.0)]).collect()
}

/// Share of a circle that is darker than inside and outside by `least`; 0 where too little is seen.
fn closed(map: &Plane, ring: Ring, aside: f32, least: f32) -> f32 {
    let (mut seen, mut dark) = (0_usize, 0_usize);
    for k in 0..PLACES {
        let (sin, cos) = (TAU * f32::from(k) / f32::from(PLACES)).sin_cos();
        let at = |off: f32| {
            let far = ring.radius + off;
            map.sample(ring.x + far * cos, ring.y + far * sin)
        };
        // The rim's line is not quite a circle.
        let rim = [-1.5, 0.0, 1.5].map(at);
        let (Some(inside), Some(outside)) = (at(-aside - 1.5), at(aside + 1.5)) else {
            continue;
        };
        let Some(most) = rim.into_iter().flatten().reduce(f32::max) else {
            continue;
        };
        seen += 1;
        dark += usize::from(most - inside.max(outside) > least);
    }
    if seen < FEWEST {
        return 0.0;
    }
    dark as f32 / seen as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 120;

    fn painted(dark: impl Fn(f32, f32) -> bool) -> Plane {
        Plane::from_fn(
            SIDE,
            SIDE,
            |x, y| {
                if dark(x as f32, y as f32) { 0.5 } else { 0.0 }
            },
        )
    }

    fn on_circle(x: f32, y: f32) -> bool {
        ((x - 60.0).hypot(y - 60.0) - 30.0).abs() < 2.0
    }

    fn ring() -> Ring {
        Ring {
            x: 60.0,
            y: 60.0,
            radius: 30.0,
        }
    }

    #[test]
    fn a_rim_closes_and_a_bent_hair_does_not() {
        let rim = painted(on_circle);
        assert!(closed(&rim, ring(), 5.0, 0.2) > 0.95);
        let hair = painted(|x, y| on_circle(x, y) && x > 60.0);
        assert!(closed(&hair, ring(), 5.0, 0.2) < CLOSED);
        let disc = painted(|x, y| (x - 60.0).hypot(y - 60.0) < 32.0);
        assert_eq!(closed(&disc, ring(), 5.0, 0.2), 0.0, "a mole has no inside");
    }

    #[test]
    fn a_ring_beyond_the_picture_is_not_judged() {
        let rim = painted(on_circle);
        let mut beyond = ring();
        beyond.x = -20.0;
        assert_eq!(closed(&rim, beyond, 5.0, 0.2), 0.0);
    }
}
