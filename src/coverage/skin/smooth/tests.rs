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
        assert_eq!(found.by_grain_row(y)(x), 0.0);
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

/// A photo that is smooth all over: `grain` at every pixel beside 1.
fn smooth(colour: [f32; 3], grain: impl Fn(usize, usize) -> f32) -> LinearImage {
    let mut seen = photo((colour, 0.0), (colour, 0.0));
    for (i, pixel) in seen.pixels.iter_mut().enumerate() {
        *pixel = pixel.map(|v| v * (1.0 + grain(i % SIDE, i / SIDE)));
    }
    seen
}

#[test]
fn a_head_that_is_smooth_all_over_is_bare_where_its_grain_runs_no_way() {
    let noisy = smooth(SKIN, |x, y| 0.02 * noise(y * SIDE + x));
    let found = SmoothSkin::find(&noisy, BLOCK_PX);
    assert!(found.share_row(150.0)(150.0) > 0.9);
    assert!(found.by_grain_row(150.0)(150.0) > 0.9);
    assert!(found.doubt_row(150.0)(150.0) < 0.01);
}

#[test]
fn a_head_that_is_smooth_all_over_stays_in_doubt_where_its_grain_runs_one_way() {
    let strands = |x: usize, y: usize| 0.02 * (0.9 * x as f32 + 0.4 * y as f32).sin();
    let blurred = smooth(SKIN, |x, y| strands(x, y) + 0.01 * noise(y * SIDE + x));
    let found = SmoothSkin::find(&blurred, BLOCK_PX);
    assert!(found.bare.is_empty());
    assert!(found.doubt_row(150.0)(150.0) > 0.9);
}

#[test]
fn skin_in_a_soft_photo_is_not_told_by_its_border_where_its_grain_runs_one_way() {
    // Long waves instead of noise about it: rough, and soft.
    let soft = |x: usize, y: usize| 0.3 * (0.25 * x as f32).sin() * (0.25 * y as f32).cos();
    let found = |inside: &dyn Fn(usize, usize) -> f32| {
        let mut seen = photo((SKIN, 0.0), ([0.12, 0.09, 0.08], 0.0));
        for (i, pixel) in seen.pixels.iter_mut().enumerate() {
            let (x, y) = (i % SIDE, i / SIDE);
            let away = (x as f32 - 150.0).hypot(y as f32 - 150.0);
            let grain = if away < 80.0 {
                inside(x, y)
            } else {
                soft(x, y)
            };
            *pixel = pixel.map(|v| v * (1.0 + grain));
        }
        SmoothSkin::find(&seen, BLOCK_PX)
    };
    let skin = found(&|x, y| 0.02 * noise(y * SIDE + x));
    assert!(skin.share_row(150.0)(150.0) > 0.9);
    let blurred = found(&|x, y| 0.02 * (0.9 * x as f32 + 0.4 * y as f32).sin());
    assert_eq!(blurred.share_row(150.0)(150.0), 0.0);
    assert!(blurred.doubt_row(150.0)(150.0) > 0.9);
}

#[test]
fn a_head_that_is_smooth_all_over_stays_in_doubt_without_the_colour_of_skin() {
    let clipped = smooth([0.12, 0.11, 0.10], |x, y| 0.02 * noise(y * SIDE + x));
    let found = SmoothSkin::find(&clipped, BLOCK_PX);
    assert!(found.bare.is_empty());
    assert!(found.doubt_row(150.0)(150.0) > 0.9);
}

/// Skin that passes gently into hair of little contrast, so that the photo's limit of roughness is
/// low. To the right the light falls off, the grain grows, and red gains on blue by `redder`.
fn shaded(redder: f32) -> LinearImage {
    let mut seen = smooth(SKIN, |_, _| 0.0);
    for (i, pixel) in seen.pixels.iter_mut().enumerate() {
        let (x, y) = ((i % SIDE) as f32 - 150.0, (i / SIDE) as f32 - 150.0);
        let hairy = ((x.hypot(y) - 70.0) / 50.0).clamp(0.0, 1.0);
        let skin_grain = if x < 0.0 { 0.015 } else { 0.045 };
        let grain = skin_grain + hairy * (0.08 - skin_grain);
        let light = (-x / 100.0).exp() * (1.0 - 0.6 * hairy) * (1.0 + grain * noise(i));
        let red = (redder * x.max(0.0) / 80.0).exp();
        *pixel = [SKIN[0] * red * light, SKIN[1] * light, SKIN[2] * light];
    }
    seen
}

