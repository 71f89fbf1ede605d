//! The course on drawn hairs whose identity is known.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::darkness::Darkness;
use super::super::model::{CloseupPhoto, Evidence, Hair, HairKind, Scale, ScaleSource, Style};
use super::super::packed::Packed;
use super::*;
use crate::geometry::Point;
use crate::plane::Plane;

const SIDE: usize = 700;
/// Darkness of a drawn hair.
const DARK: f32 = 0.7;

/// A straight hair in the baseline's px.
#[derive(Clone, Copy)]
struct Drawn {
    root: Point,
    direction: f64,
    length: f64,
    width: f64,
}

fn scalp(seed: u64, count: usize) -> Vec<Drawn> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut between = |low: f64, high: f64| low + (high - low) * rng.random::<f64>();
    let mut hairs: Vec<Drawn> = Vec::new();
    while hairs.len() < count {
        let root = Point::new(between(60.0, 640.0), between(60.0, 640.0));
        if hairs.iter().all(|h| h.root.distance(root) > 30.0) {
            hairs.push(Drawn {
                root,
                direction: 0.8 + between(-0.4, 0.4),
                length: between(45.0, 75.0),
                width: between(5.0, 9.0),
            });
        }
    }
    hairs
}

/// The same hairs on a photo turned about its middle and shifted.
fn seen_at(hairs: &[Drawn], turn: f64, shift: [f64; 2]) -> Vec<Drawn> {
    let map = Homography::about(Point::new(350.0, 350.0), 1.0, turn, shift);
    hairs
        .iter()
        .map(|h| Drawn {
            root: map.apply(h.root),
            direction: h.direction + turn,
            ..*h
        })
        .collect()
}

fn line(h: &Drawn) -> Vec<Point> {
    let steps = (h.length / 2.0) as usize;
    (0..=steps)
        .map(|k| {
            let s = 2.0 * k as f64;
            Point::new(
                h.root.x + s * h.direction.cos(),
                h.root.y + s * h.direction.sin(),
            )
        })
        .collect()
}

fn paint(plane: &mut Plane, h: &Drawn) {
    for p in line(h) {
        let r = 0.5 * h.width;
        for y in (p.y - r - 1.0) as i64..=(p.y + r + 1.0) as i64 {
            for x in (p.x - r - 1.0) as i64..=(p.x + r + 1.0) as i64 {
                let inside = (0..SIDE as i64).contains(&x) && (0..SIDE as i64).contains(&y);
                if inside && (x as f64 - p.x).hypot(y as f64 - p.y) <= r {
                    plane.data[y as usize * SIDE + x as usize] = DARK;
                }
            }
        }
    }
}

/// A photo that shows `there`, of which detection found `found`.
fn photo(there: &[Drawn], found: &[Drawn]) -> CloseupPhoto {
    let mut map = Plane::filled(SIDE, SIDE, 0.0);
    there.iter().for_each(|h| paint(&mut map, h));
    let mut explained = Plane::filled(SIDE, SIDE, 0.0);
    found.iter().for_each(|h| paint(&mut explained, h));
    let hairs = found
        .iter()
        .map(|h| Hair {
            path: line(h),
            direction: h.direction,
            length_px: h.length,
            width_px: h.width,
            taper_px: 0.0,
            diameter_um: Some(h.width / 0.12),
            diameter_sd_um: Some(1.0),
            kind: Some(HairKind::Terminal),
            partly_hidden: false,
            root_cut: false,
            root_hidden: false,
            tip_cut: false,
            by_hand: false,
            evidence: Evidence {
                two_sided: 0.95,
                clean_length: h.length,
                contrast: f64::from(DARK),
                root_vote: 3.0,
                residual: false,
            },
        })
        .collect();
    CloseupPhoto {
        size_px: (SIDE as u32, SIDE as u32),
        scale: Some(Scale {
            px_per_mm: 120.0,
            relative_sd: 0.01,
            source: ScaleSource::Given,
        }),
        bar: None,
        darkness: Darkness {
            map: Packed::of(&map),
            working_per_native: 1.0,
            masked: Vec::new(),
        },
        explained: Packed::of(&explained),
        style: Style::Clipped,
        rough: false,
        roots_hidden: None,
        light_hairs: 0,
        hairs,
        denied: Vec::new(),
    }
}

