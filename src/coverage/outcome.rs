//! What is measured in a region, or why nothing is.

use super::evidence::{NotMeasured, RegionEvidence};
use super::fits::Fits;
use super::params::CoverageParams;
use super::prepared::Prepared;
use super::region_pixels::{Tally, for_each_span, mean_over};
use crate::coverage::fit::axis::BRIGHTNESS;
use crate::coverage::fit::mixture::{BlockFit, Mixture};
use crate::geometry::{Area, Point};

/// How much more of a region, 0..1, may read as covered than is left beside its bare skin: the fits
/// then take skin for hair, as in glare or where no hair shows what it looks like.
const MOST_BEYOND_BARE: f64 = 0.1;

impl Prepared<'_> {
    pub(super) fn outcome(
        &self,
        index: usize,
        fits: Option<&Fits>,
        tally: &Tally,
        params: &CoverageParams,
    ) -> Result<RegionEvidence, NotMeasured> {
        let smooth = self.smooth_shares(&self.regions[index]);
        if smooth.doubt.max(self.doubt) > params.most_doubt {
            return Err(NotMeasured::NoStrands);
        }
        let Some(fits) = fits else {
            let unknown = 1.0 - smooth.bare;
            return if unknown <= params.most_unknown {
                Ok(bare_evidence(unknown, smooth.by_grain, tally))
            } else {
                Err(NotMeasured::LowContrast)
            };
        };
        let evidence = self.evidence(index, fits, &smooth, tally);
        if evidence.coverage() > 1.0 - smooth.bare + MOST_BEYOND_BARE {
            return Err(NotMeasured::FitsContradict);
        }
        match evidence.fits_apart {
            Some(apart) if apart.abs() > params.most_apart => Err(NotMeasured::FitsContradict),
            _ => Ok(evidence),
        }
    }

    /// What smoothness tells of the measured pixels of an area.
    fn smooth_shares(&self, area: &Area) -> SmoothShares {
        let image = &self.visit.image;
        let mut inside = Vec::new();
        for_each_span(area, image, |start, end| {
            inside.extend((start..end).filter(|&i| self.usable[i]));
        });
        SmoothShares {
            bare: mean_over(&inside, image, |y| self.skin.share_row(y)),
            by_grain: mean_over(&inside, image, |y| self.skin.by_grain_row(y)),
            doubt: mean_over(&inside, image, |y| self.skin.doubt_row(y)),
        }
    }

    /// The fits err in what is not bare skin alone.
    fn evidence(
        &self,
        index: usize,
        fits: &Fits,
        smooth: &SmoothShares,
        tally: &Tally,
    ) -> RegionEvidence {
        let hairy = 1.0 - smooth.bare;
        let area = &self.regions[index];
        let inside = |mixture: &Mixture| -> Vec<BlockFit> {
            let within = |b: &&BlockFit| area.contains(Point::new(b.stats.x, b.stats.y));
            mixture.blocks.iter().filter(within).copied().collect()
        };
        let own = inside(&fits.order);
        let n = own.len().max(1) as f64;
        let scatter = own
            .iter()
            .map(|b| (b.scalp_alone / b.scalp).ln().powi(2))
            .sum::<f64>();
        let other = fits.likeliest.as_ref().map(inside);
        RegionEvidence {
            covered_255: tally.covered,
            pixels: tally.measured,
            burnt_out: tally.burnt_out(),
            hair_over_scalp: own.iter().map(|b| b.hair / b.scalp).sum::<f64>() / n,
            light_scatter: (scatter / n).sqrt(),
            blocks: own.len(),
            by_brightness: fits.order.axis == BRIGHTNESS,
            fits_apart: other.map(|other| hairy * (mean_open(&other) - mean_open(&own))),
            learned_apart: fits
                .level
                .as_ref()
                .map(|level| hairy * level.left_within(area)),
            bare_by_grain: smooth.by_grain,
        }
    }
}

/// Mean shares over the measured pixels of an area.
struct SmoothShares {
    /// Bare skin.
    bare: f64,
    /// The part of it that is told by its grain alone.
    by_grain: f64,
    /// Smoothness that nothing explains.
    doubt: f64,
}

/// Evidence of a region of bare skin in a photo that shows no hair to measure, but for a share
/// that is `unknown`.
fn bare_evidence(unknown: f64, by_grain: f64, tally: &Tally) -> RegionEvidence {
    RegionEvidence {
        covered_255: tally.covered,
        pixels: tally.measured,
        burnt_out: tally.burnt_out(),
        hair_over_scalp: 0.0,
        light_scatter: 0.0,
        blocks: 0,
        by_brightness: true,
        fits_apart: Some(unknown),
        learned_apart: None,
        bare_by_grain: by_grain,
    }
}

fn mean_open(blocks: &[BlockFit]) -> f64 {
    blocks.iter().map(|b| b.open).sum::<f64>() / blocks.len().max(1) as f64
}
