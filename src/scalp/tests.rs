use image::{Rgb, RgbImage};
use serde::Deserialize;

use super::*;
use crate::geometry::Area;

/// What the training scripts compute on drawn pictures, `training/scalp/export.py`.
#[derive(Deserialize)]
struct Row {
    seed: i64,
    /// By `row,column`.
    cells: std::collections::BTreeMap<String, f64>,
}

/// A picture of integers alone: an oval with a lobe on a ground.
fn drawn(seed: i64) -> RgbImage {
    RgbImage::from_fn(SIDE as u32, SIDE as u32, |x, y| {
        let (x, y) = (i64::from(x), i64::from(y));
        let within = |px: i64, py: i64, a: i64, b: i64| {
            (x - px).pow(2) * b * b + (y - py).pow(2) * a * a < a * a * b * b
        };
        let mut bgr = [90 + 13 * seed, 110, 120];
        if within(48, 45, 33, 37) {
            bgr = [40, 45 + 9 * seed, 60];
        }
        if within(48, 66 - 6 * seed, 21, 15) {
            bgr = [120, 150, 205];
        }
        let grain = (x * 7 + y * 13 + x * y * (seed + 1)) % 17;
        let [b, g, r] = bgr.map(|v| (v + grain) as u8);
        Rgb([r, g, b])
    })
}

#[test]
fn the_program_computes_what_the_training_computed() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("rows.json")).unwrap();
    assert_eq!(rows.len(), 3);
    for row in rows {
        let map = ScalpMap::of(&drawn(row.seed), Front::Up, 0.5);
        for (at, theirs) in &row.cells {
            let (y, x) = at.split_once(',').unwrap();
            let [y, x] = [y, x].map(|v| v.parse::<usize>().unwrap());
            let ours = f64::from(map.cells[y * CELLS + x]);
            assert!(
                (ours - theirs).abs() < 2e-3,
                "seed {} at {at}: {ours} {theirs}",
                row.seed
            );
        }
    }
}

#[test]
fn a_turned_photo_is_seen_turned() {
    let photo = drawn(1);
    let upright = ScalpMap::of(&photo, Front::Up, 0.5);
    // A quarter clockwise: the crown comes to the right edge.
    let turned = ScalpMap::of(&rotate90(&photo), Front::Right, 0.5);
    let side = SIDE as f64;
    for (x, y) in [(20.0, 30.0), (48.0, 45.0), (70.0, 12.0), (5.0, 90.0)] {
        let (a, b) = (
            upright.probability(Point::new(x, y)),
            turned.probability(Point::new(side - y, x)),
        );
        assert!((a - b).abs() < 1e-6, "{x} {y}: {a} {b}");
    }
}

/// The left half of the picture is scalp.
fn half() -> ScalpMap {
    let mut map = ScalpMap::of(&drawn(0), Front::Up, 0.5);
    for (i, cell) in map.cells.iter_mut().enumerate() {
        *cell = if i % CELLS < CELLS / 2 { 1.0 } else { 0.0 };
    }
    map
}

fn rectangle(left: f64, right: f64) -> Area {
    Area::from_ring(vec![
        Point::new(left, 20.0),
        Point::new(right, 20.0),
        Point::new(right, 70.0),
        Point::new(left, 70.0),
    ])
}

#[test]
fn a_region_is_cut_where_the_scalp_ends() {
    let map = half();
    let whole = rectangle(5.0, 40.0);
    let on = map.clipped(&whole).unwrap();
    assert_eq!((on.area, on.share), (whole, 1.0));
    assert_eq!(map.clipped(&rectangle(60.0, 90.0)), None);
    assert_eq!(map.clipped(&rectangle(5.0, 5.0)), None);
    // Scalp ends at 48 of 96: 20 of 40 px are left, but for half a place at each edge.
    let cut = map.clipped(&rectangle(28.0, 68.0)).unwrap();
    assert!((cut.share - 0.5).abs() < 0.03, "{}", cut.share);
    let bounds = cut.area.bounds().unwrap();
    assert!((bounds.max.x - 48.0).abs() < 0.7, "{bounds:?}");
    assert!((bounds.min.x - 28.0).abs() < 0.7, "{bounds:?}");
    assert!(
        (cut.area.enclosed_px() - 20.0 * 50.0).abs() < 50.0,
        "{bounds:?}"
    );
}
