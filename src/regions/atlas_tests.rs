//! Atlases laid on heads.

use super::atlas::*;
use crate::geometry::{Area, Ellipse, Point};

const ALL: [&Atlas; 8] = [
    &VERTEX_5,
    &MIDLINE_3,
    &FRONTAL_3,
    &LEFT_TEMPORAL_2,
    &RIGHT_TEMPORAL_2,
    &OCCIPITAL_2,
    &PLACES_5,
    &CENTRAL_1,
];

fn head(angle_deg: f64) -> Ellipse {
    Ellipse {
        center: Point::new(750.0, 850.0),
        semi_axes: [520.0, 650.0],
        angle: angle_deg.to_radians(),
    }
}

fn mean(area: &Area) -> Point {
    let ring = &area.rings[0];
    let n = ring.len() as f64;
    Point::new(
        ring.iter().map(|p| p.x).sum::<f64>() / n,
        ring.iter().map(|p| p.y).sum::<f64>() / n,
    )
}

fn region<'a>(regions: &'a [NamedArea], name: &str) -> &'a Area {
    &regions.iter().find(|r| r.name == name).unwrap().area
}

#[test]
fn every_corner_lies_inside_the_outline() {
    for atlas in ALL {
        for region in atlas.regions {
            for [u, v] in region.corners {
                assert!(
                    u.hypot(*v) <= 0.93,
                    "{} {} {u} {v}",
                    atlas.name,
                    region.name
                );
            }
        }
    }
}

#[test]
fn regions_of_one_atlas_do_not_overlap() {
    for atlas in ALL {
        let regions = atlas.lay_on(&head(0.0), AtlasTop::UP).unwrap();
        for y in (100..1600).step_by(7) {
            for x in (100..1400).step_by(7) {
                let p = Point::new(f64::from(x) + 0.31, f64::from(y) + 0.17);
                let inside = regions.iter().filter(|r| r.area.contains(p)).count();
                assert!(inside <= 1, "{} at {p:?}", atlas.name);
            }
        }
    }
}

#[test]
fn area_scales_with_the_head() {
    // An affine map multiplies every area by a * b.
    let unit = Ellipse {
        center: Point::new(0.0, 0.0),
        semi_axes: [1.0, 1.0],
        angle: 0.0,
    };
    for atlas in ALL {
        let small = atlas.lay_on(&unit, AtlasTop::UP).unwrap();
        let large = atlas
            .lay_on(&head(31.0), AtlasTop { degrees: 17.0 })
            .unwrap();
        for (s, l) in small.iter().zip(&large) {
            let ratio = l.area.enclosed_px() / s.area.enclosed_px();
            assert!((ratio / (520.0 * 650.0) - 1.0).abs() < 1e-9);
        }
    }
}

#[test]
fn the_top_turns_with_the_front_of_the_head() {
    let up = VERTEX_5.lay_on(&head(0.0), AtlasTop::UP).unwrap();
    assert!(mean(region(&up, "frontal")).y < mean(region(&up, "vertex")).y);
    assert!(mean(region(&up, "left-parietal")).x < 750.0);
    // Forehead down in the picture: the subject's left is on the picture's right.
    let down = VERTEX_5
        .lay_on(&head(0.0), AtlasTop { degrees: 180.0 })
        .unwrap();
    assert!(mean(region(&down, "frontal")).y > mean(region(&down, "vertex")).y);
    assert!(mean(region(&down, "left-parietal")).x > 750.0);
}

#[test]
fn the_description_of_the_ellipse_does_not_matter() {
    // Swapped axes with the angle turned by 90 degrees describe the same outline.
    let turned = Ellipse {
        semi_axes: [650.0, 520.0],
        ..head(90.0)
    };
    let a = VERTEX_5.lay_on(&head(0.0), AtlasTop::UP).unwrap();
    let b = VERTEX_5.lay_on(&turned, AtlasTop::UP).unwrap();
    for (a, b) in a.iter().zip(&b) {
        assert!(mean(&a.area).distance(mean(&b.area)) < 1e-6);
    }
}

#[test]
fn an_ellipse_without_extent_is_refused() {
    for axes in [[0.0, 10.0], [f64::NAN, 10.0], [10.0, f64::INFINITY]] {
        let bad = Ellipse {
            semi_axes: axes,
            ..head(0.0)
        };
        assert_eq!(VERTEX_5.lay_on(&bad, AtlasTop::UP), None);
    }
}

#[test]
fn every_standard_view_has_its_own_atlas_and_free_names_one_region() {
    let mut names: Vec<_> = ["vertex", "midline", "frontal", "left-temporal"]
        .into_iter()
        .chain(["right-temporal", "occipital", "crown close"])
        .map(|view| atlas_for_view(view).name)
        .collect();
    assert_eq!(atlas_for_view("crown close").region_names().count(), 1);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 7);
}

#[test]
fn within_limits_the_atlas_is_drawn_together_along_the_head() {
    let limited = VERTEX_5
        .lay_within(&head(0.0), AtlasTop::UP, [-0.3, 1.0])
        .unwrap();
    let highest = |area: &Area| area.rings[0].iter().map(|p| p.y).fold(f64::MAX, f64::min);
    assert!((highest(region(&limited, "frontal")) - (850.0 - 0.3 * 650.0)).abs() < 1e-6);
    let whole = VERTEX_5.lay_on(&head(0.0), AtlasTop::UP).unwrap();
    let lowest = |area: &Area| area.rings[0].iter().map(|p| p.y).fold(f64::MIN, f64::max);
    let (a, b) = (region(&limited, "vertex"), region(&whole, "vertex"));
    assert!((lowest(a) - lowest(b)).abs() < 1e-6);
    // A limit beyond the atlas changes nothing.
    let same = VERTEX_5
        .lay_within(&head(0.0), AtlasTop::UP, [-0.9, 1.0])
        .unwrap();
    assert_eq!(same, whole);
}

#[test]
fn what_lies_behind_a_level_turns_with_the_forehead() {
    let head = Ellipse {
        center: Point::new(200.0, 200.0),
        semi_axes: [100.0, 100.0],
        angle: 0.0,
    };
    for (degrees, front, back) in [
        (0.0, [200.0, 165.0], [200.0, 175.0]),
        (180.0, [200.0, 235.0], [200.0, 225.0]),
        (90.0, [235.0, 200.0], [225.0, 200.0]),
    ] {
        let is_behind = behind(&head, AtlasTop { degrees }, -0.3).unwrap();
        assert!(!is_behind(Point::new(front[0], front[1])), "{degrees}");
        assert!(is_behind(Point::new(back[0], back[1])), "{degrees}");
    }
}
