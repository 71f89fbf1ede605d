//! Evidence for an alignment when hair was combed or cut anew, so that few places match one by one.
//!
//! Two questions that do not need single places to match. Do independent searches, from either
//! photo and with either outline, end at the same place? On two heads that have nothing in common
//! but their kind each search ends elsewhere. And does the photo fit better than its own mirror
//! image? What all heads share (crown, sides, hairline) is nearly symmetric, so that the mirror
//! image of a stranger fits as well as the stranger; what belongs to one head alone does not.

use super::decide;
use super::full_transform::full_transform;
use super::look::Look;
use super::mirror_control::{MirrorControl, against_mirror};
use super::params::RegistrationParams;
use super::place::Place;
use super::rescue;
use super::result::{Registration, Status};
use super::work::Work;
use crate::geometry::Point;
use crate::statistics::upper_median;

/// Largest distance between the ends of independent searches, head radii, certified and plausible.
const OK_SPREAD: f64 = 0.02;
const WEAK_SPREAD: f64 = 0.06;
/// How much worse the mirror image has to fit, as Student's t over about 35 blocks: one sided, by
/// chance in 1 % (certified) and in 5 % (plausible).
const OK_PATTERN: f64 = 2.5;
const WEAK_PATTERN: f64 = 1.7;
/// Fewest agreeing blocks of an alignment that is certified because searches agree as well.
const OK_AGREEING: usize = 7;
/// An alignment is certified as well when less of each is there, but held-out blocks correlate
/// more closely than those of any pair of strangers whose searches agree (at most 0.43, 159 pairs).
const CLOSE_HELDOUT: f64 = 0.47;
const CLOSE_SPREAD: f64 = 0.03;
const CLOSE_PATTERN: f64 = 2.0;
const CLOSE_SHARE: f64 = 0.4;

/// What all looks at a pair say together.
#[derive(Debug)]
struct Consensus {
    /// The look that lies in the middle of the others.
    middle: usize,
    /// Largest median distance over the head between a look and another one's way back, in head
    /// radii.
    spread: f64,
    /// The looks with the photos' roles swapped.
    back: Vec<Look>,
    mirror: MirrorControl,
}

/// The strongest of several looks; where none is certified, what they say together, and whether it is
/// the mirror image that fits.
pub(super) fn weighed(
    reference: &Work,
    moving: &Work,
    looks: &[Look],
    params: &RegistrationParams,
) -> Registration {
    let mirror = || against_mirror(reference, moving, looks, params);
    let Some(strongest) = strongest(looks) else {
        let none = Registration::failed("no starting position fits both photos");
        return mirror().judged(none);
    };
    let best = &strongest.certificate;
    if best.status == Status::Ok {
        return best.clone();
    }
    let Some(all) = consensus(reference, moving, looks, params) else {
        return mirror().judged(best.clone());
    };
    let at_one = all.spread <= OK_SPREAD;
    let chosen = if at_one {
        strongest
    } else {
        &looks[all.middle]
    };
    let aligned = Registration {
        transform: Some(full_transform(&chosen.motion, reference, moving)),
        ..chosen.certificate.clone()
    };
    let answer = together(best.clone(), aligned, &all);
    let open = answer.status == Status::Weak
        && decide::lacks_only_places(&answer)
        && all.mirror.own_pattern >= WEAK_PATTERN;
    if open && way_back_certified(reference, moving, &all, params) {
        return answer.certified();
    }
    answer
}

/// The first of the looks with the strongest certificate.
fn strongest(looks: &[Look]) -> Option<&Look> {
    looks.iter().reduce(|kept, look| {
        if look.certificate.stronger_than(&kept.certificate) {
            look
        } else {
            kept
        }
    })
}

/// Whether the same alignment is certified with the photos' roles swapped: blocks are then cut
/// from the other photo, and its mirror image is the control.
fn way_back_certified(
    reference: &Work,
    moving: &Work,
    all: &Consensus,
    params: &RegistrationParams,
) -> bool {
    let Some(back) = strongest(&all.back).map(|look| &look.certificate) else {
        return false;
    };
    if all.spread > CLOSE_SPREAD {
        return false;
    }
    if back.status == Status::Ok {
        return true;
    }
    decide::ill_posed(back).is_none() && {
        let control = against_mirror(moving, reference, &all.back, params);
        !control.mirrored() && certified(back, all.spread, control.own_pattern)
    }
}

