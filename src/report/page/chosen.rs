//! The interval of a region that is told because it changed most among several.

use crate::model::{ChangeReport, OVERALL_REGION};

/// How many regions the one told was chosen from; `None` where it was not chosen.
pub(super) fn chosen_from(regions: &[ChangeReport], told: &ChangeReport) -> Option<usize> {
    let parts = regions.iter().filter(|c| c.region != OVERALL_REGION);
    let parts = parts.count();
    (told.region != OVERALL_REGION && parts > 1).then_some(parts)
}

/// The 95 % interval with which a change is told, points: of a region chosen among several the one that
/// goes with what its family asks, which holds 0 exactly where that does not call it.
pub(in crate::report) fn interval_told(regions: &[ChangeReport], told: &ChangeReport) -> [f64; 2] {
    let widened = || {
        chosen_from(regions, told)?;
        let (delta, own) = (told.delta_pp?, told.detectable_pp?);
        let more = told.family?.needed_pp.powi(2) - own.powi(2);
        let [low, high] = told.ci95_pp;
        let (middle, half) = ((low + high) / 2.0, (high - low) / 2.0);
        // What is relative in the error moves the middle of the interval beyond the change.
        let left = match middle.abs() > delta.abs() {
            true => delta / middle,
            false => 1.0,
        };
        let half = (half * half + more.max(0.0) / left).sqrt();
        Some([middle - half, middle + half].map(|end| end.clamp(-100.0, 100.0)))
    };
    widened().unwrap_or(told.ci95_pp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Family;
    use crate::report::sample::sample_report;

    fn regions(needed_pp: f64) -> Vec<ChangeReport> {
        let mut regions = sample_report().views.remove(0).course_change.regions;
        for change in &mut regions {
            change.delta_pp = Some(10.0);
            // Relative half width 0.2: (10 -/+ hypot(2, sqrt(0.96) 6)) / 0.96.
            change.ci95_pp = [3.955, 16.878];
            change.detectable_pp = Some(6.0);
            change.family = Some(Family {
                regions: 2,
                needed_pp,
            });
        }
        regions
    }

    #[test]
    fn a_chosen_region_is_told_with_what_its_family_asks() {
        let reaches = |needed: f64| {
            let regions = regions(needed);
            let told = regions.iter().find(|c| c.region != OVERALL_REGION).unwrap();
            interval_told(&regions, told)
        };
        let [low, high] = reaches(8.0);
        assert!(low < 3.955 && low > 0.0 && high > 16.878, "{low} {high}");
        // Called, or not, exactly where the interval leaves 0 out.
        assert!(reaches(9.95)[0] > 0.0 && reaches(10.05)[0] < 0.0);
    }

    #[test]
    fn the_whole_and_a_region_alone_keep_their_own() {
        let mut regions = regions(8.0);
        let whole = regions.iter().find(|c| c.region == OVERALL_REGION).unwrap();
        assert_eq!(interval_told(&regions, whole), whole.ci95_pp);
        regions.retain(|c| c.region != OVERALL_REGION);
        regions.truncate(1);
        assert_eq!(interval_told(&regions, &regions[0]), regions[0].ci95_pp);
    }
}
