//! Bundles drawn with a known number of hairs.

use super::super::detect::{DetectLimits, detect};
use super::super::width::{Windows, blur_of, thicknesses};
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
