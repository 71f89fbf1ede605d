//! What a phantom course is made of. Every field has a documented default; a preset
//! ([`super::presets`]) is a set of values drawn for one subject.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::Front;

/// One subject's course, as asked for. Together with a seed it fixes every byte of the outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PhantomSpec {
    /// Pseudonym in the manifest. Default: `phantom`.
    pub subject: String,
    /// Treatment in the manifest. Default: `none (rendered phantom)`.
    pub treatment: String,
    /// Width and height of every photo, px. Default: 600 x 800.
    pub size_px: [u32; 2],
    /// Date of the first visit. Default: 2026-01-12.
    pub start: Date,
    /// Days of the visits after the first one, ascending, starting at 0; equal days are repeats.
    /// Default: 0, 31, 90, 181 (1, 3 and 6 calendar months).
    pub visit_days: Vec<u32>,
    /// Sessions noted in the manifest; 0 leaves them out. Default: 6, ten days apart.
    pub sessions: u32,
    /// Hair as an object: colour, comb, length.
    pub hair: HairSpec,
    /// Where and how densely hair grows at the first visit.
    pub density: DensitySpec,
    /// How density changes until day 181.
    pub growth: GrowthSpec,
    /// Scalp colour. Default: fair.
    pub skin: SkinTone,
    /// What surrounds the head.
    pub scene: SceneSpec,
    /// Where the camera stands at the first visit.
    pub camera: CameraSpec,
    /// How much visits differ from one another without any change of the hair's density.
    pub variation: VariationSpec,
}

impl Default for PhantomSpec {
    fn default() -> Self {
        Self {
            subject: "phantom".into(),
            treatment: "none (rendered phantom)".into(),
            size_px: [600, 800],
            start: Date::constant(2026, 1, 12),
            visit_days: vec![0, 31, 90, 181],
            sessions: 6,
            hair: HairSpec::default(),
            density: DensitySpec::default(),
            growth: GrowthSpec::default(),
            skin: SkinTone::Fair,
            scene: SceneSpec::default(),
            camera: CameraSpec::default(),
            variation: VariationSpec::default(),
        }
    }
}

/// Hair colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HairColour {
    /// Black.
    Black,
    /// Dark brown.
    DarkBrown,
    /// Brown.
    Brown,
    /// Red.
    Red,
    /// Blond.
    Blond,
    /// Grey: white hairs mixed with dark ones.
    Grey,
}

/// Skin tone, five steps from very fair to dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkinTone {
    /// Step 0.
    VeryFair,
    /// Step 1.
    Fair,
    /// Step 2.
    Medium,
    /// Step 3.
    Brown,
    /// Step 4.
    Dark,
}

/// How the hair is combed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CombStyle {
    /// From the forehead to the nape.
    Back,
    /// Away from a parting on the left.
    Side,
    /// Out of the crown's whorl in all directions.
    Whorl,
}

/// Hair as an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HairSpec {
    /// Default: dark brown.
    pub colour: HairColour,
    /// Factor on the reflectance of that colour: hair bleached by the sun, or seen through.
    /// Default: 1.
    pub lightness: f64,
    /// Default: whorl.
    pub style: CombStyle,
    /// Length of a terminal hair, mm; 1 to 3 is stubble. Default: 35.
    pub length_mm: f64,
    /// Diameter of a terminal hair, um. Default: 75.
    pub calibre_um: f64,
    /// 0 straight .. 1 tight curls. Default: 0.1.
    pub curl: f64,
    /// Strength of the specular reflection, 0 dull .. 1 glossy. Default: 0.35.
    pub shine: f64,
    /// Share of the light that full cover keeps from the scalp seen between the hairs, 0..=1.
    /// Default: 0.55, by eye.
    pub shadow: f64,
}

impl Default for HairSpec {
    fn default() -> Self {
        Self {
            colour: HairColour::DarkBrown,
            lightness: 1.0,
            style: CombStyle::Whorl,
            length_mm: 35.0,
            calibre_um: 75.0,
            curl: 0.1,
            shine: 0.35,
            shadow: 0.55,
        }
    }
}

/// Where hair grows at the first visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DensitySpec {
    /// Hairs per cm² where nothing is thinned. Default: 150.
    pub hairs_per_cm2: f64,
    /// Share of the hair missing at the crown, 0..=1. Default: 0.75.
    pub vertex_thinning: f64,
    /// Share of the hair missing behind the frontal hairline and temples, 0..=1. Default: 0.4.
    pub frontal_thinning: f64,
}