#[test]
fn known_skin_reaches_into_rougher_blocks_only_where_they_are_redder() {
    let at = |redder: f32| SmoothSkin::find(&shaded(redder), BLOCK_PX).share_row(150.0)(200.0);
    assert!(at(0.5) > 0.5, "{}", at(0.5));
    assert!(at(-0.2) < 0.1, "{}", at(-0.2));
}

/// Skin in dark hair, half of it smooth, the half to the left or right with `grain` at every pixel
/// beside 1.
fn half_rough(is_left: bool, grain: impl Fn(usize, usize) -> f32) -> LinearImage {
    let mut seen = photo((SKIN, 0.0), ([0.12, 0.09, 0.08], 0.3));
    for (i, pixel) in seen.pixels.iter_mut().enumerate() {
        let (x, y) = (i % SIDE, i / SIDE);
        if (x as f32 - 150.0).hypot(y as f32 - 150.0) < 80.0 {
            let rough = if (x < 150) == is_left {
                grain(x, y)
            } else {
                0.02 * noise(i)
            };
            *pixel = pixel.map(|v| v * (1.0 + rough));
        }
    }
    seen
}

#[test]
fn skin_as_rough_as_a_few_hairs_is_bare_where_its_grain_runs_no_way() {
    for (roughness, least) in [(0.05, 0.9), (0.07, 0.5)] {
        let pores = half_rough(true, |x, y| roughness * noise(y * SIDE + x));
        let found = SmoothSkin::find(&pores, BLOCK_PX);
        let [bare, by_grain] = [
            found.share_row(150.0)(110.0),
            found.by_grain_row(150.0)(110.0),
        ];
        assert!(bare > least, "{roughness}: {bare}");
        // How rough hair can be is no certainty: the part that the grain adds widens the interval.
        assert!(
            by_grain > 0.2 && by_grain <= bare,
            "{roughness}: {by_grain}"
        );
        assert!(found.share_row(150.0)(190.0) > 0.95);
        // Hair in the same photo stays hair.
        assert!(found.share_row(20.0)(20.0) < 0.01);
    }
}

#[test]
fn blocks_as_rough_as_a_few_hairs_stay_unknown_where_their_grain_runs_one_way() {
    let strands = |x: usize, y: usize| (0.9 * x as f32 + 0.4 * y as f32).sin();
    let combed = half_rough(true, |x, y| 0.11 * strands(x, y));
    let found = SmoothSkin::find(&combed, BLOCK_PX);
    let bare = found.share_row(150.0)(110.0);
    assert!(bare < 0.1, "{bare}");
}

#[test]
fn glare_on_skin_is_skin_and_stubble_of_its_redness_is_not() {
    let beside = |light: f32| {
        // White light is added to, or as much of all colours taken from, the right half.
        let mut seen = half_rough(false, |x, y| 0.075 * noise(y * SIDE + x));
        for (i, pixel) in seen.pixels.iter_mut().enumerate() {
            let (x, y) = ((i % SIDE) as f32, (i / SIDE) as f32);
            if (x - 150.0).hypot(y - 150.0) < 80.0 {
                let share = ((x - 150.0) / 60.0).clamp(0.0, 1.0);
                let grey = light * share * (1.0 - 0.6 * x / SIDE as f32);
                let less_red = 1.0 - share * 0.25 * f32::from(u8::from(light < 0.0));
                let [r, g, b] = *pixel;
                *pixel = [r * less_red + grey, g + grey, b / less_red + grey];
            }
        }
        SmoothSkin::find(&seen, BLOCK_PX).share_row(150.0)(205.0)
    };
    assert!(beside(0.4) > 0.7, "{}", beside(0.4));
    assert!(beside(-0.1) < 0.1, "{}", beside(-0.1));
}

#[test]
fn smooth_black_hair_under_the_sky_is_no_skin() {
    let sky = [0.05, 0.06, 0.09];
    let found = SmoothSkin::find(&photo((sky, 0.03), (sky.map(|c| 0.6 * c), 0.3)), BLOCK_PX);
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
