//! What the rules may know about one photo of a course.

use jiff::civil::Date;

use super::measure::PhotoFacts;
use crate::coverage::{HairEnds, LocalLight, Shades};
use crate::model::{PartingPhoto, RegistrationReport};

/// Everything the rules may know about one photo. A rule whose facts are not there says itself
/// that it cannot answer.
#[derive(Debug, Clone, Copy)]
pub struct RuleFacts<'a> {
    /// The photo's own facts.
    pub photo: &'a PhotoFacts,
    /// Facts of the view's baseline; those of the photo itself for the baseline.
    pub baseline: Option<&'a PhotoFacts>,
    /// How the photo was aligned with the baseline, where that was tried.
    pub registration: Option<&'a RegistrationReport>,
    /// Date taken; `None` where nothing says it.
    pub date: Option<Date>,
    /// Dates of the sessions held, any order.
    pub sessions: &'a [Date],
    /// What was seen of its hair, where hair and scalp were measured.
    pub hair: Option<HairSeen<'a>>,
    /// What was seen of the baseline's hair; `None` for the baseline itself.
    pub baseline_hair: Option<HairSeen<'a>>,
    /// Where the hair is parted on the baseline and on the photo, in views that show it; `None` for
    /// the baseline itself.
    pub parting: Option<[&'a PartingPhoto; 2]>,
    /// How far the light of each region departs from what changed smoothly over the head since the
    /// baseline; empty for the baseline itself.
    pub local_light: &'a [LocalLight],
    /// Share of the regions that shows no detail, 0..=1, on the baseline and on the photo; `None` for
    /// the baseline itself.
    pub flat_shares: Option<[f64; 2]>,
    /// The landmarks that a person marked, where they laid the photo on the baseline.
    pub by_hand: Option<ByHand>,
}

/// Landmarks that a person marked on the baseline and on the photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ByHand {
    /// Largest distance between a landmark and where the others put it, head radii.
    pub misfit_radii: f64,
    /// How many there are.
    pub marks: u32,
}

impl<'a> RuleFacts<'a> {
    /// Hair of the baseline and of the photo; the baseline compares with itself.
    pub(super) fn hair_pair(&self) -> Option<[HairSeen<'a>; 2]> {
        let own = self.hair?;
        Some([self.baseline_hair.unwrap_or(own), own])
    }
}

/// What a measurement tells about a photo's hair.
#[derive(Debug, Clone, Copy)]
pub struct HairSeen<'a> {
    /// Region by region.
    pub regions: &'a [HairFacts],
    /// Hair against the scalp beside it, whatever tells them apart.
    pub ends: Option<HairEnds>,
    /// Colours of its skin and of its hair, each by itself.
    pub shades: Shades,
    /// Contrast of the camera's curve, share of the range by which it moves the quarter tones.
    pub curve_contrast: Option<f64>,
}

/// What a measurement tells about one region's hair.
#[derive(Debug, Clone, PartialEq)]
pub struct HairFacts {
    /// The region's name.
    pub region: String,
    /// How far its strands run in a common direction, 0..=1.
    pub strand_alignment: Option<f64>,
    /// Brightness of its hair over that of its scalp; `None` where colour told them apart.
    pub hair_over_scalp: Option<f64>,
}
