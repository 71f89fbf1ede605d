//! A short hair that lies along a longer one of its unit: the step that it leaves in the bar's width.
//!
//! Where the short one ends, the bar becomes narrower at a stroke, and on one side. A follicle's dark mouth or a
//! hair's own taper widens it bit by bit, and on both sides.

use crate::plane::Plane;
use crate::statistics::upper_median_f32;

use super::super::curve::OnCurve;
use super::super::profile::{Cut, Profile};
use super::super::shaft::Shaft;
use super::super::trace::STEP;
use super::super::width::Thickness;

/// Half profile, px: a bar of two hairs.
const HALF_PX: f32 = 20.0;
/// Length of a profile, px, and its lines.
const WINDOW: f32 = 5.0;
const LINES: usize = 5;
/// Fewest places on either side of a step that is looked for, and of one that is believed.
const SOUGHT: usize = 8;
const FEWEST: usize = 10;
/// Width before the step in units of that behind it. Of two equal hairs it is 2, less where they overlap.
const WIDER: f32 = 1.4;
/// A hair this thin has no ragged edges to be told from steps, px.
const THICK: f32 = 7.0;
/// Share of the step that lies on one side more than on the other.
const ONE_SIDED: f32 = 1.0 / 3.0;
/// Greatest standard deviation of the width before the step, px: a bar of two hairs is straight.
const STRAIGHT: f32 = 3.0;
/// Deviations of a width from its side's median count up to this, px.
const CLIPPED: f32 = 4.0;
/// Other hairs this near leave no edge of their own to be seen, px beyond both half widths.
const CLEAR: f32 = 2.0;

/// One place along the bar from the root on.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Where its middle lies, px.
    middle: [f32; 2],
    /// How far to the left of the traced line the middle lies, px.
    aside: f32,
    /// Full width at half level, px; `None` where it is not seen.
    width: Option<f32>,
}

/// The short hair beside `shaft`, whose root is its end 0 if `root_first`; `others`: all other hairs.
pub(crate) fn short_partner(
    map: &Plane,
    (shaft, thickness): (&Shaft, &Thickness),
    root_first: bool,
    others: &[&Shaft],
) -> Option<(Shaft, Thickness)> {
    let mut places: Vec<Place> = shaft
        .points
        .iter()
        .map(|p| place(map, shaft, *p, others))
        .collect();
    if !root_first {
        places.reverse();
    }
    let step = Step::in_widths(&places)?;
    let (wide, narrow) = places.split_at(step.at);
    let seen = |part: &[Place]| part.iter().filter(|p| p.width.is_some()).count();
    let few = seen(wide).min(seen(narrow)) < FEWEST;
    if few || step.after < THICK || step.before < WIDER * step.after {
        return None;
    }
    let more = step.before - step.after;
    let off = off_line(wide, narrow, shaft.heading());
    if off.abs() < ONE_SIDED * 0.5 * more || spread(wide) > STRAIGHT {
        return None;
    }
    // Its outer edge is the bar's, and it is as wide as what the bar has more.
    let middle = upper_median_f32(seen_of(wide, |p, _| p.aside));
    let aside = middle + off.signum() * 0.5 * (step.before - more);
    let mut short = shaft.clone();
    let length = f64::from(STEP) * (step.at - 1) as f64;
    if root_first {
        short.ends[1] = short.ends[0] + length;
        short.points.truncate(step.at);
    } else {
        short.ends[0] = short.ends[1] - length;
        short.points.drain(..short.points.len() - step.at);
    }
    short.at_border[usize::from(root_first)] = false;
    let mut short = short.beside(f64::from(aside), more);
    short.residual = true;
    short.clean_length *= short.points.len() as f32 / places.len() as f32;
    let thickness = Thickness {
        width: f64::from(more),
        slope: 0.0,
        middle: 0.5 * (short.ends[0] + short.ends[1]),
        // Its own width cannot be told.
        windows: 0,
        ..*thickness
    };
    Some((short, thickness))
}

