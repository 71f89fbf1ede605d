//! Parameters of the coverage measurement.

use serde::{Deserialize, Serialize};

use crate::coverage::fit::mixture::MixtureParams;

/// How coverage is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CoverageParams {
    /// Head width at the common sampling, px. Coarser photos are not enlarged.
    pub working_head_px: f64,
    /// Side of a block in which light and hair colour are estimated, share of the head's width.
    pub block_share: f64,
    /// Side of a block in the fit by likelihood, share of the head's width: it needs whole
    /// distributions.
    pub likelihood_block_share: f64,
    /// Side of a block where colour has to tell hair and scalp apart, share of the head's width:
    /// colour is noisier and JPEG stores it at half the sampling.
    pub colour_block_share: f64,
    /// Ridge of the scalp's field where colour has to tell hair and scalp apart, share of the total
    /// weight: brightness then tells the light, and little is left for the field.
    pub colour_stiffness: f64,
    /// Sharpness (ratio of energies of fine and coarser detail) down to which photos are blurred:
    /// above what lenses leave of hair lies what cameras sharpened.
    pub most_sharpness: f64,
    /// Hair this close in brightness to the scalp (ratio) is told apart by colour instead.
    pub brightness_limit: f64,
    /// Ratio up to which the first fit may have taken thin black hair for grey.
    pub doubtful_limit: f64,
    /// The doubtful ratio by the fit by likelihood, which settles what the first fit doubts.
    pub likelihood_limit: f64,
    /// Coverage, 0..1, that colour sees more than brightness from which neutral hair is grey: black
    /// hair covers as much by either.
    pub grey_gain: f64,
    /// Hair this close to the scalp in the blue channel too, and no less red, is not measured.
    pub blue_limit: f64,
    /// Distance of the two fits' coverages, 0..1, beyond which a region is not measured.
    pub most_apart: f64,
    /// Mean share of a region, 0..1, beyond which smoothness that nothing explains as skin or hair
    /// keeps it from being measured.
    pub most_doubt: f64,
    /// Share of a region, 0..1, that may be anything but bare skin where a photo shows no hair to
    /// fit.
    pub most_unknown: f64,
    /// Weight of the learned model against the mean of the two fits where hair clearly shades the
    /// scalp, 0..=1; nothing without shade.
    pub learned_share: f64,
    /// Evidence of shade (logarithm of a ratio of scatters) at which that weight is reached.
    pub shade_evidence: f64,
    /// Largest share of a region that may be excluded.
    pub max_excluded: f64,
    /// Fewest working pixels a region has to hold.
    pub min_region_px: u64,
    /// The mixture's fit.
    pub mixture: MixtureParams,
}

impl Default for CoverageParams {
    fn default() -> Self {
        Self {
            working_head_px: 500.0,
            block_share: 0.024,
            likelihood_block_share: 0.048,
            colour_block_share: 0.048,
            colour_stiffness: 1.0,
            most_sharpness: 0.75,
            brightness_limit: 0.36,
            doubtful_limit: 0.45,
            likelihood_limit: 0.34,
            grey_gain: 0.15,
            blue_limit: 0.45,
            most_apart: 0.2,
            most_doubt: 0.5,
            most_unknown: 0.3,
            learned_share: 0.7,
            shade_evidence: 0.2,
            max_excluded: 0.4,
            min_region_px: 200,
            mixture: MixtureParams::default(),
        }
    }
}
