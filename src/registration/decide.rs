//! Which checks an alignment has to pass, and the words for the ones it does not.
//!
//! The strongest evidence is agreement: blocks whose own best place is clear must lie where the
//! alignment puts them. On another person's head clear places scatter over the whole search
//! window, whose share within the tolerance is small. Where hair was combed anew few places match
//! on the right head either; there the consensus of several searches speaks (`consensus`).

use super::differences::Difference;
use super::result::{Registration, Status};
use crate::model::CERTIFIED;

/// Fewest agreeing blocks of an alignment that is certified by them alone. Of rendered strangers
/// that share outline and pose up to 9 of 10 clear ones agree.
const OK_AGREEING: usize = 13;
/// Least share of agreeing blocks among the clear ones, certified.
pub(super) const OK_SHARE: f64 = 0.6;
/// Fewest agreeing blocks, and their least share, of an alignment that is only plausible.
const WEAK_AGREEING: usize = 8;
const WEAK_SHARE: f64 = 0.5;
/// Least correlation on blocks that took no part in the fit, certified and plausible.
pub(super) const OK_HELDOUT: f64 = CERTIFIED.heldout_correlation;
const WEAK_HELDOUT: f64 = 0.1;
/// Least part of the head that both photos show.
const OK_OVERLAP: f64 = CERTIFIED.overlap;
/// Largest tilt between the two lines of sight, degrees.
const OK_TILT: f64 = CERTIFIED.tilt_deg;
/// Largest median disagreement there and back, per mille of the width.
const OK_ROUND_TRIP: f64 = CERTIFIED.round_trip_permille;
/// Largest median remaining shift, per mille of the width.
const OK_RESIDUAL: f64 = CERTIFIED.residual_permille;
/// Largest size of the head relative to the baseline's, either way.
const OK_SIZE: f64 = CERTIFIED.size;
const POSSIBLE_SIZE: f64 = 2.0;

/// Sets status, reason and hint from what was measured.
pub(super) fn decide(mut r: Registration) -> Registration {
    if let Some(reason) = impossible(&r) {
        r.status = Status::Failed;
        r.transform = None;
        r.hint = Some(retake_hint(&r));
        r.reason = Some(reason);
    } else if let Some((reason, hint)) = doubtful(&r) {
        r.status = Status::Weak;
        r.reason = Some(reason);
        r.hint = Some(hint);
    } else {
        r.status = Status::Ok;
    }
    r
}

/// Whether nothing but places that match is missing, so that other evidence may certify it.
/// The residual is not asked: places that do not match set it, and the other evidence has to
/// be within the limit itself.
pub(super) fn lacks_only_places(r: &Registration) -> bool {
    r.heldout_correlation >= OK_HELDOUT && ill_posed(r).is_none()
}

pub(super) fn share(r: &Registration) -> f64 {
    r.blocks_agreeing as f64 / r.blocks_clear.max(1) as f64
}

fn impossible(r: &Registration) -> Option<String> {
    if !(1.0 / POSSIBLE_SIZE..=POSSIBLE_SIZE).contains(&r.head_size_ratio) {
        return Some(format!(
            "the head would be {:.2} times as large as at baseline, allowed {:.2} to {POSSIBLE_SIZE}: not the same view",
            r.head_size_ratio,
            1.0 / POSSIBLE_SIZE
        ));
    }
    if r.blocks_clear < WEAK_AGREEING {
        return Some(format!(
            "only {} of {} places on the head can be told apart, at least {WEAK_AGREEING} are needed: too little structure, blurred, or another view",
            r.blocks_clear, r.blocks
        ));
    }
    if r.blocks_agreeing < WEAK_AGREEING || share(r) < WEAK_SHARE {
        return Some(format!(
            "only {} of {} clear places on the head match the baseline, at least {WEAK_AGREEING} and {:.0} % are needed: another head, another view, hair combed or cut anew, far more or far less of it, or something in front",
            r.blocks_agreeing,
            r.blocks_clear,
            100.0 * WEAK_SHARE
        ));
    }
    (r.heldout_correlation < WEAK_HELDOUT).then(|| {
        format!(
            "correlation {:.2} on parts that took no part in the fit, at least {WEAK_HELDOUT:.2} is needed",
            r.heldout_correlation
        )
    })
}

fn doubtful(r: &Registration) -> Option<(String, String)> {
    if r.blocks_agreeing < OK_AGREEING || share(r) < OK_SHARE {
        return Some((
            format!(
                "{} of {} clear places on the head match the baseline, certified from {OK_AGREEING} and {:.0} %",
                r.blocks_agreeing,
                r.blocks_clear,
                100.0 * OK_SHARE
            ),
            retake_hint(r),
        ));
    }
    ill_fitting(r).or_else(|| ill_posed(r))
}

