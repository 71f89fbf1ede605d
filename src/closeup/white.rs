//! White, grey and fair hair upon darker skin: seen, so that it is not passed over in silence, but not
//! traced.
//!
//! What is traced is darker than its surroundings. Bars lighter than both their sides are looked for on
//! the same map with its sign turned; glare and wet skin are light, too, but seldom a long even bar.

use crate::plane::Plane;

use super::detect::{DetectLimits, detect};
use super::explain::{ExplainLimits, explained};
use super::shaft::Shaft;

/// What is taken for a light bar, working px and relative light.
const LIMITS: DetectLimits = DetectLimits {
    ridge: 0.05,
    contrast: 0.12,
    length: 40.0,
    width: 16.0,
    gap: 6.0,
};
/// Least share of a light hair that is lighter than both sides.
const TWO_SIDED: f32 = 0.8;
/// Greatest median distance of the steps from the smooth curve, px: glare on skin lines wavers.
const OFF_CURVE: f32 = 0.6;

/// Share of all hairs from which on those not traced forbid a count, and fewest of them.
const TOO_MANY: f64 = 0.15;
const FEWEST: usize = 5;

/// Number of hairs that are lighter than the skin on a map of darkness.
pub(super) fn light_hairs(map: &Plane) -> usize {
    let light = map.map(|dark| (-dark).clamp(0.0, 1.0));
    let limits = ExplainLimits {
        length: 20.0,
        share: 0.5,
        margin: 0.8,
    };
    let clear = |s: &&Shaft| s.two_sided >= TWO_SIDED && s.off_curve.0 <= OFF_CURVE;
    explained(detect(&light, LIMITS), &light, limits)
        .iter()
        .filter(clear)
        .count()
}

/// Why the `dark` hairs found are no count of the hairs there; `None` where few are `light`.
/// `scaled`: the scale is known, so that their thickness is given.
pub(crate) fn not_counted(light: usize, dark: usize, scaled: bool) -> Option<String> {
    let too_many = light >= FEWEST && light as f64 >= TOO_MANY * (light + dark) as f64;
    too_many.then(|| {
        let why = format!(
            "{light} hairs lighter than the skin are seen, which are not traced: the {dark} dark ones \
             found"
        );
        match scaled {
            true => format!("{why} and their thickness are given, and neither a count nor a density"),
            false => format!(
                "{why} are drawn, and neither a count nor a density is given; for their thickness \
                 give px_per_mm or field_mm"
            ),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_bars_are_counted_and_dark_ones_are_not() {
        let bars = |value: f32| {
            Plane::from_fn(240, 240, |x, y| {
                let along = (20..220).contains(&x);
                let across = [40, 100, 160].iter().any(|&at| (at..at + 6).contains(&y));
                if along && across { value } else { 0.0 }
            })
        };
        assert_eq!(light_hairs(&bars(-0.4)), 3);
        assert_eq!(light_hairs(&bars(0.4)), 0);
    }

    #[test]
    fn a_few_white_hairs_do_not_forbid_a_count() {
        assert_eq!(not_counted(4, 10, true), None);
        assert_eq!(not_counted(6, 100, true), None);
        let why = not_counted(20, 60, true).expect("a quarter is not counted");
        assert!(why.starts_with("20 hairs"), "{why}");
        let why = not_counted(20, 60, false).expect("a quarter is not counted");
        assert!(!why.contains("their thickness are given"), "{why}");
    }
}
