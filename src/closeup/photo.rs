//! One photo from pixels to hairs: the order of the stages.

use image::RgbImage;

use crate::geometry::Point;
use crate::plane::Plane;
use crate::resize::{Kernel, resized};

use super::behind::behind_end;
use super::bundle::{halves, usual_width};
use super::darkness::{Darkness, darkness_map, texture};
use super::detect::{DetectLimits, detect};
use super::duplicates::{Rooted, kept};
use super::explain::{ExplainLimits, explained};
use super::fold::like_hairs;
use super::link::linked;
use super::model::{
    CloseupPhoto, Evidence, Hair, HairKind, Scale, ScaleBar, Style, TERMINAL_UM, WORKING_PX_PER_MM,
};
use super::orient::root_votes;
use super::overlay::{Overlay, painted_over};
use super::render::rendered;
use super::ring::on_rings;
use super::roots::roots_hidden;
use super::scale_bar::find_bar;
use super::shaft::Shaft;
use super::white::light_hairs;
use super::width::{FEWEST, THICK, Thickness, Windows, blur_of, thicknesses};
use crate::statistics::upper_median_f32;

/// Scales that are taken as they are, px per mm; others are brought to [`WORKING_PX_PER_MM`].
const AS_IT_IS: std::ops::RangeInclusive<f64> = 100.0..=140.0;
/// Median length of free thick hairs from which on hair is long, working px (1.9 mm).
const LONG: f32 = 230.0;

/// Darkness behind an end, in units of the hair's contrast, from which on another hair hides it.
const HIDDEN_END: f32 = 0.45;

/// A shaft with its widths.
struct Measured {
    shaft: Shaft,
    windows: Windows,
    thickness: Thickness,
}

/// The hairs of a close-up; `given` is its scale where the course names one.
pub(crate) fn read_closeup(photo: &RgbImage, given: Option<Scale>) -> CloseupPhoto {
    let bar = find_bar(photo);
    let scale = given;
    let px_per_mm = scale.map_or(WORKING_PX_PER_MM, |s| s.px_per_mm);
    let factor = if AS_IT_IS.contains(&px_per_mm) {
        1.0
    } else {
        WORKING_PX_PER_MM / px_per_mm
    };
    let (darkness, dye) = prepared(photo, bar.as_ref(), factor, px_per_mm * factor);
    let limits = Limits::for_map(&darkness.map);
    let light_hairs = light_hairs(&darkness.map);
    let (measured, blur_sigma, style) = found(&darkness.map, &limits);
    let (hairs, explained) = finished(
        &darkness,
        dye.as_ref(),
        measured,
        blur_sigma,
        scale,
        limits.rough,
    );
    CloseupPhoto {
        size_px: photo.dimensions(),
        scale,
        bar,
        darkness,
        explained,
        style,
        roots_hidden: roots_hidden(&hairs, limits.rough),
        light_hairs,
        hairs,
    }
}

/// Thresholds of one photo.
#[derive(Debug, Clone, Copy)]
struct Limits {
    first: DetectLimits,
    explain: ExplainLimits,
    /// Contrast of a hair in the residual, in units of the thick hairs' amplitude.
    residual_contrast: f64,
    /// Folds, dye or moisture show between the hairs.
    rough: bool,
}

/// A hair stands out from the skin's texture by at least this many times, within the bounds below.
const ABOVE_TEXTURE: f32 = 6.0;
/// Least and greatest contrast asked for: a vellus hair on smooth skin has 0.1, a fold 0.1 to 0.25.
const CONTRAST: [f32; 2] = [0.06, 0.18];
/// From this texture on skin is rough: what is left of thick hairs' rough edges is no hair.
const ROUGH: f32 = 0.01;

impl Limits {
    fn for_map(map: &Plane) -> Self {
        let texture = texture(map);
        let contrast = (ABOVE_TEXTURE * texture).clamp(CONTRAST[0], CONTRAST[1]);
        let rough = texture > ROUGH;
        Self {
            first: DetectLimits {
                ridge: (0.3 * contrast).max(0.03),
                contrast,
                length: if rough { 16.0 } else { 18.0 },
                width: if rough { 24.0 } else { 20.0 },
                gap: 14.0,
            },
            explain: if rough {
                ExplainLimits {
                    length: 10.0,
                    share: 0.25,
                }
            } else {
                ExplainLimits {
                    length: 14.0,
                    share: 0.3,
                }
            },
            residual_contrast: if rough { 0.45 } else { 0.3 },
            rough,
        }
    }
}