fn of(hairs: &[Drawn]) -> CloseupPhoto {
    photo(hairs, hairs)
}

fn counts(course: &Course, photos: &[&CloseupPhoto], from: usize, to: usize) -> [usize; 4] {
    let f = course.fates(photos, [&[from], &[to]], &[], |_| true);
    [f.kept, f.new, f.lost, f.undecided]
}

#[test]
fn a_photo_against_itself_keeps_every_hair() {
    let hairs = scalp(1, 40);
    let (a, b) = (of(&hairs), of(&hairs));
    let course = follow(&[&a, &b], 0);
    assert_eq!(counts(&course, &[&a, &b], 0, 1), [40, 0, 0, 0]);
}

#[test]
fn turned_and_shifted_hairs_are_found_again_and_the_others_are_new_or_lost() {
    let hairs = scalp(2, 44);
    let before = &hairs[..40];
    let after = seen_at(&hairs[5..], 2.0, [25.0, -18.0]);
    let (a, b) = (of(before), of(&after));
    let course = follow(&[&a, &b], 0);
    assert!(
        matches!(course.places[1], Place::Certified(_)),
        "{:?}",
        course.places[1]
    );
    let [kept, new, lost, undecided] = counts(&course, &[&a, &b], 0, 1);
    // A turned photo cuts off its corners: what lies beyond is not decided.
    assert!(
        kept >= 30 && new <= 4 && lost <= 5,
        "{kept} {new} {lost} {undecided}"
    );
    let wrong = course.hairs.iter().filter(|h| {
        let path = |k: usize| h.states[k].as_ref().and_then(|s| Some((s.hair?, s)));
        // Both lists are cut from one, five apart.
        path(0).zip(path(1)).is_some_and(|(x, y)| x.0 != y.0 + 5)
    });
    assert_eq!(wrong.count(), 0);
}

#[test]
fn exchanging_the_visits_exchanges_new_and_lost() {
    let hairs = scalp(3, 45);
    let (a, b) = (
        of(&hairs[..38]),
        of(&seen_at(&hairs[6..], 0.05, [6.0, 9.0])),
    );
    let forth = follow(&[&a, &b], 0);
    let back = follow(&[&b, &a], 0);
    let [kept, new, lost, undecided] = counts(&forth, &[&a, &b], 0, 1);
    assert_eq!(counts(&back, &[&b, &a], 0, 1), [kept, lost, new, undecided]);
    // And on one course, read backwards.
    assert_eq!(
        counts(&forth, &[&a, &b], 1, 0),
        [kept, lost, new, undecided]
    );
    assert!(new > 0 && lost > 0);
}

#[test]
fn a_mirrored_picture_is_told() {
    let (hairs, a) = (scalp(3, 40), of(&scalp(3, 40)));
    let over: Vec<Drawn> = hairs
        .iter()
        .map(|h| Drawn {
            root: Point::new(a.darkness.map.width as f64 - 1.0 - h.root.x, h.root.y),
            direction: std::f64::consts::PI - h.direction,
            ..*h
        })
        .collect();
    let b = of(&over);
    assert_eq!(follow(&[&a, &b], 0).places[1], Place::Mirrored);
}

#[test]
fn another_place_is_never_certified() {
    let photos: Vec<CloseupPhoto> = (10..16).map(|seed| of(&scalp(seed, 45))).collect();
    for a in &photos {
        for b in photos.iter().filter(|b| !std::ptr::eq(*b, a)) {
            let place = &follow(&[a, b], 0).places[1];
            assert!(!matches!(place, Place::Certified(_)), "{place:?}");
        }
    }
}

