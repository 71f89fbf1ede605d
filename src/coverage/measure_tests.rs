//! Known mixtures, and the invariants a measurement has to keep.

use image::{Rgb, RgbImage};

use super::*;
use crate::coverage::RegionEvidence;
use crate::photometry::Exclusion;
use crate::photometry::sample;
use crate::srgb::srgb_from_linear;
use crate::uncertainty::{Difference, UncertaintyParams, Value};

/// Deterministic noise in 0..1 for the strand numbered `n`.
fn noise(n: u64) -> f64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

fn change(from: &RegionEvidence, to: &RegionEvidence) -> Difference {
    let params = UncertaintyParams::default();
    let value = |evidence| Value::of_photo(evidence, &params);
    Difference::between(&value(from), &value(to), &params)
}

fn code(linear: f64) -> u8 {
    (255.0 * srgb_from_linear(linear.clamp(0.0, 1.0))).round() as u8
}

const SIDE: usize = 300;

/// Straight opaque hairs, 1.6 px wide, thrown at random: the true share hidden in every pixel.
fn strands(per_px: f64, seed: u64) -> Vec<f64> {
    let mut open = vec![1.0; SIDE * SIDE];
    let count = (per_px * (SIDE * SIDE) as f64) as u64;
    for n in 0..count {
        let at = |k: u64| noise(seed * 1_000_003 + n * 8 + k);
        let (x0, y0) = (at(0) * SIDE as f64, at(1) * SIDE as f64);
        let angle = 1.2 + 0.7 * at(2);
        let half_width = 0.8 / angle.sin();
        for step in 0..60 {
            let y = y0 as usize + step;
            let x = x0 + step as f64 / angle.tan();
            if y >= SIDE {
                break;
            }
            let (left, right) = (x - half_width, x + half_width);
            for px in left.floor().max(0.0) as usize..(right.ceil().max(0.0) as usize).min(SIDE) {
                let share = right.min(px as f64 + 1.0) - left.max(px as f64);
                open[y * SIDE + px] *= 1.0 - share.clamp(0.0, 1.0);
            }
        }
    }
    (0..3).for_each(|_| open = softened(&open));
    open.iter().map(|o| 1.0 - o).collect()
}

/// Binomial blur, variance 0.5 px², as a lens and a demosaicked sensor leave.
fn softened(values: &[f64]) -> Vec<f64> {
    let at = |x: isize, y: isize| {
        let clamp = |v: isize| v.clamp(0, SIDE as isize - 1) as usize;
        values[clamp(y) * SIDE + clamp(x)]
    };
    let weights = [(-1, 0.25), (0, 0.5), (1, 0.25)];
    (0..(SIDE * SIDE) as isize)
        .map(|i| (i % SIDE as isize, i / SIDE as isize))
        .map(|(x, y)| {
            weights
                .iter()
                .flat_map(|&(dy, wy)| weights.map(|(dx, wx)| wx * wy * at(x + dx, y + dy)))
                .sum()
        })
        .collect()
}

/// Photo of strands over skin with a light falling off sideways; `light` scales each channel.
fn render(covered: &[f64], hair: [f64; 3], light: [f64; 3]) -> RgbImage {
    render_on([0.62, 0.45, 0.36], covered, hair, light)
}

/// The same over skin of another colour.
fn render_on(skin: [f64; 3], covered: &[f64], hair: [f64; 3], light: [f64; 3]) -> RgbImage {
    RgbImage::from_fn(SIDE as u32, SIDE as u32, |x, y| {
        let a = covered[y as usize * SIDE + x as usize];
        let shade = 1.0 - 0.35 * f64::from(x) / SIDE as f64;
        Rgb([0, 1, 2].map(|c| code(light[c] * shade * (skin[c] * (1.0 - a) + hair[c] * a))))
    })
}

fn square(from: f64, to: f64) -> Area {
    Area::from_ring(vec![
        Point::new(from, from),
        Point::new(to, from),
        Point::new(to, to),
        Point::new(from, to),
    ])
}

