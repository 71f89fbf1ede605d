//! Where a close-up lies on the baseline's skin: registration on roots, and its certificate.
//!
//! Every turn is tried; at each the shifts between all pairs of roots with fitting directions are
//! counted (generalised Hough transform, Ballard 1981, doi:10.1016/0031-3203(81)90009-1). The best
//! places are refined by one-to-one nearest roots, similarity first, homography where enough roots
//! match. What certifies a place is not how many roots match, but how many more than at the best
//! other place: follicles stand everywhere about as dense, so a wrong place matches some as well.

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
    /// Roots that match at this place.
    pub(crate) support: usize,
    /// Roots that match at the best other place.
    pub(crate) runner_up: usize,
    /// Roots of the sparser photo within the field of the other: those that could match.
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

/// Finds `photo` on `baseline`. `scales`: magnifications tried (one where both scales are known).
/// `None` where either has too few roots to find anything.
pub(super) fn place(baseline: &[Shaft], photo: &[Shaft], scales: &[f64]) -> Option<Placement> {
    let reference = Roots::of(baseline);
    let moving = Roots::of(photo);
    if reference.at.len() < MIN_SUPPORT || moving.at.len() < MIN_SUPPORT {
        return None;
    }
    let mut found: Vec<Refined> = hypotheses(&reference, &moving, scales)
        .into_iter()
        .filter_map(|start| refine(&reference, &moving, start))
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let best = found.first()?;
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
    let possible = possible(&reference, &moving, &best.map);
    let certified = best.support >= MIN_SUPPORT
        && best.support as f64 >= MIN_RATIO * runner_up as f64 + 1.0
        && best.support as f64 >= MIN_SHARE * possible as f64;
    Some(Placement {
        baseline_from_photo: best.map,
        support: best.support,
        runner_up,
        possible,
        residual_px: best.residual_px,
        certified,
    })
}

/// The roots of a photo that registration stands on.
struct Roots {
    at: Vec<Point>,
    direction: Vec<f64>,
    weight: Vec<f64>,
    middle: Point,
    reach: [Point; 2],
}

impl Roots {
    fn of(shafts: &[Shaft]) -> Self {
        let used: Vec<&Shaft> = shafts
            .iter()
            .filter(|s| s.root_seen && !s.residual)
            .collect();
        let at: Vec<Point> = used.iter().map(|s| s.root()).collect();
        let n = at.len().max(1) as f64;
        let sum = at.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x, y + p.y));
        let low = at.iter().fold(Point::new(f64::MAX, f64::MAX), |l, p| {
            Point::new(l.x.min(p.x), l.y.min(p.y))
        });
        let high = at.iter().fold(Point::new(f64::MIN, f64::MIN), |l, p| {
            Point::new(l.x.max(p.x), l.y.max(p.y))
        });
        Self {
            direction: used.iter().map(|s| s.direction).collect(),
            weight: used.iter().map(|s| (2.0 * s.contrast).min(1.0)).collect(),
            at,
            middle: Point::new(sum.0 / n, sum.1 / n),
            reach: [low, high],
        }
    }

    fn within(&self, p: Point) -> bool {
        let [low, high] = self.reach;
        (low.x..=high.x).contains(&p.x) && (low.y..=high.y).contains(&p.y)
    }
}

/// Turns and shifts at which most pairs of roots agree, best first.
fn hypotheses(reference: &Roots, moving: &Roots, scales: &[f64]) -> Vec<Homography> {
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

fn shifts(reference: &Roots, moving: &Roots, scale: f64, turn: f64) -> BTreeMap<(i32, i32), f64> {
    let map = Homography::about(moving.middle, scale, turn, [0.0, 0.0]);
    let mut votes: BTreeMap<(i32, i32), f64> = BTreeMap::new();
    for (j, &p) in moving.at.iter().enumerate() {
        let (q, direction) = (map.apply(p), moving.direction[j] + turn);
        for (i, &r) in reference.at.iter().enumerate() {
            if turn_between(reference.direction[i], direction).abs() < VOTE_TURN {
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

fn refine(reference: &Roots, moving: &Roots, mut map: Homography) -> Option<Refined> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (round, gate) in GATES_PX.into_iter().enumerate() {
        pairs = nearest_pairs(reference, moving, &map, gate);
        if pairs.len() < 5 {
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
    reference: &Roots,
    moving: &Roots,
    map: &Homography,
    gate: f64,
) -> Vec<(f64, usize, usize)> {
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (j, &p) in moving.at.iter().enumerate() {
        let (q, direction) = (map.apply(p), map.turned(p, moving.direction[j]));
        for (i, &r) in reference.at.iter().enumerate() {
            let distance = q.distance(r);
            if distance < gate && turn_between(reference.direction[i], direction).abs() < MATCH_TURN
            {
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
fn possible(reference: &Roots, moving: &Roots, map: &Homography) -> usize {
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
