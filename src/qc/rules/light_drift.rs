//! Has the light changed since the baseline? Another exposure or colour of light shifts what
//! looks like hair.
//!
//! Like is held against like: light moves skin and hair alike, and a head that shows more skin
//! because it lost hair is no brighter photo. Of skin and hair the one that moved less speaks: dye moves hair
//! alone, and where next to none of one is left, its colour is mixed with the other's.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};
use crate::srgb::luminance;

/// Below one step of an 8-bit channel, linear: keeps ratios finite.
const DARKEST: f64 = 1e-4;

/// Said where the head as a whole is all that can be compared.
const WHOLE_HEAD: &str = " (dyed hair, or far more or less of it, shows here too)";

/// Ratio of the luminances, stops without sign.
pub(super) fn exposure(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(compared) = Compared::of(facts) else {
        return missing(params.exposure_drift_warn_stops);
    };
    let stops = compared.least(Pair::stops, f64::abs);
    let finding = Limit {
        value: stops.abs(),
        unit: "stops",
        warn: params.exposure_drift_warn_stops,
        fail: Some(params.exposure_drift_fail_stops),
    }
    .judge(|| {
        let how = if stops < 0.0 { "darker" } else { "brighter" };
        format!(
            "the head is {:.1} stops {how} than at baseline; use the same lamps, place and exposure{}",
            stops.abs(),
            compared.doubt
        )
    });
    let beyond = stops.abs() - params.exposure_drift_warn_stops;
    with_effect(finding, beyond * params.exposure_effect_pp_per_stop)
}

/// Largest shift of red or blue against green between the two photos, stops.
pub(super) fn white_balance(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(compared) = Compared::of(facts) else {
        return missing(params.white_balance_warn_stops);
    };
    let largest = |[red, blue]: [f64; 2]| red.abs().max(blue.abs());
    let shift = compared.least(Pair::red_and_blue, largest);
    let finding = Limit {
        value: largest(shift),
        unit: "stops",
        warn: params.white_balance_warn_stops,
        fail: Some(params.white_balance_fail_stops),
    }
    .judge(|| {
        let [red, blue] = shift;
        format!(
            "colour differs from baseline: red {red:+.2}, blue {blue:+.2} stops against green; \
             use the same lamps and a fixed white balance{}",
            compared.doubt
        )
    });
    let beyond = largest(shift) - params.white_balance_warn_stops;
    with_effect(finding, beyond * params.white_balance_effect_pp_per_stop)
}

/// The same on both photos.
#[derive(Debug, Clone, Copy)]
struct Pair {
    /// Linear luminance of the baseline and of the photo.
    luminance: [f64; 2],
    /// Linear red, green and blue of the baseline and of the photo.
    rgb: [[f64; 3]; 2],
}

impl Pair {
    fn of_colours(rgb: [[f64; 3]; 2]) -> Self {
        Self {
            luminance: rgb.map(luminance),
            rgb,
        }
    }

    /// Brightness against the baseline's, stops.
    fn stops(&self) -> f64 {
        let [base, own] = self.luminance;
        log2_ratio(own, base)
    }

    /// Red and blue against green, against the baseline's, stops.
    fn red_and_blue(&self) -> [f64; 2] {
        let [base, own] = self.rgb;
        [0, 2].map(|c| log2_ratio(own[c], base[c]) - log2_ratio(own[1], base[1]))
    }
}

/// What is held against the baseline.
struct Compared {
    /// One of them or more.
    pairs: Vec<Pair>,
    /// What the comparison cannot tell from light, as said to people.
    doubt: &'static str,
}

impl Compared {
    /// Skin and hair as far as both photos show them, else the head as a whole.
    fn of(facts: &RuleFacts<'_>) -> Option<Self> {
        let shades = facts.hair_pair().map(|pair| pair.map(|hair| hair.shades));
        let shades = shades.unwrap_or_default();
        let like = [shades.map(|s| s.skin), shades.map(|s| s.hair)];
        let pairs: Vec<Pair> = like
            .into_iter()
            .filter_map(|[base, own]| Some(Pair::of_colours([base?, own?])))
            .collect();
        if !pairs.is_empty() {
            return Some(Self { pairs, doubt: "" });
        }
        let lights = [facts.baseline?.light?, facts.photo.light?];
        let whole = Pair {
            luminance: lights.map(|light| light.median_luminance),
            rgb: lights.map(|light| light.median_rgb),
        };
        Some(Self {
            pairs: vec![whole],
            doubt: WHOLE_HEAD,
        })
    }

