use super::*;

fn small(preset: CloseupPreset, seed: u64) -> CloseupSpec {
    CloseupSpec {
        size_px: [480, 360],
        visit_days: vec![0, 183],
        ..preset.spec(seed)
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let spec = small(CloseupPreset::Hard, 3);
    let (a, b) = (
        render_closeups(&spec, 3).unwrap(),
        render_closeups(&spec, 3).unwrap(),
    );
    assert_eq!(a.photos[1].pixels, b.photos[1].pixels);
    assert_eq!(a.truth, b.truth);
}

#[test]
fn outcomes_move_the_number_of_hairs_as_they_say() {
    let counts = |outcome| {
        let spec = CloseupSpec {
            outcome,
            change: 0.3,
            ..small(CloseupPreset::Clipped, 5)
        };
        let course = render_closeups(&spec, 5).unwrap();
        let ids =
            |i: usize| -> Vec<u64> { course.photos[i].truth.hairs.iter().map(|h| h.id).collect() };
        (ids(0), ids(1))
    };
    let (before, after) = counts(Outcome::Stable);
    assert_eq!(before, after);
    let (before, after) = counts(Outcome::Loses);
    assert!(after.len() < before.len() && after.iter().all(|id| before.contains(id)));
    let (before, after) = counts(Outcome::Grows);
    assert!(after.len() > before.len() && before.iter().all(|id| after.contains(id)));
    let (before, after) = counts(Outcome::Turnover);
    assert!(before.iter().any(|id| !after.contains(id)));
    assert!(after.iter().any(|id| !before.contains(id)));
}

/// The middle of a thick hair is dark and skin beside it is not.
#[test]
fn hairs_are_drawn_where_the_truth_says() {
    let spec = CloseupSpec {
        glare: 0,
        bubbles: 0,
        debris: 0,
        moles: 0,
        hairs_per_cm2: 150.0,
        ..small(CloseupPreset::Clipped, 8)
    };
    let photo = &render_closeups(&spec, 8).unwrap().photos[0];
    let level = |p: [f64; 2]| {
        let pixel = photo
            .pixels
            .get_pixel(p[0].round() as u32, p[1].round() as u32);
        f64::from(pixel.0[1])
    };
    let skin: f64 = photo
        .pixels
        .pixels()
        .map(|p| f64::from(p.0[1]))
        .sum::<f64>()
        / (480.0 * 360.0);
    let inside = |p: [f64; 2]| (2.0..478.0).contains(&p[0]) && (2.0..358.0).contains(&p[1]);
    let mut seen = 0;
    for hair in photo.truth.hairs.iter().filter(|h| h.diameter_um > 40.0) {
        // Near the root, where curvature has not yet moved the shaft off the chord.
        let at = [0, 1].map(|i| hair.root[i] + 0.15 * (hair.tip[i] - hair.root[i]));
        if inside(at) {
            assert!(level(at) < 0.75 * skin, "{hair:?}: {} of {skin}", level(at));
            seen += 1;
        }
    }
    assert!(seen > 2);
}

#[test]
fn impossible_specs_are_refused() {
    let spec = CloseupSpec {
        visit_days: vec![],
        ..small(CloseupPreset::Clipped, 1)
    };
    assert!(render_closeups(&spec, 1).is_err());
    let spec = CloseupSpec {
        change: f64::NAN,
        ..small(CloseupPreset::Clipped, 1)
    };
    assert!(render_closeups(&spec, 1).is_err());
}
