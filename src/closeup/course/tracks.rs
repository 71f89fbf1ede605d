//! The same hair at every visit: sightings chained into tracks, each visit assigned as a whole.

use std::f64::consts::PI;

use crate::geometry::Point;

use super::assign::{Candidate, assign};
use super::shaft::{STEP_PX, Shaft, turn_between};

/// How far two sightings of one hair lie apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    /// Of the root, working px.
    pub(crate) root_px: f64,
    /// Of the direction at the root, radians.
    pub(crate) turn: f64,
    /// Of the logarithm of the width.
    pub(crate) ln_width: f64,
}

impl Spread {
    /// Clipped hair stands as it grows; long hair is combed anew.
    pub(crate) fn of(clipped: bool) -> Self {
        Self {
            root_px: 3.0,
            turn: if clipped { 0.075 } else { 0.16 },
            ln_width: 0.25,
        }
    }
}

/// Roots further apart are different hairs, working px: a sixth of a millimetre.
const GATE_PX: f64 = 16.0;
/// Cost from which two sightings are rather two hairs (both stay alone).
const ALONE: f64 = 26.0;
/// Share of the width's misfit that counts: widths change, places do not.
const WIDTH_SHARE: f64 = 0.5;
/// Times every visit is assigned anew to what the other visits say.
const ROUNDS: usize = 2;

/// Length of a path compared where a root is not seen, working px.
const PATH_PX: f64 = 80.0;
/// Greatest mean sideways distance of two paths of one shaft, working px, and spread of the same.
const PATH_GATE_PX: f64 = 4.0;
const PATH_SD_PX: f64 = 1.5;
/// Share of the path that must run along the other.
const PATH_SHARE: f64 = 0.6;

/// One hair over the course.
#[derive(Debug, Clone)]
pub(super) struct Track {
    /// Which shaft of each visit shows it.
    pub(crate) sightings: Vec<Option<usize>>,
}

impl Track {
    /// Number of visits that show it.
    pub(crate) fn count(&self) -> usize {
        self.sightings.iter().flatten().count()
    }
}

/// Chains the shafts of all visits, given in baseline working px; `None` for a visit that has no
/// place. `first` is the baseline, whose hairs open the list.
pub(super) fn chain(visits: &[Option<Vec<Shaft>>], first: usize, spread: Spread) -> Vec<Track> {
    let mut order: Vec<usize> = (0..visits.len()).filter(|v| visits[*v].is_some()).collect();
    order.sort_by_key(|&v| (v != first, v));
    let mut tracks: Vec<Track> = Vec::new();
    for &visit in &order {
        add(visits, &mut tracks, visit, spread);
    }
    if order.len() > 1 {
        for _ in 0..ROUNDS {
            for &visit in &order {
                for track in &mut tracks {
                    track.sightings[visit] = None;
                }
                tracks.retain(|track| track.count() > 0);
                add(visits, &mut tracks, visit, spread);
            }
        }
    }
    tracks
}

/// Assigns one visit's shafts to the tracks; a shaft with a root of its own opens a new track.
fn add(visits: &[Option<Vec<Shaft>>], tracks: &mut Vec<Track>, visit: usize, spread: Spread) {
    let Some(shafts) = &visits[visit] else {
        return;
    };
    let known: Vec<Shaft> = tracks.iter().map(|t| consensus(visits, t)).collect();
    let by_root = assign(&root_candidates(&known, shafts, spread), ALONE);
    let mut taken = vec![false; shafts.len()];
    for pair in by_root {
        tracks[pair.left].sightings[visit] = Some(pair.right);
        taken[pair.right] = true;
    }
    let free: Vec<usize> = (0..known.len())
        .filter(|&t| tracks[t].sightings[visit].is_none())
        .collect();
    for pair in assign(
        &path_candidates(&known, &free, shafts, &taken, spread),
        ALONE,
    ) {
        tracks[pair.left].sightings[visit] = Some(pair.right);
        taken[pair.right] = true;
    }
    for (k, shaft) in shafts.iter().enumerate() {
        if !taken[k] && shaft.root_seen {
            let mut sightings = vec![None; visits.len()];
            sightings[visit] = Some(k);
            tracks.push(Track { sightings });
        }
    }
}