    /// The shift of the pair that moved least.
    fn least<T: Copy>(&self, shift: impl Fn(&Pair) -> T, size: impl Fn(T) -> f64) -> T {
        let first = shift(&self.pairs[0]);
        let others = self.pairs[1..].iter().map(shift);
        others.fold(first, |least, other| {
            if size(other) < size(least) {
                other
            } else {
                least
            }
        })
    }
}

fn log2_ratio(own: f64, base: f64) -> f64 {
    (own.max(DARKEST) / base.max(DARKEST)).log2()
}

fn missing(threshold: f64) -> QualityFinding {
    not_assessed("stops", threshold, "no light of a baseline to compare with")
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, judge_hair, photo, regions_seen};
    use super::*;
    use crate::coverage::Shades;
    use crate::model::QualityStatus;
    use crate::qc::HairSeen;
    use crate::qc::rule::Judge;

    #[test]
    fn the_same_light_is_ok() {
        let photo = photo();
        let facts = facts(&photo, Some(&photo));
        let params = QcParams::default();
        assert_eq!(exposure(&facts, &params).value, Some(0.0));
        assert_eq!(white_balance(&facts, &params).value, Some(0.0));
        assert_eq!(white_balance(&facts, &params).status, QualityStatus::Ok);
    }

    #[test]
    fn two_stops_darker_is_exposure_and_not_colour() {
        let base = photo();
        let mut dark = photo();
        let light = dark.light.as_mut().unwrap();
        light.median_luminance /= 4.0;
        light.median_rgb = light.median_rgb.map(|v| v / 4.0);
        let facts = facts(&dark, Some(&base));
        let found = exposure(&facts, &QcParams::default());
        assert!((found.value.unwrap() - 2.0).abs() < 1e-9);
        assert_eq!(found.status, QualityStatus::Warn);
        assert!(found.message.unwrap().contains("darker"));
        assert_eq!(
            white_balance(&facts, &QcParams::default()).status,
            QualityStatus::Ok
        );
    }

    #[test]
    fn a_red_cast_is_colour() {
        let base = photo();
        let mut red = photo();
        red.light.as_mut().unwrap().median_rgb[0] *= 2.0;
        let found = white_balance(&facts(&red, Some(&base)), &QcParams::default());
        assert!((found.value.unwrap() - 1.0).abs() < 1e-9);
        assert!(found.message.unwrap().contains("red +1.00"));
    }

    fn shades(skin: [f64; 3], hair: [f64; 3]) -> Shades {
        Shades {
            skin: Some(skin),
            hair: Some(hair),
        }
    }

    fn of_shades(rule: Judge, base: Shades, own: Shades) -> QualityFinding {
        let seen = |shades| HairSeen {
            shades,
            ..regions_seen(&[])
        };
        judge_hair(rule, Some(seen(base)), seen(own))
    }

    const SKIN: [f64; 3] = [0.5, 0.3, 0.2];
    const HAIR: [f64; 3] = [0.03, 0.02, 0.02];

    /// Another share of hair moves neither colour, dye one of them, light both.
    #[test]
    fn light_moves_skin_and_hair_and_dye_hair_alone() {
        let base = shades(SKIN, HAIR);
        let light = shades(SKIN.map(|v| v / 5.0), HAIR.map(|v| v / 5.0));
        let found = of_shades(exposure, base, light);
        assert_eq!(found.status, QualityStatus::Fail);
        let message = found.message.unwrap();
        assert!(message.contains("2.3 stops darker"), "{message}");
        assert!(!message.contains("dyed"), "{message}");
        let dyed = shades(SKIN, [0.3, 0.2, 0.1]);
        for rule in [exposure, white_balance] {
            assert_eq!(of_shades(rule, base, dyed).value, Some(0.0));
        }
        let red = shades([1.0, 0.3, 0.2], [0.06, 0.02, 0.02]);
        let found = of_shades(white_balance, base, red).value.unwrap();
        assert!((found - 1.0).abs() < 1e-9, "{found}");
    }

    /// Where one photo shows no hair, its skin is compared.
    #[test]
    fn what_one_photo_does_not_show_is_not_compared() {
        let base = shades(SKIN, HAIR);
        let bald = Shades {
            skin: Some(SKIN.map(|v| 2.0 * v)),
            hair: None,
        };
        let found = of_shades(exposure, base, bald).value.unwrap();
        assert!((found - 1.0).abs() < 1e-9, "{found}");
    }

    #[test]
    fn without_baseline_not_assessed() {
        let photo = photo();
        let facts = facts(&photo, None);
        let params = QcParams::default();
        assert_eq!(exposure(&facts, &params).status, QualityStatus::NotAssessed);
        assert_eq!(
            white_balance(&facts, &params).status,
            QualityStatus::NotAssessed
        );
    }
}
