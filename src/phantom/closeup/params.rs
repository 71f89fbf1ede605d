//! What a rendered course of close-ups looks like, and named kinds of it.

use jiff::civil::{Date, date};
use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::super::course::{PhantomError, check_days, check_ranges};
use super::super::random::{Purpose, between, stream};

/// What happens to the hairs over the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same hairs at every visit.
    Stable,
    /// Hairs come.
    Grows,
    /// Hairs go.
    Loses,
    /// As many come as go.
    Turnover,
}

impl Outcome {
    /// Every outcome, in the order seeds run through them.
    pub(crate) const ALL: [Self; 4] = [Self::Loses, Self::Grows, Self::Stable, Self::Turnover];

    /// Name as in the truth.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Grows => "grows",
            Self::Loses => "loses",
            Self::Turnover => "turnover",
        }
    }
}

/// Hair and skin as linear reflectance of red, green and blue, 0..1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HairLook {
    /// Pigmented shafts.
    pub hair: [f64; 3],
    /// Skin.
    pub skin: [f64; 3],
    /// Share of white hairs, 0..=1.
    pub white_share: f64,
}

/// A course of close-ups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseupSpec {
    /// Pseudonym in the manifest.
    pub subject: String,
    /// Treatment in the manifest.
    pub treatment: String,
    /// Date of the first visit.
    pub start: Date,
    /// Days of the visits after `start`.
    pub visit_days: Vec<u32>,
    /// Width and height of the photos, px.
    pub size_px: [u32; 2],
    /// Scale of the baseline photo, px per mm.
    pub px_per_mm: f64,
    /// Whether the hair is clipped short before each photo.
    pub clipped: bool,
    /// Shortest and longest hair, mm.
    pub length_mm: [f64; 2],
    /// Hairs per cm² at the baseline.
    pub hairs_per_cm2: f64,
    /// Share of vellus hairs, 0..=1.
    pub vellus_share: f64,
    /// Mean diameter of terminal hairs, um.
    pub calibre_um: f64,
    /// What happens to the hairs.
    pub outcome: Outcome,
    /// Share of the hairs that come, go or both until day 181, 0..=0.9.
    pub change: f64,
    /// Colours.
    pub look: HairLook,
    /// Blue dye in the follicles' mouths, as phototrichograms use.
    pub dyed: bool,
    /// Air bubbles of the immersion per photo.
    pub bubbles: u32,
    /// Dark crumbs, flakes and loose clippings per photo.
    pub debris: u32,
    /// Moles and red spots on the skin, the same at every visit.
    pub moles: u32,
    /// Bright reflections per photo.
    pub glare: u32,
    /// Burns in a scale bar and leaves the scale out of the manifest.
    pub scale_bar: bool,
    /// Every second visit is photographed with another device: smaller photo, coarser scale.
    pub another_device: bool,
    /// Largest turn of the camera against the baseline, degrees.
    pub rotation_deg: f64,
    /// Largest shift against the baseline, mm.
    pub shift_mm: f64,
    /// Largest relative change of scale.
    pub scale: f64,
    /// Largest change of scale across the photo by tilt, as a fraction.
    pub perspective: f64,
    /// Least and largest blur, standard deviation in px at 120 px/mm.
    pub blur_px: [f64; 2],
    /// Noise at mid grey, fraction of white.
    pub noise: f64,
}

/// A named kind of close-up course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseupPreset {
    /// Clipped hair; stable, growing, losing or turning over by the seed.
    Clipped,
    /// Long hair, crossing.
    Long,
    /// Clipped, with bubbles, debris, moles, dye, a scale bar or white hair, by the seed.
    Hard,
    /// Clipped, every second visit by another device.
    Device,
    /// Two visits on one day and nothing changed.
    Repeat,
}

impl CloseupPreset {
    /// All presets.
    pub(crate) const ALL: [Self; 5] = [
        Self::Clipped,
        Self::Long,
        Self::Hard,
        Self::Device,
        Self::Repeat,
    ];

