//! Which end is the root: hairs of one place lie the same way, and taper and units say which.

use crate::plane::Plane;

use super::profile::sampled;
use super::shaft::Shaft;
use super::width::Windows;

/// Distance over which hairs lie the same way, working px (4 mm).
const FLOW: f32 = 480.0;
/// Ends of different hairs this near are a follicular unit, working px.
const UNIT: f32 = 14.0;
/// What an end in a unit counts.
const UNIT_VOTE: f32 = 0.8;
/// Most that a taper counts, and per standard deviation.
const TAPER_VOTE: [f32; 2] = [2.5, 0.5];
/// Thinner hairs have no taper that could be measured, px.
const TAPERS: f32 = 4.0;
/// Distances behind an end at which dye is looked for, working px (0.05 to 0.2 mm).
const DYE_PX: std::ops::RangeInclusive<u8> = 6..=24;
/// Difference of dye between the ends that counts one vote, relative light, and the most votes.
const DYE_VOTE: f32 = 0.06;
const MOST_DYE_VOTES: f32 = 3.0;
/// A hair's length counts up to this in the flow's direction, px.
const LONGEST: f32 = 200.0;

/// For every shaft the vote that end 0 is the root: positive yes, negative no; 2 and more is sure.
/// `dye`: how much blue dye lies where, which the follicles' mouths hold longest.
pub(super) fn root_votes(shafts: &[(&Shaft, &Windows)], dye: Option<&Plane>) -> Vec<f32> {
    let mut own = own_votes(shafts);
    if let Some(dye) = dye {
        for (vote, (s, _)) in own.iter_mut().zip(shafts) {
            let more = dye_behind(dye, s, 0) - dye_behind(dye, s, 1);
            *vote += (more / DYE_VOTE).clamp(-MOST_DYE_VOTES, MOST_DYE_VOTES);
        }
    }
    let heading: Vec<f32> = shafts.iter().map(|(s, _)| s.heading()).collect();
    let middle: Vec<[f32; 2]> = shafts
        .iter()
        .map(|(s, _)| {
            let p = s.points[s.points.len() / 2];
            [p.x, p.y]
        })
        .collect();
    (0..shafts.len())
        .map(|k| {
            let near: Vec<f32> = middle
                .iter()
                .map(|m| {
                    let d = (m[0] - middle[k][0]).hypot(m[1] - middle[k][1]) / FLOW;
                    (-0.5 * d * d).exp()
                })
                .collect();
            let weighted = shafts.iter().enumerate().map(|(i, (shaft, _))| {
                let weight = near[i] * shaft.length().min(LONGEST);
                (heading[i], weight)
            });
            let [axis, coherence] = common_axis(weighted);
            // Positive: hairs run along the axis, their roots behind them.
            let sense: f32 = (0..shafts.len())
                .map(|i| near[i] * (heading[i] - axis).cos() * own[i])
                .sum();
            own[k] + (heading[k] - axis).cos() * (0.5 * sense).clamp(-6.0, 6.0) * coherence
        })
        .collect()
}

/// The axis along which `(heading, weight)` lie, radians, and how well they agree, 0..1: the mean of
/// the doubled angles.
pub(super) fn common_axis(weighted: impl Iterator<Item = (f32, f32)>) -> [f32; 2] {
    let (mut c, mut s, mut total) = (0.0f32, 0.0f32, 0.0f32);
    for (heading, weight) in weighted {
        let double = 2.0 * heading;
        c += weight * double.cos();
        s += weight * double.sin();
        total += weight;
    }
    [0.5 * s.atan2(c), c.hypot(s) / total.max(1e-6)]
}

/// Mean dye behind an end, relative light.
fn dye_behind(dye: &Plane, shaft: &Shaft, which: usize) -> f32 {
    let end = shaft.end(which);
    let (sin, cos) = end.heading.sin_cos();
    let at = |q: u8| sampled(dye, end.x - f32::from(q) * cos, end.y - f32::from(q) * sin);
    DYE_PX.map(at).sum::<f32>() / DYE_PX.len() as f32
}

fn own_votes(shafts: &[(&Shaft, &Windows)]) -> Vec<f32> {
    let mut votes: Vec<f32> = shafts
        .iter()
        .map(|(s, w)| {
            let taper = (-TAPER_VOTE[1] * w.taper_z as f32).clamp(-TAPER_VOTE[0], TAPER_VOTE[0]);
            if s.width > TAPERS { taper } else { 0.0 }
        })
        .collect();
    let ends: Vec<(usize, usize, f32, f32)> = shafts
        .iter()
        .enumerate()
        .flat_map(|(i, (s, _))| {
            [0, 1]
                .into_iter()
                .filter(|&k| !s.at_border[k])
                .map(move |k| {
                    let e = s.end(k);
                    (i, k, e.x, e.y)
                })
        })
        .collect();
    for &(i, which, x, y) in &ends {
        let in_unit = ends
            .iter()
            .any(|&(j, _, a, b)| j != i && (a - x).hypot(b - y) < UNIT);
        if in_unit {
            votes[i] += if which == 0 { UNIT_VOTE } else { -UNIT_VOTE };
        }
    }
    votes
}
