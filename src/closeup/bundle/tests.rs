//! Bundles drawn with a known number of hairs.

use super::super::detect::{DetectLimits, detect};
use super::super::width::{Windows, blur_of, thicknesses};
use super::fork::Forked;
use super::strip::Frame;
use super::*;

/// Darkness of a drawn hair.
const DARK: f32 = 0.6;
const LIMITS: DetectLimits = DetectLimits {
    ridge: 0.05,
    contrast: 0.1,
    length: 18.0,
    width: 20.0,
    gap: 14.0,
};

/// Hairs of 8 px between two ends each, upon light skin, blurred.
fn drawn(hairs: &[[[f32; 2]; 2]]) -> Plane {
    let strips: Vec<Frame> = hairs
        .iter()
        .map(|ends| Strip::between(*ends, 8.0, DARK).frame())
        .collect();
    Plane::from_fn(220, 160, |x, y| {
        let lights = strips
            .iter()
            .map(|s| 1.0 - s.cover([x as f32, y as f32], 1.0 / 2.6));
        1.0 - lights.product::<f32>()
    })
}

/// A trace between two ends, 8 px wide.
fn traced(map: &Plane, ends: [[f32; 2]; 2]) -> (Shaft, Thickness) {
    let alone = drawn(&[ends]);
    let shafts = detect(&alone, LIMITS);
    let shaft = shafts.into_iter().next().expect("a hair is traced");
    let windows = Windows::of(&alone, &shaft);
    let sigma = blur_of(&[(&shaft, &windows)]);
    let (thickness, _) = thicknesses(&[(&shaft, &windows)], sigma, None);
    assert_eq!(map.width, alone.width);
    (shaft, thickness[0])
}

fn outcomes(map: &Plane, traces: &[[[f32; 2]; 2]]) -> Vec<Outcome> {
    let hairs: Vec<(Shaft, Thickness)> = traces.iter().map(|ends| traced(map, *ends)).collect();
    let pairs: Vec<_> = hairs.iter().map(|(s, t)| (s, t)).collect();
    jointly(map, &pairs, 1.2, f64::from(DARK))
}

fn count(outcomes: &[Outcome]) -> usize {
    let hairs = outcomes.iter().map(|o| match o {
        Outcome::Stays => 1,
        Outcome::Goes => 0,
        Outcome::Becomes(hairs) => hairs.len(),
    });
    hairs.sum()
}

const ONE: [[f32; 2]; 2] = [[40.0, 60.0], [160.0, 80.0]];
/// Beside [`ONE`] at the root, upon it at the tip.
const OTHER: [[f32; 2]; 2] = [[40.0, 71.0], [160.0, 83.0]];
/// Between the two.
const MIDDLE: [[f32; 2]; 2] = [[40.0, 65.5], [160.0, 81.5]];

#[test]
fn three_traces_of_two_hairs_are_two() {
    let map = drawn(&[ONE, OTHER]);
    assert_eq!(count(&outcomes(&map, &[ONE, MIDDLE, OTHER])), 2);
}

#[test]
fn one_trace_of_two_hairs_is_two() {
    let map = drawn(&[ONE, OTHER]);
    let found = outcomes(&map, &[MIDDLE]);
    let [Outcome::Becomes(hairs)] = &found[..] else {
        panic!("{found:?}")
    };
    let mut roots: Vec<f32> = hairs.iter().map(|(s, _)| s.end(0).y).collect();
    roots.sort_by(f32::total_cmp);
    assert!(
        (roots[0] - 60.0).abs() < 2.5 && (roots[1] - 71.0).abs() < 2.5,
        "{roots:?}"
    );
}

#[test]
fn hairs_that_are_there_stay_as_they_were_traced() {
    for hairs in [
        &[ONE][..],
        &[ONE, OTHER],
        &[ONE, [[100.0, 20.0], [110.0, 140.0]]],
    ] {
        let map = drawn(hairs);
        assert_eq!(count(&outcomes(&map, hairs)), hairs.len(), "{hairs:?}");
    }
}

