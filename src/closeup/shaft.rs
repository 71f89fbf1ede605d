//! One traced hair: its smooth middle line, where it begins and ends, and what speaks for it.

use crate::plane::Plane;

use super::behind::short_cut;
use super::curve::{Curve, OnCurve};
use super::profile::{Profile, Support, bands};
use super::trace::{STEP, Step};
use crate::statistics::upper_median_f32;

/// How far beyond the steps an end is looked for, px.
const BEYOND: f64 = 14.0;
/// Dark runs this close are one, px.
const JOINED: usize = 3;
/// Share of the contrast by which a flank must be lighter.
const FLANK: f32 = 0.45;
/// An end that only coasts inside other hairs for longer than this is cut back, px.
const COAST: usize = 6;
/// A run of dark without evidence of its own that is longer than this ends the search, px.
const FOREIGN: usize = 30;
/// Fewest px of a shaft.
const FEWEST: usize = 8;
/// Ends nearer to the border than this are cut off by it, px.
const BORDER: f32 = 3.0;

/// A hair in working px, without a sense: end 0 and end 1.
#[derive(Debug, Clone)]
pub(super) struct Shaft {
    /// Middle line.
    pub(crate) curve: Curve,
    /// Arc lengths of the two ends on it, px.
    pub(crate) ends: [f64; 2],
    /// Full width at half level, px.
    pub(crate) width: f32,
    /// Darkness above the flanks.
    pub(crate) contrast: f32,
    /// Darkness inside.
    pub(crate) inside: f32,
    /// Share darker than both flanks.
    pub(crate) two_sided: f32,
    /// Length darker than both flanks, px.
    pub(crate) clean_length: f32,
    /// Median and 95th percentile of the steps' distance from the curve, px.
    pub(crate) off_curve: (f32, f32),
    /// Points about every 2 px from end 0 to end 1.
    pub(crate) points: Vec<OnCurve>,
    /// Whether each end lies at the border of the picture.
    pub(crate) at_border: [bool; 2],
    /// Found in what the other hairs left unexplained.
    pub(crate) residual: bool,
}

/// What is bridged when an end is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct EndLimits {
    /// Longest light stretch bridged, px.
    pub(crate) gap: usize,
    /// Length with both flanks seen that must follow a bridged stretch, px.
    pub(crate) own: usize,
}

impl Shaft {
    /// Length, px.
    pub(crate) fn length(&self) -> f32 {
        (self.ends[1] - self.ends[0]) as f32
    }

    /// Darkness of the flanks.
    pub(crate) fn flank(&self) -> f32 {
        self.inside - self.contrast
    }

    /// An end (0 or 1) with the heading into the hair.
    pub(crate) fn end(&self, which: usize) -> OnCurve {
        let at = self.curve.at(self.ends[which]);
        let turn = if which == 0 {
            0.0
        } else {
            std::f32::consts::PI
        };
        OnCurve {
            heading: at.heading + turn,
            ..at
        }
    }

    /// Heading of the straight line from end 0 to end 1, radians.
    pub(crate) fn heading(&self) -> f32 {
        let (a, b) = (self.end(0), self.end(1));
        (b.y - a.y).atan2(b.x - a.x)
    }

    /// A shaft of another width `aside` px to the left of this one.
    pub(crate) fn beside(&self, aside: f64, width: f32) -> Self {
        let (a, b) = (self.end(0), self.end(1));
        let (dx, dy) = (f64::from(b.x - a.x), f64::from(b.y - a.y));
        let length = dx.hypot(dy).max(1e-6);
        let shift = [-dy / length * aside, dx / length * aside];
        let mut out = self.clone();
        out.curve.shift(shift);
        for p in &mut out.points {
            p.x += shift[0] as f32;
            p.y += shift[1] as f32;
        }
        out.width = width;
        out
    }

