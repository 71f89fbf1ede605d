//! What is seen on rendered heads, whose direction is known.

use super::*;
use crate::model::{Front, Side};
use crate::phantom::{PhantomCourse, PhantomSpec, render_course};

/// A phantom with a face and shoulders, its head bent so far, one visit.
fn phantom(pitch_deg: f64, forehead: Front, seed: u64) -> PhantomCourse {
    let mut spec = PhantomSpec {
        size_px: [300, 400],
        visit_days: vec![0],
        ..PhantomSpec::default()
    };
    spec.scene.face = true;
    spec.camera.pitch_deg = pitch_deg;
    spec.camera.forehead = forehead;
    render_course(&spec, seed).expect("a spec within its ranges")
}

fn seen(course: &PhantomCourse) -> (Sight, OrientationParams) {
    let params = OrientationParams::default();
    (look_at(&course.photos[0].pixels), params)
}

#[test]
fn phantoms_from_above_are_seen_from_where_they_are_rendered() {
    // From the front-top to the front is a matter of degree.
    let sides = [Side::Above, Side::Front];
    for (pitch_deg, sides) in [(8.0, &sides[..1]), (-32.0, &sides)] {
        for (k, forehead) in Front::ALL.into_iter().enumerate() {
            let (sight, params) = seen(&phantom(pitch_deg, forehead, 700 + k as u64));
            let what = format!("{pitch_deg} {forehead:?} {sight:?}");
            assert!(sight.has_head(&params), "{what}");
            assert_eq!(sight.front(&params), Some(forehead), "{what}");
            let (from, _) = sight.likeliest_view();
            assert!(sides.contains(&from.side()), "{what}");
        }
    }
}

#[test]
fn phantoms_from_behind_are_seen_so_or_not_clearly() {
    let mut clear = 0;
    for (k, forehead) in Front::ALL.into_iter().enumerate() {
        let (sight, params) = seen(&phantom(72.0, forehead, 700 + k as u64));
        let what = format!("{forehead:?} {sight:?}");
        assert!(sight.has_head(&params), "{what}");
        if let Some(from) = sight.seen_from(&params) {
            assert_eq!(from.side(), Side::Behind, "{what}");
            clear += 1;
        }
        assert!(sight.front(&params).is_none_or(|f| f == forehead), "{what}");
    }
    assert!(clear > 0);
}
