//! Did the outline take the shoulders in? Where a bust stands whole in the photo it is one shape before
//! its backdrop, about 1.7 times as wide as the head: the regions then lie beside it. A bust has
//! notches at the neck that no head has.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Deviation of the outline from an oval, radii, that no head has. Busts of phantoms whose head takes
/// 0.2 to 0.4 of the photo's width have 0.079 to 0.099, rendered heads 0.05 at most, heads on real
/// photos that the border does not cut 0.074 at most.
const NO_HEAD: f64 = 0.076;
/// Share of the outline that the border may cut off: beyond it the outline's shape is the border's.
const MOST_CUT: f64 = 0.05;
const UNIT: &str = "head radii";

/// How far the head's outline is off an oval.
pub(super) fn rule(facts: &RuleFacts<'_>, _params: &QcParams) -> QualityFinding {
    let whole = facts.photo.head.filter(|head| head.cut <= MOST_CUT);
    let Some(head) = whole else {
        let why = "the photo's border cuts the head's outline: look at it by eye";
        return not_assessed(UNIT, NO_HEAD, why);
    };
    Limit {
        value: head.off_oval,
        unit: UNIT,
        warn: NO_HEAD,
        fail: None,
    }
    .judge(|| {
        "the head's outline has a neck, as if it took the shoulders in: look at the regions' picture; \
         take the photo nearer, so that the head fills it, or give regions.geojson"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, head, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(0.05, 0.0, QualityStatus::Ok)]
    #[case(0.085, 0.0, QualityStatus::Warn)]
    #[case(0.085, 0.1, QualityStatus::NotAssessed)]
    fn status_by_shape(#[case] off_oval: f64, #[case] cut: f64, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.head = Some(head(1.0, off_oval, cut));
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!(found.status, status);
    }
}