    /// Name as used on the command line and in file names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Clipped => "closeup-clipped",
            Self::Long => "closeup-long",
            Self::Hard => "closeup-hard",
            Self::Device => "closeup-device",
            Self::Repeat => "closeup-repeat",
        }
    }

    /// The preset of a name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// A course of this kind. The same seed gives the same subject.
    pub fn spec(self, seed: u64) -> CloseupSpec {
        let mut rng = stream(seed, Purpose::Preset);
        let outcome = Outcome::ALL[(seed % 4) as usize];
        let looks = looks();
        let mut spec = CloseupSpec {
            subject: format!("phantom-{}-{seed}", self.name()),
            treatment: "hair mesotherapy (rendered phantom)".into(),
            start: date(2026, 2, 2),
            visit_days: vec![0, 31, 92, 183],
            size_px: [1600, 1200],
            px_per_mm: 120.0,
            clipped: true,
            length_mm: [0.45, 1.7],
            hairs_per_cm2: between(&mut rng, 70.0, 130.0),
            vellus_share: between(&mut rng, 0.1, 0.25),
            calibre_um: between(&mut rng, 58.0, 70.0),
            outcome,
            change: between(&mut rng, 0.08, 0.3),
            look: looks[rng.random_range(0..4)],
            dyed: false,
            bubbles: rng.random_range(0..3),
            debris: rng.random_range(0..3),
            moles: rng.random_range(0..3),
            glare: rng.random_range(0..4),
            scale_bar: false,
            another_device: false,
            rotation_deg: 8.0,
            shift_mm: 1.2,
            scale: 0.05,
            perspective: 0.03,
            blur_px: [0.6, 1.6],
            noise: 0.012,
        };
        match self {
            Self::Clipped => {}
            Self::Long => {
                spec.clipped = false;
                spec.length_mm = [2.2, 11.0];
                spec.hairs_per_cm2 = between(&mut rng, 40.0, 75.0);
            }
            Self::Hard => {
                spec.dyed = seed.is_multiple_of(2);
                spec.scale_bar = seed % 3 != 1;
                spec.bubbles = rng.random_range(2..7);
                spec.debris = rng.random_range(4..12);
                spec.moles = rng.random_range(1..5);
                spec.blur_px = [0.8, 2.4];
                spec.noise = 0.02;
                if !spec.dyed {
                    spec.look = looks[4 + rng.random_range(0..2_usize)];
                }
            }
            Self::Device => spec.another_device = true,
            Self::Repeat => {
                spec.visit_days = vec![0, 0];
                spec.outcome = Outcome::Stable;
            }
        }
        spec
    }
}

/// Four ordinary looks, then two hard ones: mostly white hair on brown skin, fair hair on fair skin.
fn looks() -> [HairLook; 6] {
    let look = |hair, skin, white_share| HairLook {
        hair,
        skin,
        white_share,
    };
    [
        look([0.05, 0.04, 0.03], [0.72, 0.52, 0.40], 0.0),
        look([0.11, 0.07, 0.045], [0.78, 0.62, 0.52], 0.0),
        look([0.03, 0.025, 0.022], [0.42, 0.28, 0.19], 0.0),
        look([0.16, 0.10, 0.06], [0.74, 0.55, 0.42], 0.05),
        look([0.03, 0.025, 0.02], [0.26, 0.16, 0.10], 0.7),
        look([0.34, 0.24, 0.14], [0.76, 0.60, 0.50], 0.15),
    ]
}

impl CloseupSpec {
    /// # Errors
    /// Whatever makes the spec impossible to render.
    pub(super) fn check(&self) -> Result<(), PhantomError> {
        check_days(&self.visit_days)?;
        let [width, height] = self.size_px;
        if !(64..=8000).contains(&width) || !(64..=8000).contains(&height) {
            return Err(PhantomError::Size { width, height });
        }
        let ranges = [
            ("px_per_mm", self.px_per_mm, 20.0, 600.0, "20 to 600 px/mm"),
            (
                "length_mm",
                self.length_mm[0],
                0.1,
                self.length_mm[1],
                "0.1 mm to the longest",
            ),
            ("length_mm", self.length_mm[1], 0.1, 40.0, "0.1 to 40 mm"),
            (
                "hairs_per_cm2",
                self.hairs_per_cm2,
                0.0,
                400.0,
                "0 to 400 per cm2",
            ),
            ("vellus_share", self.vellus_share, 0.0, 1.0, "0 to 1"),
            ("calibre_um", self.calibre_um, 30.0, 150.0, "30 to 150 um"),
            ("change", self.change, 0.0, 0.9, "0 to 0.9"),
            ("rotation_deg", self.rotation_deg, 0.0, 180.0, "0 to 180"),
            ("shift_mm", self.shift_mm, 0.0, 10.0, "0 to 10 mm"),
            ("scale", self.scale, 0.0, 0.5, "0 to 0.5"),
            ("perspective", self.perspective, 0.0, 0.2, "0 to 0.2"),
            (
                "blur_px",
                self.blur_px[0],
                0.0,
                self.blur_px[1],
                "0 to the largest",
            ),
            ("blur_px", self.blur_px[1], 0.0, 20.0, "0 to 20 px"),
            ("noise", self.noise, 0.0, 0.3, "0 to 0.3"),
        ];
        check_ranges(ranges.into_iter())
    }
}
