//! Close-ups: every hair, and what became of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{HeadReport, MeasureStatus, QualityFinding, RegistrationStatus, Verdict};

/// One close-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupPhotoReport {
    /// Identifier within the report.
    pub id: String,
    /// File, relative to the course folder, with `/`.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Date taken, `YYYY-MM-DD`; `unknown` where nothing says it.
    pub date: String,
    /// Days since the start of the course; negative before it, `null` where the date is not known.
    pub day: Option<i32>,
    /// Width and height of the upright photo, px.
    pub size_px: [u32; 2],
    /// Whether the hairs could be counted in the target.
    pub status: MeasureStatus,
    /// Why not, or why there is no density.
    pub reason: Option<String>,
    /// Native px per mm; `null` where the scale is not known.
    pub px_per_mm: Option<f64>,
    /// How the scale is known: `given` or `bar`; `null` where it is not.
    pub scale_basis: Option<String>,
    /// `clipped` or `long`.
    pub hair: HairStyle,
    /// What the photo shows of a head: none, but for a wrong photo.
    #[serde(default)]
    pub head: HeadReport,
    /// Quality rules by name.
    #[serde(default)]
    pub quality: BTreeMap<String, QualityFinding>,
    /// Where the photo lies on the baseline's skin.
    pub registration: CloseupRegistration,
    /// Hairs with their root in the target; `null` where they cannot be counted.
    pub count: Option<u64>,
    /// What the photo tells by itself, without what the others show: this does not move when photos are
    /// added; `null` where the hairs cannot be counted.
    #[serde(default)]
    pub count_alone: Option<u64>,
    /// Of `count`, hairs hidden on this photo that are there before and after it.
    pub presumed: u64,
    /// Hairs of other visits whose presence on this photo cannot be decided.
    pub undecided: u64,
    /// Hairs per cm² of the target.
    pub density_per_cm2: Option<f64>,
    /// 95 % interval of `density_per_cm2`: detection, scale and area of this target. It does not
    /// say how other spots of the scalp would differ.
    pub ci95: Option<[f64; 2]>,
    /// Area of the target on this photo, cm².
    pub area_cm2: Option<f64>,
    /// Diameter at the root of the hairs it could be measured on, µm.
    pub diameter_um: Option<DiameterReport>,
    /// Counted hairs of at least 30 µm.
    pub terminal: Option<u64>,
    /// Counted hairs thinner than 30 µm.
    pub vellus: Option<u64>,
    /// Counted hairs whose diameter could not be measured, for example beside another shaft.
    pub unmeasured: u64,
    /// Follicular units: groups of counted hairs whose roots lie within 0.2 mm of each other; `null`
    /// without a scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u64>,
    /// Counted hairs per follicular unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hairs_per_unit: Option<f64>,
    /// Density times mean diameter: the sum of all diameters, mm per cm².
    pub cumulative_thickness_mm_per_cm2: Option<f64>,
    /// Per region of the target.
    pub regions: Vec<CloseupRegion>,
    /// What a person corrected in `hairs.json`; `null` where it does not name this photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrections: Option<HairCorrections>,
    /// Every counted hair of the photo, in the target or beside it, and those whose root the picture
    /// cuts off.
    pub hairs: Vec<HairReport>,
}

/// Hairs of a photo that a person corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HairCorrections {
    /// Added.
    pub added: u64,
    /// Deleted.
    pub deleted: u64,
    /// Cut in two.
    pub split: u64,
    /// Root and tip exchanged.
    pub swapped: u64,
    /// Corrections with no hair near.
    pub unmatched: Vec<String>,
}

/// Clipped or long hair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HairStyle {
    /// Shafts end within the picture.
    Clipped,
    /// Shafts leave the picture.
    Long,
}

/// Diameters, µm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DiameterReport {
    /// Middle value.
    pub median: f64,
    /// Lower and upper quartile.
    pub quartiles: [f64; 2],
    /// Hairs measured.
    pub hairs: u64,
}

/// One region of the target on one photo, or at one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupRegion {
    /// Region name.
    pub region: String,
    /// Whether hairs were counted.
    pub status: MeasureStatus,
    /// Why not, or why there is no density.
    pub reason: Option<String>,
    /// Always `null`, see `not_applicable` of the view.
    #[serde(default)]
    pub coverage: Option<f64>,
    /// Hairs with their root in the region.
    pub count: Option<u64>,
    /// Hairs per cm².
    pub density_per_cm2: Option<f64>,
    /// 95 % interval of `density_per_cm2`.
    pub ci95: Option<[f64; 2]>,
    /// Pixels of the region that were counted in, in the photo's own full-resolution frame; `null` of a visit and
    /// where nothing was counted.
    #[serde(default)]
    pub area_px: Option<u64>,
    /// Pixels of the region that the photo does not show, in the same frame; `null` as `area_px`.
    #[serde(default)]
    pub excluded_px: Option<u64>,
}

