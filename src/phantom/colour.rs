//! Reflectances, linear light. Skin after the spread of published skin reflectances from very
//! fair to dark, hair by eye against photographs.

use super::light::Rgb;
use super::params::{HairColour, SkinTone};

/// Share of white hairs in grey hair.
const WHITE_SHARE: f64 = 0.75;

impl SkinTone {
    /// All steps, from very fair to dark.
    pub(crate) const ALL: [Self; 5] = [
        Self::VeryFair,
        Self::Fair,
        Self::Medium,
        Self::Brown,
        Self::Dark,
    ];

    /// Scalp reflectance, linear.
    pub(super) fn reflectance(self) -> Rgb {
        match self {
            Self::VeryFair => [0.66, 0.44, 0.35],
            Self::Fair => [0.54, 0.345, 0.255],
            Self::Medium => [0.40, 0.235, 0.16],
            Self::Brown => [0.235, 0.125, 0.078],
            Self::Dark => [0.105, 0.056, 0.036],
        }
    }
}

impl HairColour {
    /// Reflectance of one hair, linear; `grey_rank` 0..1 decides on white in grey hair.
    pub(super) fn reflectance(self, grey_rank: f64) -> Rgb {
        match self {
            Self::Black => [0.014, 0.012, 0.011],
            Self::DarkBrown => [0.040, 0.026, 0.018],
            Self::Brown => [0.095, 0.056, 0.033],
            Self::Red => [0.200, 0.078, 0.028],
            Self::Blond => [0.360, 0.255, 0.140],
            Self::Grey if grey_rank < WHITE_SHARE => [0.52, 0.52, 0.50],
            Self::Grey => [0.10, 0.095, 0.09],
        }
    }
}
