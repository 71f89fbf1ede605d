//! Whether roots can be told from broken ends: not on long hair over uneven skin.
//!
//! There shade and scales lie in the follicles' mouths, shafts break off at glare and under others,
//! and nothing tells such an end from a root.

use super::model::Hair;

/// Length of a hair in units of the thick hairs' width, from which on hair is long: by the hair that
/// half of all length belongs to. 3 to 11 on 32 clipped phototrichograms, 17 to 52 on 8 photos of long
/// hair.
const SLENDER: f64 = 14.0;
/// Share of the hairs that are thinner than the thick ones.
const THICK: f64 = 0.75;
/// Fewest hairs that say what is usual.
const FEWEST: usize = 8;

/// Why the roots of `hairs` cannot be told, `None` where they can; `rough`: pores, folds or moisture
/// show between them.
pub(super) fn roots_hidden(hairs: &[Hair], rough: bool) -> Option<String> {
    if !rough || hairs.len() < FEWEST || slenderness(hairs) < SLENDER {
        return None;
    }
    let n = hairs.len();
    let why = "the hair is long and the skin uneven: roots cannot be told from broken ends, so the";
    Some(if hairs.iter().any(|h| h.diameter_um.is_some()) {
        format!(
            "{why} {n} shafts found and their thickness are given, and neither a count by root nor a \
             density"
        )
    } else {
        format!(
            "{why} {n} shafts found are drawn, and neither a count by root nor a density is given; for \
             their thickness give px_per_mm or field_mm"
        )
    })
}

fn slenderness(hairs: &[Hair]) -> f64 {
    let mut widths: Vec<f64> = hairs.iter().map(|h| h.width_px).collect();
    widths.sort_by(f64::total_cmp);
    let width = widths[(THICK * (widths.len() - 1) as f64) as usize].max(1e-6);
    let mut lengths: Vec<f64> = hairs.iter().map(|h| h.length_px).collect();
    lengths.sort_by(f64::total_cmp);
    let half = 0.5 * lengths.iter().sum::<f64>();
    let mut sum = 0.0;
    let middle = lengths.iter().find(|&&length| {
        sum += length;
        sum >= half
    });
    middle.map_or(0.0, |length| length / width)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closeup::model::Evidence;
    use crate::geometry::Point;

    fn hairs(length: f64, diameter_um: Option<f64>) -> Vec<Hair> {
        let hair = Hair {
            path: vec![Point::new(0.0, 0.0), Point::new(length, 0.0)],
            direction: 0.0,
            length_px: length,
            width_px: 8.0,
            taper_px: 0.0,
            diameter_um,
            diameter_sd_um: None,
            kind: None,
            partly_hidden: false,
            root_cut: false,
            root_hidden: false,
            tip_cut: false,
            by_hand: false,
            evidence: Evidence {
                two_sided: 1.0,
                clean_length: length,
                contrast: 0.8,
                root_vote: 3.0,
                residual: false,
            },
        };
        vec![hair; 20]
    }

    #[test]
    fn only_long_hair_on_uneven_skin_hides_its_roots() {
        assert_eq!(roots_hidden(&hairs(60.0, None), true), None);
        assert_eq!(roots_hidden(&hairs(300.0, None), false), None);
        let why = roots_hidden(&hairs(300.0, Some(60.0)), true).expect("roots are not told");
        assert!(
            why.contains("20 shafts found and their thickness are given"),
            "{why}"
        );
    }

    #[test]
    fn no_thickness_is_promised_where_the_scale_is_not_known() {
        let why = roots_hidden(&hairs(300.0, None), true).expect("roots are not told");
        assert!(!why.contains("their thickness are given"), "{why}");
        assert!(why.contains("give px_per_mm or field_mm"), "{why}");
    }
}