#[test]
fn an_overlooked_hair_is_found_by_looking_and_a_missing_one_is_absent() {
    let hairs = scalp(4, 40);
    let a = of(&hairs);
    // Hair 0 is there and was overlooked; hair 1 is gone.
    let mut there = hairs.clone();
    there.remove(1);
    let b = photo(&there, &there[1..]);
    let course = follow(&[&a, &b], 0);
    let presence = |hair: usize| {
        let mut tracked = course.hairs.iter();
        let own = tracked.find(|h| h.states[0].as_ref().is_some_and(|s| s.hair == Some(hair)));
        own.unwrap().states[1].as_ref().unwrap().presence
    };
    assert_eq!(presence(0), Presence::Present);
    assert_eq!(presence(1), Presence::Absent);
    assert_eq!(presence(2), Presence::Present);
}

/// The other visit shows the hair, the darkness too, but a person said that it is none.
#[test]
fn a_hair_that_a_person_deleted_is_not_looked_for() {
    let hairs = scalp(12, 40);
    let (mut before, after) = (of(&hairs), of(&hairs));
    let deleted = before.hairs.remove(4);
    let root = deleted.root();
    before.denied.push(deleted.path);
    let course = follow(&[&before, &after], 0);
    let hair = course.hairs.iter().find(|h| h.root.distance(root) < 3.0);
    let state = hair.and_then(|h| h.states[0].as_ref()).unwrap();
    assert_eq!(state.presence, Presence::Absent);
    let kept = course.hairs.iter().filter(|h| h.counted(&[0])).count();
    assert_eq!(kept, hairs.len() - 1);
}

#[test]
fn a_hair_under_another_is_not_decided() {
    let hairs = scalp(5, 40);
    let a = of(&hairs);
    // A thick shaft now lies along hair 0, whose own cannot be seen.
    let cover = Drawn {
        root: Point::new(
            hairs[0].root.x - 12.0 * hairs[0].direction.cos(),
            hairs[0].root.y - 12.0 * hairs[0].direction.sin(),
        ),
        length: hairs[0].length + 60.0,
        width: 16.0,
        direction: hairs[0].direction,
    };
    let mut there: Vec<Drawn> = hairs[1..].to_vec();
    there.push(cover);
    let b = of(&there);
    let course = follow(&[&a, &b], 0);
    let own = course
        .hairs
        .iter()
        .find(|h| h.states[0].as_ref().is_some_and(|s| s.hair == Some(0)));
    let fate = course.fate(own.unwrap(), &[0], &[1]);
    assert!(
        matches!(fate, Some(Fate::Undecided | Fate::Kept)),
        "{fate:?}"
    );
    // It is one of those that a change is a share of, whatever became of it.
    let fates = course.fates(&[&a, &b], [&[0], &[1]], &[], |_| true);
    assert_eq!(fates.before, hairs.len());
}

#[test]
fn a_later_visit_renames_no_hair() {
    let hairs = scalp(6, 45);
    let (a, b) = (of(&hairs[..40]), of(&hairs[3..42]));
    let c = of(&seen_at(&hairs[1..], 0.1, [4.0, 0.0]));
    let name = |course: &Course, hair: usize| {
        let mut all = course.hairs.iter();
        all.find(|h| h.states[0].as_ref().is_some_and(|s| s.hair == Some(hair)))
            .unwrap()
            .number
    };
    let (short, long) = (follow(&[&a, &b], 0), follow(&[&a, &b, &c], 0));
    for hair in 0..40 {
        assert_eq!(name(&short, hair), name(&long, hair));
    }
}

/// The same picture under a scale that is a fifth too large: its hairs read thinner and are not.
#[test]
fn a_wrong_scale_is_seen_on_the_skin_and_is_no_change_of_thickness() {
    let hairs = scalp(9, 40);
    let (before, mut after) = (of(&hairs), of(&hairs));
    let scale = after.scale.as_mut().unwrap();
    scale.px_per_mm *= 1.2;
    for hair in &mut after.hairs {
        hair.diameter_um = hair.diameter_um.map(|d| d / 1.2);
    }
    let photos = [&before, &after];
    let course = follow(&photos, 0);
    assert!((course.scale_correction(&photos, 1) - 1.2).abs() < 0.01);
    let fates = course.fates(&photos, [&[0], &[1]], &[], |_| true);
    assert_eq!((fates.thickened, fates.thinned), (0, 0));
    let (change, _) = fates.diameter_change_um.unwrap();
    assert!(change.abs() < 0.5, "{change}");
}