/// What the sightings together say: mean root, direction and width, path of the cleanest of those that
/// most others agree with.
pub(super) fn consensus(visits: &[Option<Vec<Shaft>>], track: &Track) -> Shaft {
    let seen: Vec<&Shaft> = track
        .sightings
        .iter()
        .zip(visits)
        .filter_map(|(k, shafts)| Some(&shafts.as_ref()?[(*k)?]))
        .collect();
    let near = |a: &Shaft, b: &Shaft| b.root_seen && a.root().distance(b.root()) < GATE_PX;
    // The root is where most visits see it: one that is traced past it must not move the others.
    let rank = |s: &Shaft| {
        let agreeing = seen.iter().filter(|other| near(s, other)).count();
        (s.root_seen, agreeing, s.clean)
    };
    let mut best = 0;
    for (k, &shaft) in seen.iter().enumerate() {
        if rank(shaft) > rank(seen[best]) {
            best = k;
        }
    }
    let lead = seen[best];
    let rooted: Vec<&&Shaft> = seen
        .iter()
        // A broken trace says nothing of the root.
        .filter(|s| near(lead, s))
        .collect();
    let n = rooted.len().max(1) as f64;
    let mut out = lead.clone();
    if !rooted.is_empty() {
        let mean = |of: fn(&Shaft) -> f64| rooted.iter().map(|s| of(s)).sum::<f64>() / n;
        let root = Point::new(mean(|s| s.root().x), mean(|s| s.root().y));
        let (dx, dy) = (root.x - lead.root().x, root.y - lead.root().y);
        for p in &mut out.path {
            *p = Point::new(p.x + dx, p.y + dy);
        }
        out.direction = mean(|s| s.direction.sin()).atan2(mean(|s| s.direction.cos()));
        out.width = mean(|s| s.width.ln()).exp();
    }
    out
}

fn root_candidates(known: &[Shaft], shafts: &[Shaft], spread: Spread) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (left, a) in known.iter().enumerate() {
        for (right, b) in shafts.iter().enumerate() {
            let distance = a.root().distance(b.root());
            if !a.root_seen || !b.root_seen || distance >= GATE_PX {
                continue;
            }
            let turn = turn_between(a.direction, b.direction) / spread.turn;
            let width = (a.width / b.width).ln() / spread.ln_width;
            let cost =
                (distance / spread.root_px).powi(2) + turn.powi(2) + WIDTH_SHARE * width.powi(2);
            out.push(Candidate { left, right, cost });
        }
    }
    out
}

/// Shafts that run where a track's hair is expected, whatever was taken for their root.
fn path_candidates(
    known: &[Shaft],
    free: &[usize],
    shafts: &[Shaft],
    taken: &[bool],
    spread: Spread,
) -> Vec<Candidate> {
    let mut out = Vec::new();
    for &left in free {
        for (right, b) in shafts.iter().enumerate() {
            if taken[right] {
                continue;
            }
            let a = &known[left];
            if let Some((aside, turn)) = runs_along(a, b) {
                let width = (a.width / b.width).ln() / spread.ln_width;
                let cost = (aside / PATH_SD_PX).powi(2)
                    + (turn / spread.turn).powi(2)
                    + WIDTH_SHARE * width.powi(2);
                out.push(Candidate { left, right, cost });
            }
        }
    }
    out
}

/// Mean sideways distance and turn of `b` along the first stretch of `a`; `None` where it does not
/// run along it.
fn runs_along(a: &Shaft, b: &Shaft) -> Option<(f64, f64)> {
    let stretch = &a.path[..a.path.len().min((PATH_PX / STEP_PX) as usize)];
    let reach = a.root();
    let near = |p: &Point| p.distance(reach) < PATH_PX + 4.0 * GATE_PX;
    if !b.path.iter().any(near) {
        return None;
    }
    let (mut sum, mut count) = (0.0, 0);
    let (mut first, mut last) = (None, 0);
    for p in stretch {
        let (k, distance) = nearest(&b.path, *p);
        if distance < 2.0 * PATH_GATE_PX {
            sum += distance;
            count += 1;
            first.get_or_insert(k);
            last = k;
        }
    }
    if (count as f64) < PATH_SHARE * stretch.len() as f64 || count < 5 {
        return None;
    }
    let aside = sum / f64::from(count);
    let first = first?;
    if aside > PATH_GATE_PX || first == last {
        return None;
    }
    let heading = |p: Point, q: Point| (q.y - p.y).atan2(q.x - p.x);
    let along_b = heading(b.path[first], b.path[last]);
    let along_a = heading(stretch[0], stretch[stretch.len() - 1]);
    let mut turn = turn_between(along_a, along_b).abs();
    turn = turn.min(PI - turn);
    Some((aside, turn))
}

fn nearest(path: &[Point], p: Point) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (k, q) in path.iter().enumerate() {
        let distance = p.distance(*q);
        if distance < best.1 {
            best = (k, distance);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(root: f64, clean: f64) -> Shaft {
        Shaft {
            path: (0..40)
                .map(|k| Point::new(root + STEP_PX * f64::from(k), 50.0))
                .collect(),
            direction: 0.0,
            width: 8.0,
            taper: 0.0,
            contrast: 0.7,
            root_seen: true,
            whole: true,
            clean,
            clean_length: 80.0,
            root_vote: 3.0,
            residual: false,
            by_hand: false,
        }
    }

    #[test]
    fn a_visit_that_is_traced_past_the_root_does_not_move_the_others() {
        let visits: Vec<Option<Vec<Shaft>>> = [(100.0, 0.6), (80.0, 0.9), (101.0, 0.7)]
            .into_iter()
            .map(|(root, clean)| Some(vec![seen(root, clean)]))
            .collect();
        let track = Track {
            sightings: vec![Some(0); 3],
        };
        let root = consensus(&visits, &track).root();
        assert!((root.x - 100.5).abs() < 1e-9, "{root:?}");
    }
}
