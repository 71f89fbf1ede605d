//! Forced photometry: is a known hair there on a photo where it was not found?
//!
//! The darkness that the photo's own hairs explain is taken off first, so that a neighbour cannot
//! stand in for the hair that is looked for. What is left is measured along the predicted shaft as a
//! share of the darkness it had where it was seen. The same measurement beside the predicted place,
//! where no hair is known, says how much of that chance would give.

use crate::geometry::Point;

use super::super::packed::Packed;
use super::shaft::{STEP_PX, Shaft};

/// What a photo shows at the place of a known hair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// A shaft that no other hair explains.
    Present,
    /// Bare skin.
    Absent,
    /// Another hair or an overlay hides the place, or the evidence is between the two.
    Undecided,
    /// Beyond the photo.
    Outside,
}

/// A look-up.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(crate) presence: Presence,
    /// The shaft where it was found, working px of the photo looked at; as predicted otherwise.
    pub(crate) shaft: Shaft,
}

/// The photo looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    /// Darkness against the skin around, working px.
    pub(crate) darkness: &'a Packed,
    /// Part of it that the photo's own hairs explain.
    pub(crate) explained: &'a Packed,
    /// Places under an overlay, row by row; empty where there are none.
    pub(crate) masked: &'a [bool],
}

/// How far from the root on a hair is looked for, working px: further out it lies anew every time.
const REACH_PX: f64 = 80.0;
/// Least length looked at, points.
const MIN_POINTS: usize = 7;
/// Sideways error of a predicted place, working px, and its step.
const SIDEWAYS_PX: f64 = 3.75;
const SIDEWAYS_STEP_PX: f64 = 0.75;
/// Places beside the predicted one at which chance is measured, working px to the side.
const BESIDE_PX: [f64; 6] = [-40.0, -30.0, -20.0, 20.0, 30.0, 40.0];
/// Darkness explained by others from which a pixel tells nothing of its own.
const HIDING: f32 = 0.35;
/// Share of the expected darkness at which a stretch counts as shaft.
const ON: f64 = 0.45;

/// Least share of stretches on the shaft, least darkness, and least visible length of a hair said to
/// be present.
const PRESENT_ON: f64 = 0.7;
const PRESENT_SHARE: f64 = 0.5;
const PRESENT_VISIBLE: f64 = 0.2;
/// How far present must stand above what is found beside.
const ABOVE_CHANCE: f64 = 1.3;
/// Most darkness, most stretches and least visible length of a hair said to be absent.
const ABSENT_SHARE: f64 = 0.3;
const ABSENT_ON: f64 = 0.35;
const ABSENT_VISIBLE: f64 = 0.6;
/// Most darkness, most stretches and least visible length of a hair said to be absent where less of
/// the place is seen: it must be bare.
const BARE_SHARE: f64 = 0.15;
const BARE_ON: f64 = 0.1;
const BARE_VISIBLE: f64 = 0.4;

/// Turns tried about the root, radians: the hair lies anew at every visit, long hair more so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turns {
    pub(crate) largest: f64,
    pub(crate) step: f64,
}

