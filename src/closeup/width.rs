//! Thickness from the profile: a bar of constant darkness under the photo's own blur.
//!
//! The full width at half level of a thin hair is that of the blur, not of the hair (vellus hairs come
//! out 40 % too thick). So one blur is found per photo, on its cleanest thick hairs, and each hair is
//! then fitted by a box convolved with that Gaussian.

use statrs::function::erf::erf;

use crate::plane::Plane;

use super::profile::{BarFit, Cut, PER_PX, Profile, Support, bands, measure};
use super::shaft::Shaft;
use crate::statistics::upper_median_f32;

/// Distance of the windows along the hair, and length of one, px.
const SPACING: f64 = 4.0;
const WINDOW: f32 = 8.0;
/// Half of the mean profile that is fitted, px.
const HALF_PX: f32 = 13.0;
/// From this width on a hair is thick: its amplitude and its blur can be told from its width, px.
pub(super) const THICK: f32 = 4.5;
/// Most hairs that the blur is found on.
const BLUR_HAIRS: usize = 10;
/// Blurs tried, px.
const BLURS: std::ops::RangeInclusive<u32> = 5..=28;
/// Blur where no hair tells it, px.
const USUAL_BLUR: f64 = 1.2;
/// Fewest clean windows for a thickness.
pub(super) const FEWEST: usize = 5;
/// A hair thinner than this has an amplitude bounded by the thick hairs', px.
const BOUNDED: f32 = 4.6;
/// Bounds of a thin hair's amplitude, in units of the thick hairs'.
const AMPLITUDE: [f64; 2] = [0.3, 1.05];

/// Clean windows of a shaft.
#[derive(Debug, Clone)]
pub(super) struct Windows {
    /// Arc lengths, px.
    arc: Vec<f64>,
    /// Full width at half level in each, px.
    width: Vec<f32>,
    /// Lateral offset in each, px.
    offset: Vec<f32>,
    /// Change of the full width at half level along the whole shaft, px.
    pub(crate) taper: f64,
    /// `taper` in units of its standard deviation.
    pub(crate) taper_z: f64,
    /// Mean profile over the windows, half-px samples.
    profile: Vec<f64>,
}

/// Thickness of one shaft, working px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thickness {
    /// Mean width with the blur taken off, px.
    pub(crate) width: f64,
    /// Standard deviation of it, px.
    pub(crate) sd: f64,
    /// Darkness of the shaft itself, before the blur.
    pub(crate) amplitude: f64,
    /// Change of width per px of arc length.
    pub(crate) slope: f64,
    /// Arc length at which `width` holds.
    pub(crate) middle: f64,
    /// Clean windows it rests on.
    pub(crate) windows: usize,
}

impl Thickness {
    /// Width at arc length `s`, px.
    pub(crate) fn at(&self, s: f64) -> f64 {
        (self.width + self.slope * (s - self.middle)).clamp(0.7 * self.width, 1.35 * self.width)
    }
}

impl Windows {
    /// The clean windows of `shaft`.
    pub(crate) fn of(map: &Plane, shaft: &Shaft) -> Self {
        let [from, to] = shaft.ends;
        let mut s = from + 4.0;
        let end = (from + 5.0).max(to - 3.9);
        let mut windows = Self {
            arc: Vec::new(),
            width: Vec::new(),
            offset: Vec::new(),
            taper: 0.0,
            taper_z: 0.0,
            profile: Vec::new(),
        };
        while s < end {
            let at = shaft.curve.at(s);
            let cut = Cut {
                x: at.x,
                y: at.y,
                heading: at.heading,
                curvature: 0.0,
                length: WINDOW,
                lines: 4,
            };
            let p = Profile::across(map, cut, 0.5 * shaft.width + 9.0);
            let bar = measure(&p, shaft.width, shaft.contrast, 2.0);
            if is_clean(&p, &bar, shaft) {
                windows.arc.push(s);
                windows.width.push(bar.width);
                windows.offset.push(bar.offset);
            }
            s += SPACING;
        }
        windows.find_taper(shaft);
        windows.find_profile(map, shaft);
        windows
    }

