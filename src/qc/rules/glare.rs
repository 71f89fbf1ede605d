//! Does the scalp or wet hair shine? Glare hides both and reads as neither.

use crate::model::QualityFinding;
use crate::qc::finding::judge_share;
use crate::qc::{QcParams, RuleFacts};

/// Share of the head that coverage leaves out for it.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    judge_share(
        facts.photo.glare_share,
        [params.glare_warn_share, params.glare_fail_share],
        "is glare",
        "use soft light from two sides, no flash, dry and degreased skin",
    )
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::assert_share_rule;
    use super::*;

    #[test]
    fn status_by_share() {
        let params = QcParams::default();
        let limits = [params.glare_warn_share, params.glare_fail_share];
        assert_share_rule(rule, limits, |photo, share| photo.glare_share = share);
    }
}
