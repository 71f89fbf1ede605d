//! The scale of a close-up: given, of a burnt-in bar, or only so far as the hairs tell it; and whether
//! it can be.

use image::RgbImage;

use crate::closeup::model::{CloseupPhoto, Hair, Scale, ScaleSource};
use crate::closeup::overlay::Overlay;
use crate::closeup::own_scale::{hair_width_px, own_px_per_mm};
use crate::closeup::read_closeup;
use crate::statistics::upper_median;

/// Standard deviation of a scale that somebody gave, as a fraction.
const GIVEN_SCALE_SD: f64 = 0.01;
/// Standard deviation of a scale read from a burnt-in bar, as a fraction.
const BAR_SCALE_SD: f64 = 0.005;
/// Length that a burnt-in bar is taken for, mm: the figure beside it is not read.
pub(super) const BAR_MM: f64 = 1.0;
/// Least number of clear shafts in a close-up.
pub(super) const MIN_HAIRS: usize = 3;
/// Share of a shaft darker than both flanks from which it is clear.
const CLEAR: f64 = 0.5;
/// Medians of diameter that scalp hair can have, µm: between fine vellus and the coarsest terminal
/// hair, with room for a scale a little off.
const POSSIBLE_UM: std::ops::RangeInclusive<f64> = 12.0..=170.0;
/// Widths of a picture's dark bars ([`hair_width_px`]) that a known scale may lead to, µm. 48 pictures
/// of known scale gave 45 to 122; bars of two or three hairs side by side are wider, vellus is finer.
const BARS_UM: std::ops::RangeInclusive<f64> = 25.0..=190.0;
/// Medians of diameter that a scale told from the hairs may lead to, µm: else its hairs are others.
const TOLD_UM: std::ops::RangeInclusive<f64> = 30.0..=150.0;
/// Fewest px of a millimetre at which hairs are traced: below it a terminal hair is 2 px wide.
const COARSEST_PX_PER_MM: f64 = 30.0;
/// More hairs per cm² than any scalp has (newborns 500 to 700, adults 150 to 300: Giacometti 1965).
const MOST_PER_CM2: f64 = 500.0;
/// The same where the scale is only told from the hairs: its square is off by up to three.
const MOST_TOLD_PER_CM2: f64 = 1200.0;

const REMEDY: &str = "give px_per_mm or field_mm of the photo, or photograph with a scale bar";

/// Why no hair can be counted at a scale, and what to do.
#[derive(Debug)]
pub(super) struct Problem {
    pub(crate) reason: String,
    pub(crate) hint: String,
}

/// Hairs that are certainly shafts.
pub(super) fn clear(photo: &CloseupPhoto) -> impl Iterator<Item = &Hair> {
    photo.hairs.iter().filter(|h| h.evidence.two_sided >= CLEAR)
}

/// The hairs of a close-up at its scale: `given`, px per mm, else of a bar, else what its hairs tell.
///
/// # Errors
/// The scale cannot be, or is not known and the hairs do not tell it.
pub(super) fn at_scale(photo: &RgbImage, given: Option<f64>) -> Result<CloseupPhoto, Problem> {
    let overlay = Overlay::of(photo);
    let width_px = hair_width_px(photo, &overlay);
    let seen = (photo, &overlay);
    let scale = match given {
        Some(px_per_mm) => Some(Scale {
            px_per_mm,
            relative_sd: GIVEN_SCALE_SD,
            source: ScaleSource::Given,
        }),
        // Trichoscopes burn in bars of one millimetre; another length shows in the hairs' widths.
        None => overlay.bar.as_ref().map(|bar| Scale {
            px_per_mm: bar.length_px / BAR_MM,
            relative_sd: BAR_SCALE_SD,
            source: ScaleSource::Bar,
        }),
    };
    match scale {
        Some(scale) => known(seen, scale, width_px),
        None => told(seen, width_px),
    }
}

fn known(
    (photo, overlay): (&RgbImage, &Overlay),
    scale: Scale,
    width_px: Option<f64>,
) -> Result<CloseupPhoto, Problem> {
    let px_per_mm = scale.px_per_mm;
    let wrong = |found: String| Problem {
        reason: format!("the scale of {px_per_mm:.1} px/mm cannot be right: {found}"),
        hint: match width_px.map(own_px_per_mm) {
            Some(own) => format!(
                "check px_per_mm or field_mm: by the width of its hairs the photo has about {own:.0} \
                 px/mm"
            ),
            None => "check px_per_mm or field_mm, or photograph a ruler with the skin".into(),
        },
    };
    let wide = |um: f64| {
        wrong(format!(
            "the hairs would be {um:.0} um wide, scalp hair is 15 to 130 um"
        ))
    };
    let bars_um = width_px.map(|px| 1000.0 * px / px_per_mm);
    if let Some(um) = bars_um.filter(|um| !BARS_UM.contains(um)) {
        return Err(wide(um));
    }
    if px_per_mm < COARSEST_PX_PER_MM {
        return Err(wrong(format!(
            "a hair of 0.07 mm would be {:.1} px wide, which cannot be traced",
            0.07 * px_per_mm
        )));
    }
    let hairs = read_closeup(photo, overlay, Some(scale), px_per_mm);
    if let Some(um) = median_um(&hairs, px_per_mm).filter(|um| !POSSIBLE_UM.contains(um)) {
        return Err(wide(um));
    }
    let dense = per_cm2(&hairs, px_per_mm);
    if dense > MOST_PER_CM2 {
        return Err(wrong(format!(
            "there would be {dense:.0} hairs per cm2, a scalp has at most about 400"
        )));
    }
    Ok(hairs)
}

fn told(
    (photo, overlay): (&RgbImage, &Overlay),
    width_px: Option<f64>,
) -> Result<CloseupPhoto, Problem> {
    let unknown = |why: &str| Problem {
        reason: format!("the scale is not known, and the hairs do not tell it: {why}"),
        hint: REMEDY.into(),
    };
    let px_per_mm =
        own_px_per_mm(width_px.ok_or_else(|| unknown("too few clear shafts are seen"))?);
    if px_per_mm < COARSEST_PX_PER_MM {
        return Err(unknown("they are too few px wide"));
    }
    let hairs = read_closeup(photo, overlay, None, px_per_mm);
    if median_um(&hairs, px_per_mm).is_some_and(|um| !TOLD_UM.contains(&um)) {
        return Err(unknown(
            "those traced are of another width than the dark bars seen",
        ));
    }
    if per_cm2(&hairs, px_per_mm) > MOST_TOLD_PER_CM2 {
        return Err(unknown("more would be traced than a scalp has"));
    }
    Ok(hairs)
}

/// Median diameter of the clear shafts, µm; `None` with few of them.
fn median_um(photo: &CloseupPhoto, px_per_mm: f64) -> Option<f64> {
    let all: Vec<f64> = clear(photo)
        .filter(|h| !h.partly_hidden)
        .map(|h| 1000.0 * h.width_px / px_per_mm)
        .collect();
    upper_median(all.iter().copied()).filter(|_| all.len() >= MIN_HAIRS)
}

/// Hairs with a root in the picture per cm² of it.
fn per_cm2(photo: &CloseupPhoto, px_per_mm: f64) -> f64 {
    let (w, h) = photo.size_px;
    let roots = photo.hairs.iter().filter(|h| h.root_seen()).count();
    let cm2 = f64::from(w) * f64::from(h) / px_per_mm.powi(2) / 100.0;
    roots as f64 / cm2
}
