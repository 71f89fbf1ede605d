//! What became of each hair between two visits, and the counts of it.
//!
//! The rule knows no direction of time: exchanging the two visits exchanges new and lost, thickened
//! and thinned, and nothing else. A hair that cannot be decided at one of the visits is no change; it
//! widens the interval.

use rayon::prelude::*;

use super::super::model::{CloseupPhoto, Style};
use super::follow::{Course, TrackedHair};
use super::lookup::Presence;
use crate::statistics::Z_95;

/// What became of a hair between two visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// There at both.
    Kept,
    /// Skin at the first, there at the second.
    New,
    /// There at the first, skin at the second.
    Lost,
    /// There at one of them, not decidable at the other.
    Undecided,
}

/// A 95 % interval.
pub(crate) type Interval = [f64; 2];

/// Counts of fates.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fates {
    /// Hairs there at both visits.
    pub(crate) kept: usize,
    /// Hairs that came.
    pub(crate) new: usize,
    /// Hairs that went.
    pub(crate) lost: usize,
    /// Hairs there at one visit and not decidable at the other.
    pub(crate) undecided: usize,
    /// Hairs counted at the first visit on what both visits show: what a change is a share of.
    pub(crate) before: usize,
    /// Kept hairs thicker than before beyond the error of both measurements.
    pub(crate) thickened: usize,
    /// Kept hairs thinner than before beyond the error of both measurements.
    pub(crate) thinned: usize,
    /// `new - lost` with the changes that are not seen, [`unseen_share`].
    pub(crate) net_estimate: f64,
    /// 95 % interval of `net_estimate`; `new - lost` lies within.
    pub(crate) net_ci95: Interval,
    /// Mean change of diameter of the kept hairs measured at both visits, µm, and its 95 % interval.
    pub(crate) diameter_change_um: Option<(f64, Interval)>,
    /// Per hair, by number.
    pub(crate) hairs: Vec<(usize, Fate)>,
}

/// How changes are missed and invented, as found on rendered courses.
#[derive(Debug, Clone, Copy)]
struct Errors {
    /// Share of hairs wrongly called new or lost.
    false_fates: f64,
    /// Changes that are not seen, as a share of those that are.
    unseen: f64,
    /// Standard deviation of `unseen`.
    unseen_sd: f64,
}

/// A clipped hair that lies along another of its unit is missed in about one of twelve cases, and then
/// neither its own change nor that of the other is seen: 1 / (1 - 2/12). 24 rendered courses gave a share
/// of 0.25, 48 held out 0.17 (docs/lab/closeups.md).
const CLIPPED: Errors = Errors {
    false_fates: 0.03,
    unseen: 0.2,
    unseen_sd: 0.15,
};
/// Of long hair more ends are taken for roots, which makes up for the hairs that are missed.
const LONG: Errors = Errors {
    false_fates: 0.055,
    unseen: 0.0,
    unseen_sd: 0.3,
};
/// How many times as often as a decided hair an undecided one is changed, on rendered courses (14 %
/// against 4 %): that a hair is there at both visits is seen more easily than that it is not.
const UNDECIDED_CHANGE: f64 = 3.0;
/// Change of a diameter that counts: beyond so many standard deviations and so large a share.
const THICKNESS_Z: f64 = Z_95;
const THICKNESS_SHARE: f64 = 0.12;
/// Standard deviation of a repeated diameter beside that of its fit, as a share.
const DIAMETER_REPEAT: f64 = 0.06;
/// Standard deviation of the error that all diameters of one photo share (fit of its blur, exposure,
/// focus), as a share: from the mean changes of 30 pairs of six rendered courses of clipped hair, less
/// what the spread of the hairs explains (docs/validation.md).
const DIAMETER_COMMON: f64 = 0.015;

impl Course {
    /// The fate of a hair between two visits, each given by its photos; `None` where it is at neither, or
    /// where no photo of one has a place.
    pub(crate) fn fate(&self, hair: &TrackedHair, from: &[usize], to: &[usize]) -> Option<Fate> {
        use Presence::{Absent, Outside, Present, Undecided};
        match (hair.presence(from)?, hair.presence(to)?) {
            (Present, Present) => Some(Fate::Kept),
            (Absent, Present) => Some(Fate::New),
            (Present, Absent) => Some(Fate::Lost),
            (Present, Undecided | Outside) | (Undecided | Outside, Present) => {
                Some(Fate::Undecided)
            }
            // Counted on one of the two because it is there before and after.
            _ if hair.counted(from) || hair.counted(to) => Some(Fate::Undecided),
            _ => None,
        }
    }

