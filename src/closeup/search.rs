//! All hairs of one darkness map: traced, linked, sought in the residual, and told apart in bundles.

use crate::plane::Plane;
use crate::statistics::upper_median_f32;

use super::bundle::{Outcome, halves, is_sliver, jointly, usual_width};
use super::darkness::texture;
use super::detect::{DetectLimits, detect};
use super::explain::{ExplainLimits, explained};
use super::link::linked;
use super::model::Style;
use super::render::rendered;
use super::shaft::Shaft;
use super::width::{FEWEST, THICK, Thickness, Windows, blur_of, thicknesses};

/// Median length of free thick hairs from which on hair is long, working px (1.9 mm).
const LONG: f32 = 230.0;

/// A shaft with its widths.
pub(super) struct Measured {
    pub(crate) shaft: Shaft,
    pub(crate) windows: Windows,
    pub(crate) thickness: Thickness,
}

/// Thresholds of one photo.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    first: DetectLimits,
    explain: ExplainLimits,
    /// Contrast of a hair in the residual, in units of the thick hairs' amplitude.
    residual_contrast: f64,
    /// Folds, dye or moisture show between the hairs.
    pub(crate) rough: bool,
}

/// A hair stands out from the skin's texture by at least this many times, within the bounds below.
const ABOVE_TEXTURE: f32 = 6.0;
/// Least and greatest contrast asked for: a vellus hair on smooth skin has 0.1, a fold 0.1 to 0.25.
const CONTRAST: [f32; 2] = [0.06, 0.18];
/// From this texture on skin is rough: what is left of thick hairs' rough edges is no hair.
const ROUGH: f32 = 0.01;

impl Limits {
    /// Thresholds that fit the texture of the skin on `map`.
    pub(crate) fn for_map(map: &Plane) -> Self {
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
                    // Edges are ragged: dye, moisture and scales lie along them.
                    margin: 1.6,
                }
            } else {
                ExplainLimits {
                    length: 14.0,
                    share: 0.3,
                    margin: 0.8,
                }
            },
            residual_contrast: if rough { 0.45 } else { 0.3 },
            rough,
        }
    }
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
pub(super) fn found(map: &Plane, limits: &Limits) -> (Vec<Measured>, f64, Style) {
    let gap = limits.first.gap;
    let shafts = explained(detect(map, limits.first), map, limits.explain);
    let shafts = explained(linked(shafts, map, gap), map, limits.explain);
    let first = measured(map, shafts);
    let sigma = blur_of(&pairs(&first));
    let (thickness, amplitude) = thicknesses(&pairs(&first), sigma, None);
    let style = style_of(&first);
    let mut all = with_thickness(first, thickness);
    if style == Style::Clipped {
        all.extend(in_residual(map, &all, sigma, amplitude, limits));
        all = parted(all, limits.rough);
        if !limits.rough {
            all = together(map, all, sigma, amplitude);
        }
    }
    (all, sigma, style)
}

fn with_thickness(shafts: Vec<(Shaft, Windows)>, thickness: Vec<Thickness>) -> Vec<Measured> {
    shafts
        .into_iter()
        .zip(thickness)
        .map(|((shaft, windows), thickness)| Measured {
            shaft,
            windows,
            thickness,
        })
        .collect()
}

/// The hairs with those glued side by side taken apart; on rough skin, where bundles are not fitted together,
/// without what the residual shows beside such a bar.
fn parted(all: Vec<Measured>, rough: bool) -> Vec<Measured> {
    let measured = |m: &&Measured| m.shaft.width > THICK && m.thickness.windows >= FEWEST;
    let widths = all.iter().filter(measured).map(|m| m.thickness.width);
    let Some(usual) = usual_width(widths) else {
        return all;
    };
    let first: Vec<_> = all.iter().filter(|m| !m.shaft.residual).collect();
    let bars: Vec<_> = first.iter().map(|m| (&m.shaft, &m.thickness)).collect();
    let slivers: Vec<bool> = all
        .iter()
        .map(|m| rough && is_sliver(&m.shaft, &bars, usual))
        .collect();
    let stay = all.into_iter().zip(slivers).filter(|(_, sliver)| !sliver);
    stay.map(|(m, _)| m)
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

/// The hairs with the number of each bundle as its strips, fitted together, ask for.
fn together(map: &Plane, all: Vec<Measured>, sigma: f64, amplitude: f64) -> Vec<Measured> {
    let drawn: Vec<_> = all.iter().map(|m| (&m.shaft, &m.thickness)).collect();
    let outcomes = jointly(map, &drawn, sigma, amplitude);
    all.into_iter()
        .zip(outcomes)
        .flat_map(|(m, outcome)| match outcome {
            Outcome::Stays => vec![m],
            Outcome::Goes => Vec::new(),
            Outcome::Becomes(hairs) => hairs
                .into_iter()
                .map(|(shaft, thickness)| Measured {
                    shaft,
                    thickness,
                    windows: m.windows.clone(),
                })
                .collect(),
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
    with_thickness(second, thickness)
}
