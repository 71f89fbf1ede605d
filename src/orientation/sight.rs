//! The networks' scores as probabilities, and what is believed of them.

use super::net::{KINDS, Scores};
use super::params::OrientationParams;
use crate::model::{Front, SeenFrom, Side};

/// Probabilities of what a photo shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sight {
    /// That there is no head.
    no_head: f64,
    /// Of turn and side, given a head: `[k][side]`, the crown at the edge `Front::ALL[k]`.
    poses: [[f64; KINDS]; 4],
    /// That a face is in view.
    face: f64,
}

impl Sight {
    /// The probabilities behind the networks' scores.
    pub(crate) fn of(scores: &Scores) -> Self {
        let all = scores.poses.iter().flatten().chain([&scores.none]);
        let highest = all.fold(f32::NEG_INFINITY, |a, &b| a.max(b));
        let weight = |score: f32| f64::from(score - highest).exp();
        let weights = scores.poses.map(|turn| turn.map(weight));
        let heads: f64 = weights.iter().flatten().sum();
        let none = weight(scores.none);
        let poses = weights.map(|turn| turn.map(|w| w / heads));
        let face = |k: usize| {
            let turn: f64 = poses[k].iter().sum();
            turn / (1.0 + f64::from(-scores.faces[k]).exp())
        };
        Self {
            no_head: none / (heads + none),
            face: (0..4).map(face).sum(),
            poses,
        }
    }

    /// Probability that there is no head.
    pub(crate) fn no_head(&self) -> f64 {
        self.no_head
    }

    /// Probability that a face is in view.
    pub(crate) fn face(&self) -> f64 {
        self.face
    }

    /// Probability of a side, given a head.
    pub(crate) fn share_of(&self, side: SeenFrom) -> f64 {
        self.poses.iter().map(|turn| turn[side as usize]).sum()
    }

    /// Probability of the likes of a side, given a head.
    pub(crate) fn share_of_side(&self, side: Side) -> f64 {
        like(side).map(|s| self.share_of(s)).sum()
    }

    /// The likeliest edge to which the forehead points, and its probability, given a head.
    pub(crate) fn likeliest_front(&self) -> (Front, f64) {
        self.likeliest_edge(|crown, from| crown.turned(from.forehead_from_crown()))
    }

    /// The likeliest of the edges that a pose (the crown's edge, the side) is counted for.
    fn likeliest_edge(&self, counted_for: impl Fn(Front, SeenFrom) -> Front) -> (Front, f64) {
        let mut shares = Front::ALL.map(|edge| (edge, 0.0));
        for (crown, turn) in Front::ALL.into_iter().zip(&self.poses) {
            for (from, share) in SeenFrom::ALL.into_iter().zip(turn) {
                shares[counted_for(crown, from) as usize].1 += share;
            }
        }
        likeliest(shares)
    }

    /// The likeliest side of the likeliest likes of it, and the probability of those.
    pub(crate) fn likeliest_view(&self) -> (SeenFrom, f64) {
        let sides = [Side::Above, Side::Front, Side::Behind, Side::Side];
        let (side, share) = likeliest(sides.map(|s| (s, self.share_of_side(s))));
        let (from, _) = likeliest(like(side).map(|s| (s, self.share_of(s))));
        (from, share)
    }

    /// Whether there is a head, as far as the networks can tell.
    pub(crate) fn has_head(&self, params: &OrientationParams) -> bool {
        self.no_head < params.min_no_head
    }

    /// The edge to which the forehead points, where that is clear.
    pub(crate) fn front(&self, params: &OrientationParams) -> Option<Front> {
        let (front, share) = self.likeliest_front();
        (self.has_head(params) && share >= params.min_front).then_some(front)
    }

    /// The edge to which the crown points, where that is clear.
    pub(crate) fn crown(&self, params: &OrientationParams) -> Option<Front> {
        let (crown, share) = self.likeliest_edge(|crown, _| crown);
        (self.has_head(params) && share >= params.min_front).then_some(crown)
    }

    /// From where the head is seen, where that is clear.
    pub(crate) fn seen_from(&self, params: &OrientationParams) -> Option<SeenFrom> {
        let (side, share) = self.likeliest_view();
        (self.has_head(params) && share >= params.min_view).then_some(side)
    }
}

/// All that are told as one side.
fn like(side: Side) -> impl Iterator<Item = SeenFrom> {
    let all = SeenFrom::ALL.into_iter();
    all.filter(move |from| from.side() == side)
}

/// The first of the largest.
fn likeliest<T>(shares: impl IntoIterator<Item = (T, f64)>) -> (T, f64) {
    let larger = |best: (T, f64), next: (T, f64)| if next.1 > best.1 { next } else { best };
    let best = shares.into_iter().reduce(larger);
    best.expect("there is something to choose from")
}