impl Field<'_> {
    /// Looks for `sought`, predicted in this photo's working px.
    pub(crate) fn look(&self, sought: &Shaft, turns: Turns) -> Look {
        let path = self.seen_part(&sought.path);
        let nothing = |presence| Look {
            presence,
            shaft: sought.clone(),
        };
        let Some(path) = path else {
            return nothing(Presence::Outside);
        };
        if path.len() < MIN_POINTS {
            return nothing(Presence::Undecided);
        }
        let best = self.best(&path, sought, turns, 0.0);
        let chance = || {
            BESIDE_PX
                .iter()
                .map(|&aside| self.best(&path, sought, turns, aside).strength())
                .fold(0.0, f64::max)
        };
        let presence = judge(&best, chance);
        let mut shaft = sought.clone();
        if presence == Presence::Present {
            shaft = moved(sought, best.turn, best.aside);
        }
        Look { presence, shaft }
    }

    /// The first stretch of a path, as far as it lies on the photo; `None` where its root does not.
    fn seen_part(&self, path: &[Point]) -> Option<Vec<Point>> {
        let points = (REACH_PX / STEP_PX) as usize;
        let seen: Vec<Point> = path
            .iter()
            .copied()
            .take(points)
            .take_while(|p| self.within(*p))
            .collect();
        (!seen.is_empty()).then_some(seen)
    }

    fn within(&self, p: Point) -> bool {
        let inside = |v: f64, side: usize| v > 4.0 && v < side as f64 - 5.0;
        if !inside(p.x, self.darkness.width) || !inside(p.y, self.darkness.height) {
            return false;
        }
        let index = p.y.round() as usize * self.darkness.width + p.x.round() as usize;
        !self.masked.get(index).copied().unwrap_or(false)
    }

    fn best(&self, path: &[Point], sought: &Shaft, turns: Turns, beside: f64) -> Found {
        let mut best = self.measure(&turned(path, 0.0), sought, beside);
        let steps = (turns.largest / turns.step).round() as i32;
        let sideways = (SIDEWAYS_PX / SIDEWAYS_STEP_PX).round() as i32;
        for k in -steps..=steps {
            let turn = f64::from(k) * turns.step;
            let line = turned(path, turn);
            for s in -sideways..=sideways {
                let aside = f64::from(s) * SIDEWAYS_STEP_PX;
                let found = Found {
                    turn,
                    aside,
                    ..self.measure(&line, sought, beside + aside)
                };
                // Far from the prediction it must be clearer.
                let doubt = |f: &Found| 0.02 * f.aside.abs() + 0.3 * f.turn.abs();
                if found.strength() - doubt(&found) > best.strength() - doubt(&best) {
                    best = found;
                }
            }
        }
        best
    }

    /// The darkness left along a line, `aside` px to its left.
    fn measure(&self, line: &[(Point, f64, f64)], sought: &Shaft, aside: f64) -> Found {
        let half = 0.5 * sought.width;
        let inner = (0.6 * half).max(0.5);
        let mut shares: Vec<f64> = Vec::with_capacity(line.len());
        for &(p, sin, cos) in line {
            let at = |across: f64| {
                let d = aside + across;
                self.left_over(p.x - d * sin, p.y + d * cos)
            };
            let inside = mean([-inner, -0.5 * inner, 0.0, 0.5 * inner, inner].map(at));
            let Some(inside) = inside.filter(|(_, count)| *count >= 3).map(|(v, _)| v) else {
                continue;
            };
            let flank =
                |side: f64| mean([1.2, 2.2, 3.2].map(|d| at(side * (half + d)))).map(|(v, _)| v);
            let flanks = match (flank(-1.0), flank(1.0)) {
                (Some(a), Some(b)) => 0.5 * (a + b),
                (Some(a), None) | (None, Some(a)) => a,
                (None, None) => 0.0,
            };
            shares.push((inside - flanks) / sought.contrast.max(0.03));
        }
        if shares.is_empty() {
            return Found::default();
        }
        let on = shares.iter().filter(|s| **s > ON).count() as f64 / shares.len() as f64;
        let visible = shares.len() as f64 / line.len() as f64;
        shares.sort_by(f64::total_cmp);
        Found {
            share: shares[shares.len() / 2],
            on,
            visible,
            turn: 0.0,
            aside: 0.0,
        }
    }

    /// Darkness that the photo's hairs leave unexplained; `None` where they hide the place.
    fn left_over(&self, x: f64, y: f64) -> Option<f64> {
        let explained = self.explained.sample(x as f32, y as f32)?;
        let darkness = self.darkness.sample(x as f32, y as f32)?;
        (explained < HIDING).then(|| f64::from((darkness - explained) / (1.0 - explained)))
    }
}

/// What was measured at one place.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    /// Median darkness as a share of the expected.
    share: f64,
    /// Share of visible stretches on the shaft.
    on: f64,
    /// Share of the length that is visible.
    visible: f64,
    turn: f64,
    aside: f64,
}

impl Found {
    fn strength(&self) -> f64 {
        self.share.clamp(0.0, 1.2) * self.on * self.visible.min(0.5)
    }
}

/// `chance`: the strongest found beside the place; only a shaft is held against it.
fn judge(best: &Found, chance: impl Fn() -> f64) -> Presence {
    let shaft = best.on >= PRESENT_ON && best.share >= PRESENT_SHARE;
    if shaft && best.visible >= PRESENT_VISIBLE && best.strength() > ABOVE_CHANCE * chance() {
        return Presence::Present;
    }
    let skin = best.share < ABSENT_SHARE || best.on < ABSENT_ON;
    let bare = best.share < BARE_SHARE && best.on <= BARE_ON;
    if (skin && best.visible >= ABSENT_VISIBLE) || (bare && best.visible >= BARE_VISIBLE) {
        return Presence::Absent;
    }
    Presence::Undecided
}

fn mean<const N: usize>(values: [Option<f64>; N]) -> Option<(f64, usize)> {
    let count = values.iter().flatten().count();
    (count > 0).then(|| (values.iter().flatten().sum::<f64>() / count as f64, count))
}

/// The path turned about its root, each point with the sine and cosine of the heading there.
fn turned(path: &[Point], turn: f64) -> Vec<(Point, f64, f64)> {
    let (root, (sin, cos)) = (path[0], turn.sin_cos());
    let points: Vec<Point> = path
        .iter()
        .map(|p| {
            let (dx, dy) = (p.x - root.x, p.y - root.y);
            Point::new(root.x + dx * cos - dy * sin, root.y + dx * sin + dy * cos)
        })
        .collect();
    let last = points.len() - 1;
    (0..=last)
        .map(|i| {
            let (a, b) = (points[i.saturating_sub(1)], points[(i + 1).min(last)]);
            let heading = (b.y - a.y).atan2(b.x - a.x);
            (points[i], heading.sin(), heading.cos())
        })
        .collect()
}

/// The shaft turned about its root and moved to its left.
fn moved(shaft: &Shaft, turn: f64, aside: f64) -> Shaft {
    let path = turned(&shaft.path, turn)
        .into_iter()
        .map(|(p, sin, cos)| Point::new(p.x - aside * sin, p.y + aside * cos))
        .collect();
    Shaft {
        path,
        direction: shaft.direction + turn,
        ..shaft.clone()
    }
}
