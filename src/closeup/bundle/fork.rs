//! Two hairs that lie one over the other and part towards their tips, with skin between them.
//!
//! The trace follows one of the two, or the middle of the bar and the skin between. Where they part, each is
//! followed by itself; from there on both share the bar to its root. A follicle's mouth and its dye part the
//! bar's other end just so, which is why only tips are looked at.

use crate::plane::Plane;
use crate::statistics::upper_median_f32;

use super::super::curve::{Curve, OnCurve};
use super::super::profile::{Cut, PER_PX, Profile, Support, core};
use super::super::shaft::Shaft;
use super::super::trace::{STEP, Step};
use super::super::width::Thickness;

/// Half profile, px: two hairs and what lies between them.
const HALF_PX: f32 = 20.0;
/// Length of a profile, px, and its lines.
const WINDOW: f32 = 3.0;
const LINES: usize = 3;
/// How far beyond the traced end a hair may reach, px.
const BEYOND: f32 = 40.0;
/// Share of the trace, from its tip on, in which the two may part.
const PARTED: f32 = 0.75;
/// Fewest places in a row at which two are seen, and of them those with skin in between.
const FEWEST: usize = 3;
const OPEN: usize = 2;
/// By how much the median gap over the outer third of these places exceeds that over the inner third, px.
const GAP: f32 = 2.0;
/// A lighter line between two hairs that touch, in units of the bar's contrast.
const LINE: f32 = 0.12;
/// Least width of a hair, px, and as a share of the other's: of a crumb at a tip one is far narrower.
const LEAST: f32 = 2.0;
const ALIKE: f32 = 0.6;
/// How far beyond the bar's edge a hair may begin, px.
const REACH: f32 = 6.0;
/// The trace follows a hair whose middle is this near, in units of the hair's width.
const FOLLOWED: f32 = 0.35;
/// What lies this near to another trace is that hair, px beyond half its width.
const CLEAR: f32 = 1.0;

/// One of the two at one place.
#[derive(Debug, Clone, Copy)]
struct Arm {
    /// Its middle, px.
    middle: [f32; 2],
    /// How far its middle lies to the left of the traced line, px.
    aside: f32,
    /// Full width at half level, px.
    width: f32,
}

/// The two hairs of a bar that parts towards its tip.
#[derive(Debug, Clone)]
pub(crate) struct Forked {
    /// Whether the trace is one of the two.
    pub(crate) trace_stays: bool,
    /// Those that were not traced, root first.
    pub(crate) hairs: Vec<(Shaft, Thickness)>,
}

/// The two hairs that `shaft` is, whose root is its end 0 if `root_first`; `others`: all other hairs. `None`
/// where it is one.
pub(crate) fn forked(
    map: &Plane,
    (shaft, thickness): (&Shaft, &Thickness),
    root_first: bool,
    others: &[&Shaft],
) -> Option<Forked> {
    let tip = usize::from(root_first);
    let pairs = pairs_from_tip(map, shaft, tip, others)?;
    let arms = [0, 1].map(|side| pairs.iter().map(|p| p[side]).collect::<Vec<Arm>>());
    let widths = arms
        .each_ref()
        .map(|arm| upper_median_f32(arm.iter().map(|a| a.width).collect()));
    let third = (pairs.len() / 3).max(1);
    let gap_over = |part: &[[Arm; 2]]| upper_median_f32(part.iter().map(gap).collect());
    let (outer, inner) = (
        gap_over(&pairs[..third]),
        gap_over(&pairs[pairs.len() - third..]),
    );
    let open = pairs.iter().filter(|p| gap(p) > 0.0).count();
    if open < OPEN
        || outer < inner + GAP
        || widths[0].min(widths[1]) < ALIKE * widths[0].max(widths[1])
    {
        return None;
    }
    let root = shaft.end(1 - tip);
    let followed = arms.each_ref().map(|arm| is_followed(arm));
    let untraced = (0..2).filter(|&side| !followed[side]).map(|side| {
        let hair = along(map, shaft, &arms[side], root, widths[side]);
        let thickness = Thickness {
            width: thickness.width * f64::from(widths[side] / shaft.width),
            slope: 0.0,
            middle: 0.5 * (hair.ends[0] + hair.ends[1]),
            // Its own width cannot be told.
            windows: 0,
            ..*thickness
        };
        (hair, thickness)
    });
    Some(Forked {
        trace_stays: followed.contains(&true),
        hairs: untraced.collect(),
    })
}

/// Skin between the two at one place, px.
fn gap([left, right]: &[Arm; 2]) -> f32 {
    let gap = (right.aside - 0.5 * right.width) - (left.aside + 0.5 * left.width);
    // Of two that touch, one ends where the other begins.
    if gap < 0.01 { 0.0 } else { gap }
}

fn is_followed(arm: &[Arm]) -> bool {
    let near = |a: &&Arm| a.aside.abs() <= FOLLOWED * a.width;
    2 * arm.iter().filter(near).count() > arm.len()
}

/// The two wherever they are seen apart, from the tip on, in the longest row of such places; `None` where the row is
/// short, or goes on to where the bar should be one.
fn pairs_from_tip(
    map: &Plane,
    shaft: &Shaft,
    tip: usize,
    others: &[&Shaft],
) -> Option<Vec<[Arm; 2]>> {
    let count = ((BEYOND + PARTED * shaft.length()) / STEP) as usize;
    let places: Vec<Option<[Arm; 2]>> = (0..count)
        .map(|k| {
            let inward = f64::from(k as f32 * STEP - BEYOND);
            let s = shaft.ends[tip] + if tip == 0 { inward } else { -inward };
            two_at(map, shaft, shaft.curve.at(s), others)
        })
        .collect();
    let mut longest: &[Option<[Arm; 2]>] = &[];
    for row in places.split(Option::is_none) {
        if row.len() > longest.len() {
            longest = row;
        }
    }
    let one_behind = places.last()?.is_none();
    (longest.len() >= FEWEST && one_behind).then(|| longest.iter().flatten().copied().collect())
}

