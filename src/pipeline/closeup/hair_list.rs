//! The hairs of a photo, one by one.

use std::collections::BTreeSet;

use crate::closeup::course::{Presence, TrackedHair};
use crate::closeup::model::{Hair, Style};
use crate::geometry::Point;
use crate::model::{HairBasis, HairReport};

use super::seen::{Seen, diameter, name, region_of};

pub(super) fn hair_reports(seen: &Seen<'_>, photo: usize) -> Vec<HairReport> {
    let visit = &seen.read[photo];
    let tracked = seen
        .course
        .hairs
        .iter()
        .filter(|hair| hair.counted(&[photo]))
        .filter_map(|hair| {
            let state = hair.states[photo].as_ref()?;
            let (root, tip) = (state.path[0], state.path[state.path.len() - 1]);
            let by_hand = state.hair.is_some_and(|k| visit.hairs.hairs[k].by_hand);
            Some(HairReport {
                id: name(hair),
                root: [root.x, root.y],
                tip: [tip.x, tip.y],
                diameter_um: diameter(seen, hair, photo),
                matched: is_told(seen, hair, photo).then(|| name(hair)),
                basis: match (state.presence, state.hair) {
                    (Presence::Present, Some(_)) if by_hand => HairBasis::ByHand,
                    (Presence::Present, Some(_)) => HairBasis::Traced,
                    (Presence::Present, None) => HairBasis::LookedUp,
                    _ => HairBasis::Presumed,
                },
                region: region_of(seen, hair).map(|r| seen.target.regions[r].0.clone()),
            })
        });
    // Of a hair whose root the picture cuts off neither root nor region is known.
    let all = seen.course.hairs.iter();
    let followed: BTreeSet<usize> = all
        .filter_map(|hair| hair.states[photo].as_ref()?.hair)
        .collect();
    let cut = visit
        .hairs
        .hairs
        .iter()
        .enumerate()
        .filter(|(k, hair)| cut_by_border(hair, visit.hairs.size_px) && !followed.contains(k));
    let cut = cut.enumerate().map(|(k, (_, hair))| HairReport {
        id: format!("c{:03}", k + 1),
        root: [hair.root().x, hair.root().y],
        tip: [hair.tip().x, hair.tip().y],
        diameter_um: hair.diameter_um,
        matched: None,
        basis: HairBasis::Cut,
        region: None,
    });
    tracked.chain(cut).collect()
}

/// Whether it is told which hair of the baseline it is. Clipped hair stands where it grew, whether it is
/// seen or hidden; long hair is combed anew, and of it nothing is told that either photo hides: of rendered
/// ones two in three were the same, of those seen on both nine in ten (docs/lab/closeups.md).
fn is_told(seen: &Seen<'_>, hair: &TrackedHair, photo: usize) -> bool {
    let shown = |visit: usize| {
        let state = hair.states[visit].as_ref();
        let clipped = seen.read[visit].hairs.style == Style::Clipped;
        clipped || state.is_some_and(|state| state.presence == Presence::Present)
    };
    let both = [photo, seen.baseline];
    photo != seen.baseline && hair.counted(&[seen.baseline]) && both.into_iter().all(shown)
}

/// Share of the shorter side within which an end that is cut off is cut off by the border, not by an
/// overlay.
const AT_BORDER: f64 = 0.02;

fn cut_by_border(hair: &Hair, (width, height): (u32, u32)) -> bool {
    let (w, h) = (f64::from(width), f64::from(height));
    let near = AT_BORDER * w.min(h);
    let Point { x, y } = hair.root();
    hair.root_cut && x.min(y).min(w - x).min(h - y) < near
}
