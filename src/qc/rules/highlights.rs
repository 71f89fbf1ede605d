//! Are bright parts clipped? There hair and scalp cannot be told apart.

use crate::model::QualityFinding;
use crate::qc::finding::judge_share;
use crate::qc::{QcParams, RuleFacts};

/// Share of the pixels that count.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    judge_share(
        facts.photo.light.map(|light| light.highlights_share),
        [params.highlights_warn_share, params.highlights_fail_share],
        "is clipped bright",
        "lower the exposure or soften the light",
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{assert_share_rule, set_light};
    use super::*;

    #[test]
    fn status_by_share() {
        let params = QcParams::default();
        let limits = [params.highlights_warn_share, params.highlights_fail_share];
        assert_share_rule(rule, limits, |photo, share| {
            set_light(photo, share, |l, s| l.highlights_share = s)
        });
    }
}