fn place(map: &Plane, shaft: &Shaft, at: OnCurve, others: &[&Shaft]) -> Place {
    let cut = Cut {
        x: at.x,
        y: at.y,
        heading: at.heading,
        curvature: 0.0,
        length: WINDOW,
        lines: LINES,
    };
    let profile = Profile::across(map, cut, HALF_PX);
    let (half, level) = (profile.half(), shaft.inside - 0.5 * shaft.contrast);
    let dark = profile.values()[half] > level;
    let left = profile.falls_left(half, half, level);
    let right = profile.falls_right(half, half, level);
    let edges = left
        .zip(right)
        .filter(|_| dark && is_clear(shaft, at, others));
    let aside = edges.map_or(0.0, |(a, b)| 0.5 * (a + b));
    let (sin, cos) = at.heading.sin_cos();
    Place {
        middle: [at.x - aside * sin, at.y + aside * cos],
        aside,
        width: edges.map(|(a, b)| b - a),
    }
}

fn is_clear(shaft: &Shaft, at: OnCurve, others: &[&Shaft]) -> bool {
    others.iter().all(|other| {
        let near = 0.5 * (shaft.width + other.width) + CLEAR;
        let far = |p: &OnCurve| (p.x - at.x).hypot(p.y - at.y) >= near;
        other.points.iter().all(far)
    })
}

fn seen_of(part: &[Place], of: impl Fn(&Place, f32) -> f32) -> Vec<f32> {
    let values = part.iter().filter_map(|p| Some(of(p, p.width?)));
    values.collect()
}

/// Where the width changes most, and the median width before and after.
struct Step {
    at: usize,
    before: f32,
    after: f32,
}

impl Step {
    fn in_widths(places: &[Place]) -> Option<Self> {
        let last = places.len().checked_sub(SOUGHT)?;
        let mut best: Option<(f32, Self)> = None;
        for at in SOUGHT..=last {
            let (before, after) = places.split_at(at);
            let widths = [before, after].map(|part| seen_of(part, |_, width| width));
            if widths.iter().any(|w| w.len() < SOUGHT - 1) {
                continue;
            }
            let [before, after] = widths.clone().map(upper_median_f32);
            let sides = [(&widths[0], before), (&widths[1], after)];
            let error: f32 = sides
                .iter()
                .flat_map(|(w, median)| {
                    w.iter()
                        .map(move |v| (v - median).abs().min(CLIPPED).powi(2))
                })
                .sum();
            if best.as_ref().is_none_or(|(least, _)| error < *least) {
                best = Some((error, Self { at, before, after }));
            }
        }
        best.map(|(_, step)| step)
    }
}

/// How far the middle of the wide part lies to the left of the line through the narrow part's middle, px;
/// `heading`: that of the traced line, by which left is meant.
fn off_line(wide: &[Place], narrow: &[Place], heading: f32) -> f32 {
    let [x, y] = [0, 1].map(|k| seen_of(narrow, |p, _| p.middle[k]));
    let n = x.len() as f32;
    let (cx, cy) = (x.iter().sum::<f32>() / n, y.iter().sum::<f32>() / n);
    let (mut xx, mut yy, mut xy) = (0.0f32, 0.0f32, 0.0f32);
    for (x, y) in x.iter().zip(&y) {
        xx += (x - cx).powi(2);
        yy += (y - cy).powi(2);
        xy += (x - cx) * (y - cy);
    }
    let axis = 0.5 * (2.0 * xy).atan2(xx - yy);
    let sense = (axis - heading).cos().signum();
    let [sin, cos] = [axis.sin(), axis.cos()].map(|v| sense * v);
    let off = seen_of(wide, |p, _| {
        (p.middle[1] - cy) * cos - (p.middle[0] - cx) * sin
    });
    upper_median_f32(off)
}

fn spread(part: &[Place]) -> f32 {
    let widths = seen_of(part, |_, width| width);
    let n = widths.len() as f32;
    let mean = widths.iter().sum::<f32>() / n;
    (widths.iter().map(|w| (w - mean).powi(2)).sum::<f32>() / n).sqrt()
}