/// The alignment certificate of a close-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupRegistration {
    /// Outcome.
    pub status: RegistrationStatus,
    /// `identity` or `homography`; `null` when failed.
    pub model: Option<String>,
    /// Roots that match at the place found.
    pub support: Option<u64>,
    /// Roots that match at the best other place.
    pub runner_up: Option<u64>,
    /// Roots that could match.
    pub possible: Option<u64>,
    /// Median distance of matched roots, µm of skin; `null` without a scale.
    pub residual_um: Option<f64>,
    /// The same distance, per mille of the baseline photo's width.
    #[serde(default)]
    pub residual_permille: Option<f64>,
    /// Share of the baseline's target that the photo also shows, 0..=1.
    #[serde(default)]
    pub overlap: Option<f64>,
    /// Landmarks by which a person laid the photo: always 0, close-ups are laid by their hairs.
    #[serde(default)]
    pub by_hand: u32,
    /// Linear size against the baseline.
    pub scale: Option<f64>,
    /// Turn against the baseline, degrees, clockwise positive.
    pub rotation_deg: Option<f64>,
    /// Why it failed.
    pub reason: Option<String>,
    /// What to do at the next photo.
    pub hint: Option<String>,
    /// Row-major 3x3 matrix from the photo's px to the baseline's (homogeneous).
    pub transform: Option<[[f64; 3]; 3]>,
}

/// How a hair of a photo is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HairBasis {
    /// Traced on this photo.
    Traced,
    /// Found on this photo by looking where another visit shows it.
    LookedUp,
    /// Hidden on this photo, there before and after.
    Presumed,
    /// Placed by a person.
    ByHand,
    /// Its root lies beyond the picture: seen, never counted nor matched. Its id holds on this photo
    /// only.
    Cut,
}

/// One hair of a photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HairReport {
    /// Identifier, the same for the same hair on every photo of the view.
    pub id: String,
    /// Where it leaves the skin, native px.
    pub root: [f64; 2],
    /// Its free end, or where it leaves the photo, native px.
    pub tip: [f64; 2],
    /// Diameter at the root, µm; `null` where it was not measured.
    pub diameter_um: Option<f64>,
    /// Identifier of the same hair on the baseline photo; `null` where it is not there, and for long hair
    /// where it is hidden on either of the two.
    #[serde(rename = "match")]
    pub matched: Option<String>,
    /// How it is known.
    pub basis: HairBasis,
    /// Region its root lies in; `null` beside the target.
    pub region: Option<String>,
}

/// Change of one region between two visits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupChange {
    /// Region name; in `course_change` also `overall`.
    pub region: String,
    /// Visit the change is counted from.
    pub from: String,
    /// Visit the change is counted to.
    pub to: String,
    /// Days from the one to the other; `null` where a date is not known.
    pub days: Option<i32>,
    /// Always `null`, see `not_applicable` of the view.
    #[serde(default)]
    pub delta_pp: Option<f64>,
    /// Always `null`, see `not_applicable` of the view.
    #[serde(default)]
    pub ci95_pp: Option<[f64; 2]>,
    /// Always `null`, see `not_applicable` of the view.
    #[serde(default)]
    pub detectable_pp: Option<f64>,
    /// Hairs there at both.
    pub kept: Option<u64>,
    /// Hairs that came: bare skin before.
    pub new: Option<u64>,
    /// Hairs that went: bare skin after.
    pub lost: Option<u64>,
    /// Hairs there at one of the two and not decidable at the other, or seen once of all on poor evidence; no change, but a wider interval.
    pub undecided: Option<u64>,
    /// Kept hairs thicker beyond three times their own error and beyond what all share; the change of all is `diameter_change_um`.
    pub thickened: Option<u64>,
    /// Kept hairs thinner, likewise.
    pub thinned: Option<u64>,
    /// `new - lost`, hairs.
    pub net: Option<i64>,
    /// `net` with the changes that counting misses: of clipped hair one in six, of hairs that lie along others.
    pub net_estimate: Option<f64>,
    /// 95 % interval of `net_estimate`; `net` lies within.
    pub net_ci95: Option<[f64; 2]>,
    /// `net_estimate` per cm² of the region.
    pub density_change_per_cm2: Option<f64>,
    /// 95 % interval of `density_change_per_cm2`.
    pub density_change_ci95: Option<[f64; 2]>,
    /// `net_estimate` as a fraction of the hairs counted before, undecided ones included, where both visits show the skin.
    pub relative: Option<f64>,
    /// Mean change of diameter of kept hairs, µm.
    pub diameter_change_um: Option<f64>,
    /// 95 % interval of `diameter_change_um`.
    pub diameter_change_ci95: Option<[f64; 2]>,
    /// Verdict on the number of hairs.
    pub verdict: Verdict,
    /// Why there is none.
    pub reason: Option<String>,
    /// Identifiers of new, lost and undecided hairs.
    pub fates: FateLists,
}

/// Hairs by what became of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct FateLists {
    /// Identifiers of new hairs.
    pub new: Vec<String>,
    /// Identifiers of lost hairs.
    pub lost: Vec<String>,
    /// Identifiers of undecided hairs.
    pub undecided: Vec<String>,
}

/// Two close-ups of one day against each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CloseupRepeat {
    /// The two photos.
    pub photos: [String; 2],
    /// Hairs found on both.
    pub both: u64,
    /// Hairs called there on one and absent on the other: false calls, as no hair comes or goes in
    /// a day.
    pub contradicting: u64,
    /// Hairs there on one and not decidable on the other.
    pub undecided: u64,
    /// Standard deviation of one diameter, as a fraction, from hairs measured on both.
    pub diameter_sd_relative: Option<f64>,
}

/// Growing hairs, from two photos some days apart after clipping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnagenReport {
    /// Photo right after clipping.
    pub from: String,
    /// Photo some days later.
    pub to: String,
    /// Days between them.
    pub days: i32,
    /// Hairs measured on both.
    pub hairs: u64,
    /// Share of them that grew.
    pub share: f64,
    /// 95 % interval of `share` (Wilson).
    pub ci95: [f64; 2],
    /// Median growth of those that grew, mm per day.
    pub growth_mm_per_day: Option<f64>,
}
