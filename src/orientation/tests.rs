use image::{Rgb, RgbImage};
use serde::Deserialize;

use super::*;
use crate::model::{Front, SeenFrom};

/// Rings that say nothing.
const NO_RINGS: rings::RingScores = [[0.0; 6]; 4];

/// What the training scripts compute on drawn pictures, `training/orientation/export.py`.
#[derive(Deserialize)]
struct Row {
    seed: i64,
    scores: [f32; 25],
    faces: [f32; 4],
}

/// A picture of integers alone: an oval with a lobe on a ground.
fn drawn(seed: i64) -> RgbImage {
    RgbImage::from_fn(64, 64, |x, y| {
        let (x, y) = (i64::from(x), i64::from(y));
        let within = |px: i64, py: i64, a: i64, b: i64| {
            (x - px).pow(2) * b * b + (y - py).pow(2) * a * a < a * a * b * b
        };
        let mut bgr = [90 + 13 * seed, 110, 120];
        if within(32, 30, 22, 25) {
            bgr = [40, 45 + 9 * seed, 60];
        }
        if within(32, 44 - 4 * seed, 14, 10) {
            bgr = [120, 150, 205];
        }
        if within(32, 58, 4, 5) {
            bgr = [110, 140, 195];
        }
        let grain = (x * 7 + y * 13 + x * y * (seed + 1)) % 17;
        let [b, g, r] = bgr.map(|v| (v + grain) as u8);
        Rgb([r, g, b])
    })
}

/// Every pixel `n` x `n` pixels.
fn enlarged(picture: &RgbImage, n: u32) -> RgbImage {
    RgbImage::from_fn(n * picture.width(), n * picture.height(), |x, y| {
        *picture.get_pixel(x / n, y / n)
    })
}

#[test]
fn the_program_computes_what_the_training_computed() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("rows.json")).unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows {
        let found = net::built_in().scores(&input::normalised(&drawn(row.seed)));
        let poses = found.poses.iter().flatten().chain([&found.none]);
        for (ours, theirs) in poses.zip(&row.scores) {
            assert!(
                (ours - theirs).abs() < 2e-3,
                "seed {}: {ours} {theirs}",
                row.seed
            );
        }
        for (ours, theirs) in found.faces.iter().zip(&row.faces) {
            assert!(
                (ours - theirs).abs() < 2e-3,
                "seed {}: {ours} {theirs}",
                row.seed
            );
        }
    }
}

#[derive(Deserialize)]
struct RingRow {
    seed: i64,
    scores: [f32; 24],
}

#[test]
fn the_rings_are_those_of_the_training() {
    let rows: Vec<RingRow> = serde_json::from_str(include_str!("rings.json")).unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows {
        let picture = enlarged(&drawn(row.seed), 2);
        let found = rings::scores(&picture);
        for (ours, theirs) in found.iter().flatten().zip(&row.scores) {
            let said = format!("seed {}: {ours} {theirs}", row.seed);
            assert!((ours - theirs).abs() < 2e-3, "{said}");
        }
    }
}

#[test]
fn a_mirror_swaps_left_and_right_for_the_rings() {
    let photo = drawn(1);
    let photo = image::imageops::resize(&photo, 128, 128, image::imageops::FilterType::Triangle);
    let plain = rings::scores(&photo);
    let mirrored = rings::scores(&image::imageops::flip_horizontal(&photo));
    for k in 0..4 {
        let [top, front_top, front, back, left, right] = plain[k];
        let expected = [top, front_top, front, back, right, left];
        for (ours, theirs) in mirrored[(4 - k) % 4].iter().zip(expected) {
            assert!((ours - theirs).abs() < 1e-3, "{k}: {ours} {theirs}");
        }
    }
}

#[test]
fn turning_the_picture_turns_the_answer() {
    // Larger than what either witness looks at: an enlarged picture is not symmetric.
    let photo = enlarged(&drawn(2), 5);
    let mut turned = photo.clone();
    let upright = look_at(&photo);
    for quarters in 1..4 {
        turned = image::imageops::rotate90(&turned);
        let sight = look_at(&turned);
        assert_eq!(
            sight.likeliest_front().0,
            upright.likeliest_front().0.turned(quarters)
        );
        assert!((sight.likeliest_front().1 - upright.likeliest_front().1).abs() < 0.02);
        assert!((sight.no_head() - upright.no_head()).abs() < 0.02);
        for side in SeenFrom::ALL {
            assert!((sight.share_of(side) - upright.share_of(side)).abs() < 0.02);
        }
    }
}

#[test]
fn a_mirror_swaps_left_and_right_scores() {
    let scores = net::Scores {
        poses: std::array::from_fn(|k| std::array::from_fn(|c| (10 * k + c) as f32)),
        none: 1.0,
        faces: [0.0, 1.0, 2.0, 3.0],
    };
    let mirrored = scores.mirrored();
    assert_eq!(mirrored.poses[1], [30.0, 31.0, 32.0, 33.0, 35.0, 34.0]);
    assert_eq!(mirrored.faces, [0.0, 3.0, 2.0, 1.0]);
    assert_eq!(mirrored.mirrored(), scores);
}