/// Of two photos of a day one does not decide: the other does.
#[test]
fn what_one_photo_of_a_day_hides_another_shows() {
    let hairs = scalp(5, 40);
    let a = of(&hairs);
    let cover = Drawn {
        root: Point::new(
            hairs[0].root.x - 12.0 * hairs[0].direction.cos(),
            hairs[0].root.y - 12.0 * hairs[0].direction.sin(),
        ),
        length: hairs[0].length + 60.0,
        width: 16.0,
        direction: hairs[0].direction,
    };
    let mut there: Vec<Drawn> = hairs[1..].to_vec();
    there.push(cover);
    let (hidden, clear) = (of(&there), of(&hairs));
    let photos = [&a, &hidden, &clear];
    let course = follow(&photos, 0);
    let mut all = course.hairs.iter();
    let own = all.find(|h| h.states[0].as_ref().is_some_and(|s| s.hair == Some(0)));
    let own = own.expect("tracked");
    assert_eq!(course.fate(own, &[0], &[1, 2]), Some(Fate::Kept));
    assert_eq!(own.presence(&[1, 2]), Some(Presence::Present));
}

fn width([low, high]: [f64; 2]) -> f64 {
    high - low
}

/// Whatever a further photo of a day shows (all, half of the hairs, another lie), its interval is no wider than
/// that of any two photos alone.
#[test]
fn a_further_photo_of_a_day_never_widens_the_interval() {
    for seed in 20..26 {
        let hairs = scalp(seed, 45);
        let before = of(&hairs[..40]);
        let after = seen_at(&hairs[4..], 0.05, [6.0, 9.0]);
        let poor: Vec<Drawn> = after.iter().step_by(2).copied().collect();
        let shifted = seen_at(&hairs[4..], 0.4, [60.0, -40.0]);
        let photos = [&before, &of(&after), &photo(&after, &poor), &of(&shifted)];
        let course = follow(&photos, 0);
        let placed: Vec<usize> = (1..4)
            .filter(|&p| matches!(course.places[p], Place::Certified(_)))
            .collect();
        assert!(placed.len() >= 2, "{:?}", course.places);
        let pairs = course.pairs(&photos, &[0], &placed);
        let together = course.fates(&photos, [&[0], &placed], &pairs, |_| true);
        for &to in &placed {
            let two = [photos[0], photos[to]];
            let alone = follow(&two, 0).fates(&two, [&[0], &[1]], &[], |_| true);
            let [wide, most] = [together.net_ci95, alone.net_ci95].map(width);
            assert!(wide <= most + 1e-9, "{seed}, {to}: {wide} and {most}");
        }
    }
}

/// One photo of a day shows the hair, another bare skin: neither is believed. A third decides.
#[test]
fn photos_of_a_day_that_contradict_each_other_decide_nothing() {
    let hairs = scalp(4, 40);
    let (all, less) = (of(&hairs), of(&hairs[1..]));
    let photos = [&all, &less, &all, &all];
    let course = follow(&photos, 0);
    let mut tracked = course.hairs.iter();
    let own = tracked.find(|h| h.states[0].as_ref().is_some_and(|s| s.hair == Some(0)));
    let own = own.expect("tracked");
    assert_eq!(own.presence(&[1]), Some(Presence::Absent));
    assert_eq!(own.presence(&[1, 2]), Some(Presence::Undecided));
    assert_eq!(course.fate(own, &[0], &[1, 2]), Some(Fate::Undecided));
    assert_eq!(own.presence(&[1, 2, 3]), Some(Presence::Present));
}
