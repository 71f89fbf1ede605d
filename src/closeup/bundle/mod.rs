//! Hairs that lie along each other: how many of them a bundle holds.
//!
//! Traced one by one, a bundle of two hairs may be held to be three (the middle, and a sliver left on
//! either side) or one. So the strips of a bundle are moved, widened and shortened until they explain
//! the darkness best, with one strip fewer and with two where one was, and the number is kept that the
//! error asks for.

mod fork;
mod patch;
mod short;
mod strip;
mod wide;

use crate::plane::Plane;

use super::shaft::Shaft;
use super::width::Thickness;
use patch::Patch;
use strip::Strip;

pub(crate) use fork::forked;
pub(crate) use short::short_partner;
pub(crate) use wide::{halves, is_sliver, usual_width};

/// Error that a hair must take off beside its neighbours to stay, px² at the thick hairs' darkness.
/// On rendered close-ups (`docs/lab/closeups.md`).
const STAYS: f32 = 15.0;
/// Error that a second hair must take off a strip, px², and the most that may be left, as a share.
const SECOND: f32 = 14.0;
const LEFT: f32 = 0.7;
/// Least width of both of a pair at the wider end, px: less is a ragged edge.
const PAIR_PX: f32 = 3.0;
/// Share of a hair's length that one neighbour must carry to be fitted with it, the sum over all from
/// which on the hair is doubted, and most neighbours.
const CARRIED: f32 = 0.25;
const DOUBTED: f32 = 0.5;
const NEIGHBOURS: usize = 3;
/// Where a pair is first put: aside at either end, in widths of the one strip.
const APART: [[f32; 2]; 3] = [[0.25, 0.25], [0.35, 0.0], [0.0, 0.35]];
/// Width of each of a pair at first, in widths of the one strip, and least, px.
const NARROWER: f32 = 0.6;
const NARROWEST_PX: f32 = 2.0;

/// What becomes of a traced hair.
#[derive(Debug, Clone)]
pub(super) enum Outcome {
    /// As it was traced.
    Stays,
    /// Its neighbours explain it.
    Goes,
    /// One hair or two where it was, their width not measured.
    Becomes(Vec<(Shaft, Thickness)>),
}

/// What becomes of each hair once those of a bundle are fitted together to `map`; `sigma`: the photo's
/// blur, px; `amplitude`: darkness of its thick hairs.
pub(super) fn jointly(
    map: &Plane,
    hairs: &[(&Shaft, &Thickness)],
    sigma: f64,
    amplitude: f64,
) -> Vec<Outcome> {
    let mut bundles = Bundles {
        map,
        sigma: sigma as f32,
        amplitude: amplitude as f32,
        strips: hairs.iter().map(|(s, t)| Some(Strip::of(s, t))).collect(),
        moved: vec![false; hairs.len()],
    };
    for hair in doubtful_first(hairs) {
        bundles.without(hair);
    }
    let one_or_two: Vec<Option<[Strip; 2]>> =
        (0..hairs.len()).map(|hair| bundles.pair(hair)).collect();
    hairs
        .iter()
        .zip(one_or_two)
        .enumerate()
        .map(|(hair, ((shaft, thickness), pair))| {
            let become_of = |strips: &[Strip]| {
                let hairs = strips.iter().map(|s| s.hair(shaft, thickness));
                Outcome::Becomes(hairs.collect())
            };
            match (bundles.strips[hair], pair) {
                (None, _) => Outcome::Goes,
                (Some(_), Some(pair)) => become_of(&pair),
                (Some(strip), None) if bundles.moved[hair] => become_of(&[strip]),
                (Some(_), None) => Outcome::Stays,
            }
        })
        .collect()
}

