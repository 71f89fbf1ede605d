//! Where a close-up lies on the baseline's skin: registration on roots, and its certificate.
//!
//! Every turn is tried; at each the shifts between all pairs of roots with fitting directions are
//! counted (generalised Hough transform, Ballard 1981, doi:10.1016/0031-3203(81)90009-1). The best
//! places are refined by one-to-one nearest roots, similarity first, homography where enough roots
//! match. What certifies a place is not how many roots match, but how many more than at the best
//! other place: follicles stand everywhere about as dense, so a wrong place matches some as well.
//!
//! A small field of clipped hair shows few roots, and root and tip may be confused there. Such a photo is
//! also placed by the middles of its shafts; its place is certain where the darkness of both photos agrees.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use crate::geometry::Point;

use super::homography::{Homography, Model, Pair};
use super::shaft::{Shaft, turn_between};

/// A place found for a photo.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Placement {
    /// Baseline working px from the photo's working px.
    pub(crate) baseline_from_photo: Homography,
    /// Anchors that match at this place.
    pub(crate) support: usize,
    /// Anchors that match at the best other place.
    pub(crate) runner_up: usize,
    /// Anchors of the sparser photo within the field of the other: those that could match.
    pub(crate) possible: usize,
    /// Median distance of matched roots, working px.
    pub(crate) residual_px: f64,
    /// Whether the place is certified.
    pub(crate) certified: bool,
}

/// Step of the turns tried, radians.
const TURN_STEP: f64 = TAU / 360.0;
/// Width of a bin of shifts, working px.
const BIN_PX: f64 = 16.0;
/// Directions agree within this angle while shifts are counted, radians.
const VOTE_TURN: f64 = 0.4;
/// Places refined.
const CANDIDATES: usize = 28;
/// Greatest distance of matched roots from round to round, working px.
const GATES_PX: [f64; 9] = [26.0, 20.0, 15.0, 11.0, 8.0, 7.0, 6.0, 6.0, 6.0];
/// Directions of matched roots agree within, radians.
const MATCH_TURN: f64 = 0.35;
/// Matched roots from which a homography is fitted, and an affine map.
const MIN_PROJECTIVE: usize = 20;
const MIN_AFFINE: usize = 12;
/// Two places are different from this distance or turn on, working px and radians.
const APART_PX: f64 = 20.0;
const APART_TURN: f64 = 0.09;

/// Least support of a certified place, as a number of roots, as a multiple of the runner-up's, and
/// as a share of the roots that could match.
const MIN_SUPPORT: usize = 8;
const MIN_RATIO: f64 = 1.6;
const MIN_SHARE: f64 = 0.35;
/// Fewest matched roots of a place at all.
const FEWEST: usize = 5;
/// How many more roots must match than at the best other place, and which share of those that could,
/// where the darkness of the photos agrees as well.
const MORE_WITH_AGREEMENT: usize = 3;
const SHARE_WITH_AGREEMENT: f64 = 0.5;
/// Least correlation of the darkness of two photos of one place: 0.93 to 0.99 on phototrichograms taken
/// again by a known map; at most 0.80 at the best of 28 other places on 248 pairs of different ones.
const AGREEMENT: f64 = 0.85;

/// Why there is no place to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// Either photo has too few roots.
    TooFewHairs,
    /// Nowhere do enough roots match.
    Nowhere,
}

impl Placement {
    /// Certifies a place of which too few roots say so, where the darkness of the two photos agrees:
    /// few hairs are in a small field. `agreement`: the correlation there.
    pub(super) fn also_by(mut self, agreement: impl Fn(&Homography) -> Option<f64>) -> Self {
        let plausible = self.support >= self.runner_up + MORE_WITH_AGREEMENT
            && self.support as f64 >= SHARE_WITH_AGREEMENT * self.possible as f64;
        if !self.certified && plausible {
            let agreement = agreement(&self.baseline_from_photo);
            self.certified = agreement.is_some_and(|a| a >= AGREEMENT);
        }
        self
    }
}

/// Finds `photo` on `baseline`. `scales`: magnifications tried (one where both scales are known).
///
/// # Errors
/// Where there is nothing to judge.
pub(super) fn place(
    baseline: &[Shaft],
    photo: &[Shaft],
    scales: &[f64],
) -> Result<Placement, NoPlace> {
    judged(&Anchors::roots(baseline), &Anchors::roots(photo), scales)
}

/// Finds `photo` on `baseline`, both of clipped hair, by the middles of whole shafts whichever end is the
/// root. Clipped anew a hair has its middle elsewhere, so that nothing is certain by that alone.
///
/// # Errors
/// Where there is nothing to judge.
pub(super) fn place_by_middles(
    baseline: &[Shaft],
    photo: &[Shaft],
    scales: &[f64],
) -> Result<Placement, NoPlace> {
    let [reference, moving] = [baseline, photo].map(Anchors::middles);
    judged(&reference, &moving, scales).map(|place| Placement {
        certified: false,
        ..place
    })
}