    /// The course as each two photos of two visits tell it, without the others of these visits: nothing
    /// where each visit is one photo.
    pub(crate) fn pairs(
        &self,
        photos: &[&CloseupPhoto],
        from: &[usize],
        to: &[usize],
    ) -> Vec<PairAlone> {
        let all = [from, to].concat();
        if all.len() < 3 {
            return Vec::new();
        }
        let each = from.iter().flat_map(|&a| to.iter().map(move |&b| [a, b]));
        let each: Vec<[usize; 2]> = each.collect();
        each.into_par_iter()
            .map(|pair| {
                let others: Vec<usize> =
                    all.iter().copied().filter(|p| !pair.contains(p)).collect();
                let course = self.without(photos, &others);
                PairAlone { pair, course }
            })
            .collect()
    }

    /// Counts the fates between two visits, each given by its photos, of the hairs that `counted` takes in.
    /// `alone` are their photos two by two: what two photos tell by themselves bounds what they tell beside
    /// others, so a further photo never widens the interval.
    pub(crate) fn fates(
        &self,
        photos: &[&CloseupPhoto],
        [from, to]: [&[usize]; 2],
        alone: &[PairAlone],
        counted: impl Fn(&TrackedHair) -> bool,
    ) -> Fates {
        let (fates, seen) = self.tally(&counted, from, to);
        let sides = [from, to].map(|visit| {
            let scaled = visit.iter().map(|&p| (p, self.scale_correction(photos, p)));
            scaled.collect::<Vec<_>>()
        });
        let of_kept = fates.iter().filter(|(_, fate)| *fate == Fate::Kept);
        let pairs: Vec<[(f64, f64); 2]> = of_kept
            .map(|(hair, _)| sides.each_ref().map(|side| diameter(photos, hair, side)))
            .filter_map(|[a, b]| Some([a?, b?]))
            .collect();
        let turned = |sign: f64| {
            pairs
                .iter()
                .filter(|pair| sign * thickness_sign(pair) > 0.0)
                .count()
        };
        let long = [from, to]
            .concat()
            .iter()
            .any(|&p| photos[p].style == Style::Long);
        let errors = if long { LONG } else { CLIPPED };
        let both = |[a, b]: [usize; 2]| from.contains(&a) && to.contains(&b);
        let sds = alone.iter().filter(|p| both(p.pair)).map(|p| {
            let [a, b] = p.pair;
            p.course.tally(&counted, &[a], &[b]).1.net_sd(errors)
        });
        let sd = sds.fold(seen.net_sd(errors), f64::min);
        Fates {
            kept: seen.kept,
            new: seen.new,
            lost: seen.lost,
            undecided: seen.undecided,
            before: seen.before,
            thickened: turned(1.0),
            thinned: turned(-1.0),
            net_estimate: (1.0 + errors.unseen) * seen.net(),
            net_ci95: seen.net_interval(sd, errors),
            diameter_change_um: mean_change(&pairs),
            hairs: fates.iter().map(|(h, fate)| (h.number, *fate)).collect(),
        }
    }

    fn tally(
        &self,
        counted: &impl Fn(&TrackedHair) -> bool,
        from: &[usize],
        to: &[usize],
    ) -> (Vec<(&TrackedHair, Fate)>, Tally) {
        let fates: Vec<(&TrackedHair, Fate)> = self
            .hairs
            .iter()
            .filter(|hair| hair.confirmed && counted(hair))
            .filter_map(|hair| Some((hair, self.fate(hair, from, to)?)))
            .collect();
        let count = |fate| fates.iter().filter(|(_, f)| *f == fate).count();
        let waits = |h: &TrackedHair, present: &[usize], other: &[usize]| {
            h.presence(present) == Some(Presence::Present)
                && h.presence(other) != Some(Presence::Present)
        };
        let hidden = |present: &[usize], other: &[usize]| {
            let undecided = fates.iter().filter(|(_, f)| *f == Fate::Undecided);
            undecided.filter(|(h, _)| waits(h, present, other)).count()
        };
        let before = |h: &TrackedHair| h.counted(from) && h.presence(to) != Some(Presence::Outside);
        let tally = Tally {
            kept: count(Fate::Kept),
            new: count(Fate::New),
            lost: count(Fate::Lost),
            undecided: count(Fate::Undecided),
            before: fates.iter().filter(|(h, _)| before(h)).count(),
            may_go: hidden(from, to),
            may_come: hidden(to, from),
        };
        (fates, tally)
    }
}

/// Two photos of two visits, and the course without the other photos of these visits.
pub(crate) struct PairAlone {
    pair: [usize; 2],
    course: Course,
}

