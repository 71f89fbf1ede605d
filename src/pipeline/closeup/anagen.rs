//! Growing hairs: two photos some days apart after clipping show which hairs became longer.
//!
//! Phototrichogram (Saitoh 1970, doi:10.1111/1523-1747.ep12258485; Van Neste 1989): anagen hairs grow
//! about 0.3 mm a day, telogen hairs do not.

use crate::closeup::course::{Presence, TrackedHair};
use crate::closeup::model::Style;
use crate::model::AnagenReport;
use crate::statistics::Z_95;

use super::seen::Seen;

/// Days between the two photos: shorter, and growth drowns in the error of a length; longer, and the
/// hair is no longer as clipped.
const DAYS: std::ops::RangeInclusive<i32> = 2..=5;
/// Growth from which a hair is growing, mm per day: half of the slowest usual growth.
const GROWING_MM_PER_DAY: f64 = 0.1;
/// Fewest hairs for a share.
const MIN_HAIRS: usize = 15;

/// The anagen share from the first pair of photos that allows it.
pub(super) fn anagen(seen: &Seen<'_>) -> Option<AnagenReport> {
    let n = seen.read.len();
    let mut pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
    pairs.find_map(|(a, b)| between(seen, a, b))
}

fn between(seen: &Seen<'_>, a: usize, b: usize) -> Option<AnagenReport> {
    let days = seen.days(a, b);
    let clipped = |p: usize| seen.read[p].hairs.style == Style::Clipped;
    if !DAYS.contains(&days) || !clipped(a) || !clipped(b) {
        return None;
    }
    let mut growth: Vec<f64> = seen
        .course
        .hairs
        .iter()
        .filter_map(|h| Some((length_mm(seen, h, b)? - length_mm(seen, h, a)?) / f64::from(days)))
        .collect();
    if growth.len() < MIN_HAIRS {
        return None;
    }
    growth.sort_by(f64::total_cmp);
    let growing: Vec<f64> = growth
        .iter()
        .copied()
        .filter(|g| *g > GROWING_MM_PER_DAY)
        .collect();
    // Clipped anew in between: nothing can be said.
    let shorter = growth.iter().filter(|g| **g < -GROWING_MM_PER_DAY).count();
    if 4 * shorter > growth.len() {
        return None;
    }
    let (k, n) = (growing.len() as f64, growth.len() as f64);
    Some(AnagenReport {
        from: seen.id(a).to_owned(),
        to: seen.id(b).to_owned(),
        days,
        hairs: growth.len() as u64,
        share: k / n,
        ci95: wilson(k, n),
        growth_mm_per_day: growing.get(growing.len() / 2).copied(),
    })
}

/// Length of a traced hair whose both ends are seen, mm.
fn length_mm(seen: &Seen<'_>, hair: &TrackedHair, photo: usize) -> Option<f64> {
    let state = hair.states[photo].as_ref()?;
    let traced = &seen.read[photo].hairs.hairs[state.hair?];
    let whole = state.presence == Presence::Present && traced.root_seen() && !traced.tip_cut;
    Some(traced.length_px / seen.read[photo].px_per_mm()?).filter(|_| whole)
}

/// 95 % interval of a share of `k` in `n` (Wilson 1927, doi:10.1080/01621459.1927.10502953).
fn wilson(k: f64, n: f64) -> [f64; 2] {
    const Z2: f64 = Z_95 * Z_95;
    let p = k / n;
    let middle = (p + Z2 / (2.0 * n)) / (1.0 + Z2 / n);
    let half = (Z2 / n * (p * (1.0 - p) + Z2 / (4.0 * n))).sqrt() / (1.0 + Z2 / n);
    [(middle - half).max(0.0), (middle + half).min(1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), Table I:
    /// 81 of 263 gives 0.2553 to 0.3662.
    #[test]
    fn wilsons_interval_as_published() {
        let [low, high] = wilson(81.0, 263.0);
        assert!((low - 0.2553).abs() < 1e-4 && (high - 0.3662).abs() < 1e-4);
    }
}
