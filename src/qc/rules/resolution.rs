//! Is the head large enough in the picture for hair to be seen?

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};

/// Share of the photo's shorter side from which going closer would crop the head: heads are up to
/// 1.35 times as long as wide.
const FILLED: f64 = 0.7;
/// Share relative to the baseline's from which going closer would part the two photos further.
const CLOSER: f64 = 1.1;

/// Width of the head, px.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some(width) = facts.photo.head_width_px else {
        let warn = params.head_width_warn_px;
        return not_assessed("px", warn, "the head's width is not known in this photo");
    };
    let wanted = params.head_width_warn_px;
    let finding = Limit {
        value: width,
        unit: "px",
        warn: wanted,
        fail: Some(params.head_width_fail_px),
    }
    .judge_at_least(|| message(facts, width, wanted));
    let lacking = |width: f64| (wanted / width.min(wanted)).log2();
    let baseline = facts.baseline.and_then(|base| base.head_width_px);
    let usual = params.head_width_usual_halvings;
    match baseline.map(|base| (lacking(width) - lacking(base)).abs()) {
        Some(apart) if apart > usual => {
            let effect = (apart - usual) * params.head_width_effect_pp_per_halving;
            with_effect(finding, effect)
        }
        _ => finding,
    }
}

fn message(facts: &RuleFacts<'_>, width: f64, wanted: f64) -> String {
    let [across, down] = facts.photo.size_px;
    let photo = format!("a photo of {across}x{down} px");
    let share = share_filled(width, facts.photo.size_px);
    // Of an outline wider than the photo only what the photo shows was seen.
    let found = if width > f64::from(across.max(down)) {
        let seen = across.max(down);
        format!("the head is at least {seen} px wide, wider than {photo}")
    } else {
        format!("the head is {width:.0} px wide in {photo}")
    };
    let closer_than_baseline = facts.baseline.is_some_and(|base| {
        let there = base.head_width_px.map(|w| share_filled(w, base.size_px));
        there.is_some_and(|there| share > CLOSER * there)
    });
    let advice = if share > FILLED || closer_than_baseline {
        "send the original file, or use a camera with more pixels"
    } else {
        "go closer or send the original file"
    };
    format!("{found}, {wanted:.0} px or more wanted; {advice}")
}

/// Width of the head as a share of the photo's shorter side.
fn share_filled(width: f64, [across, down]: [u32; 2]) -> f64 {
    width / f64::from(across.min(down))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(Some(600.0), QualityStatus::Ok)]
    #[case(Some(599.0), QualityStatus::Warn)]
    #[case(Some(149.0), QualityStatus::Fail)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_head_width(#[case] width: Option<f64>, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.head_width_px = width;
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!((found.value, found.status), (width, status));
    }

    fn advice(width: f64, size_px: [u32; 2], baseline: Option<f64>) -> String {
        let mut own = photo();
        own.head_width_px = Some(width);
        own.size_px = size_px;
        let mut base = own.clone();
        base.head_width_px = baseline;
        let found = rule(&facts(&own, Some(&base)), &QcParams::default());
        found.message.expect("a message below the limit")
    }

    #[test]
    fn nobody_is_sent_closer_to_a_head_that_fills_the_photo() {
        let room = advice(400.0, [640, 800], Some(400.0));
        assert!(
            room.contains("400 px wide in a photo of 640x800 px"),
            "{room}"
        );
        assert!(room.contains("go closer"), "{room}");
        let full = advice(571.0, [640, 638], Some(571.0));
        assert!(full.contains("more pixels"), "{full}");
        assert!(!full.contains("closer"), "{full}");
    }

    #[rstest]
    #[case::both_small(300.0, 300.0, None)]
    #[case::both_large(900.0, 1800.0, None)]
    #[case::nearly_as_wide(540.0, 900.0, None)]
    #[case::half_as_wide(300.0, 900.0, Some(0.75 * 4.7))]
    #[case::a_small_baseline(900.0, 300.0, Some(0.75 * 4.7))]
    fn one_small_photo_moves_a_change(
        #[case] own: f64,
        #[case] base: f64,
        #[case] effect: Option<f64>,
    ) {
        let mut photo = photo();
        photo.head_width_px = Some(own);
        let mut baseline = photo.clone();
        baseline.head_width_px = Some(base);
        let found = rule(&facts(&photo, Some(&baseline)), &QcParams::default());
        assert_eq!(found.effect_pp, effect);
    }

    #[test]
    fn nobody_is_sent_closer_than_at_baseline() {
        let closer = advice(400.0, [640, 800], Some(300.0));
        assert!(!closer.contains("go closer"), "{closer}");
    }

    #[test]
    fn a_head_wider_than_the_photo_is_a_bound() {
        let seen = advice(571.0, [580, 500], None);
        assert!(seen.contains("571 px wide in a photo of 580x500"), "{seen}");
        let cut = advice(571.0, [540, 500], None);
        assert!(
            cut.contains("at least 540 px wide, wider than a photo of 540x500 px"),
            "{cut}"
        );
        assert!(!cut.contains("571"), "{cut}");
    }
}