fn visit(photo: &RgbImage) -> VisitSample {
    VisitSample {
        changed: Vec::new(),
        image: sample(photo, 300.0, 500.0),
        head_width_px: 300.0,
        regions: vec![square(9.5, 289.5)],
        around: Vec::new(),
    }
}

fn mean_inside(covered: &[f64]) -> f64 {
    let rows = 10..290;
    let sum: f64 = rows
        .clone()
        .flat_map(|y| rows.clone().map(move |x| (x, y)))
        .map(|(x, y)| covered[y * SIDE + x])
        .sum();
    sum / (280.0 * 280.0)
}

const DARK: [f64; 3] = [0.06, 0.045, 0.035];
const PLAIN: [f64; 3] = [1.0, 1.0, 1.0];

fn coverage_of(photo: &RgbImage) -> f64 {
    let measured = measure_view(&[visit(photo)], &CoverageParams::default());
    measured[0].regions[0].coverage().expect("measured")
}

#[test]
fn known_mixtures_give_known_coverage() {
    for (per_px, hair) in [(0.005, DARK), (0.01, DARK), (0.02, DARK)] {
        let covered = strands(per_px, 7);
        let got = coverage_of(&render(&covered, hair, PLAIN));
        let want = mean_inside(&covered);
        assert!((got - want).abs() < 0.08, "{per_px} {hair:?}: {got} {want}");
    }
}

#[test]
fn a_bald_forehead_in_shade_has_no_coverage() {
    const HAIR_FROM: u32 = 100;
    let mut covered = strands(0.02, 7);
    covered[..HAIR_FROM as usize * SIDE].fill(0.0);
    let lit = render(&covered, DARK, PLAIN);
    // Pores and noise: as rough as a few hairs.
    let photo = RgbImage::from_fn(SIDE as u32, SIDE as u32, |x, y| {
        let pores = 1.0 + 0.19 * (noise(u64::from(y * SIDE as u32 + x)) - 0.5);
        match y < HAIR_FROM {
            true => Rgb([0.36, 0.24, 0.17].map(|c| code(0.6 * pores * c))),
            false => *lit.get_pixel(x, y),
        }
    });
    let corners = [[20.0, 20.0], [280.0, 20.0], [280.0, 85.0], [20.0, 85.0]];
    let forehead = Area::from_ring(corners.map(|[x, y]| Point::new(x, y)).to_vec());
    let seen = VisitSample {
        changed: Vec::new(),
        regions: vec![forehead, square(110.5, 289.5)],
        ..visit(&photo)
    };
    let measured = measure_view(&[seen], &CoverageParams::default());
    let coverage = [0, 1].map(|k| measured[0].regions[k].coverage());
    assert!(coverage[0].is_some_and(|c| c < 0.1), "{coverage:?}");
    assert!(coverage[1].is_some_and(|c| c > 0.4), "{coverage:?}");
}

#[test]
fn two_fits_are_reported_with_their_distance() {
    let measured = measure_view(
        &[visit(&render(&strands(0.012, 3), DARK, PLAIN))],
        &CoverageParams::default(),
    );
    let evidence = measured[0].regions[0].outcome.clone().expect("measured");
    let apart = evidence.fits_apart.expect("two fits along brightness");
    assert!(apart != 0.0 && apart.abs() < 0.2, "{apart}");
}

#[test]
fn red_hair_is_measured_by_blue_unless_the_light_holds_too_little_of_it() {
    let red = [0.46, 0.17, 0.06];
    let covered = strands(0.012, 3);
    let measured = |light| {
        let photo = render(&covered, red, light);
        let outcome = &measure_view(&[visit(&photo)], &CoverageParams::default())[0].regions[0];
        outcome.outcome.clone()
    };
    let white = measured(PLAIN).expect("measured");
    assert!(!white.by_brightness);
    let yellow = measured([1.0, 0.6, 0.2]);
    assert_eq!(yellow, Err(NotMeasured::LowContrast));
}

