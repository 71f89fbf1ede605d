//! Smooth and rough areas whose meaning is known.

use super::*;
use crate::photometry::Exclusion;

const SIDE: usize = 300;
const BLOCK_PX: usize = 10;
const SKIN: [f32; 3] = [0.60, 0.40, 0.30];

/// Deterministic noise of mean 0 and standard deviation 1.
fn noise(i: usize) -> f32 {
    let mut z = (i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let uniform = ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32;
    (uniform - 0.5) * 12f32.sqrt()
}

/// A photo whose middle disc has the colour `inside` and whose surroundings have `outside`, each
/// with its roughness, under light that falls off to one side.
fn photo(inside: ([f32; 3], f32), outside: ([f32; 3], f32)) -> LinearImage {
    let pixels = (0..SIDE * SIDE)
        .map(|i| {
            let (x, y) = ((i % SIDE) as f32, (i / SIDE) as f32);
            let away = ((x - 150.0).powi(2) + (y - 150.0).powi(2)).sqrt();
            let (colour, rough) = if away < 80.0 { inside } else { outside };
            let light = (1.0 - 0.6 * x / SIDE as f32) * (1.0 + rough * noise(i));
            colour.map(|c| c * light.max(0.02))
        })
        .collect();
    LinearImage {
        width: SIDE,
        height: SIDE,
        pixels,
        excluded: vec![None; SIDE * SIDE],
        native_per_working: 1.0,
        native_size: (SIDE as u32, SIDE as u32),
    }
}

#[test]
fn smooth_skin_in_dark_hair_is_bare_in_light_and_in_shade() {
    let found = SmoothSkin::find(&photo((SKIN, 0.02), ([0.12, 0.09, 0.08], 0.3)), BLOCK_PX);
    for (x, y) in [(150.0, 150.0), (95.0, 150.0), (205.0, 150.0)] {
        assert!(found.share_row(y)(x) > 0.9, "{x} {y}");
    }
    assert!(found.share_row(20.0)(20.0) < 0.01);
    assert!(found.doubt_row(150.0)(150.0) < 0.01);
}

#[test]
fn smooth_full_hair_among_thin_hair_is_not_bare() {
    let thin = [0.45, 0.31, 0.24];
    let found = SmoothSkin::find(&photo(([0.1, 0.08, 0.07], 0.03), (thin, 0.25)), BLOCK_PX);
    assert_eq!(found.share_row(150.0)(150.0), 0.0);
    assert!(found.doubt_row(150.0)(150.0) < 0.01);
}

#[test]
fn sheen_on_black_hair_is_not_bare() {
    // The sheen is brighter than the hair about it; scalp that shines through elsewhere is
    // brighter still, and redder.
    let mut seen = photo(([0.05, 0.05, 0.05], 0.02), ([0.03, 0.03, 0.03], 0.3));
    for i in 0..SIDE * 60 {
        seen.pixels[i] = SKIN.map(|c| 0.5 * c * (1.0 + 0.3 * noise(i)));
    }
    let found = SmoothSkin::find(&seen, BLOCK_PX);
    assert_eq!(found.share_row(150.0)(150.0), 0.0);
}

#[test]
fn a_photo_that_is_smooth_all_over_stays_in_doubt() {
    let found = SmoothSkin::find(&photo((SKIN, 0.01), (SKIN, 0.01)), BLOCK_PX);
    assert!(found.bare.is_empty());
    assert!(found.doubt_row(150.0)(150.0) > 0.9);
}

#[test]
fn exposure_changes_nothing_but_the_colour() {
    let seen = photo((SKIN, 0.02), ([0.12, 0.09, 0.08], 0.3));
    let mut darker = seen.clone();
    for pixel in &mut darker.pixels {
        *pixel = pixel.map(|v| 0.5 * v);
    }
    let (a, b) = (
        SmoothSkin::find(&seen, BLOCK_PX),
        SmoothSkin::find(&darker, BLOCK_PX),
    );
    assert_eq!(a.bare.len(), b.bare.len());
    for (x, y) in (0..SIDE).step_by(7).map(|v| (v as f64, 150.0)) {
        assert!((a.share_row(y)(x) - b.share_row(y)(x)).abs() < 1e-4);
    }
}

#[test]
fn the_background_and_its_edge_are_not_looked_at() {
    let mut seen = photo((SKIN, 0.02), ([0.12, 0.09, 0.08], 0.3));
    for (i, excluded) in seen.excluded.iter_mut().enumerate() {
        if i % SIDE > 100 {
            *excluded = Some(Exclusion::Background);
        }
    }
    let found = SmoothSkin::find(&seen, BLOCK_PX);
    assert!(found.bare.iter().all(|b| b.x < 95.0));
}

#[test]
fn too_small_a_photo_has_no_skin() {
    let mut seen = photo((SKIN, 0.0), (SKIN, 0.0));
    seen.width = 4;
    seen.height = 4;
    let found = SmoothSkin::find(&seen, BLOCK_PX);
    assert!(found.bare.is_empty());
    assert_eq!(found.share_row(1.0)(1.0), 0.0);
}
