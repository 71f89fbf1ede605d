//! Evidence for an alignment when hair was combed or cut anew, so that few places match one by one.
//!
//! Two questions that do not need single places to match. Do independent searches, from either
//! photo and with either outline, end at the same place? On two heads that have nothing in common
//! but their kind each search ends elsewhere. And does the photo fit better than its own mirror
//! image? What all heads share (crown, sides, hairline) is nearly symmetric, so that the mirror
//! image of a stranger fits as well as the stranger; what belongs to one head alone does not.

use super::decide;
use super::field;
use super::ladder;
use super::motion::Motion;
use super::params::RegistrationParams;
use super::rescue;
use super::verdict::{Registration, Status};
use super::work::{Place, Work};
use crate::geometry::Point;

/// Largest distance between the ends of independent searches, head radii, certified and plausible.
const OK_SPREAD: f64 = 0.02;
const WEAK_SPREAD: f64 = 0.06;
/// How much worse the mirror image has to fit, as Student's t over about 35 blocks: one sided, by
/// chance in 1 % (certified) and in 5 % (plausible).
const OK_PATTERN: f64 = 2.5;
const WEAK_PATTERN: f64 = 1.7;
/// Fewest agreeing blocks of an alignment that is certified because searches agree as well.
const OK_AGREEING: usize = 7;
/// Level of the pyramid on which photo and mirror image are compared.
const MIRROR_LEVEL: usize = 1;

/// One way of aligning a pair, with its certificate.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub motion: Motion,
    pub certificate: Registration,
}

/// What all looks at a pair say together.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Consensus {
    /// The look that lies in the middle of the others.
    middle: usize,
    /// Largest median distance over the head between a look and another one's way back, in head
    /// radii.
    spread: f64,
    /// How much better the photo fits than its mirror image: Student's t of the difference of
    /// correlation over the blocks of the head.
    own_pattern: f64,
    /// Whether the mirror image is certified.
    mirrored: bool,
}

/// The strongest of several looks; where none is certified, what they say together.
pub(super) fn weighed(
    reference: &Work,
    moving: &Work,
    looks: &[Look],
    params: &RegistrationParams,
) -> Registration {
    let stronger = |k: usize, i: usize| {
        if looks[i].certificate.stronger_than(&looks[k].certificate) {
            i
        } else {
            k
        }
    };
    let Some(strongest) = (0..looks.len()).reduce(stronger) else {
        return Registration::failed("no starting position fits both photos");
    };
    let best = &looks[strongest].certificate;
    if best.status == Status::Ok {
        return best.clone();
    }
    let Some(all) = consensus(reference, moving, looks, params) else {
        return best.clone();
    };
    let at_one = all.spread <= OK_SPREAD;
    let chosen = &looks[if at_one { strongest } else { all.middle }];
    let aligned = Registration {
        transform: Some(super::full_transform(&chosen.motion, reference, moving)),
        ..chosen.certificate.clone()
    };
    together(best.clone(), aligned, &all)
}

/// What a consensus makes of an alignment: `best` has the strongest certificate of all looks,
/// `aligned` stands for all of them.
fn together(best: Registration, aligned: Registration, all: &Consensus) -> Registration {
    if all.mirrored {
        return Registration {
            status: Status::Failed,
            transform: None,
            reason: Some("the photo is a mirror image of the baseline's view".to_owned()),
            hint: Some("switch off mirroring of the front camera, or flip the photo".to_owned()),
            ..best
        };
    }
    let held = aligned.heldout_correlation >= decide::OK_HELDOUT;
    if all.own_pattern < WEAK_PATTERN || !held || decide::ill_posed(&aligned).is_some() {
        return best;
    }
    let certified = all.own_pattern >= OK_PATTERN
        && all.spread <= OK_SPREAD
        && aligned.blocks_agreeing >= OK_AGREEING
        && decide::share(&aligned) >= decide::OK_SHARE
        && decide::ill_fitting(&aligned).is_none();
    if certified {
        return Registration {
            status: Status::Ok,
            reason: None,
            hint: None,
            ..aligned
        };
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
    let mirror = moving.mirrored(params);
    let reflected = rescue::all(reference, &mirror, params);
    Some(Consensus {
        middle,
        spread,
        own_pattern: own_pattern(reference, (moving, looks), (&mirror, &reflected))?,
        mirrored: reflected.iter().any(|l| l.certificate.status == Status::Ok),
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
fn median_over_head(place: Place, value: impl Fn(Point) -> Option<f64>) -> f64 {
    let mut values = Vec::new();
    let mut places = 0;
    for iy in -3..=3 {
        for ix in -3..=3 {
            let p = Point::new(
                place.center.x + 0.25 * f64::from(ix) * place.radius,
                place.center.y + 0.25 * f64::from(iy) * place.radius,
            );
            if p.distance(place.center) <= 0.8 * place.radius {
                places += 1;
                values.extend(value(p));
            }
        }
    }
    if 2 * values.len() < places {
        return f64::INFINITY;
    }
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Student's t of how much better the best look at the photo fits than the best at its mirror
/// image, block by block.
fn own_pattern(
    reference: &Work,
    direct: (&Work, &[Look]),
    mirror: (&Work, &[Look]),
) -> Option<f64> {
    /// Fewest blocks that allow a comparison.
    const LEAST_BLOCKS: usize = 8;
    let samples = ladder::level_samples(reference, MIRROR_LEVEL);
    let fit = |(moving, looks): (&Work, &[Look])| {
        let held = |l: &Look| l.certificate.heldout_correlation;
        let best = looks
            .iter()
            .max_by(|a, b| held(a).total_cmp(&held(b)))
            .map(|l| &l.motion)?;
        let seen = moving.field_like(reference, MIRROR_LEVEL);
        Some(field::block_correlations(best, &samples, seen))
    };
    let (direct, mirror) = (fit(direct)?, fit(mirror)?);
    let gains: Vec<f64> = direct
        .iter()
        .zip(&mirror)
        .filter_map(|(d, m)| Some((*d)? - (*m)?))
        .collect();
    let n = gains.len() as f64;
    if gains.len() < LEAST_BLOCKS {
        return None;
    }
    let mean = gains.iter().sum::<f64>() / n;
    let variance = gains.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / (n - 1.0);
    Some(mean / (variance / n).sqrt().max(1e-9))
}