fn judged(reference: &Anchors, moving: &Anchors, scales: &[f64]) -> Result<Placement, NoPlace> {
    if reference.at.len() < FEWEST || moving.at.len() < FEWEST {
        return Err(NoPlace::TooFewHairs);
    }
    let mut found: Vec<Refined> = hypotheses(reference, moving, scales)
        .into_iter()
        .filter_map(|start| refine(reference, moving, start))
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let best = found.first().ok_or(NoPlace::Nowhere)?;
    let middle = moving.middle;
    let elsewhere = |other: &&Refined| {
        let far = other.map.apply(middle).distance(best.map.apply(middle)) > APART_PX;
        let turned = turn_between(other.map.turned(middle, 0.0), best.map.turned(middle, 0.0));
        far || turned.abs() > APART_TURN
    };
    let runner_up = found
        .iter()
        .skip(1)
        .find(elsewhere)
        .map_or(0, |r| r.support);
    let possible = possible(reference, moving, &best.map);
    let certified = best.support >= MIN_SUPPORT
        && best.support as f64 >= MIN_RATIO * runner_up as f64 + 1.0
        && best.support as f64 >= MIN_SHARE * possible as f64;
    Ok(Placement {
        baseline_from_photo: best.map,
        support: best.support,
        runner_up,
        possible,
        residual_px: best.residual_px,
        certified,
    })
}

/// The points of a photo that registration stands on: roots, or middles of shafts.
struct Anchors {
    at: Vec<Point>,
    direction: Vec<f64>,
    weight: Vec<f64>,
    middle: Point,
    reach: [Point; 2],
    /// Whether a direction and its opposite are different ones.
    sense: bool,
}

impl Anchors {
    fn roots(shafts: &[Shaft]) -> Self {
        let used = shafts.iter().filter(|s| s.root_seen && !s.residual);
        Self::of(used.map(|s| (s, s.root(), s.direction)), true)
    }

    fn middles(shafts: &[Shaft]) -> Self {
        let used = shafts.iter().filter(|s| s.whole).map(|s| {
            let (a, b) = (s.root(), s.path[s.path.len() - 1]);
            let direction = (b.y - a.y).atan2(b.x - a.x);
            (s, s.path[s.path.len() / 2], direction)
        });
        Self::of(used, false)
    }

    fn of<'a>(used: impl Iterator<Item = (&'a Shaft, Point, f64)>, sense: bool) -> Self {
        let used: Vec<(&Shaft, Point, f64)> = used.collect();
        let at: Vec<Point> = used.iter().map(|u| u.1).collect();
        let n = at.len().max(1) as f64;
        let sum = at.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x, y + p.y));
        let low = at.iter().fold(Point::new(f64::MAX, f64::MAX), |l, p| {
            Point::new(l.x.min(p.x), l.y.min(p.y))
        });
        let high = at.iter().fold(Point::new(f64::MIN, f64::MIN), |l, p| {
            Point::new(l.x.max(p.x), l.y.max(p.y))
        });
        Self {
            direction: used.iter().map(|u| u.2).collect(),
            weight: used.iter().map(|u| (2.0 * u.0.contrast).min(1.0)).collect(),
            at,
            middle: Point::new(sum.0 / n, sum.1 / n),
            reach: [low, high],
            sense,
        }
    }

    /// Angle between two directions, radians, 0 or more.
    fn turn(&self, a: f64, b: f64) -> f64 {
        if self.sense {
            turn_between(a, b).abs()
        } else {
            0.5 * turn_between(2.0 * a, 2.0 * b).abs()
        }
    }

    fn within(&self, p: Point) -> bool {
        let [low, high] = self.reach;
        (low.x..=high.x).contains(&p.x) && (low.y..=high.y).contains(&p.y)
    }
}

