//! A second look where the head's outlines mislead: the search repeated over a wide range on the
//! photos without the moving photo's mask, then the fit with one and the other outline on both.
//!
//! An outline can be wrong on one of two photos (a bald crown taken for the head, a shirt for
//! hair); what both photos show then still agrees under one of the two outlines.

use super::choice;
use super::coarse;
use super::common;
use super::ladder;
use super::look::Look;
use super::motion::Motion;
use super::params::RegistrationParams;
use super::transform::apply;
use super::verdict;
use super::work::Work;
use crate::geometry::{Ellipse, Point};
use crate::plane::Plane;
use nalgebra::Matrix3;

/// How far the searched template reaches, in units of the reference's outline: ears are on it.
const REACH: f64 = 1.25;
/// Outlines that overlap by this share of their union are one and the same.
const SAME_OUTLINE: f64 = 0.85;

/// The first look at a pair and those of the second.
pub(super) fn all(reference: &Work, moving: &Work, params: &RegistrationParams) -> Vec<Look> {
    let near = ladder::start(reference, moving, &coarse::NEAR, params);
    let first = near.and_then(|start| look(reference, moving, &start, params));
    let second = attempts(reference, moving, params);
    first.into_iter().chain(second).collect()
}

/// Fit and certificate from a starting similarity.
fn look(
    reference: &Work,
    moving: &Work,
    start: &Motion,
    params: &RegistrationParams,
) -> Option<Look> {
    let Motion::Plane { matrix, .. } = start else {
        return None;
    };
    let candidate = choice::choose(reference, moving, matrix, params)?;
    Some(Look {
        certificate: verdict::certify(reference, moving, &candidate, params),
        motion: candidate.motion,
    })
}

/// Alignments of the second look.
pub(super) fn attempts(reference: &Work, moving: &Work, params: &RegistrationParams) -> Vec<Look> {
    let whole = Plane::filled(moving.mask().width, moving.mask().height, 1.0);
    let open = (
        reference.with_mask(
            &ellipse_mask(&reference.outline, REACH, reference.mask()),
            reference.outline,
            params,
        ),
        moving.with_mask(&whole, moving.outline, params),
    );
    let Some(start) = ladder::start(&open.0, &open.1, &coarse::WIDE, params) else {
        return Vec::new();
    };
    let Motion::Plane { matrix, .. } = start else {
        return Vec::new();
    };
    let align = |reference: &Work, moving: &Work| look(reference, moving, &start, params);
    let Some(back) = matrix.try_inverse() else {
        return Vec::new();
    };
    let there = common::seen_through(reference.mask(), moving.mask(), |p| apply(&matrix, p));
    if common::overlap(reference.mask(), &there) >= SAME_OUTLINE {
        return align(reference, moving).into_iter().collect();
    }
    let followed = moving.with_mask(
        &common::seen_through(moving.mask(), reference.mask(), |p| apply(&back, p)),
        carried_outline(&reference.outline, &matrix),
        params,
    );
    let leading = reference.with_mask(&there, carried_outline(&moving.outline, &back), params);
    [align(reference, &followed), align(&leading, moving)]
        .into_iter()
        .flatten()
        .collect()
}

/// An ellipse under a similarity.
fn carried_outline(outline: &Ellipse, similarity: &Matrix3<f64>) -> Ellipse {
    let (a, b) = (similarity[(0, 0)], similarity[(1, 0)]);
    Ellipse {
        center: apply(similarity, outline.center).unwrap_or(outline.center),
        semi_axes: outline.semi_axes.map(|s| s * a.hypot(b)),
        angle: outline.angle + b.atan2(a),
    }
}

fn ellipse_mask(outline: &Ellipse, reach: f64, like: &Plane) -> Plane {
    Plane::from_fn(like.width, like.height, |x, y| {
        let level = outline.level(Point::new(x as f64, y as f64));
        f32::from(u8::from(level <= reach))
    })
}