/// Hairs by their fate between two visits.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    kept: usize,
    new: usize,
    lost: usize,
    undecided: usize,
    /// Hairs counted at the first visit that the second shows the place of.
    before: usize,
    /// Undecided hairs that could be lost.
    may_go: usize,
    /// Undecided hairs that could be new.
    may_come: usize,
}

impl Tally {
    fn net(self) -> f64 {
        self.new as f64 - self.lost as f64
    }

    /// Chance that an undecided hair is changed, where `changed` of the decided ones are.
    fn share(self, changed: usize) -> f64 {
        let [changed, kept] = [changed, self.kept].map(|n| n as f64);
        (UNDECIDED_CHANGE * (changed + 0.5) / (kept + changed + 1.0)).min(0.5)
    }

    /// Standard deviation of the true change around the middle of [`Self::net_interval`], hairs.
    fn net_sd(self, errors: Errors) -> f64 {
        let variance = |n: usize, p: f64| n as f64 * p * (1.0 - p);
        let changed = (self.new + self.lost) as f64;
        (errors.false_fates * (2.0 * self.kept as f64 + changed)
            + variance(self.may_go, self.share(self.lost))
            + variance(self.may_come, self.share(self.new))
            + (errors.unseen_sd * changed).powi(2))
        .sqrt()
    }

    /// 95 % interval of the true change, given its standard deviation; the counted one lies within.
    fn net_interval(self, sd: f64, errors: Errors) -> Interval {
        let net = self.net();
        let missed = self.may_come as f64 * self.share(self.new)
            - self.may_go as f64 * self.share(self.lost);
        let middle = (1.0 + errors.unseen) * net + missed;
        let ends = [-1.0, 1.0].map(|side| middle + side * Z_95 * sd);
        [ends[0].min(net), ends[1].max(net)]
    }
}

/// Diameter of a hair on the photos of a day and its standard deviation, µm: the mean of what they measured,
/// the surer counting more. Each photo comes with what takes it to the baseline's scale.
fn diameter(
    photos: &[&CloseupPhoto],
    hair: &TrackedHair,
    visit: &[(usize, f64)],
) -> Option<(f64, f64)> {
    let measured = visit.iter().filter_map(|&(photo, correction)| {
        let found = &photos[photo].hairs[hair.states[photo].as_ref()?.hair?];
        let d = found.diameter_um? * correction;
        let fit = found.diameter_sd_um.unwrap_or(0.0) * correction;
        Some((d, fit.hypot(DIAMETER_REPEAT * d)))
    });
    let (sum, weight) = measured.fold((0.0, 0.0), |(sum, weight), (d, sd)| {
        let own = sd.powi(-2);
        (sum + own * d, weight + own)
    });
    (weight > 0.0).then(|| (sum / weight, weight.sqrt().recip()))
}

/// 1 thicker, -1 thinner, 0 neither beyond the error.
fn thickness_sign([(a, sa), (b, sb)]: &[(f64, f64); 2]) -> f64 {
    let change = b - a;
    let beyond =
        change.abs() > THICKNESS_Z * sa.hypot(*sb) && change.abs() > THICKNESS_SHARE * a.min(*b);
    if beyond { change.signum() } else { 0.0 }
}

fn mean_change(pairs: &[[(f64, f64); 2]]) -> Option<(f64, Interval)> {
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

    fn interval(kept: usize, new: usize, lost: usize) -> Interval {
        let seen = Tally {
            kept,
            new,
            lost,
            ..Tally::default()
        };
        seen.net_interval(seen.net_sd(CLIPPED), CLIPPED)
    }

    #[test]
    fn the_interval_of_a_change_takes_in_what_is_not_seen_and_knows_no_direction_of_time() {
        let [low, high] = interval(40, 10, 0);
        assert!((0.5 * (low + high) - 12.0).abs() < 1e-9, "{low} to {high}");
        let [back_low, back_high] = interval(40, 0, 10);
        assert!((low + back_high).abs() < 1e-9 && (high + back_low).abs() < 1e-9);
        let [low, high] = interval(40, 0, 0);
        assert!((low + high).abs() < 1e-9);
    }

    #[test]
    fn what_a_photos_diameters_share_widens_the_interval_however_many_hairs_agree() {
        let pairs = vec![[(60.0, 4.0), (61.0, 4.0)]; 200];
        let (mean, [low, high]) = mean_change(&pairs).expect("hairs");
        assert!((mean - 1.0).abs() < 1e-9);
        // 1.96 * sqrt(2) * 0.015 * 60.5 um.
        assert!((high - mean - 2.515).abs() < 0.01, "{low} to {high}");
    }
}