/// Turns and shifts at which most pairs of roots agree, best first.
fn hypotheses(reference: &Anchors, moving: &Anchors, scales: &[f64]) -> Vec<Homography> {
    let mut found: Vec<(f64, Homography)> = Vec::new();
    let steps = (TAU / TURN_STEP).round() as usize;
    for &scale in scales {
        for step in 0..steps {
            let turn = step as f64 * TURN_STEP;
            let votes = shifts(reference, moving, scale, turn);
            let mut best: Vec<(f64, [f64; 2])> = Vec::new();
            for &(i, k) in votes.keys() {
                // Four neighbouring bins, so that a peak on a border between bins is not halved.
                let at = |di, dk| votes.get(&(i + di, k + dk)).copied().unwrap_or(0.0);
                let sum = at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1);
                let shift = [i, k].map(|v| f64::from(v + 1) * BIN_PX);
                best.push((sum, shift));
            }
            best.sort_by(|a, b| b.0.total_cmp(&a.0));
            found.extend(best.into_iter().take(2).map(|(votes, shift)| {
                (votes, Homography::about(moving.middle, scale, turn, shift))
            }));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Neighbouring turns find one place again and again: keep room for other places.
    let mut kept: Vec<Homography> = Vec::new();
    for (_, map) in found {
        let at = |m: &Homography| (m.apply(moving.middle), m.turned(moving.middle, 0.0));
        let (p, t) = at(&map);
        let near = kept.iter().filter(|other| {
            let (q, u) = at(other);
            p.distance(q) < 2.0 * APART_PX && turn_between(t, u).abs() < 2.0 * APART_TURN
        });
        if near.count() < 3 {
            kept.push(map);
        }
        if kept.len() == CANDIDATES {
            break;
        }
    }
    kept
}

fn shifts(
    reference: &Anchors,
    moving: &Anchors,
    scale: f64,
    turn: f64,
) -> BTreeMap<(i32, i32), f64> {
    let map = Homography::about(moving.middle, scale, turn, [0.0, 0.0]);
    let mut votes: BTreeMap<(i32, i32), f64> = BTreeMap::new();
    for (j, &p) in moving.at.iter().enumerate() {
        let (q, direction) = (map.apply(p), moving.direction[j] + turn);
        for (i, &r) in reference.at.iter().enumerate() {
            if reference.turn(reference.direction[i], direction) < VOTE_TURN {
                let bin = |v: f64| (v / BIN_PX).floor() as i32;
                let weight = reference.weight[i].min(moving.weight[j]);
                *votes.entry((bin(r.x - q.x), bin(r.y - q.y))).or_default() += weight;
            }
        }
    }
    votes
}

/// A place after refinement.
struct Refined {
    map: Homography,
    support: usize,
    residual_px: f64,
    score: f64,
}

fn refine(reference: &Anchors, moving: &Anchors, mut map: Homography) -> Option<Refined> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (round, gate) in GATES_PX.into_iter().enumerate() {
        pairs = nearest_pairs(reference, moving, &map, gate);
        if pairs.len() < FEWEST {
            return None;
        }
        let matched: Vec<Pair> = pairs
            .iter()
            .map(|&(distance, i, j)| Pair {
                to: reference.at[i],
                from: moving.at[j],
                weight: 1.0 / (1.0 + (distance / 3.0).powi(2)),
            })
            .collect();
        let model = match pairs.len() {
            n if round >= 4 && n >= MIN_PROJECTIVE => Model::Projective,
            n if round >= 4 && n >= MIN_AFFINE => Model::Affine,
            _ => Model::Similarity,
        };
        map = Homography::fit(&matched, model)?;
        let scale = map.scale_at(moving.middle);
        if !(0.4..2.5).contains(&scale) {
            return None;
        }
    }
    let mut distances: Vec<f64> = pairs.iter().map(|p| p.0).collect();
    distances.sort_by(f64::total_cmp);
    let total: f64 = distances.iter().sum();
    Some(Refined {
        map,
        support: pairs.len(),
        residual_px: distances[distances.len() / 2],
        score: pairs.len() as f64 - 0.05 * total,
    })
}

/// One-to-one nearest roots within `gate`, nearest first: distance, reference, moving.
fn nearest_pairs(
    reference: &Anchors,
    moving: &Anchors,
    map: &Homography,
    gate: f64,
) -> Vec<(f64, usize, usize)> {
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (j, &p) in moving.at.iter().enumerate() {
        let (q, direction) = (map.apply(p), map.turned(p, moving.direction[j]));
        for (i, &r) in reference.at.iter().enumerate() {
            let distance = q.distance(r);
            if distance < gate && reference.turn(reference.direction[i], direction) < MATCH_TURN {
                near.push((distance, i, j));
            }
        }
    }
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut used_i, mut used_j) = (
        vec![false; reference.at.len()],
        vec![false; moving.at.len()],
    );
    near.retain(|&(_, i, j)| {
        let free = !used_i[i] && !used_j[j];
        if free {
            (used_i[i], used_j[j]) = (true, true);
        }
        free
    });
    near
}

/// How many roots of the sparser photo lie where the other has roots around.
fn possible(reference: &Anchors, moving: &Anchors, map: &Homography) -> usize {
    let there = moving
        .at
        .iter()
        .filter(|&&p| reference.within(map.apply(p)))
        .count();
    let back = map.inverse().map_or(0, |m| {
        reference
            .at
            .iter()
            .filter(|&&p| moving.within(m.apply(p)))
            .count()
    });
    there.min(back)
}