/// The darkness map at the working scale, overlays painted over, and the dye where there is any.
fn prepared(
    photo: &RgbImage,
    bar: Option<&ScaleBar>,
    factor: f64,
    working_px_per_mm: f64,
) -> (Darkness, Option<Plane>) {
    let overlay = Overlay::of(photo, bar);
    let size = |v: u32| ((f64::from(v) * factor).round() as u32).max(16);
    let (w, h) = (size(photo.width()), size(photo.height()));
    let mut working = resized(photo, w, h, Kernel::Area);
    let mut masked = Vec::new();
    if !overlay.is_empty() {
        let at = |mask: &[bool]| reduced(mask, photo.dimensions(), (w, h));
        masked = at(&overlay.hard);
        let thin = at(&overlay.thin);
        let both: Vec<bool> = masked.iter().zip(&thin).map(|(a, b)| *a || *b).collect();
        working = painted_over(&working, &both);
    }
    let (map, dye) = darkness_map(&working, working_px_per_mm);
    let darkness = Darkness {
        map,
        working_per_native: factor,
        masked,
    };
    (darkness, dye)
}

/// A mask at another size: true where any pixel of it falls.
fn reduced(mask: &[bool], from: (u32, u32), to: (u32, u32)) -> Vec<bool> {
    let mut out = vec![false; (to.0 * to.1) as usize];
    let place =
        |v: usize, from: u32, to: u32| (v as u64 * u64::from(to) / u64::from(from)) as usize;
    for (y, row) in mask.chunks_exact(from.0 as usize).enumerate() {
        let base = place(y, from.1, to.1) * to.0 as usize;
        for x in (0..row.len()).filter(|&x| row[x]) {
            out[base + place(x, from.0, to.0)] = true;
        }
    }
    out
}

fn measured(map: &Plane, shafts: Vec<Shaft>) -> Vec<(Shaft, Windows)> {
    shafts
        .into_iter()
        .map(|s| {
            let w = Windows::of(map, &s);
            (s, w)
        })
        .collect()
}

fn pairs(of: &[(Shaft, Windows)]) -> Vec<(&Shaft, &Windows)> {
    of.iter().map(|(s, w)| (s, w)).collect()
}

/// All hairs of the map in working px, the photo's blur, and clipped or long.
fn found(map: &Plane, limits: &Limits) -> (Vec<Measured>, f64, Style) {
    let gap = limits.first.gap;
    let shafts = explained(detect(map, limits.first), map, limits.explain);
    let shafts = explained(linked(shafts, map, gap), map, limits.explain);
    let first = measured(map, shafts);
    let sigma = blur_of(&pairs(&first));
    let (thickness, amplitude) = thicknesses(&pairs(&first), sigma, None);
    let style = style_of(&first);
    let mut all: Vec<Measured> = first
        .into_iter()
        .zip(thickness)
        .map(|((shaft, windows), thickness)| Measured {
            shaft,
            windows,
            thickness,
        })
        .collect();
    if style == Style::Clipped {
        all.extend(in_residual(map, &all, sigma, amplitude, limits));
        all = parted(all);
    }
    (all, sigma, style)
}

/// The hairs with those glued side by side taken apart.
fn parted(all: Vec<Measured>) -> Vec<Measured> {
    let measured = |m: &&Measured| m.shaft.width > THICK && m.thickness.windows >= FEWEST;
    let widths = all.iter().filter(measured).map(|m| m.thickness.width);
    let Some(usual) = usual_width(widths) else {
        return all;
    };
    all.into_iter()
        .flat_map(|m| match halves(&m.shaft, &m.thickness, usual) {
            Some(pair) => Vec::from(pair.map(|(shaft, thickness)| Measured {
                shaft,
                thickness,
                windows: m.windows.clone(),
            })),
            None => vec![m],
        })
        .collect()
}

fn style_of(shafts: &[(Shaft, Windows)]) -> Style {
    let lengths: Vec<f32> = shafts
        .iter()
        .filter(|(s, _)| s.width > 4.0 && s.at_border == [false; 2])
        .map(|(s, _)| s.length())
        .collect();
    if !lengths.is_empty() && upper_median_f32(lengths) >= LONG {
        Style::Long
    } else {
        Style::Clipped
    }
}

/// Hairs in what the others leave unexplained.
fn in_residual(
    map: &Plane,
    all: &[Measured],
    sigma: f64,
    amplitude: f64,
    limits: &Limits,
) -> Vec<Measured> {
    let drawn: Vec<_> = all.iter().map(|m| (&m.shaft, &m.thickness)).collect();
    let model = rendered((map.width, map.height), &drawn, sigma);
    let rest = map.zip(&model, |d, m| (d - m).clamp(-0.3, 1.0));
    let second = DetectLimits {
        ridge: 0.08,
        contrast: (limits.residual_contrast * amplitude) as f32,
        length: 24.0,
        gap: 8.0,
        ..limits.first
    };
    let mut shafts = detect(&rest, second);
    shafts.retain(|s| s.two_sided > 0.6 && s.length() > 26.0 && s.width > 1.8);
    shafts.iter_mut().for_each(|s| s.residual = true);
    let second = measured(&rest, shafts);
    let (thickness, _) = thicknesses(&pairs(&second), sigma, None);
    second
        .into_iter()
        .zip(thickness)
        .map(|((shaft, windows), thickness)| Measured {
            shaft,
            windows,
            thickness,
        })
        .collect()
}