    fn find_taper(&mut self, shaft: &Shaft) {
        let n = self.arc.len();
        if n < 3 {
            return;
        }
        let middle = 0.5 * (shaft.ends[0] + shaft.ends[1]);
        let length = f64::from(shaft.length()).max(20.0);
        let place: Vec<f64> = self.arc.iter().map(|s| (s - middle) / length).collect();
        let mut weights = vec![1.0; n];
        let (mut level, mut slope) = (0.0, 0.0);
        for _ in 0..5 {
            let sum = |f: &dyn Fn(usize) -> f64| (0..n).map(|i| weights[i] * f(i)).sum::<f64>();
            let (s0, s1) = (sum(&|_| 1.0), sum(&|i| place[i]));
            // The second term draws the slope towards none.
            let s2 = sum(&|i| place[i] * place[i]) + 0.08;
            let (t0, t1) = (
                sum(&|i| f64::from(self.width[i])),
                sum(&|i| place[i] * f64::from(self.width[i])),
            );
            let d = s0 * s2 - s1 * s1;
            (level, slope) = ((t0 * s2 - t1 * s1) / d, (t1 * s0 - t0 * s1) / d);
            for i in 0..n {
                let r = f64::from(self.width[i]) - level - slope * place[i];
                weights[i] = 1.0 / (1.0 + (r / 0.5).powi(2));
            }
        }
        let rest: Vec<f64> = (0..n)
            .map(|i| f64::from(self.width[i]) - level - slope * place[i])
            .collect();
        let mean = rest.iter().sum::<f64>() / n as f64;
        let spread = (rest.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
        let total: f64 = weights.iter().sum();
        let centre = (0..n).map(|i| weights[i] * place[i]).sum::<f64>() / total;
        let lever: f64 = (0..n)
            .map(|i| weights[i] * (place[i] - centre).powi(2))
            .sum();
        self.taper = slope;
        self.taper_z = slope * lever.max(1e-3).sqrt() / spread.max(0.15);
    }

    fn find_profile(&mut self, map: &Plane, shaft: &Shaft) {
        if self.arc.len() < 3 {
            return;
        }
        let half = (HALF_PX * PER_PX) as usize;
        let mut sum = vec![0.0; 2 * half + 1];
        // The centre of a thin hair is uncertain by as much as its offset.
        let follow = if shaft.width < 4.0 { 0.6 } else { 1.0 };
        for (&s, &offset) in self.arc.iter().zip(&self.offset) {
            let at = shaft.curve.at(s);
            let (sin, cos) = at.heading.sin_cos();
            let cut = Cut {
                x: at.x - sin * offset * follow,
                y: at.y + cos * offset * follow,
                heading: at.heading,
                curvature: 0.0,
                length: 4.0,
                lines: 3,
            };
            let p = Profile::across(map, cut, HALF_PX);
            sum.iter_mut()
                .zip(p.values())
                .for_each(|(a, &v)| *a += f64::from(v));
        }
        let n = self.arc.len() as f64;
        sum.iter_mut().for_each(|v| *v /= n);
        self.profile = sum;
    }
}

fn is_clean(p: &Profile, bar: &BarFit, shaft: &Shaft) -> bool {
    let (_, left, right) = bands(p, bar.offset, bar.width, 0.7);
    bar.support == Support::Both
        && (bar.width - shaft.width).abs() < 0.35 * shaft.width + 1.0
        && (left - right).abs() < 0.3 * shaft.contrast
        && bar.offset.abs() < 1.5
}

/// A bar fitted to a mean profile.
#[derive(Debug, Clone, Copy)]
struct BoxFit {
    /// Sum of squared residuals.
    residual: f64,
    width: f64,
    amplitude: f64,
}

/// The box of `width` px that fits best under a blur of `sigma` px; the amplitude within bounds.
fn box_of(profile: &[f64], width: f64, reach: f64, sigma: f64, bounds: [f64; 2]) -> BoxFit {
    let half = (profile.len() - 1) / 2;
    let count = ((reach * f64::from(PER_PX)) as usize).min(half);
    let edge = |x: f64| erf(x / (sigma * std::f64::consts::SQRT_2));
    // Even and odd part separately: the odd part holds the shift of the axis, which changes the even
    // part only in second order.
    let (mut n, mut sg, mut sy, mut sgg, mut sgy, mut syy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for k in 0..=count {
        let x = k as f64 / f64::from(PER_PX);
        let g = 0.5 * (edge(x + 0.5 * width) - edge(x - 0.5 * width));
        let y = 0.5 * (profile[half + k] + profile[half - k]);
        let w = if k == 0 { 1.0 } else { 2.0 };
        n += w;
        sg += w * g;
        sy += w * y;
        sgg += w * g * g;
        sgy += w * g * y;
        syy += w * y * y;
    }
    let amplitude = ((sgy - sg * sy / n) / (sgg - sg * sg / n + 1e-9)).clamp(bounds[0], bounds[1]);
    let base = (sy - amplitude * sg) / n;
    let residual = syy + amplitude * amplitude * sgg + base * base * n
        - 2.0 * amplitude * sgy
        - 2.0 * base * sy
        + 2.0 * amplitude * base * sg;
    BoxFit {
        residual: residual.max(0.0),
        width,
        amplitude,
    }
}

/// The best box: widths on a grid, then finer around the best.
fn fitted(profile: &[f64], expected: f64, sigma: f64, bounds: [f64; 2]) -> BoxFit {
    let reach = (0.5 * expected + 3.5).max(5.0);
    let best = |widths: &mut dyn Iterator<Item = f64>| {
        widths
            .map(|w| box_of(profile, w, reach, sigma, bounds))
            .min_by(|a, b| a.residual.total_cmp(&b.residual))
    };
    let most = 1.25 * expected + 0.8;
    let coarse = best(
        &mut (0..)
            .map(|k| 0.6 + 0.4 * f64::from(k))
            .take_while(|&w| w < most),
    )
    .unwrap_or_else(|| box_of(profile, expected, reach, sigma, bounds));
    best(&mut (-8..=8).map(|k| (coarse.width + 0.05 * f64::from(k)).max(0.4))).unwrap_or(coarse)
}

/// Standard deviation of the photo's blur, px, by the residual of the thick hairs' profiles.
pub(super) fn blur_of(shafts: &[(&Shaft, &Windows)]) -> f64 {
    let mut thick: Vec<_> = shafts
        .iter()
        .filter(|(s, w)| s.width > THICK && w.arc.len() >= FEWEST)
        .collect();
    thick.sort_by_key(|(_, w)| std::cmp::Reverse(w.arc.len()));
    thick.truncate(BLUR_HAIRS);
    BLURS
        .map(|k| f64::from(k) / 10.0)
        .filter(|_| !thick.is_empty())
        .map(|sigma| {
            let rest = thick
                .iter()
                .map(|(s, w)| {
                    let most = w.profile.iter().copied().fold(0.0, f64::max);
                    let fit = fitted(&w.profile, f64::from(s.width), sigma, [0.05, 1.2]);
                    (fit.residual / (most * most).max(1e-9)) as f32
                })
                .collect();
            (upper_median_f32(rest), sigma)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(USUAL_BLUR, |(_, sigma)| sigma)
}

/// Thickness of every shaft, and the typical amplitude of the thick ones.
pub(super) fn thicknesses(
    shafts: &[(&Shaft, &Windows)],
    sigma: f64,
    known_amplitude: Option<f64>,
) -> (Vec<Thickness>, f64) {
    let fits: Vec<Option<BoxFit>> = shafts
        .iter()
        .map(|(s, w)| {
            (!w.profile.is_empty())
                .then(|| fitted(&w.profile, f64::from(s.width), sigma, [0.03, 1.2]))
        })
        .collect();
    let thick: Vec<f32> = shafts
        .iter()
        .zip(&fits)
        .filter(|((s, _), _)| s.width > THICK)
        .filter_map(|(_, f)| f.map(|f| f.amplitude as f32))
        .collect();
    let typical = known_amplitude.unwrap_or_else(|| {
        if thick.is_empty() {
            0.8
        } else {
            f64::from(upper_median_f32(thick))
        }
    });
    let all = shafts
        .iter()
        .zip(&fits)
        .map(|((s, w), fit)| thickness(s, w, *fit, sigma, typical))
        .collect();
    (all, typical)
}

fn thickness(
    shaft: &Shaft,
    windows: &Windows,
    fit: Option<BoxFit>,
    sigma: f64,
    typical: f64,
) -> Thickness {
    let half_level = f64::from(shaft.width);
    let (width, amplitude) = match fit {
        Some(_) if shaft.width < BOUNDED => {
            let bounds = AMPLITUDE.map(|a| a * typical);
            let f = fitted(&windows.profile, half_level, sigma, bounds);
            (f.width, f.amplitude)
        }
        Some(f) => (f.width, f.amplitude),
        None => (
            (half_level * half_level - 5.5 * sigma * sigma)
                .max(0.25 * half_level * half_level)
                .sqrt(),
            if shaft.width > 3.5 {
                typical
            } else {
                0.6 * typical
            },
        ),
    };
    let n = windows.arc.len();
    let middle = if n == 0 {
        0.5 * (shaft.ends[0] + shaft.ends[1])
    } else {
        windows.arc.iter().sum::<f64>() / n as f64
    };
    // Scatter of the windows, and the least that the fit leaves open.
    let spread = if n < 2 {
        0.3 * half_level
    } else {
        let mean = windows.width.iter().map(|&w| f64::from(w)).sum::<f64>() / n as f64;
        (windows
            .width
            .iter()
            .map(|&w| (f64::from(w) - mean).powi(2))
            .sum::<f64>()
            / (n - 1) as f64)
            .sqrt()
    };
    Thickness {
        width,
        sd: (spread * spread / n.max(1) as f64 + 0.15 * 0.15).sqrt(),
        amplitude,
        slope: windows.taper / f64::from(shaft.length()).max(20.0) * (width / half_level),
        middle,
        windows: n,
    }
}
