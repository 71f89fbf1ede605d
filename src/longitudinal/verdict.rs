//! From a change and its interval to a verdict.

use crate::report::model::{ChangeReport, MarkRegion, Verdict};

use super::TRIVIAL_CI95_PP;

/// Verdict on a measured change: beyond the noise when the 95 % interval leaves out zero and the
/// change is at least `detectable_pp`, where that is known. All in percentage points.
pub fn verdict_of(delta_pp: f64, ci95_pp: [f64; 2], detectable_pp: Option<f64>) -> Verdict {
    if detectable_pp.is_some_and(|limit| delta_pp.abs() < limit) {
        return Verdict::WithinNoise;
    }
    if ci95_pp[0] > 0.0 {
        Verdict::Increase
    } else if ci95_pp[1] < 0.0 {
        Verdict::Decrease
    } else {
        Verdict::WithinNoise
    }
}

/// Whether the change holds a value.
pub fn is_comparable(change: &ChangeReport) -> bool {
    change.verdict != Verdict::NotComparable && change.delta_pp.is_some()
}

/// A change that could not be measured, with the reason.
pub fn not_comparable(
    region: &str,
    from: &str,
    to: &str,
    days: i32,
    reason: String,
) -> ChangeReport {
    ChangeReport {
        region: region.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        days,
        delta_pp: None,
        ci95_pp: TRIVIAL_CI95_PP,
        relative: None,
        detectable_pp: None,
        verdict: Verdict::NotComparable,
        reason: Some(reason),
        control_corrected: None,
    }
}

/// The value a mark takes over from a change.
pub fn mark_region(change: &ChangeReport) -> MarkRegion {
    MarkRegion {
        region: change.region.clone(),
        delta_pp: change.delta_pp,
        ci95_pp: change.ci95_pp,
        verdict: change.verdict,
        reason: change.reason.clone(),
    }
}

#[cfg(test)]
pub(crate) mod fixtures {
    use super::*;

    /// A measured change of `region` with a symmetric interval.
    pub fn change(region: &str, from: &str, to: &str, delta: f64, half: f64) -> ChangeReport {
        let ci95_pp = [delta - half, delta + half];
        ChangeReport {
            region: region.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            days: 0,
            delta_pp: Some(delta),
            ci95_pp,
            relative: None,
            detectable_pp: Some(half),
            verdict: verdict_of(delta, ci95_pp, Some(half)),
            reason: None,
            control_corrected: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(3.0, [1.0, 5.0], Some(2.0), Verdict::Increase)]
    #[case(-3.0, [-5.0, -1.0], None, Verdict::Decrease)]
    #[case(3.0, [1.0, 5.0], Some(3.5), Verdict::WithinNoise)]
    #[case(1.0, [-1.0, 3.0], None, Verdict::WithinNoise)]
    #[case::identical_photos(0.0, [0.0, 0.0], Some(0.0), Verdict::WithinNoise)]
    fn verdict_needs_interval_and_detectable_change(
        #[case] delta: f64,
        #[case] ci: [f64; 2],
        #[case] detectable: Option<f64>,
        #[case] expected: Verdict,
    ) {
        assert_eq!(verdict_of(delta, ci, detectable), expected);
    }
}
