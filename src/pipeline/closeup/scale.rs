//! The scale of a close-up: given, of a burnt-in bar, or only so far as the hairs tell it; and whether
//! it can be.

use image::RgbImage;

use crate::closeup::model::{CloseupPhoto, Hair, Scale, ScaleSource};
use crate::closeup::overlay::Overlay;
use crate::closeup::own_scale::{hair_width_px, own_px_per_mm, rough_hair_width_px};
use crate::closeup::read_closeup;
use crate::course::DeclaredScale;
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
/// Of these, those that a rough measure of the width ([`rough_hair_width_px`]) is enough for, µm.
const SURELY_UM: std::ops::RangeInclusive<f64> = 45.0..=140.0;
/// Medians of diameter that a scale told from the hairs may lead to, µm: else its hairs are others.
const TOLD_UM: std::ops::RangeInclusive<f64> = 30.0..=150.0;
/// Fewest px of a millimetre at which hairs are traced: below it a terminal hair is 2 px wide.
const COARSEST_PX_PER_MM: f64 = 30.0;
/// More hairs per cm² than a scalp has: adults have 175 to 300 terminal hairs (Barman, Astore and Pecoraro
/// 1965, J Invest Dermatol 44:233, PMID 14282465); the rest is room for vellus hair, children and dense spots.
const MOST_PER_CM2: f64 = 500.0;
/// Least product of the width of the bars, µm, and the distance of the hairs, mm. 54 pictures of known scale
/// gave 38 to 110 (32 phototrichograms of eight persons, 22 rendered close-ups), the same at three times their
/// scale at most 25; 300 hairs per cm² of 40 µm give 23.
const CROWDED_UM_MM: f64 = 22.0;
/// Greatest such product of bars wider than the second figure, µm: at a third of their scale the same pictures
/// gave 219 to 754 and bars from 136 µm on, at their own bars up to 131. A bald spot with few ordinary hairs
/// has the product, but not the width.
const SCATTERED_UM_MM: f64 = 400.0;
const THICK_UM: f64 = 132.0;
/// [`MOST_PER_CM2`] where the scale is only told from the hairs: its square is off by up to three.
const MOST_TOLD_PER_CM2: f64 = 1200.0;

const REMEDY: &str = "give px_per_mm or field_mm of the photo, or photograph with a scale bar";

/// Why no hair can be counted at a scale, and what to do.
#[derive(Debug)]
pub(super) struct Problem {
    pub(crate) reason: String,
    pub(crate) hint: String,
}

/// What to trace the hairs of a photo at that has neither a given scale nor a bar.
#[derive(Debug, Clone, Copy)]
pub(super) enum Otherwise {
    /// The scale its own hairs tell, or the one that another photo of the course was taken at.
    Traced(Option<Common>),
    /// A scale that it is supposed to have.
    Assumed(DeclaredScale),
}

/// The scale of one photo of a course, for others of the same size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Common {
    px_per_mm: f64,
    size_px: (u32, u32),
}

/// Times by which what a photo's own hairs tell may differ from a common scale: one hair is up to
/// twice as wide as another, the hairs of one head on two photos are not.
const COMMON: f64 = 1.5;

impl Common {
    /// The scale of `photo`: `given`, px per mm, of its bar, else as its hairs tell it; `None` where they
    /// do not.
    pub(super) fn of(photo: &RgbImage, given: Option<f64>) -> Option<Self> {
        let px_per_mm = given.or_else(|| {
            let overlay = Overlay::of(photo);
            let bar = overlay.bar.as_ref().map(|bar| bar.length_px / BAR_MM);
            bar.or_else(|| hair_width_px(photo, &overlay).map(own_px_per_mm))
        });
        Some(Self {
            px_per_mm: px_per_mm?,
            size_px: photo.dimensions(),
        })
    }

    /// Whether it may be the scale of a photo of `size_px` whose own hairs tell `own`.
    fn fits(&self, own: f64, size_px: (u32, u32)) -> bool {
        let times = (self.px_per_mm / own).max(own / self.px_per_mm);
        self.size_px == size_px && times <= COMMON
    }
}

/// Hairs that are certainly shafts.
pub(super) fn clear(photo: &CloseupPhoto) -> impl Iterator<Item = &Hair> {
    photo.hairs.iter().filter(|h| h.evidence.two_sided >= CLEAR)
}

