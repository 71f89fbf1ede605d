//! Thickness of a hair at two visits: the mean change, and which hairs became thicker or thinner.

use super::super::model::{CloseupPhoto, TERMINAL_UM};
use super::follow::TrackedHair;
use crate::statistics::{Z_95, median};

/// Standard deviation of a repeated diameter beside that of its fit, as a share.
const DIAMETER_REPEAT: f64 = 0.06;
/// Standard deviation of the error that all diameters of one photo share (fit of its blur, exposure,
/// focus), as a share: from the mean changes of 30 pairs of six rendered courses of clipped hair, less
/// what the spread of the hairs explains (docs/validation.md).
const DIAMETER_COMMON: f64 = 0.015;

/// How a diameter errs that is to tell a change of its own hair: told from so many standard deviations on, both
/// ends terminal, and on either day so much of the shaft seen with skin on both sides: beside other hairs the
/// fit errs by a quarter in one case of twenty.
const THICKNESS_Z: f64 = 3.0;
const THICKNESS_CLEAN: f64 = 0.75;
/// Standard deviation of such a diameter beside that of its fit, as a share.
const THICKNESS_REPEAT: f64 = 0.021;
/// Fewest such hairs whose common change tells what the photos differ by.
const THICKNESS_FEWEST: usize = 5;
/// A diameter and its standard deviation at both visits, µm.
pub(super) type Diameters = [(f64, f64); 2];

/// Diameter of a hair on the photos of a day and its standard deviation, µm: the mean of what they measured,
/// the surer counting more. Each photo comes with what takes it to the baseline's scale, and counts where at
/// least a share `clean` of the shaft is seen with skin on both sides; `repeat` is the error beside the fit's.
fn diameter(
    photos: &[&CloseupPhoto],
    hair: &TrackedHair,
    visit: &[(usize, f64)],
    repeat: f64,
    clean: f64,
) -> Option<(f64, f64)> {
    let measured = visit.iter().filter_map(|&(photo, correction)| {
        let found = &photos[photo].hairs[hair.states[photo].as_ref()?.hair?];
        let d = found
            .diameter_um
            .filter(|_| found.evidence.two_sided >= clean)?
            * correction;
        let fit = found.diameter_sd_um.unwrap_or(0.0) * correction;
        Some((d, fit.hypot(repeat * d)))
    });
    let (sum, weight) = measured.fold((0.0, 0.0), |(sum, weight), (d, sd)| {
        let own = sd.powi(-2);
        (sum + own * d, weight + own)
    });
    (weight > 0.0).then(|| (sum / weight, weight.sqrt().recip()))
}

/// Diameters at both visits of each of `hairs` that is measured at both, each visit as its photos with what takes
/// them to the baseline's scale: of all hairs, and of those by which a hair's own change is told.
pub(super) fn diameters<'h>(
    photos: &[&CloseupPhoto],
    hairs: impl Iterator<Item = &'h TrackedHair> + Clone,
    visits: &[Vec<(usize, f64)>; 2],
) -> [Vec<Diameters>; 2] {
    [(DIAMETER_REPEAT, 0.0), (THICKNESS_REPEAT, THICKNESS_CLEAN)].map(|(repeat, clean)| {
        let of = |hair| {
            visits
                .each_ref()
                .map(|visit| diameter(photos, hair, visit, repeat, clean))
        };
        hairs
            .clone()
            .map(of)
            .filter_map(|[a, b]| Some([a?, b?]))
            .collect()
    })
}

/// How many hairs became thicker, and thinner, each by itself: beyond its own error, and beyond that also more
/// than the usual hair, for what all share can be focus, blur or exposure.
pub(super) fn turned(pairs: &[Diameters]) -> [usize; 2] {
    if pairs.len() < THICKNESS_FEWEST {
        return [0, 0];
    }
    let change = |[(a, _), (b, _)]: &Diameters| (b / a).ln();
    let common = median(pairs.iter().map(change)).unwrap_or(0.0);
    let beyond = |pair: &&Diameters, sign: f64| {
        let [(a, sa), (b, sb)] = **pair;
        let least = THICKNESS_Z * (sa / a).hypot(sb / b);
        let own = sign * change(pair);
        a.min(b) >= TERMINAL_UM && own.min(own - sign * common) > least
    };
    [1.0, -1.0].map(|sign| pairs.iter().filter(|pair| beyond(pair, sign)).count())
}

pub(super) fn mean_change(pairs: &[Diameters]) -> Option<(f64, [f64; 2])> {
    let n = pairs.len() as f64;
    if pairs.len() < 3 {
        return None;
    }
    let changes: Vec<f64> = pairs.iter().map(|[a, b]| b.0 - a.0).collect();
    let mean = changes.iter().sum::<f64>() / n;
    let variance = changes.iter().map(|c| (c - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let usual = pairs.iter().map(|[a, b]| 0.5 * (a.0 + b.0)).sum::<f64>() / n;
    // Each of the two photos has its own.
    let common = 2.0 * (DIAMETER_COMMON * usual).powi(2);
    let half = Z_95 * (variance / n + common).sqrt();
    Some((mean, [mean - half, mean + half]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_photos_diameters_share_widens_the_interval_however_many_hairs_agree() {
        let pairs = vec![[(60.0, 4.0), (61.0, 4.0)]; 200];
        let (mean, [low, high]) = mean_change(&pairs).expect("hairs");
        assert!((mean - 1.0).abs() < 1e-9);
        // 1.96 * sqrt(2) * 0.015 * 60.5 um.
        assert!((high - mean - 2.515).abs() < 0.01, "{low} to {high}");
    }

    #[test]
    fn a_hair_is_thicker_where_it_leaves_its_error_and_what_all_share() {
        let sure = |a: f64, b: f64| [(a, 0.03 * a), (b, 0.03 * b)];
        // ln(1.2) = 0.18 is beyond three times 0.042.
        let usual = vec![sure(60.0, 60.0); 10];
        let with = |pair| [usual.clone(), vec![pair]].concat();
        assert_eq!(turned(&with(sure(60.0, 72.0))), [1, 0]);
        assert_eq!(turned(&with(sure(72.0, 60.0))), [0, 1]);
        assert_eq!(turned(&with(sure(60.0, 66.0))), [0, 0]);
        assert_eq!(turned(&with(sure(20.0, 40.0))), [0, 0], "vellus");
        // A photo out of focus: all of them.
        assert_eq!(turned(&vec![sure(60.0, 72.0); 10]), [0, 0]);
        assert_eq!(turned(&[sure(60.0, 72.0)]), [0, 0], "too few");
    }
}