/// The order in which hairs are doubted: those of the residual before others, the less that is seen of
/// them the earlier.
fn doubtful_first(hairs: &[(&Shaft, &Thickness)]) -> Vec<usize> {
    let worth = |k: usize| {
        let s = hairs[k].0;
        (!s.residual, s.clean_length * s.contrast)
    };
    let mut order: Vec<usize> = (0..hairs.len()).collect();
    order.sort_by(|&a, &b| {
        let ((ra, wa), (rb, wb)) = (worth(a), worth(b));
        ra.cmp(&rb).then(wa.total_cmp(&wb)).then(a.cmp(&b))
    });
    order
}

/// The strips of a photo.
struct Bundles<'a> {
    map: &'a Plane,
    sigma: f32,
    amplitude: f32,
    /// `None` where a hair was explained by its neighbours.
    strips: Vec<Option<Strip>>,
    /// Moved when a neighbour went.
    moved: Vec<bool>,
}

impl Bundles<'_> {
    /// Takes a hair away where its neighbours, moved, explain the darkness nearly as well.
    fn without(&mut self, hair: usize) {
        let Some(strip) = self.strips[hair] else {
            return;
        };
        let neighbours = self.neighbours(hair, &strip);
        let carried: f32 = neighbours.iter().map(|n| n.1).sum();
        if carried < DOUBTED {
            return;
        }
        let mut group = vec![strip];
        group.extend(neighbours.iter().filter_map(|n| self.strips[n.0]));
        let named = |other: usize| other == hair || neighbours.iter().any(|n| n.0 == other);
        let patch = self.patch(&group, named);
        let rest = group[1..].to_vec();
        let (rest, without) = patch.fitted(rest, 0.0);
        let (_, with) = patch.fitted(group, without - STAYS);
        if without - with < STAYS {
            self.strips[hair] = None;
            for ((other, _), strip) in neighbours.iter().zip(rest) {
                self.strips[*other] = Some(strip);
                self.moved[*other] = true;
            }
        }
    }

    /// Hairs that carry part of a hair's length, the most first, with the share.
    fn neighbours(&self, hair: usize, strip: &Strip) -> Vec<(usize, f32)> {
        let others = self.strips.iter().enumerate().filter(|(k, _)| *k != hair);
        let mut found: Vec<(usize, f32)> = others
            .filter_map(|(k, other)| Some((k, other.as_ref()?.carries(strip))))
            .filter(|(_, share)| *share >= CARRIED)
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(NEIGHBOURS);
        found
    }

    /// Puts two strips where a hair is, if they explain the darkness clearly better.
    fn pair(&mut self, hair: usize) -> Option<[Strip; 2]> {
        let patch = self.patch(&[self.strips[hair]?], |other| other == hair);
        let (one, error) = patch.fitted(vec![self.strips[hair]?], SECOND);
        if error <= SECOND {
            return None;
        }
        let one = one[0];
        let pairs = APART.map(|[a, b]| {
            let aside = |side: f32| {
                let moved = one.aside([side * a * one.width[0], side * b * one.width[1]]);
                moved.of_width(one.width.map(|w| (NARROWER * w).max(NARROWEST_PX)))
            };
            patch.fitted(vec![aside(1.0), aside(-1.0)], 0.0)
        });
        let (pair, left) = pairs.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
        let pair = [pair[0], pair[1]];
        let wide = |s: &Strip| s.width[0].max(s.width[1]) >= PAIR_PX;
        if error - left <= SECOND || left >= LEFT * error || !pair.iter().all(wide) {
            return None;
        }
        // Later bundles see one of the two.
        self.strips[hair] = Some(pair[0]);
        Some(pair)
    }

    /// The places around `group`, with the other strips that lie there.
    fn patch(&self, group: &[Strip], in_group: impl Fn(usize) -> bool) -> Patch {
        let strips = self.strips.iter().enumerate();
        let others: Vec<Strip> = strips
            .filter(|(k, _)| !in_group(*k))
            .filter_map(|(_, s)| *s)
            .filter(|s| group.iter().any(|g| g.may_touch(s)))
            .collect();
        Patch::around(self.map, group, &others, self.sigma, self.amplitude)
    }
}

#[cfg(test)]
mod tests;