/// A long hair, and one along the first 60 px of it, which touches it.
const LONG: [[f32; 2]; 2] = [[40.0, 60.0], [180.0, 80.0]];
const SHORT: [[f32; 2]; 2] = [[38.9, 67.9], [98.3, 76.4]];

/// The trace of the longest hair, and whether its end 0 is to the left.
fn longest(map: &Plane) -> (Shaft, Thickness, bool) {
    let shaft = detect(map, LIMITS)
        .into_iter()
        .max_by(|a, b| a.length().total_cmp(&b.length()))
        .expect("a hair is traced");
    let windows = Windows::of(map, &shaft);
    let pair = [(&shaft, &windows)];
    let (thickness, _) = thicknesses(&pair, blur_of(&pair), None);
    let left_first = shaft.end(0).x < shaft.end(1).x;
    (shaft, thickness[0], left_first)
}

fn short_beside(hairs: &[[[f32; 2]; 2]], root_first: bool) -> Option<(Shaft, Thickness)> {
    let map = drawn(hairs);
    let (shaft, thickness, left_first) = longest(&map);
    let root_first = root_first == left_first;
    short_partner(&map, (&shaft, &thickness), root_first, &[])
}

#[test]
fn a_step_in_the_width_of_a_bar_is_a_short_hair_beside_it() {
    let (short, thickness) = short_beside(&[LONG, SHORT], true).expect("the short hair");
    let [a, b] = [0, 1].map(|k| short.end(k));
    let middle = [0.5 * (a.x + b.x), 0.5 * (a.y + b.y)];
    // Its middle, to a quarter of its width across and a tenth of its length along.
    assert!((middle[0] - 68.6).abs() < 6.0, "{middle:?}");
    assert!((middle[1] - 72.1).abs() < 2.0, "{middle:?}");
    assert!((thickness.width - 8.0).abs() < 2.0 && thickness.windows == 0);
}

#[test]
fn neither_one_hair_nor_what_widens_at_the_tip_holds_a_short_one() {
    assert!(short_beside(&[LONG], true).is_none());
    assert!(short_beside(&[LONG, SHORT], false).is_none());
}

/// Two hairs of one root to the left, 14 px apart at their tips.
const PARTING: [[[f32; 2]; 2]; 2] = [[[40.0, 70.0], [120.0, 73.0]], [[40.0, 70.0], [120.0, 87.0]]];

fn fork_of(hairs: &[[[f32; 2]; 2]], root_left: bool) -> Option<Forked> {
    let map = drawn(hairs);
    let (shaft, thickness, left_first) = longest(&map);
    forked(&map, (&shaft, &thickness), root_left == left_first, &[])
}

#[test]
fn a_bar_that_parts_towards_its_tip_is_two_hairs() {
    let fork = fork_of(&PARTING, true).expect("two hairs");
    assert_eq!(fork.hairs.len() + usize::from(fork.trace_stays), 2);
    for (hair, thickness) in &fork.hairs {
        let tip = hair.end(1);
        let off = |[_, true_tip]: &[[f32; 2]; 2]| (tip.x - true_tip[0]).hypot(tip.y - true_tip[1]);
        let nearest = PARTING.iter().map(off).fold(f32::MAX, f32::min);
        assert!(nearest < 4.0, "half a hair's width: {tip:?}");
        let root = hair.end(0);
        assert!((root.x - 40.0).hypot(root.y - 70.0) < 8.0, "{root:?}");
        assert!(thickness.windows == 0, "its own width cannot be told");
    }
}

#[test]
fn neither_one_hair_nor_two_roots_of_one_bar_are_a_fork() {
    assert!(fork_of(&PARTING[..1], true).is_none());
    assert!(fork_of(&PARTING, false).is_none());
}