/// The hairs in native px from root to tip, duplicates dropped.
fn finished(
    darkness: &Darkness,
    dye: Option<&Plane>,
    all: Vec<Measured>,
    sigma: f64,
    scale: Option<Scale>,
    rough: bool,
) -> (Vec<Hair>, Plane) {
    let all = without_rings(&darkness.map, all);
    let all = if rough { hairs_only(all) } else { all };
    let votes = root_votes(
        &all.iter()
            .map(|m| (&m.shaft, &m.windows))
            .collect::<Vec<_>>(),
        dye,
    );
    let rooted: Vec<Rooted> = all
        .iter()
        .zip(&votes)
        .map(|(m, &v)| Rooted {
            shaft: &m.shaft,
            root_first: v >= 0.0,
        })
        .collect();
    let keep = kept(&rooted);
    let seen = |m: &Measured| {
        let middle = m.shaft.points[m.shaft.points.len() / 2];
        !darkness.is_masked(middle.x, middle.y)
    };
    let stay: Vec<(&Measured, f32)> = all
        .iter()
        .zip(&votes)
        .zip(&keep)
        .filter(|((m, _), keep)| **keep && seen(m))
        .map(|((m, &vote), _)| (m, vote))
        .collect();
    let drawn: Vec<_> = stay.iter().map(|(m, _)| (&m.shaft, &m.thickness)).collect();
    let size = (darkness.map.width, darkness.map.height);
    let explained = rendered(size, &drawn, sigma);
    let mut hairs: Vec<Hair> = stay
        .iter()
        .map(|&(m, vote)| hair(darkness, m, vote, scale, rough))
        .collect();
    hairs.sort_by(|a, b| {
        let key = |h: &Hair| (h.root().y, h.root().x);
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    (hairs, explained)
}

fn without_rings(map: &Plane, all: Vec<Measured>) -> Vec<Measured> {
    let rings = on_rings(map, &all.iter().map(|m| &m.shaft).collect::<Vec<_>>());
    let both = all.into_iter().zip(rings);
    both.filter_map(|(m, ring)| (!ring).then_some(m)).collect()
}

fn hairs_only(all: Vec<Measured>) -> Vec<Measured> {
    let keep = like_hairs(&all.iter().map(|m| &m.shaft).collect::<Vec<_>>());
    let both = all.into_iter().zip(keep);
    both.filter_map(|(m, keep)| keep.then_some(m)).collect()
}

fn hair(darkness: &Darkness, m: &Measured, vote: f32, scale: Option<Scale>, rough: bool) -> Hair {
    let s = &m.shaft;
    let root = usize::from(vote < 0.0);
    let end = s.end(root);
    let mut path: Vec<Point> = s
        .points
        .iter()
        .map(|p| darkness.native([p.x, p.y]))
        .collect();
    let last = s.end(1);
    path.push(darkness.native([last.x, last.y]));
    if root == 1 {
        path.reverse();
    }
    let k = darkness.working_per_native;
    let width = m.thickness.at(s.ends[root]) / k;
    let partly_hidden = s.residual || m.thickness.windows < FEWEST;
    let diameter_um = scale
        .filter(|_| !partly_hidden)
        .map(|s| width / s.px_per_mm * 1000.0);
    let sign = if root == 0 { 1.0 } else { -1.0 };
    let near = |which: usize| {
        let e = s.end(which);
        s.at_border[which] || darkness.is_masked(e.x, e.y)
    };
    let behind = || {
        let at = [end.x, end.y];
        behind_end(darkness, at, end.heading, s.width, s.flank(), s.contrast)
    };
    Hair {
        direction: f64::from(end.heading),
        length_px: f64::from(s.length()) / k,
        width_px: width,
        taper_px: sign * m.thickness.slope * f64::from(s.length()) / k,
        diameter_um,
        diameter_sd_um: diameter_um.map(|d| d * m.thickness.sd / m.thickness.width.max(0.1)),
        kind: diameter_um.map(|d| {
            if d >= TERMINAL_UM {
                HairKind::Terminal
            } else {
                HairKind::Vellus
            }
        }),
        partly_hidden,
        root_cut: near(root),
        // On rough skin dye and shade lie in the follicle's mouth, and say nothing of another hair.
        root_hidden: !rough && behind() >= HIDDEN_END,
        tip_cut: near(1 - root),
        by_hand: false,
        evidence: Evidence {
            two_sided: f64::from(s.two_sided),
            clean_length: f64::from(s.clean_length),
            contrast: f64::from(s.contrast),
            root_vote: f64::from(vote.abs()),
            residual: s.residual,
        },
        path,
    }
}