#[test]
fn hair_as_bright_as_the_scalp_is_told_apart_by_colour() {
    let grey = [0.42, 0.41, 0.40];
    let measured = measure_view(
        &[visit(&render(&strands(0.012, 3), grey, PLAIN))],
        &CoverageParams::default(),
    );
    let evidence = measured[0].regions[0].outcome.clone().expect("measured");
    assert_eq!(evidence.fits_apart, None);
}

#[test]
fn grey_hair_is_told_where_it_is_dense_too() {
    let (thin, dense) = (strands(0.006, 3), strands(0.04, 4));
    let side = |i: usize| if i % SIDE < SIDE / 2 { &thin } else { &dense };
    let covered: Vec<f64> = (0..SIDE * SIDE).map(|i| side(i)[i]).collect();
    let mut photo = visit(&render(&covered, [0.42, 0.41, 0.40], PLAIN));
    let half = |from: f64, to: f64| {
        Area::from_ring(vec![
            Point::new(from, 9.5),
            Point::new(to, 9.5),
            Point::new(to, 289.5),
            Point::new(from, 289.5),
        ])
    };
    photo.regions = vec![half(9.5, 149.5), half(149.5, 289.5)];
    let worst = |params: &CoverageParams| {
        let measured = measure_view(std::slice::from_ref(&photo), params);
        let error = |(region, from): (usize, usize)| {
            let inside = (10..290).flat_map(|y| (from..from + 140).map(move |x| y * SIDE + x));
            let want = inside.map(|i| covered[i]).sum::<f64>() / (280.0 * 140.0);
            let got = measured[0].regions[region].coverage().expect("measured");
            (got - want).abs()
        };
        [(0, 10), (1, 150)]
            .map(error)
            .into_iter()
            .fold(0.0, f64::max)
    };
    let stiff = worst(&CoverageParams::default());
    let loose = worst(&CoverageParams {
        colour_stiffness: 1e-3,
        ..CoverageParams::default()
    });
    assert!(stiff < 0.08, "{stiff}");
    assert!(stiff < loose, "{stiff} {loose}");
}

#[test]
fn black_hair_around_skin_that_a_flash_whitens_is_not_taken_for_grey() {
    // Skin is redder in two small patches than in a large one; what little the black hair sends back is grey.
    let (thin, dense) = (strands(0.006, 3), strands(0.2, 4));
    let patches = [
        (120.0, 150.0, 110.0),
        (265.0, 60.0, 35.0),
        (265.0, 240.0, 35.0),
    ];
    let is_patch = |i: usize| {
        let at = Point::new((i % SIDE) as f64, (i / SIDE) as f64);
        patches
            .iter()
            .any(|&(x, y, radius)| at.distance(Point::new(x, y)) < radius)
    };
    let covered: Vec<f64> = (0..SIDE * SIDE)
        .map(|i| if is_patch(i) { thin[i] } else { dense[i] })
        .collect();
    let photo = RgbImage::from_fn(SIDE as u32, SIDE as u32, |x, y| {
        let i = y as usize * SIDE + x as usize;
        let skin = if x < 230 {
            [0.6, 0.52, 0.48]
        } else {
            [0.45, 0.2, 0.1]
        };
        let a = covered[i];
        Rgb(skin.map(|v| code(v * (1.0 - a) + 0.004 * a)))
    });
    let measured = measure_view(&[visit(&photo)], &CoverageParams::default());
    let evidence = measured[0].regions[0].outcome.clone().expect("measured");
    // By colour it reads 0.26 too high.
    let (got, want) = (evidence.coverage(), mean_inside(&covered));
    assert!(evidence.by_brightness);
    assert!((got - want).abs() < 0.17, "{got} {want}");
}

