//! How well a person's landmarks agree with each other, and what their misfit does to a change.

use crate::model::{QualityFinding, QualityStatus};

/// Misfit from which an alignment by hand is refused, percent of the head's radius.
const MOST_MISFIT_PCT: f64 = 8.0;
/// Width of a typical region, head radii.
const REGION_RADII: f64 = 0.6;
/// Difference in coverage between neighbouring places of a head with a bald spot.
const NEIGHBOURS: f64 = 0.5;

/// The finding on a photo that `marks` landmarks laid with this misfit, head radii.
///
/// A region of width `w` that lies off by `m` exchanges `2 m / w` of its area for its neighbours';
/// where those differ by half, its coverage is off by `100 * 0.5 * 2 m / w` points.
pub fn landmarks(misfit_radii: f64, marks: u32) -> QualityFinding {
    let misfit_pct = 100.0 * misfit_radii;
    let effect_pp = 100.0 * NEIGHBOURS * 2.0 * misfit_radii / REGION_RADII;
    QualityFinding {
        value: Some(misfit_pct),
        unit: "% of the head's radius".to_owned(),
        threshold: Some(MOST_MISFIT_PCT),
        status: QualityStatus::Warn,
        effect_pp: Some(effect_pp),
        message: Some(format!(
            "laid on the baseline by {marks} landmarks that a person marked, which disagree by up \
             to {misfit_pct:.1} % of the head's radius; the interval of the change holds that"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_effect_grows_with_the_misfit() {
        assert_eq!(landmarks(0.0, 3).effect_pp, Some(0.0));
        let effect = landmarks(0.03, 3).effect_pp.unwrap();
        assert!((effect - 5.0).abs() < 1e-9, "{effect}");
    }
}