    /// The shaft that `steps` follow, or `None` where it is no hair.
    pub(crate) fn finished(map: &Plane, steps: &[Step], limits: EndLimits) -> Option<Self> {
        let clean: Vec<&Step> = steps
            .iter()
            .filter(|s| s.support == Support::Both)
            .collect();
        if clean.len() < 4 {
            return None;
        }
        let (curve, off) = Curve::fitted(steps);
        let median_of =
            |f: fn(&Step) -> f32| upper_median_f32(clean.iter().map(|s| f(s)).collect());
        let (width, contrast) = (median_of(|s| s.width), median_of(|s| s.contrast));
        let inside = median_of(|s| s.core);
        let seen = Seen::along(map, &curve, width, contrast, inside);
        let (first, last) = seen.ends(limits)?;
        let ends = [seen.crossing(first, -1), seen.crossing(last, 1)];
        let length = ends[1] - ends[0];
        let count = last - first + 1;
        let share = |of: &[bool]| of[first..=last].iter().filter(|&&b| b).count() as f32;
        let points: Vec<OnCurve> = (0..=(length / f64::from(STEP)) as usize)
            .map(|k| curve.at(ends[0] + k as f64 * f64::from(STEP)))
            .collect();
        let mut sorted: Vec<f32> = off.iter().map(|&v| v as f32).collect();
        sorted.sort_by(f32::total_cmp);
        let mut shaft = Self {
            curve,
            ends,
            width,
            contrast,
            inside,
            two_sided: share(&seen.two) / count as f32,
            clean_length: share(&seen.two),
            off_curve: (
                sorted[sorted.len() / 2],
                sorted[(sorted.len() - 1) * 95 / 100],
            ),
            points,
            at_border: [false; 2],
            residual: false,
        };
        shaft.at_border = [0, 1].map(|k| {
            let e = shaft.end(k);
            let (right, bottom) = (map.width as f32 - 1.0, map.height as f32 - 1.0);
            e.x <= BORDER || e.y <= BORDER || e.x >= right - BORDER || e.y >= bottom - BORDER
        });
        Some(shaft)
    }
}

/// What is seen along a curve, px by px.
struct Seen {
    arc: Vec<f64>,
    core: Vec<f32>,
    dark: Vec<bool>,
    two: Vec<bool>,
    one: Vec<bool>,
    level: f32,
}

impl Seen {
    fn along(map: &Plane, curve: &Curve, width: f32, contrast: f32, inside: f32) -> Self {
        let level = inside - 0.5 * contrast;
        let count = (curve.span + 2.0 * BEYOND) as usize + 1;
        let mut seen = Self {
            arc: Vec::with_capacity(count),
            core: Vec::with_capacity(count),
            dark: Vec::with_capacity(count),
            two: Vec::with_capacity(count),
            one: Vec::with_capacity(count),
            level,
        };
        for k in 0..count {
            let s = k as f64 - BEYOND;
            let at = curve.at(s);
            let p = Profile::across(map, short_cut(at.x, at.y, at.heading), 0.5 * width + 3.0);
            let (inner, left, right) = bands(&p, 0.0, width, 0.6);
            let (l, r) = (
                inner - left > FLANK * contrast,
                inner - right > FLANK * contrast,
            );
            seen.arc.push(s);
            seen.core.push(inner);
            seen.dark.push(inner > level);
            seen.two.push(l && r);
            seen.one.push(l || r);
        }
        seen
    }

    /// First and last index of the hair.
    fn ends(&self, limits: EndLimits) -> Option<(usize, usize)> {
        let runs = self.dark_runs();
        let own = |&(a, b): &(usize, usize)| self.two[a..=b].iter().filter(|&&t| t).count();
        // The first of the best, as ties go.
        let mut main = 0;
        for i in 1..runs.len() {
            let key = |r: &(usize, usize)| (own(r), r.1 - r.0);
            if key(&runs[i]) > key(&runs[main]) {
                main = i;
            }
        }
        let (mut first, mut last) = *runs.get(main)?;
        // A light gap is bridged only where a stretch with evidence of its own follows.
        for run in &runs[main + 1..] {
            if run.0 - last > limits.gap {
                break;
            }
            if own(run) >= limits.own {
                last = run.1;
            } else if run.1 - run.0 > FOREIGN {
                break;
            }
        }
        for run in runs[..main].iter().rev() {
            if first - run.1 > limits.gap {
                break;
            }
            if own(run) >= limits.own {
                first = run.0;
            } else if run.1 - run.0 > FOREIGN {
                break;
            }
        }
        let supported: Vec<usize> = (first..=last).filter(|&i| self.one[i]).collect();
        if supported.len() < FEWEST {
            return None;
        }
        let (from, to) = (supported[0], supported[supported.len() - 1]);
        if from - first > COAST {
            first = from - COAST / 2;
        }
        if last - to > COAST {
            last = to + COAST / 2;
        }
        Some((first, last))
    }

    fn dark_runs(&self) -> Vec<(usize, usize)> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for i in (0..self.dark.len()).filter(|&i| self.dark[i]) {
            match runs.last_mut() {
                Some(run) if i - run.1 <= JOINED => run.1 = i,
                _ => runs.push((i, i)),
            }
        }
        runs
    }

    /// Arc length at which the darkness falls through the half level beyond index `at`.
    fn crossing(&self, at: usize, step: isize) -> f64 {
        let Some(next) = at.checked_add_signed(step).filter(|&n| n < self.core.len()) else {
            return self.arc[at];
        };
        let (here, there) = (self.core[at], self.core[next]);
        let part = (here - self.level) / (here - there + 1e-9);
        self.arc[at] + step as f64 * f64::from(part.clamp(-1.0, 2.0))
    }
}
