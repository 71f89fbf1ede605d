//! Changes between visits, and how well photos of one day agree.

use crate::closeup::course::{Fate, Fates, Presence};
use crate::model::{CloseupChange, CloseupRepeat, FateLists, Verdict};

use super::super::copies::same_file;
use super::hairs::{area_cm2, countable, enough_shown};
use super::seen::{Seen, diameter, lies_in, name};

/// Changes per pair and region.
pub(super) fn changes(seen: &Seen<'_>) -> Vec<CloseupChange> {
    pairs(seen)
        .into_iter()
        .flat_map(|(from, to)| {
            (0..seen.target.regions.len()).map(move |region| change(seen, from, to, region))
        })
        .collect()
}

/// Every photo of a later day against the baseline, then the first photos of successive days. Photos
/// of one day show no change but the method's own error, see [`repeats`].
fn pairs(seen: &Seen<'_>) -> Vec<(usize, usize)> {
    let mut days: Vec<usize> = Vec::new();
    for photo in 0..seen.visits.len() {
        match days.last_mut() {
            Some(first) if seen.days(*first, photo) == 0 => {
                if photo == seen.baseline {
                    *first = photo;
                }
            }
            _ => days.push(photo),
        }
    }
    let since_baseline = (0..seen.visits.len())
        .filter(|&to| seen.days(seen.baseline, to) > 0)
        .map(|to| (seen.baseline, to));
    let successive = days
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|(from, _)| *from != seen.baseline);
    since_baseline.chain(successive).collect()
}

fn change(seen: &Seen<'_>, from: usize, to: usize, region: usize) -> CloseupChange {
    let base = CloseupChange {
        region: seen.target.regions[region].0.clone(),
        from: seen.id(from).to_owned(),
        to: seen.id(to).to_owned(),
        days: Some(seen.days(from, to)),
        kept: None,
        new: None,
        lost: None,
        undecided: None,
        thickened: None,
        thinned: None,
        net: None,
        net_estimate: None,
        net_ci95: None,
        density_change_per_cm2: None,
        density_change_ci95: None,
        relative: None,
        diameter_change_um: None,
        diameter_change_ci95: None,
        verdict: Verdict::NotComparable,
        reason: None,
        fates: FateLists::default(),
    };
    let unplaced = [from, to]
        .into_iter()
        .find(|&p| seen.course.places[p].baseline_from_own().is_none());
    if let Some(photo) = unplaced {
        return CloseupChange {
            reason: Some(format!(
                "{} was not found to show the same spot, so no hair can be followed",
                seen.id(photo)
            )),
            ..base
        };
    }
    let counts = |p| countable(seen, p).and(enough_shown(seen, p, region));
    if let Some(why) = [from, to].into_iter().find_map(|p| counts(p).err()) {
        return CloseupChange {
            reason: Some(why),
            ..base
        };
    }
    let fates = seen.course.fates(&seen.photos(), from, to, |hair| {
        lies_in(seen, hair, Some(region))
    });
    let told = told(seen, base.clone(), &fates, region);
    if is_copy(seen, from, to) {
        // Its hairs are those of the other, and nothing is concluded from that.
        return CloseupChange {
            reason: Some(same_file(seen.id(from))),
            kept: told.kept,
            new: told.new,
            lost: told.lost,
            undecided: told.undecided,
            thickened: told.thickened,
            thinned: told.thinned,
            fates: told.fates,
            ..base
        };
    }
    told
}

/// Whether two photos are one file under two names.
fn is_copy(seen: &Seen<'_>, a: usize, b: usize) -> bool {
    seen.visits[a].sha256 == seen.visits[b].sha256
}

fn told(seen: &Seen<'_>, base: CloseupChange, fates: &Fates, region: usize) -> CloseupChange {
    let [low, high] = fates.net_ci95;
    let net = fates.new as i64 - fates.lost as i64;
    let area = area_cm2(seen, region);
    let before = (fates.kept + fates.lost) as f64;
    let with = |fate| {
        let hairs = fates.hairs.iter().filter(move |(_, f)| *f == fate);
        hairs
            .map(|(number, _)| name(&seen.course.hairs[number - 1]))
            .collect()
    };
    CloseupChange {
        kept: Some(fates.kept as u64),
        new: Some(fates.new as u64),
        lost: Some(fates.lost as u64),
        undecided: Some(fates.undecided as u64),
        thickened: Some(fates.thickened as u64),
        thinned: Some(fates.thinned as u64),
        net: Some(net),
        net_estimate: Some(fates.net_estimate),
        net_ci95: Some([low, high]),
        density_change_per_cm2: area.map(|a| fates.net_estimate / a),
        density_change_ci95: area.map(|a| [low / a, high / a]),
        relative: (before > 0.0).then(|| fates.net_estimate / before),
        diameter_change_um: fates.diameter_change_um.map(|(change, _)| change),
        diameter_change_ci95: fates.diameter_change_um.map(|(_, ends)| ends),
        verdict: if low > 0.0 {
            Verdict::Increase
        } else if high < 0.0 {
            Verdict::Decrease
        } else {
            Verdict::WithinNoise
        },
        fates: FateLists {
            new: with(Fate::New),
            lost: with(Fate::Lost),
            undecided: with(Fate::Undecided),
        },
        ..base
    }
}

/// Photos of one day against each other: what differs is the method's own error.
pub(super) fn repeats(seen: &Seen<'_>) -> Vec<CloseupRepeat> {
    let mut out = Vec::new();
    for a in 0..seen.visits.len() {
        for b in a + 1..seen.visits.len() {
            let placed = |p: usize| seen.course.places[p].baseline_from_own().is_some();
            if seen.days(a, b) == 0 && placed(a) && placed(b) && !is_copy(seen, a, b) {
                out.push(repeat(seen, a, b));
            }
        }
    }
    out
}

fn repeat(seen: &Seen<'_>, a: usize, b: usize) -> CloseupRepeat {
    let fates = seen.course.fates(&seen.photos(), a, b, |_| true);
    let outside = |number: usize| {
        let states = &seen.course.hairs[number - 1].states;
        [a, b].iter().any(|&p| {
            states[p]
                .as_ref()
                .is_some_and(|s| s.presence == Presence::Outside)
        })
    };
    let undecided = fates
        .hairs
        .iter()
        .filter(|(number, fate)| *fate == Fate::Undecided && !outside(*number));
    let logs: Vec<f64> = seen
        .course
        .hairs
        .iter()
        .filter_map(|h| Some((diameter(seen, h, a)? / diameter(seen, h, b)?).ln()))
        .collect();
    CloseupRepeat {
        photos: [a, b].map(|p| seen.id(p).to_owned()),
        both: fates.kept as u64,
        contradicting: (fates.new + fates.lost) as u64,
        undecided: undecided.count() as u64,
        // Of a difference of two measurements, so divided by the root of two.
        diameter_sd_relative: (logs.len() >= 5)
            .then(|| (logs.iter().map(|l| l * l).sum::<f64>() / logs.len() as f64 / 2.0).sqrt()),
    }
}
