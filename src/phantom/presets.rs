//! Named kinds of course. The subject's own traits are drawn from the seed.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::params::{
    Backdrop, CameraSpec, CombStyle, DensitySpec, GrowthSpec, HairColour, HairSpec, PhantomSpec,
    SceneSpec, SkinTone, VariationSpec,
};
use super::random::{Purpose, between, stream};

/// A named kind of course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Dark hair on fair to medium skin; stable, gaining or losing a little.
    Ordinary,
    /// Grey, blond or red hair, or dark hair on dark skin.
    Hard,
    /// Large gain or loss.
    Strong,
    /// Busy background, patterned clothes, ears.
    Clutter,
    /// Four photos on one day, no change: combed, posed and lit anew.
    Repeat,
    /// Two visits half a year apart of three photos each, combed and posed anew in the light of
    /// the day.
    Visits,
    /// Clear gain at the vertex, small and quick: what the demonstration shows.
    Demo,
}

impl Preset {
    /// All presets.
    pub(crate) const ALL: [Self; 7] = [
        Self::Ordinary,
        Self::Hard,
        Self::Strong,
        Self::Clutter,
        Self::Repeat,
        Self::Visits,
        Self::Demo,
    ];

    /// Name as used on the command line and in file names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Hard => "hard",
            Self::Strong => "strong",
            Self::Clutter => "clutter",
            Self::Repeat => "repeat",
            Self::Visits => "visits",
            Self::Demo => "demo",
        }
    }

    /// The preset of a name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// A course of this kind. The same seed gives the same subject.
    pub fn spec(self, seed: u64) -> PhantomSpec {
        if self == Self::Demo {
            return demo();
        }
        let mut rng = stream(seed, Purpose::Preset);
        let mut spec = PhantomSpec {
            subject: format!("phantom-{}-{seed}", self.name()),
            size_px: [1500, 2000],
            hair: hair(&mut rng),
            density: density(&mut rng),
            camera: CameraSpec {
                head_share: between(&mut rng, 0.6, 0.7),
                ..Default::default()
            },
            skin: SkinTone::ALL[rng.random_range(0..3)],
            growth: growth(&mut rng, 0.35),
            ..Default::default()
        };
        match self {
            Self::Ordinary | Self::Demo => {}
            Self::Hard => (spec.hair.colour, spec.skin) = low_contrast(&mut rng),
            Self::Strong => spec.growth = strong_growth(&mut rng),
            Self::Clutter => {
                spec.scene = SceneSpec {
                    backdrop: Backdrop::Cluttered,
                    ..Default::default()
                };
            }
            Self::Repeat => {
                spec.visit_days = vec![0; 4];
                spec.growth = GrowthSpec::default();
                spec.sessions = 0;
                // Combed again, not cut again.
                spec.variation.length = 0.0;
            }
            Self::Visits => {
                spec.visit_days = vec![0, 0, 0, 181, 181, 181];
                spec.variation.within_day = 0.2;
            }
        }
        spec
    }
}

fn demo() -> PhantomSpec {
    PhantomSpec {
        subject: "demo".into(),
        treatment: "hair mesotherapy (rendered phantom)".into(),
        size_px: [720, 960],
        density: DensitySpec {
            hairs_per_cm2: 140.0,
            vertex_thinning: 0.88,
            frontal_thinning: 0.35,
        },
        growth: GrowthSpec {
            vertex: 2.2,
            ..Default::default()
        },
        variation: VariationSpec {
            tilt_deg: 3.0,
            rotation_deg: 4.0,
            ..Default::default()
        },
        ..Default::default()
    }
}

fn hair(rng: &mut ChaCha8Rng) -> HairSpec {
    let colours = [HairColour::Black, HairColour::DarkBrown, HairColour::Brown];
    let styles = [CombStyle::Back, CombStyle::Side, CombStyle::Whorl];
    HairSpec {
        colour: colours[rng.random_range(0..colours.len())],
        style: styles[rng.random_range(0..styles.len())],
        length_mm: between(rng, 18.0, 45.0),
        calibre_um: between(rng, 62.0, 85.0),
        curl: between(rng, 0.0, 0.3),
        shine: between(rng, 0.15, 0.55),
        ..Default::default()
    }
}

fn density(rng: &mut ChaCha8Rng) -> DensitySpec {
    DensitySpec {
        hairs_per_cm2: between(rng, 100.0, 180.0),
        vertex_thinning: between(rng, 0.5, 0.95),
        frontal_thinning: between(rng, 0.2, 0.85),
    }
}

fn growth(rng: &mut ChaCha8Rng, largest: f64) -> GrowthSpec {
    match rng.random_range(0..3_u32) {
        0 => GrowthSpec::default(),
        1 => GrowthSpec {
            overall: between(rng, 0.0, 0.1),
            vertex: between(rng, 0.3, 1.0) * largest * 2.0,
            frontal: between(rng, 0.3, 1.0) * largest,
        },
        _ => GrowthSpec {
            overall: -between(rng, 0.0, 0.1),
            vertex: -between(rng, 0.3, 1.0) * largest,
            frontal: -between(rng, 0.3, 1.0) * largest,
        },
    }
}

fn strong_growth(rng: &mut ChaCha8Rng) -> GrowthSpec {
    if rng.random_bool(0.5) {
        GrowthSpec {
            overall: between(rng, 0.1, 0.25),
            vertex: between(rng, 1.2, 2.5),
            frontal: between(rng, 0.4, 1.0),
        }
    } else {
        GrowthSpec {
            overall: -between(rng, 0.2, 0.35),
            vertex: -between(rng, 0.3, 0.5),
            frontal: -between(rng, 0.2, 0.5),
        }
    }
}

fn low_contrast(rng: &mut ChaCha8Rng) -> (HairColour, SkinTone) {
    let pairs = [
        (HairColour::Grey, SkinTone::VeryFair),
        (HairColour::Grey, SkinTone::Medium),
        (HairColour::Blond, SkinTone::VeryFair),
        (HairColour::Blond, SkinTone::Fair),
        (HairColour::Red, SkinTone::Fair),
        (HairColour::Black, SkinTone::Dark),
        (HairColour::DarkBrown, SkinTone::Brown),
    ];
    pairs[rng.random_range(0..pairs.len())]
}
