//! Pieces of one hair on both sides of a crossing, joined.

use std::f32::consts::PI;

use crate::plane::Plane;

use super::curve::OnCurve;
use super::profile::{Support, sampled};
use super::shaft::{EndLimits, Shaft};
use super::trace::Step;

/// Farthest ends that are joined, px.
const REACH: f32 = 90.0;
/// Largest turn between the facing ends, radians.
const TURN: f32 = 0.18;
/// Overlap of two pieces along the hair that is still one hair, px.
const OVERLAP: f32 = -30.0;
/// A joined hair may leave its smooth curve by at most this, px.
const OFF_CURVE: f32 = 3.0;

/// A free end: whose, which, where and the heading out of the hair.
struct End {
    shaft: usize,
    which: usize,
    at: OnCurve,
}

/// The shafts with collinear pieces joined; `gap` is the longest light stretch between them, px.
pub(super) fn linked(shafts: Vec<Shaft>, map: &Plane, gap: f32) -> Vec<Shaft> {
    let ends: Vec<End> = shafts
        .iter()
        .enumerate()
        .flat_map(|(shaft, s)| {
            [0, 1]
                .into_iter()
                .filter(|&k| !s.at_border[k])
                .map(move |which| {
                    let e = s.end(which);
                    End {
                        shaft,
                        which,
                        at: OnCurve {
                            heading: e.heading + PI,
                            ..e
                        },
                    }
                })
        })
        .collect();
    let mut joints = Vec::new();
    for (i, a) in ends.iter().enumerate() {
        for (j, b) in ends.iter().enumerate().skip(i + 1) {
            let near = (a.at.x - b.at.x).abs() < REACH && (a.at.y - b.at.y).abs() < REACH;
            if near
                && a.shaft != b.shaft
                && let Some(cost) = cost(map, &shafts[a.shaft], &a.at, &shafts[b.shaft], &b.at, gap)
            {
                joints.push((cost, i, j));
            }
        }
    }
    joints.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut group: Vec<usize> = (0..shafts.len()).collect();
    let mut used = vec![[false; 2]; shafts.len()];
    for &(_, i, j) in &joints {
        let (a, b) = (&ends[i], &ends[j]);
        if used[a.shaft][a.which] || used[b.shaft][b.which] || group[a.shaft] == group[b.shaft] {
            continue;
        }
        used[a.shaft][a.which] = true;
        used[b.shaft][b.which] = true;
        let (keep, merge) = (group[a.shaft], group[b.shaft]);
        group
            .iter_mut()
            .filter(|g| **g == merge)
            .for_each(|g| *g = keep);
    }
    let mut pieces: Vec<Vec<Shaft>> = (0..shafts.len()).map(|_| Vec::new()).collect();
    for (shaft, g) in shafts.into_iter().zip(&group) {
        pieces[*g].push(shaft);
    }
    pieces
        .into_iter()
        .flat_map(|mut group| match group.len() {
            0 | 1 => group,
            _ => match joined(map, &group, gap) {
                Some(one) => vec![one],
                None => std::mem::take(&mut group),
            },
        })
        .collect()
}

fn cost(map: &Plane, a: &Shaft, ea: &OnCurve, b: &Shaft, eb: &OnCurve, gap: f32) -> Option<f32> {
    let (dx, dy) = (eb.x - ea.x, eb.y - ea.y);
    if dx.hypot(dy) >= REACH {
        return None;
    }
    let alike = |x: f32, y: f32, share: f32, extra: f32| (x - y).abs() <= share * x.max(y) + extra;
    if !alike(a.width, b.width, 0.3, 0.6) || !alike(a.contrast, b.contrast, 0.4, 0.0) {
        return None;
    }
    let turn = ((ea.heading - eb.heading).rem_euclid(2.0 * PI) - PI).abs();
    if turn > TURN {
        return None;
    }
    let along = dx * ea.heading.cos() + dy * ea.heading.sin();
    let from_a = (-dx * ea.heading.sin() + dy * ea.heading.cos()).abs();
    let from_b = (dx * eb.heading.sin() - dy * eb.heading.cos()).abs();
    let most = 1.5 + 0.06 * along.abs();
    if along < OVERLAP || from_a.min(from_b) > most || 0.5 * (from_a + from_b) > 1.3 * most {
        return None;
    }
    let n = (along.abs() as usize).max(2);
    let inside = a.inside.min(b.inside);
    let light = (1..=n)
        .filter(|&k| {
            let f = k as f32 / (n + 1) as f32;
            sampled(map, ea.x + dx * f, ea.y + dy * f) < 0.5 * inside
        })
        .count() as f32;
    (light <= gap).then(|| from_a + from_b + 20.0 * turn + 0.05 * along.abs() + 0.2 * light)
}

/// One shaft through all pieces, or `None` where they do not fit one smooth curve.
fn joined(map: &Plane, pieces: &[Shaft], gap: f32) -> Option<Shaft> {
    let longest = pieces
        .iter()
        .max_by(|a, b| a.length().total_cmp(&b.length()))?;
    let axis = main_axis(pieces);
    let mut steps: Vec<Step> = pieces
        .iter()
        .flat_map(|s| {
            s.points.iter().map(move |p| Step {
                x: p.x,
                y: p.y,
                heading: p.heading,
                width: s.width,
                core: longest.inside,
                support: Support::Both,
                contrast: longest.contrast,
            })
        })
        .collect();
    steps.sort_by(|a, b| {
        let on = |s: &Step| s.x * axis[0] + s.y * axis[1];
        on(a).total_cmp(&on(b))
    });
    let mut path: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        if path
            .last()
            .is_none_or(|l| (step.x - l.x).hypot(step.y - l.y) > 0.3)
        {
            path.push(step);
        }
    }
    let limits = EndLimits {
        gap: (gap as usize).max(30),
        own: 8,
    };
    Shaft::finished(map, &path, limits)
        .filter(|s| s.off_curve.1 <= OFF_CURVE && s.length() >= 0.8 * longest.length())
}

/// Unit vector along the pieces' points.
fn main_axis(pieces: &[Shaft]) -> [f32; 2] {
    let points = || pieces.iter().flat_map(|s| s.points.iter());
    let n = points().count() as f32;
    let mean = points().fold([0.0, 0.0], |m, p| [m[0] + p.x / n, m[1] + p.y / n]);
    let (mut xx, mut yy, mut xy) = (0.0f32, 0.0f32, 0.0f32);
    for p in points() {
        let (dx, dy) = (p.x - mean[0], p.y - mean[1]);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    [angle.cos(), angle.sin()]
}
