//! Are dark parts crushed? There dark hair and shadowed scalp cannot be told apart.

use crate::model::QualityFinding;
use crate::qc::finding::judge_share;
use crate::qc::{QcParams, RuleFacts};

/// Share of the pixels that count.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    judge_share(
        facts.photo.light.map(|light| light.shadows_share),
        [params.shadows_warn_share, params.shadows_fail_share],
        "is crushed to black",
        "add light or raise the exposure",
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{assert_share_rule, set_light};
    use super::*;

    #[test]
    fn status_by_share() {
        let params = QcParams::default();
        let limits = [params.shadows_warn_share, params.shadows_fail_share];
        assert_share_rule(rule, limits, |photo, share| {
            set_light(photo, share, |l, s| l.shadows_share = s)
        });
    }
}