impl Default for DensitySpec {
    fn default() -> Self {
        Self {
            hairs_per_cm2: 150.0,
            vertex_thinning: 0.75,
            frontal_thinning: 0.4,
        }
    }
}

/// Relative change of density reached on day 181 (0.5: half as much again; -0.3: a third less),
/// approached along `1 - exp(-day / 75)`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GrowthSpec {
    /// Everywhere. Default: 0.
    pub overall: f64,
    /// On top of that at the crown. Default: 0.
    pub vertex: f64,
    /// On top of that behind the frontal hairline. Default: 0.
    pub frontal: f64,
}

/// What lies behind and below the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Backdrop {
    /// One colour with a soft gradient.
    Plain,
    /// Overlapping coloured shapes, new at every visit; striped clothes.
    Cluttered,
}

/// What surrounds the head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SceneSpec {
    /// Default: plain.
    pub backdrop: Backdrop,
    /// Whether ears show. Default: true.
    pub ears: bool,
    /// Whether there is a face: brows, eyes, nose, mouth and jaw. Default: false.
    pub face: bool,
    /// Moles on the scalp. Default: 5.
    pub moles: u32,
}

impl Default for SceneSpec {
    fn default() -> Self {
        Self {
            backdrop: Backdrop::Plain,
            ears: true,
            face: false,
            moles: 5,
        }
    }
}

/// The camera at the first visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CameraSpec {
    /// From the lens to the middle of the head, mm. Default: 620.
    pub distance_mm: f64,
    /// Head width as a share of the photo's width, 0..=1. Default: 0.66.
    pub head_share: f64,
    /// Head bent forward, so that the crown turns to the camera, degrees: about 75 is seen from
    /// behind, 0 from straight above, -35 from above and in front. Default: 16.
    pub pitch_deg: f64,
    /// Edge of the photo to which the forehead points, the crown where the head is seen from behind.
    /// Default: up.
    pub forehead: Front,
}

impl Default for CameraSpec {
    fn default() -> Self {
        Self {
            distance_mm: 620.0,
            head_share: 0.66,
            pitch_deg: 16.0,
            forehead: Front::Up,
        }
    }
}

/// Half-widths of what varies from visit to visit, drawn uniformly. The first visit has the
/// nominal pose, and light and comb of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VariationSpec {
    /// In-plane rotation, degrees. Default: 5.
    pub rotation_deg: f64,
    /// Tilt about either axis, degrees. Default: 4.
    pub tilt_deg: f64,
    /// Shift as a share of the photo's width. Default: 0.03.
    pub shift: f64,
    /// Relative size. Default: 0.07.
    pub scale: f64,
    /// Combing direction, degrees. Default: 5.
    pub comb_deg: f64,
    /// Relative hair length (cut). Default: 0.08.
    pub length: f64,
    /// Exposure, stops. Default: 0.3.
    pub exposure_ev: f64,
    /// Relative gain of red against blue. Default: 0.08.
    pub white_balance: f64,
    /// Direction of the main light, degrees. Default: 25.
    pub light_deg: f64,
    /// Fall of light across the photo, relative. Default: 0.12.
    pub light_gradient: f64,
    /// Blur beyond the lens' own, as a share of the photo's width, in per mille. Default: 0.4.
    pub blur_permille: f64,
    /// Noise at mid grey, standard deviation as a share of full scale. Default: 0.012.
    pub noise: f64,
    /// JPEG quality, lowest and highest. Default: 88 to 95.
    pub jpeg_quality: [u8; 2],
    /// Share of the variation of light, exposure and white balance that the photos of one day have
    /// among themselves, 0..=1: 0 is one light for all, 1 as apart as visits. Default: 1.
    pub within_day: f64,
}

impl Default for VariationSpec {
    fn default() -> Self {
        Self {
            rotation_deg: 5.0,
            tilt_deg: 4.0,
            shift: 0.03,
            scale: 0.07,
            comb_deg: 5.0,
            length: 0.08,
            exposure_ev: 0.3,
            white_balance: 0.08,
            light_deg: 25.0,
            light_gradient: 0.12,
            blur_permille: 0.4,
            noise: 0.012,
            jpeg_quality: [88, 95],
            within_day: 1.0,
        }
    }
}