/// The hairs of a close-up at its scale: `given`, px per mm, else of a bar, else as `otherwise` says.
///
/// # Errors
/// The scale cannot be, or is not known and the hairs do not tell it.
pub(super) fn at_scale(
    photo: &RgbImage,
    given: Option<f64>,
    otherwise: Otherwise,
) -> Result<CloseupPhoto, Problem> {
    let overlay = Overlay::of(photo);
    let seen = (photo, &overlay);
    let said = |px_per_mm| Scale {
        px_per_mm,
        relative_sd: GIVEN_SCALE_SD,
        source: ScaleSource::Given,
    };
    // Trichoscopes burn in bars of one millimetre; another length shows in the hairs' widths.
    let barred = || {
        overlay.bar.as_ref().map(|bar| Scale {
            px_per_mm: bar.length_px / BAR_MM,
            relative_sd: BAR_SCALE_SD,
            source: ScaleSource::Bar,
        })
    };
    match (given.map(said).or_else(barred), otherwise) {
        (Some(scale), _) => known(seen, scale),
        (None, Otherwise::Assumed(scale)) => {
            let (width, height) = photo.dimensions();
            known(seen, said(scale.px_per_mm(width, height)))
        }
        (None, Otherwise::Traced(common)) => told(seen, common),
    }
}

fn known((photo, overlay): (&RgbImage, &Overlay), scale: Scale) -> Result<CloseupPhoto, Problem> {
    let px_per_mm = scale.px_per_mm;
    let um_of = |px: f64| 1000.0 * px / px_per_mm;
    let width_px = rough_hair_width_px(photo, overlay)
        .filter(|px| SURELY_UM.contains(&um_of(*px)))
        .or_else(|| hair_width_px(photo, overlay));
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
    if let Some(um) = width_px.map(um_of).filter(|um| !BARS_UM.contains(um)) {
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
    if let Some(um) = width_px.map(um_of).filter(|um| no_scalp(*um, dense)) {
        return Err(wrong(format!(
            "the hairs would be {um:.0} um wide and {:.2} mm apart, which no scalp shows",
            spacing_mm(dense)
        )));
    }
    if dense > MOST_PER_CM2 {
        return Err(wrong(format!(
            "there would be {dense:.0} hairs per cm2, adults have 175 to 300"
        )));
    }
    Ok(hairs)
}

fn told(
    (photo, overlay): (&RgbImage, &Overlay),
    common: Option<Common>,
) -> Result<CloseupPhoto, Problem> {
    let width_px = hair_width_px(photo, overlay);
    let unknown = |why: &str| Problem {
        reason: format!("the scale is not known, and the hairs do not tell it: {why}"),
        hint: REMEDY.into(),
    };
    let own = own_px_per_mm(width_px.ok_or_else(|| unknown("too few clear shafts are seen"))?);
    let px_per_mm = common
        .filter(|common| common.fits(own, photo.dimensions()))
        .map_or(own, |common| common.px_per_mm);
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

/// Distance of hairs that stand `per_cm2`, mm.
fn spacing_mm(per_cm2: f64) -> f64 {
    10.0 / per_cm2.sqrt()
}

/// Whether bars `um` wide and hairs `per_cm2` do not go together: thin hair crowded, or thick hair scattered.
/// A scale that is k times too large makes the product of width and distance k² times too small.
fn no_scalp(um: f64, per_cm2: f64) -> bool {
    let product = um * spacing_mm(per_cm2);
    product < CROWDED_UM_MM || (um > THICK_UM && product > SCATTERED_UM_MM)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_distance_of_hairs_tell_a_scale_three_times_off() {
        // Bars and hairs per cm² of a phototrichogram, of rendered clipped and of rendered long hair.
        for (um, per_cm2) in [(88.6, 108.8), (57.1, 74.2), (55.2, 53.1)] {
            assert!(!no_scalp(um, per_cm2));
            assert!(no_scalp(um / 3.0, 9.0 * per_cm2));
            assert!(no_scalp(3.0 * um, per_cm2 / 9.0));
        }
        // Dense and fine, and a bald spot with a few coarse hairs.
        assert!(!no_scalp(45.0, 300.0) && !no_scalp(110.0, 4.0));
    }
}