#[test]
fn each_side_has_its_forehead() {
    // One certain pose each, the crown at the upper edge.
    let forehead = |side: SeenFrom| {
        let mut poses = [[-30.0f32; 6]; 4];
        poses[0][side as usize] = 30.0;
        let scores = net::Scores {
            poses,
            none: -30.0,
            faces: [0.0; 4],
        };
        Sight::of(&scores, &NO_RINGS).front(&OrientationParams::default())
    };
    assert_eq!(forehead(SeenFrom::Top), Some(Front::Down));
    assert_eq!(forehead(SeenFrom::Front), Some(Front::Down));
    assert_eq!(forehead(SeenFrom::Back), Some(Front::Up));
    assert_eq!(forehead(SeenFrom::Left), Some(Front::Left));
    assert_eq!(forehead(SeenFrom::Right), Some(Front::Right));
}

#[test]
fn what_the_rings_overturn_is_not_clear() {
    let mut scores = net::Scores {
        poses: [[-30.0f32; 6]; 4],
        none: -30.0,
        faces: [0.0; 4],
    };
    let behind = SeenFrom::Back as usize;
    let side = SeenFrom::Left as usize;
    (scores.poses[0][behind], scores.poses[0][side]) = (1.0, 0.0);
    let params = OrientationParams::default();
    let mut rings = NO_RINGS;
    rings[0][behind] = 4.0;
    assert_eq!(
        Sight::of(&scores, &rings).seen_from(&params),
        Some(SeenFrom::Back)
    );
    rings[0][side] = 12.0;
    let disputed = Sight::of(&scores, &rings);
    assert_eq!(disputed.seen_from(&params), None);
    assert!(disputed.portrait().1 < 0.3, "{:?}", disputed.portrait());
}

#[test]
fn what_the_rings_exclude_is_not_clear() {
    let mut poses = [[-30.0f32; 6]; 4];
    poses[0][SeenFrom::Top as usize] = 30.0;
    let scores = net::Scores {
        poses,
        none: -30.0,
        faces: [0.0; 4],
    };
    let params = OrientationParams::default();
    let mut rings = NO_RINGS;
    assert_eq!(Sight::of(&scores, &rings).front(&params), Some(Front::Down));
    // Seen from behind the forehead points up.
    rings[0][SeenFrom::Back as usize] = 6.0;
    let disputed = Sight::of(&scores, &rings);
    assert_eq!(
        (disputed.front(&params), disputed.seen_from(&params)),
        (None, None)
    );
}

#[test]
fn the_forehead_of_what_may_be_no_head_is_not_said() {
    let front = |none: f32| {
        let mut poses = [[-30.0f32; 6]; 4];
        poses[0][SeenFrom::Top as usize] = 0.0;
        let scores = net::Scores {
            poses,
            none,
            faces: [0.0; 4],
        };
        let sight = Sight::of(&scores, &NO_RINGS);
        let params = OrientationParams::default();
        assert!(sight.has_head(&params));
        sight.front(&params)
    };
    assert_eq!(front(-4.0), Some(Front::Down));
    assert_eq!(front(-2.0), None);
}

#[test]
fn what_is_not_clear_is_not_said() {
    let scores = net::Scores {
        poses: [[0.0; 6]; 4],
        none: 5.5,
        faces: [0.0; 4],
    };
    let even = Sight::of(&scores, &NO_RINGS);
    let params = OrientationParams::default();
    assert_eq!((even.front(&params), even.seen_from(&params)), (None, None));
    assert!(!even.has_head(&params));
}

#[test]
fn pictures_of_one_colour_are_no_heads() {
    for value in [0, 128, 255] {
        let sight = look_at(&RgbImage::from_pixel(90, 60, Rgb([value; 3])));
        assert!(
            !sight.has_head(&OrientationParams::default()),
            "{value}: {sight:?}"
        );
    }
}

/// Likeliest from the side; but whoever says that the forehead points up leaves above, which shows it
/// below, and behind to choose from.
#[test]
fn a_forehead_said_parts_behind_from_above() {
    let mut scores = net::Scores {
        poses: [[-30.0f32; 6]; 4],
        none: -30.0,
        faces: [0.0; 4],
    };
    let of = |side: SeenFrom| side as usize;
    scores.poses[0][of(SeenFrom::Left)] = 2.0;
    scores.poses[0][of(SeenFrom::Back)] = 1.0;
    scores.poses[0][of(SeenFrom::Top)] = 0.5;
    let params = OrientationParams::default();
    let sight = Sight::of(&scores, &NO_RINGS);
    assert_eq!(sight.seen_from(&params), None);
    assert!(sight.is_from_behind_given(Front::Up, &params));
    assert!(!sight.is_from_behind_given(Front::Down, &params));
}
