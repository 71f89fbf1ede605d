//! Is each part of the head lit as it was at baseline, beside what changed smoothly all over it? A
//! flash's spot or the edge of a shadow reads as scalp or as hair.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};

/// Departure of the region that departs most, stops without sign.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(found) = facts.local_light else {
        let why = "told only between two aligned photos that both show enough of the head";
        return not_assessed("stops", params.local_light_warn_stops, why);
    };
    let size = found.stops.abs();
    let finding = Limit {
        value: size,
        unit: "stops",
        warn: params.local_light_warn_stops,
        fail: Some(params.local_light_fail_stops),
    }
    .judge(|| {
        let how = if found.stops < 0.0 { "darker" } else { "brighter" };
        let [moved, allowed] = against(size, params.local_light_warn_stops, 2);
        format!(
            "against the head around it, {} is {moved} stops {how} than at baseline, at most {allowed} wanted: a \
             spot of light or the edge of a shadow reads as scalp or hair (far more or far less hair there shows here \
             too); light the head evenly, without a flash close by",
            found.region
        )
    });
    let beyond = size - params.local_light_usual_stops;
    with_effect(finding, beyond * params.local_light_effect_pp_per_stop)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::coverage::LocalLight;
    use crate::model::QualityStatus;

    fn found(stops: f64) -> QualityFinding {
        let (photo, base) = (photo(), photo());
        let light = LocalLight {
            region: "vertex".to_owned(),
            stops,
        };
        let facts = RuleFacts {
            local_light: Some(&light),
            ..facts(&photo, Some(&base))
        };
        rule(&facts, &QcParams::default())
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
        assert_eq!(found(0.6).status, QualityStatus::Fail);
    }

    #[test]
    fn a_baseline_alone_is_not_assessed() {
        let photo = photo();
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
