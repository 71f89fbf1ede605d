//! Changes between visits, and how well photos of one day agree.

use crate::closeup::course::{Fate, Fates, PairAlone, Presence, TrackedHair};
use crate::model::{CloseupChange, CloseupRepeat, FateLists, OVERALL_REGION, Verdict};

use super::hairs::compared_cm2;
use super::seen::{Seen, diameter, lies_in, name};
use super::visits::Visit;

/// Changes per pair and region.
pub(super) fn changes(seen: &Seen<'_>, visits: &[Visit], baseline: usize) -> Vec<CloseupChange> {
    pairs(visits.len(), baseline)
        .flat_map(|(from, to)| {
            let pair = [&visits[from], &visits[to]];
            let alone = alone(seen, pair);
            let regions = 0..seen.target.regions.len();
            regions.map(move |region| change(seen, pair, &alone, Some(region)))
        })
        .collect()
}

/// Every later visit against the baseline's, then successive visits.
fn pairs(visits: usize, baseline: usize) -> impl Iterator<Item = (usize, usize)> {
    let since_baseline = (baseline + 1..visits).map(move |to| (baseline, to));
    let successive = (1..visits).map(|to| (to - 1, to));
    since_baseline.chain(successive.filter(move |(from, _)| *from != baseline))
}

/// What every two photos of two visits tell by themselves.
fn alone(seen: &Seen<'_>, [from, to]: [&Visit; 2]) -> Vec<PairAlone> {
    let placed = |visit: &Visit| visit.is_placed(seen);
    match placed(from) && placed(to) {
        true => seen.course.pairs(&seen.photos(), &from.photos, &to.photos),
        false => Vec::new(),
    }
}

/// The change of a region between two visits, or of all regions together.
pub(super) fn change_between(
    seen: &Seen<'_>,
    visits: [&Visit; 2],
    region: Option<usize>,
) -> CloseupChange {
    change(seen, visits, &alone(seen, visits), region)
}

fn change(
    seen: &Seen<'_>,
    [from, to]: [&Visit; 2],
    alone: &[PairAlone],
    region: Option<usize>,
) -> CloseupChange {
    let name = region.map_or(OVERALL_REGION, |region| &seen.target.regions[region].0);
    let base = CloseupChange {
        region: name.to_owned(),
        from: from.id.clone(),
        to: to.id.clone(),
        days: Some(seen.days(from.photos[0], to.photos[0])),
        delta_pp: None,
        ci95_pp: None,
        detectable_pp: None,
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
    let [before, after] = match shown(seen, [from, to], region) {
        Ok(photos) => photos,
        Err(why) => {
            return CloseupChange {
                reason: Some(why),
                ..base
            };
        }
    };
    let counted = |hair: &TrackedHair| lies_in(seen, hair, region);
    let days = [&before[..], &after[..]];
    let fates = seen.course.fates(&seen.photos(), days, alone, counted);
    let area = compared_cm2(seen, [&before, &after], region);
    let told = told(seen, base.clone(), &fates, area);
    if let Some(why) = to.copy.as_ref().or(from.copy.as_ref()) {
        // Its hairs are those of the other, and nothing is concluded from that.
        return CloseupChange {
            reason: Some(why.clone()),
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

/// The photos of two visits that show enough of a region, or of every region.
fn shown(
    seen: &Seen<'_>,
    visits: [&Visit; 2],
    region: Option<usize>,
) -> Result<[Vec<usize>; 2], String> {
    if let Some(visit) = visits.into_iter().find(|visit| !visit.is_placed(seen)) {
        return Err(format!(
            "{} was not found to show the same spot, so no hair can be followed",
            seen.id(visit.photos[0])
        ));
    }
    let of = |visit: &Visit| match region {
        Some(region) => visit.showing(seen, region),
        None => {
            let regions = 0..seen.target.regions.len();
            let each: Result<Vec<Vec<usize>>, String> =
                regions.map(|region| visit.showing(seen, region)).collect();
            let each = each?;
            let in_all = |photo: &usize| each.iter().all(|photos| photos.contains(photo));
            let photos: Vec<usize> = visit.photos.iter().copied().filter(in_all).collect();
            match photos.is_empty() {
                true => Err("no photo of a visit shows every region".to_owned()),
                false => Ok(photos),
            }
        }
    };
    let [from, to] = visits;
    Ok([of(from)?, of(to)?])
}

fn told(seen: &Seen<'_>, base: CloseupChange, fates: &Fates, area: Option<f64>) -> CloseupChange {
    let [low, high] = fates.net_ci95;
    let net = fates.new as i64 - fates.lost as i64;
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
        relative: (fates.before > 0).then(|| fates.net_estimate / fates.before as f64),
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

/// Photos of one day against each other: what differs is the method's own error. A photo that is a `copy`
/// tells none.
pub(super) fn repeats(seen: &Seen<'_>, copies: &[Option<String>]) -> Vec<CloseupRepeat> {
    let mut out = Vec::new();
    let placed = |p: &usize| seen.course.places[*p].baseline_from_own().is_some();
    let own = |p: &usize| placed(p) && copies[*p].is_none();
    let photos: Vec<usize> = (0..seen.read.len()).filter(own).collect();
    for (k, &a) in photos.iter().enumerate() {
        let later = photos[k + 1..].iter().copied();
        out.extend(
            later
                .filter(|&b| seen.days(a, b) == 0)
                .map(|b| repeat(seen, a, b)),
        );
    }
    out
}

fn repeat(seen: &Seen<'_>, a: usize, b: usize) -> CloseupRepeat {
    let fates = seen
        .course
        .fates(&seen.photos(), [&[a], &[b]], &[], |_| true);
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
        .filter(|(number, fate)| *fate == Fate::Undecided && !outside(*number))
        .filter(|(number, _)| seen.course.hairs[number - 1].confirmed);
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