/// Doubts about how well an alignment fits.
pub(super) fn ill_fitting(r: &Registration) -> Option<(String, String)> {
    if r.heldout_correlation < OK_HELDOUT {
        return Some((
            format!(
                "correlation {:.2} on parts that took no part in the fit, certified from {OK_HELDOUT:.2}",
                r.heldout_correlation
            ),
            retake_hint(r),
        ));
    }
    r.residual_permille.filter(|v| *v > OK_RESIDUAL).map(|v| {
        (
            format!(
                "{v:.0} per mille of the width remain unaligned, certified up to {OK_RESIDUAL:.0}"
            ),
            retake_hint(r),
        )
    })
}

/// Doubts about the pose that an alignment implies.
pub(super) fn ill_posed(r: &Registration) -> Option<(String, String)> {
    let retake = || retake_hint(r);
    if r.overlap < OK_OVERLAP {
        return Some((
            format!(
                "the photos share {:.0} % of the baseline's head, certified from {:.0} %",
                100.0 * r.overlap,
                100.0 * OK_OVERLAP
            ),
            "show the whole head, as at baseline".to_owned(),
        ));
    }
    if let Some(tilt) = r.tilt_deg.filter(|t| *t > OK_TILT) {
        return Some((
            format!(
                "the head is tilted by {tilt:.0} degrees against the baseline, certified up to {OK_TILT:.0}"
            ),
            retake(),
        ));
    }
    if !(1.0 / OK_SIZE..=OK_SIZE).contains(&r.head_size_ratio) {
        return Some((
            format!(
                "the head is {:.2} times as large as at baseline, certified from {:.2} to {OK_SIZE}",
                r.head_size_ratio,
                1.0 / OK_SIZE
            ),
            retake(),
        ));
    }
    r.forward_backward_permille
        .filter(|t| *t > OK_ROUND_TRIP)
        .map(|trip| {
            (
                format!(
                    "aligning there and back disagrees by {trip:.0} per mille of the width, certified up to {OK_ROUND_TRIP:.0}"
                ),
                retake(),
            )
        })
}

/// Adds to a doubtful or refused alignment how the two photos differ otherwise.
pub(super) fn explained(mut r: Registration, differences: Vec<Difference>) -> Registration {
    if r.status == Status::Ok {
        return r;
    }
    r.cause.clone_from(&r.reason);
    // All else differs too, seen in a mirror.
    if r.mirrored || differences.is_empty() {
        return r;
    }
    let what: Vec<&str> = differences.iter().map(|d| d.what.as_str()).collect();
    let reason = r.reason.take().unwrap_or_default();
    r.reason = Some(format!("{reason}. Unlike at baseline: {}", what.join("; ")));
    let mut advice: Vec<String> = r.hint.take().into_iter().collect();
    for d in &differences {
        if !advice.iter().any(|a| a.contains(d.advice)) {
            advice.push(d.advice.to_owned());
        }
    }
    r.hint = Some(advice.join("; "));
    r.differences = differences;
    r
}

/// What to change at the next photo, from the measured pose.
pub(super) fn retake_hint(r: &Registration) -> String {
    const POSE_AGREEING: usize = 5;
    const POSE_SHARE: f64 = 0.28;
    const TELL_TILT: f64 = 5.0;
    const TELL_TURN: f64 = 5.0;
    const TELL_SIZE: f64 = 1.15;
    let mut parts = Vec::new();
    // Fewer blocks than certify an alignment still tell about its pose.
    let trusted = r.blocks_agreeing >= POSE_AGREEING && share(r) >= POSE_SHARE;
    if trusted {
        if let Some(nod) = r.nod_deg.filter(|v| v.abs() > TELL_TILT) {
            let way = if nod > 0.0 { "up" } else { "down" };
            parts.push(format!(
                "tilt the head {:.0} degrees so that its top moves {way} in the picture",
                nod.abs()
            ));
        }
        if let Some(turn) = r.turn_deg.filter(|v| v.abs() > TELL_TILT) {
            let way = if turn > 0.0 { "right" } else { "left" };
            parts.push(format!(
                "lean the head {:.0} degrees so that its top moves {way} in the picture",
                turn.abs()
            ));
        }
        if r.rotation_deg.abs() > TELL_TURN {
            let way = if r.rotation_deg > 0.0 {
                "clockwise"
            } else {
                "counter-clockwise"
            };
            parts.push(format!(
                "turn the camera {:.0} degrees {way}",
                r.rotation_deg.abs()
            ));
        }
        if r.head_size_ratio > TELL_SIZE {
            parts.push(format!(
                "step back: the head is {:.0} % larger",
                100.0 * (r.head_size_ratio - 1.0)
            ));
        } else if r.head_size_ratio < 1.0 / TELL_SIZE {
            parts.push(format!(
                "step closer: the head is {:.0} % smaller",
                100.0 * (1.0 - r.head_size_ratio)
            ));
        }
    }
    if parts.is_empty() {
        parts.push(
            "check that it is the same person and view with hair dry and combed alike, retake the photo, or give landmarks"
                .to_owned(),
        );
    } else {
        parts.push("as at baseline".to_owned());
    }
    parts.join(", ")
}