#[test]
fn grey_hair_that_hides_all_of_a_dark_skin_is_not_taken_for_thin_dark_hair() {
    // Bright strands over shaded ones: what looks open is grey hair, too.
    let grey = [0.42, 0.41, 0.40];
    let shaded = grey.map(|v| 0.15 * v);
    let photo = render_on(grey, &strands(0.008, 3), shaded, PLAIN);
    let measured = measure_view(&[visit(&photo)], &CoverageParams::default());
    assert_eq!(
        measured[0].regions[0].outcome,
        Err(NotMeasured::LowContrast)
    );
}

#[test]
fn blond_hair_as_bright_as_the_scalp_is_refused() {
    let blond = [0.33, 0.27, 0.15];
    let measured = measure_view(
        &[visit(&render(&strands(0.012, 3), blond, PLAIN))],
        &CoverageParams::default(),
    );
    assert_eq!(
        measured[0].regions[0].outcome,
        Err(NotMeasured::LowContrast)
    );
}

#[test]
fn plain_skin_is_bare_with_room_for_clipped_hair() {
    let mut photo = render(&vec![0.0; SIDE * SIDE], DARK, PLAIN);
    for (n, Rgb(pixel)) in photo.pixels_mut().enumerate() {
        let grain = (8.0 * noise(n as u64) - 4.0).round() as i16;
        *pixel = pixel.map(|v| (i16::from(v) + grain).clamp(0, 254) as u8);
    }
    let measured = measure_view(&[visit(&photo)], &CoverageParams::default());
    let evidence = measured[0].regions[0].outcome.clone().expect("measured");
    assert!(evidence.coverage() < 0.01, "{}", evidence.coverage());
    assert!(evidence.bare_by_grain > 0.9, "{}", evidence.bare_by_grain);
    let same = change(&evidence, &evidence).noise_pp;
    assert!(same > 20.0, "{same}");
}

#[test]
fn exposure_and_white_balance_do_not_move_coverage() {
    let covered = strands(0.012, 3);
    let plain = coverage_of(&render(&covered, DARK, PLAIN));
    for light in [[0.5; 3], [1.5; 3], [1.15, 1.0, 0.85], [0.85, 1.0, 1.15]] {
        let other = coverage_of(&render(&covered, DARK, light));
        assert!((plain - other).abs() < 0.01, "{light:?}: {plain} {other}");
    }
}

#[test]
fn a_photo_against_itself_does_not_change() {
    let photo = render(&strands(0.012, 3), DARK, PLAIN);
    let measured = measure_view(&[visit(&photo), visit(&photo)], &CoverageParams::default());
    let evidence = |i: usize| measured[i].regions[0].outcome.clone().expect("measured");
    let result = change(&evidence(0), &evidence(1));
    assert_eq!(result.delta_pp, 0.0);
    assert!(result.noise_pp > 0.0);
}

#[test]
fn order_of_photos_does_not_matter_and_swapping_flips_the_sign() {
    let (a, b) = (strands(0.008, 3), strands(0.02, 4));
    let (a, b) = (render(&a, DARK, PLAIN), render(&b, DARK, [0.8, 0.7, 0.7]));
    let forth = measure_view(&[visit(&a), visit(&b)], &CoverageParams::default());
    let back = measure_view(&[visit(&b), visit(&a)], &CoverageParams::default());
    let evidence = |m: &[VisitCoverage], i: usize| m[i].regions[0].outcome.clone().expect("ok");
    let gain = change(&evidence(&forth, 0), &evidence(&forth, 1));
    let loss = change(&evidence(&back, 0), &evidence(&back, 1));
    assert!(gain.delta_pp > gain.noise_pp, "beyond the noise");
    assert_eq!(gain.delta_pp, -loss.delta_pp);
    assert_eq!(gain.noise_pp, loss.noise_pp);
}