/// What a consensus makes of an alignment: `best` has the strongest certificate of all looks,
/// `aligned` stands for all of them.
fn together(best: Registration, aligned: Registration, all: &Consensus) -> Registration {
    let best = all.mirror.judged(best);
    if best.mirrored {
        return best;
    }
    let held = aligned.heldout_correlation >= decide::OK_HELDOUT;
    if all.mirror.own_pattern < WEAK_PATTERN || !held || decide::ill_posed(&aligned).is_some() {
        return best;
    }
    if certified(&aligned, all.spread, all.mirror.own_pattern) {
        return aligned.certified();
    }
    if best.status == Status::Weak {
        return best;
    }
    Registration {
        status: Status::Weak,
        reason: Some(format!(
            "only {} of {} clear places on the head match the baseline, as when hair was combed or cut anew; all searches, from either photo, end within {:.1} % of the head's radius and the mirror image fits worse: plausible, but not certified to be the same head in the same view",
            aligned.blocks_agreeing,
            aligned.blocks_clear,
            100.0 * all.spread
        )),
        hint: Some(decide::retake_hint(&aligned)),
        ..aligned
    }
}

/// Whether agreeing searches, the mirror control and the blocks certify an alignment together.
fn certified(aligned: &Registration, spread: f64, own_pattern: f64) -> bool {
    let within = |least_pattern, widest_spread, least_share| {
        own_pattern >= least_pattern
            && spread <= widest_spread
            && decide::share(aligned) >= least_share
    };
    let close = aligned.heldout_correlation >= CLOSE_HELDOUT;
    aligned.blocks_agreeing >= OK_AGREEING
        && decide::ill_fitting(aligned).is_none()
        && (within(OK_PATTERN, OK_SPREAD, decide::OK_SHARE)
            || close && within(CLOSE_PATTERN, CLOSE_SPREAD, CLOSE_SHARE))
}

/// Consensus of the looks at a pair; `None` when they, or those of the way back, do not all end
/// at one place.
fn consensus(
    reference: &Work,
    moving: &Work,
    looks: &[Look],
    params: &RegistrationParams,
) -> Option<Consensus> {
    // A cheap first test that most pairs of strangers do not pass: the searches of one direction.
    let scatter = looks
        .iter()
        .flat_map(|a| looks.iter().map(|b| apart(a, b, reference, moving)))
        .fold(0.0, f64::max);
    if looks.len() < 2 || scatter > 2.0 * WEAK_SPREAD {
        return None;
    }
    let back = rescue::all(moving, reference, params);
    let (middle, spread) = middle(looks, &back, reference.place)?;
    if spread > WEAK_SPREAD {
        return None;
    }
    let mirror = against_mirror(reference, moving, looks, params);
    Some(Consensus {
        middle,
        spread,
        back,
        mirror,
    })
}

/// Median distance over the head between two looks of one direction, in head radii.
fn apart(a: &Look, b: &Look, reference: &Work, moving: &Work) -> f64 {
    let off = |p| {
        let (a, b) = (&a.motion, &b.motion);
        Some(
            a.moving_from_reference(p)?
                .distance(b.moving_from_reference(p)?),
        )
    };
    median_over_head(reference.place, off) / moving.place.radius
}

/// The look whose way there and another's way back come nearest to the start on average, and the
/// largest such distance, in head radii.
fn middle(looks: &[Look], back: &[Look], place: Place) -> Option<(usize, f64)> {
    if back.is_empty() {
        return None;
    }
    let mut best: Option<(usize, f64)> = None;
    let mut spread = 0.0f64;
    for (i, there) in looks.iter().enumerate() {
        let mut sum = 0.0;
        for back in back {
            let off = |p: Point| {
                let q = there.motion.moving_from_reference(p)?;
                Some(back.motion.moving_from_reference(q)?.distance(p))
            };
            let trip = median_over_head(place, off) / place.radius;
            spread = spread.max(trip);
            sum += trip;
        }
        if best.is_none_or(|(_, least)| sum < least) {
            best = Some((i, sum));
        }
    }
    best.map(|(i, _)| (i, spread))
}

/// Median over places of the head; infinite where most of them have no value.
pub(super) fn median_over_head(place: Place, value: impl Fn(Point) -> Option<f64>) -> f64 {
    let places = place.grid();
    let values: Vec<f64> = places.iter().filter_map(|&p| value(p)).collect();
    let most = 2 * values.len() >= places.len();
    upper_median(values)
        .filter(|_| most)
        .unwrap_or(f64::INFINITY)
}
