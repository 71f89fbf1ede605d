//! One photo from pixels to hairs: the order of the stages.

use image::RgbImage;

use crate::geometry::Point;
use crate::plane::Plane;
use crate::resize::{Kernel, resized};

use super::behind::behind_end;
use super::bundle::{forked, short_partner};
use super::darkness::{Darkness, darkness_map};
use super::duplicates::{Rooted, kept};
use super::fold::like_hairs;
use super::model::{CloseupPhoto, Evidence, Hair, HairKind, Scale, TERMINAL_UM, WORKING_PX_PER_MM};
use super::orient::root_votes;
use super::overlay::Overlay;
use super::packed::Packed;
use super::painted_over::painted_over;
use super::render::rendered;
use super::ring::on_rings;
use super::roots::roots_hidden;
use super::search::{Limits, Measured, found};
use super::shaft::Shaft;
use super::white::light_hairs;
use super::width::FEWEST;

/// Scales that are taken as they are, px per mm; others are brought to [`WORKING_PX_PER_MM`].
const AS_IT_IS: std::ops::RangeInclusive<f64> = 100.0..=140.0;
/// Darkness behind an end, in units of the hair's contrast, from which on another hair hides it.
const HIDDEN_END: f32 = 0.45;

/// The hairs of a close-up, traced as if `px_per_mm` of its px made a millimetre; `scale` where that is
/// known, and then the same. `overlay` is the photo's.
pub(crate) fn read_closeup(
    photo: &RgbImage,
    overlay: &Overlay,
    scale: Option<Scale>,
    px_per_mm: f64,
) -> CloseupPhoto {
    let factor = if AS_IT_IS.contains(&px_per_mm) {
        1.0
    } else {
        WORKING_PX_PER_MM / px_per_mm
    };
    let (map, darkness, dye) = prepared(photo, overlay, factor, px_per_mm * factor);
    let limits = Limits::for_map(&map);
    let light_hairs = light_hairs(&map);
    let (measured, blur_sigma, style) = found(&map, &limits);
    let (hairs, explained) = finished(
        &map,
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
        bar: overlay.bar,
        darkness,
        explained: Packed::of(&explained),
        style,
        rough: limits.rough,
        roots_hidden: roots_hidden(&hairs, limits.rough),
        light_hairs,
        hairs,
        denied: Vec::new(),
    }
}

/// The darkness map at the working scale, overlays painted over, and the dye where there is any.
fn prepared(
    photo: &RgbImage,
    overlay: &Overlay,
    factor: f64,
    working_px_per_mm: f64,
) -> (Plane, Darkness, Option<Plane>) {
    let size = |v: u32| ((f64::from(v) * factor).round() as u32).max(16);
    let (w, h) = (size(photo.width()), size(photo.height()));
    let mut working = resized(photo, w, h, Kernel::Area);
    let mut masked = Vec::new();
    if !overlay.is_empty() {
        let overlay = overlay.resized(photo.dimensions(), (w, h));
        working = painted_over(&working, &overlay.hidden());
        if overlay.hard.contains(&true) {
            masked = overlay.hard;
        }
    }
    let (map, dye) = darkness_map(&working, working_px_per_mm);
    let darkness = Darkness {
        map: Packed::of(&map),
        working_per_native: factor,
        masked,
    };
    (map, darkness, dye)
}

/// The hairs in native px from root to tip, duplicates dropped.
fn finished(
    map: &Plane,
    darkness: &Darkness,
    dye: Option<&Plane>,
    all: Vec<Measured>,
    sigma: f64,
    scale: Option<Scale>,
    rough: bool,
) -> (Vec<Hair>, Plane) {
    let all = without_rings(map, all);
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
    let mut stay: Vec<(&Measured, f32)> = all
        .iter()
        .zip(&votes)
        .zip(&keep)
        .filter(|((m, _), keep)| **keep && seen(m))
        .map(|((m, &vote), _)| (m, vote))
        .collect();
    let (beside, parted) = if rough {
        (short_hairs(map, &stay), parted_hairs(map, &stay))
    } else {
        Default::default()
    };
    let mut traced = 0..;
    stay.retain(|_| traced.next().is_some_and(|k| !parted.gone.contains(&k)));
    stay.extend(
        beside
            .iter()
            .chain(&parted.hairs)
            .map(|(m, vote)| (m, *vote)),
    );
    let drawn: Vec<_> = stay.iter().map(|(m, _)| (&m.shaft, &m.thickness)).collect();
    let size = (map.width, map.height);
    let explained = rendered(size, &drawn, sigma);
    let mut hairs: Vec<Hair> = stay
        .iter()
        .map(|&(m, vote)| hair(map, darkness, m, vote, scale, rough))
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

/// Each trace that is no residual, with its place in `all` and all other hairs.
fn with_others<'a>(
    all: &'a [(&'a Measured, f32)],
) -> impl Iterator<Item = (usize, &'a Measured, f32, Vec<&'a Shaft>)> {
    let traced = all.iter().enumerate();
    let traced = traced.filter(|(_, (m, _))| !m.shaft.residual);
    traced.map(|(k, (m, vote))| {
        let others = all.iter().enumerate().filter(|(i, _)| *i != k);
        let others = others.map(|(_, (other, _))| &other.shaft).collect();
        (k, *m, *vote, others)
    })
}

/// The short hairs that lie along the others, with the vote for their roots.
fn short_hairs(map: &Plane, all: &[(&Measured, f32)]) -> Vec<(Measured, f32)> {
    with_others(all)
        .filter_map(|(_, m, vote, others)| {
            let (shaft, thickness) =
                short_partner(map, (&m.shaft, &m.thickness), vote >= 0.0, &others)?;
            let windows = m.windows.clone();
            let short = Measured {
                shaft,
                windows,
                thickness,
            };
            Some((short, vote))
        })
        .collect()
}

/// Hairs of bars that part towards their tips.
#[derive(Default)]
struct Parted {
    /// Traces that run between two hairs and are neither, as places in the list.
    gone: Vec<usize>,
    /// Hairs that were not traced, with the vote for their roots.
    hairs: Vec<(Measured, f32)>,
}

fn parted_hairs(map: &Plane, all: &[(&Measured, f32)]) -> Parted {
    let mut parted = Parted::default();
    for (k, m, vote, others) in with_others(all) {
        let Some(fork) = forked(map, (&m.shaft, &m.thickness), vote >= 0.0, &others) else {
            continue;
        };
        if !fork.trace_stays {
            parted.gone.push(k);
        }
        let hairs = fork.hairs.into_iter().map(|(shaft, thickness)| {
            let windows = m.windows.clone();
            let hair = Measured {
                shaft,
                windows,
                thickness,
            };
            (hair, vote.abs())
        });
        parted.hairs.extend(hairs);
    }
    parted
}

fn hair(
    map: &Plane,
    darkness: &Darkness,
    m: &Measured,
    vote: f32,
    scale: Option<Scale>,
    rough: bool,
) -> Hair {
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
        behind_end(map, at, end.heading, s.width, s.flank(), s.contrast)
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