/// The two beside or on the traced line at one place.
fn two_at(map: &Plane, shaft: &Shaft, at: OnCurve, others: &[&Shaft]) -> Option<[Arm; 2]> {
    let (right, bottom) = (map.width as f32 - 4.0, map.height as f32 - 4.0);
    if at.x < 3.0 || at.y < 3.0 || at.x > right || at.y > bottom {
        return None;
    }
    let cut = Cut {
        x: at.x,
        y: at.y,
        heading: at.heading,
        curvature: 0.0,
        length: WINDOW,
        lines: LINES,
    };
    let profile = Profile::across(map, cut, HALF_PX);
    let (sin, cos) = at.heading.sin_cos();
    let reach = 0.5 * shaft.width + REACH;
    let whole = HALF_PX - 1.0;
    let arms: Vec<Arm> = bars(&profile, shaft)
        .into_iter()
        .filter(|[a, b]| *a < reach && *b > -reach && b - a >= LEAST)
        .map(|[a, b]| {
            let aside = 0.5 * (a + b);
            Arm {
                middle: [at.x - aside * sin, at.y + aside * cos],
                aside,
                width: b - a,
            }
        })
        .filter(|arm| !is_other(arm, others))
        .collect();
    let within = |arm: &Arm| arm.aside.abs() + 0.5 * arm.width < whole;
    <[Arm; 2]>::try_from(arms)
        .ok()
        .filter(|two| two.iter().all(within))
}

/// From where to where, px from the axis, the profile is darker than half of the bar; what a lighter line parts, in
/// two.
fn bars(profile: &Profile, shaft: &Shaft) -> Vec<[f32; 2]> {
    let level = shaft.inside - 0.5 * shaft.contrast;
    let values = profile.values();
    let place = |i: f32| (i - profile.half() as f32) / PER_PX;
    let mut bars = Vec::new();
    let mut from = 0;
    for run in values.split(|&v| v <= level) {
        let to = from + run.len();
        let [start, stop] = [from, to].map(|i| place(i as f32 - 0.5));
        match lighter_line(run, LINE * shaft.contrast) {
            Some(k) => {
                let at = place((from + k) as f32);
                bars.extend([[start, at], [at, stop]]);
            }
            None => bars.push([start, stop]),
        }
        from = to + 1;
    }
    bars
}

/// Where `run` is lighter than what lies on either side of it by the most, and by at least `depth`.
fn lighter_line(run: &[f32], depth: f32) -> Option<usize> {
    let darkest = |part: &[f32]| part.iter().copied().fold(f32::MIN, f32::max);
    let deep = |i: usize| darkest(&run[..i]).min(darkest(&run[i + 1..])) - run[i];
    (0..run.len())
        .map(|i| (deep(i), i))
        .filter(|(d, _)| *d >= depth)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, i)| i)
}

fn is_other(arm: &Arm, others: &[&Shaft]) -> bool {
    let [x, y] = arm.middle;
    others.iter().any(|other| {
        let near = 0.5 * other.width + CLEAR;
        let mut points = other.points.iter();
        points.any(|p| (p.x - x).hypot(p.y - y) < near)
    })
}

/// The hair that follows `arm`, given from its tip on, and then goes straight to `root`; end 0 is its root.
fn along(map: &Plane, bar: &Shaft, arm: &[Arm], root: OnCurve, width: f32) -> Shaft {
    let (first, last) = (arm[0].middle, arm[arm.len() - 1].middle);
    let heading = (first[1] - last[1]).atan2(first[0] - last[0]);
    let (sin, cos) = heading.sin_cos();
    let on = |k: usize| [first[0] + k as f32 * cos, first[1] + k as f32 * sin];
    let level = bar.inside - 0.5 * bar.contrast;
    let dark = |k: &usize| core(map, on(*k)[0], on(*k)[1], heading, width) > level;
    let more = (1..=BEYOND as usize).take_while(dark).last().unwrap_or(0);
    let (dx, dy) = (last[0] - root.x, last[1] - root.y);
    let steps = (dx.hypot(dy) / STEP).max(1.0) as usize;
    let to_fork = (0..steps).map(|k| {
        let t = k as f32 / steps as f32;
        [root.x + t * dx, root.y + t * dy]
    });
    let path = to_fork
        .chain(arm.iter().rev().map(|a| a.middle))
        .chain([on(more)]);
    let steps: Vec<Step> = path
        .map(|[x, y]| Step {
            x,
            y,
            heading,
            width,
            core: bar.inside,
            support: Support::Both,
            contrast: bar.contrast,
        })
        .collect();
    let (curve, _) = Curve::fitted(&steps);
    let points = (0..=(curve.span / f64::from(STEP)) as usize)
        .map(|k| curve.at(k as f64 * f64::from(STEP)))
        .collect();
    Shaft {
        ends: [0.0, curve.span],
        points,
        curve,
        width,
        clean_length: arm.len() as f32 * STEP,
        at_border: [false; 2],
        residual: true,
        ..bar.clone()
    }
}