#[test]
fn a_region_beyond_the_photo_is_not_measured() {
    let photo = render(&strands(0.012, 3), DARK, PLAIN);
    let mut outside = visit(&photo);
    outside.regions.push(square(200.0, 400.0));
    outside.regions.push(square(50.0, 56.0));
    let measured = measure_view(&[outside], &CoverageParams::default());
    let outcomes: Vec<_> = measured[0]
        .regions
        .iter()
        .map(|r| r.outcome.clone())
        .collect();
    assert!(outcomes[0].is_ok());
    assert_eq!(outcomes[1], Err(NotMeasured::OutsidePhoto));
    assert_eq!(outcomes[2], Err(NotMeasured::TooSmall));
}

#[test]
fn clipped_pixels_are_excluded_and_counted() {
    let mut photo = render(&strands(0.012, 3), DARK, PLAIN);
    for y in 100..120 {
        for x in 100..150 {
            photo.put_pixel(x, y, Rgb([255, 255, 255]));
        }
    }
    let measured = measure_view(&[visit(&photo)], &CoverageParams::default());
    let region = &measured[0].regions[0];
    assert_eq!(region.excluded_px.get(&Exclusion::Clipped), Some(&1000));
    assert_eq!(region.area_px, 280 * 280);
}

#[test]
fn hair_against_scalp_is_taken_where_no_hair_came_or_went() {
    let of = |hair| render(&strands(0.012, 3), hair, PLAIN);
    let [before, other] = [DARK, [0.03, 0.045, 0.09]].map(of);
    let own = |x, y| *[&other, &before][usize::from(x < 180)].get_pixel(x, y);
    let after = RgbImage::from_fn(SIDE as u32, SIDE as u32, own);
    let beside = |from: f64, to: f64| {
        let corners = [(from, 9.5), (to, 9.5), (to, 289.5), (from, 289.5)];
        Area::from_ring(corners.map(|(x, y)| Point::new(x, y)).to_vec())
    };
    let tint = |photo: &RgbImage, changed: &[usize]| {
        let seen = VisitSample {
            changed: changed.to_vec(),
            regions: vec![beside(9.5, 175.5), beside(180.5, 289.5)],
            ..visit(photo)
        };
        let ends = measure_view(&[seen], &CoverageParams::default())[0].hair_ends;
        ends.expect("contrast").tint
    };
    // Where less than half of the head is left all of it speaks.
    let moved = |changed: &[usize]| (tint(&after, changed) - tint(&before, changed)).abs();
    let [all, left, none] = [&[][..], &[1], &[0, 1]].map(moved);
    assert!(all > 0.1 && left < 0.02 && none > 0.1, "{all} {left}");
}

/// What is left out is decided on all photos together: of a photo that shows less of what did not change,
/// the same regions speak.
#[test]
fn photos_of_a_view_leave_out_the_same_regions() {
    let of = |hair| render(&strands(0.012, 3), hair, PLAIN);
    let [before, other] = [DARK, [0.03, 0.045, 0.09]].map(of);
    let own = |x, y| *[&before, &other][usize::from(x > 177)].get_pixel(x, y);
    let after = RgbImage::from_fn(SIDE as u32, SIDE as u32, own);
    let beside = |from: f64, to: f64| {
        let corners = [(from, 9.5), (to, 9.5), (to, 289.5), (from, 289.5)];
        Area::from_ring(corners.map(|(x, y)| Point::new(x, y)).to_vec())
    };
    let seen = |photo: &RgbImage| VisitSample {
        changed: vec![1],
        regions: vec![beside(9.5, 175.5), beside(180.5, 289.5)],
        ..visit(photo)
    };
    let mut cut = seen(&after);
    for (i, excluded) in cut.image.excluded.iter_mut().enumerate() {
        if i % SIDE < 93 {
            *excluded = Some(Exclusion::Glare);
        }
    }
    let found = measure_view(&[seen(&before), cut], &CoverageParams::default());
    let tint = |i: usize| found[i].hair_ends.expect("contrast").tint;
    assert!((tint(1) - tint(0)).abs() < 0.03, "{} {}", tint(0), tint(1));
}
