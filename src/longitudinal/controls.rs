//! Regions that no treatment reaches, taken off the others.

use unicode_normalization::UnicodeNormalization;

use super::judge::RegionFound;
use crate::uncertainty::{ANY_CHANGE_PP, Difference};

/// Those of `names` that somebody named in `controls`, in whatever case.
pub(crate) fn named_in(names: &[String], controls: &[String]) -> Vec<String> {
    let meant = |name: &&String| controls.iter().any(|control| alike(control, name));
    names.iter().filter(meant).cloned().collect()
}

/// Whether two spellings name one region or view: capitals and composed accents do not matter.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.trim().to_lowercase().nfc().collect::<String>();
    plain(a) == plain(b)
}

/// The difference of the regions named in `controls`.
pub(crate) fn control_difference(
    regions: &[RegionFound],
    controls: &[String],
) -> Option<(String, Difference)> {
    let named = regions.iter().filter(|r| controls.contains(&r.region));
    let found: Vec<(String, Difference)> = named
        .filter_map(|r| Some((r.region.clone(), *r.found.as_ref().ok()?)))
        .collect();
    mean_of_controls(&found)
}

/// The mean of several controls, which err alike: as wide as they are on average. `None` without any.
pub(crate) fn mean_of_controls(controls: &[(String, Difference)]) -> Option<(String, Difference)> {
    let n = controls.len() as f64;
    let mean = |of: fn(&Difference) -> f64| controls.iter().map(|(_, d)| of(d)).sum::<f64>() / n;
    (!controls.is_empty()).then(|| {
        let names: Vec<&str> = controls.iter().map(|(name, _)| name.as_str()).collect();
        let difference = Difference {
            delta_pp: mean(|d| d.delta_pp),
            noise_pp: mean(|d| d.noise_pp),
            earlier: mean(|d| d.earlier),
            room_pp: ANY_CHANGE_PP,
        };
        (names.join(", "), difference)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_controls_are_one_their_mean() {
        let named = |name: &str, delta| {
            (
                name.to_owned(),
                Difference {
                    delta_pp: delta,
                    noise_pp: 3.0,
                    earlier: 0.5,
                    room_pp: ANY_CHANGE_PP,
                },
            )
        };
        let (name, mean) =
            mean_of_controls(&[named("occipital", 1.0), named("left", 3.0)]).unwrap();
        assert_eq!((name.as_str(), mean.delta_pp), ("occipital, left", 2.0));
        assert_eq!(mean.noise_pp, 3.0);
        assert!(mean_of_controls(&[]).is_none());
    }
}
