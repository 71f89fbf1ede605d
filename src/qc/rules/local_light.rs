//! Is each part of the head lit as it was at baseline, beside what changed smoothly all over it? A
//! flash's spot or the edge of a shadow reads as scalp or as hair.
//!
//! Where few regions depart, their own changes are refused and those of the others widened; where it is half of
//! them or more nothing tells which are lit as before, and the photo is refused.

use std::collections::BTreeMap;

use crate::coverage::LocalLight;
use crate::model::{QualityFinding, QualityStatus};
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::region_doubt::RegionDoubt;
use crate::qc::{QcParams, RuleFacts};

/// How a region is spoken of in which hair came or went: nothing that could be done otherwise at the next photo.
pub(crate) const AS_HAIR: &str = "as where hair came or went";

/// Departure of the region that departs most, stops without sign: of light where any departs so, else of
/// hair that came or went.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(largest) = most(facts.local_light.iter()) else {
        let why = "told only between two aligned photos that both show enough of the head";
        return not_assessed("stops", params.local_light_warn_stops, why);
    };
    let by_light = most(facts.local_light.iter().filter(|light| !light.hair));
    let warns = |light: &&LocalLight| light.stops.abs() > params.local_light_warn_stops;
    let told = by_light.filter(warns).unwrap_or(largest);
    let failing = facts
        .local_light
        .iter()
        .filter(|light| fails(light, params));
    let most_fail = 2 * failing.count() >= facts.local_light.len();
    let finding = Limit {
        value: told.stops.abs(),
        unit: "stops",
        warn: params.local_light_warn_stops,
        fail: most_fail.then_some(params.local_light_fail_stops),
    }
    .judge(|| message(told, params));
    let beyond = largest.stops.abs() - params.local_light_usual_stops;
    let effect_pp = beyond * params.local_light_effect_pp_per_stop;
    match finding.status {
        QualityStatus::Fail => with_effect(finding, effect_pp),
        _ => with_effect(finding, effect_pp.min(params.local_light_others_pp)),
    }
}

/// What the light on single regions means for their changes, beyond what it means for all of them.
pub(crate) fn by_region(lights: &[LocalLight], params: &QcParams) -> BTreeMap<String, RegionDoubt> {
    let lit = lights.iter().filter(|light| !light.hair);
    lit.map(|light| {
        let beyond = light.stops.abs() - params.local_light_usual_stops;
        let doubt = RegionDoubt {
            refusal: fails(light, params)
                .then(|| format!("local light: {}", message(light, params))),
            effect_pp: (beyond * params.local_light_effect_pp_per_stop).max(0.0),
        };
        (light.region.clone(), doubt)
    })
    .collect()
}

fn fails(light: &LocalLight, params: &QcParams) -> bool {
    !light.hair && light.stops.abs() > params.local_light_fail_stops
}

fn most<'a>(lights: impl Iterator<Item = &'a LocalLight>) -> Option<&'a LocalLight> {
    lights.max_by(|a, b| a.stops.abs().total_cmp(&b.stops.abs()))
}

fn message(light: &LocalLight, params: &QcParams) -> String {
    let how = if light.stops < 0.0 {
        "darker"
    } else {
        "brighter"
    };
    let size = light.stops.abs();
    let [moved, allowed] = against(size, params.local_light_warn_stops, 2);
    let region = &light.region;
    match light.hair {
        true => format!(
            "against the head around it, {region} is {moved} stops {how} than at baseline, {AS_HAIR}, \
             and is read so: the skin seen there tells the scalp's light anew, which makes all changes less certain"
        ),
        false => format!(
            "against the head around it, {region} is {moved} stops {how} than at baseline, at most {allowed} wanted: a \
             spot of light or the edge of a shadow reads as scalp or hair (far more or far less hair there shows here \
             too); light the head evenly, without a flash close by"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;

    fn light(region: &str, stops: f64) -> LocalLight {
        LocalLight {
            region: region.to_owned(),
            stops,
            hair: false,
        }
    }

    fn of(lights: &[LocalLight]) -> QualityFinding {
        let (photo, base) = (photo(), photo());
        let facts = RuleFacts {
            local_light: lights,
            ..facts(&photo, Some(&base))
        };
        rule(&facts, &QcParams::default())
    }

    fn found(stops: f64) -> QualityFinding {
        of(&[
            light("frontal", 0.0),
            light("vertex", stops),
            light("left", 0.01),
        ])
    }

    #[test]
    fn a_spot_and_a_shadow_are_seen_and_what_is_usual_is_not() {
        let params = QcParams::default();
        assert_eq!(found(0.1).status, QualityStatus::Ok);
        assert_eq!(found(0.1).effect_pp, Some(0.0));
        assert_eq!(found(-0.25).status, QualityStatus::Warn);
        let message = found(-0.25).message.unwrap();
        assert!(message.contains("vertex is 0.25 stops darker"), "{message}");
        let effect =
            (0.25 - params.local_light_usual_stops) * params.local_light_effect_pp_per_stop;
        assert!((found(0.25).effect_pp.unwrap() - effect).abs() < 1e-9);
        assert_eq!(found(0.6).effect_pp, Some(params.local_light_others_pp));
    }

    #[test]
    fn a_spot_refuses_its_region_and_spots_on_half_of_them_the_photo() {
        let params = QcParams::default();
        assert_eq!(found(0.6).status, QualityStatus::Warn);
        let regions = by_region(&[light("frontal", 0.0), light("vertex", 0.6)], &params);
        assert_eq!(regions["frontal"], RegionDoubt::default());
        let why = regions["vertex"].refusal.as_ref().unwrap();
        assert!(why.starts_with("local light: against the head"), "{why}");
        let half = [
            light("frontal", 0.4),
            light("vertex", -0.6),
            light("left", 0.0),
        ];
        assert_eq!(of(&half).status, QualityStatus::Fail);
        assert_eq!(of(&[light("overview", 0.6)]).status, QualityStatus::Fail);
    }

    #[test]
    fn hair_that_went_refuses_nothing_and_widens_all() {
        let params = QcParams::default();
        let patch = LocalLight {
            hair: true,
            ..light("vertex", 1.3)
        };
        let lights = [light("frontal", 0.02), patch];
        let finding = of(&lights);
        assert_eq!(finding.status, QualityStatus::Warn);
        assert_eq!(finding.effect_pp, Some(params.local_light_others_pp));
        assert!(finding.message.unwrap().contains("as where hair came"));
        let regions = by_region(&lights, &params);
        assert!(regions.values().all(|doubt| doubt.refusal.is_none()));
    }

    #[test]
    fn a_baseline_alone_is_not_assessed() {
        let photo = photo();
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
