//! Measures every region of every photo of one view.

use std::borrow::Cow;

use rayon::prelude::*;

use super::axis_choice::fit_view;
use super::evidence::{AlphaMap, NotMeasured, RegionCoverage, VisitCoverage};
use super::fits::Fits;
use super::params::CoverageParams;
use super::prepared::Prepared;
use super::region_pixels::{Tally, for_each_span, native_area, reaches_outside};
use super::visit_sample::VisitSample;
use crate::coverage::blocks::Scene;
use crate::coverage::camera::colour_bend::{Curves, curve_contrast};
use crate::coverage::camera::hair_ends::hair_ends;
use crate::coverage::camera::shades::Shades;
use crate::coverage::texture::strand_alignment::{TexturedBlock, textured_blocks};
use crate::geometry::{Area, Point};
use crate::statistics::upper_median;

/// Measures the photos of one view together. The result does not depend on their order.
pub fn measure_view(visits: &[VisitSample], params: &CoverageParams) -> Vec<VisitCoverage> {
    let prepared: Vec<Prepared> = visits
        .par_iter()
        .map(|visit| Prepared::new(visit, params))
        .collect();
    let fits = fit_view(&prepared, params);
    let curves = Curves::tabulate();
    let unchanged = unchanged(&prepared);
    prepared
        .par_iter()
        .zip(&fits)
        .zip(&unchanged)
        .map(|((p, fits), unchanged)| p.measure(fits.as_ref(), unchanged, &curves, params))
        .collect()
}

/// What of each photo shows hair against the scalp where neither came nor went; all that is fitted
/// where on the photos together that is less than half: decided once, for photos that were looked at
/// in different places would not compare.
fn unchanged<'a>(prepared: &'a [Prepared<'_>]) -> Vec<Cow<'a, [bool]>> {
    let left: Vec<Vec<bool>> = prepared.par_iter().map(Prepared::without_changed).collect();
    let count = |seen: &[bool]| seen.iter().filter(|&&s| s).count();
    let kept: usize = left.iter().map(|left| count(left)).sum();
    let all: usize = prepared.iter().map(|p| count(&p.fitted)).sum();
    let most_is_left = 2 * kept >= all;
    left.into_iter()
        .zip(prepared)
        .map(|(left, p)| match most_is_left {
            true => Cow::Owned(left),
            false => Cow::Borrowed(&p.fitted[..]),
        })
        .collect()
}

impl Prepared<'_> {
    fn measure(
        &self,
        fits: Option<&Fits>,
        unchanged: &[bool],
        curves: &Curves,
        params: &CoverageParams,
    ) -> VisitCoverage {
        let block_px = self.visit.block_px(params.likelihood_block_share);
        let textured = textured_blocks(&self.visit.image, &self.usable, block_px);
        let alpha = (fits.is_some() || !self.skin.bare.is_empty()).then(|| self.covered(fits));
        let regions = (0..self.regions.len())
            .into_par_iter()
            .map(|i| self.region(i, fits, alpha.as_deref(), &textured, params))
            .collect();
        let image = &self.visit.image;
        let shades = alpha
            .as_deref()
            .map(|covered| Shades::of(image, &self.usable, covered));
        VisitCoverage {
            shades: shades.unwrap_or_default(),
            regions,
            alpha: alpha.map(|covered| AlphaMap {
                width: image.width,
                height: image.height,
                native_per_working: image.native_per_working,
                values: covered.iter().map(|&c| c.clamp(0, 255) as u8).collect(),
                valid: self.usable.clone(),
            }),
            hair_ends: hair_ends(
                Scene {
                    usable: unchanged,
                    ..self.scene()
                },
                self.brightness(),
                block_px,
            ),
            curve_contrast: curve_contrast(self.as_taken(), block_px, curves),
        }
    }

    /// What is fitted, without the regions where hair came or went.
    fn without_changed(&self) -> Vec<bool> {
        let mut seen = self.fitted.clone();
        for &region in &self.visit.changed {
            for_each_span(&self.regions[region], &self.visit.image, |start, end| {
                seen[start..end].fill(false);
            });
        }
        seen
    }

    /// Share hidden by hair in 1/255 for every usable pixel, 0 elsewhere. Without fits what is not
    /// bare may be anything: half.
    fn covered(&self, fits: Option<&Fits>) -> Vec<i16> {
        let image = &self.image;
        let mut shares = vec![0; image.pixels.len()];
        let rows = shares.par_chunks_mut(image.width).enumerate();
        rows.for_each(|(y, shares)| {
            let row = y * image.width..(y + 1) * image.width;
            let usable = &self.usable[row.clone()];
            // Up to the last pixel that counts.
            let Some(last) = usable.iter().rposition(|&u| u) else {
                return;
            };
            let colours = &image.pixels[row][..=last];
            let covered = fits.map(|fits| fits.covered_row(y as f64, colours));
            let bare = self.skin.share_row(y as f64);
            for (x, share) in shares[..=last].iter_mut().enumerate() {
                if usable[x] {
                    let hairy = 1.0 - bare(x as f64);
                    let within = covered.as_ref().map_or(0.5, |c| c[x]);
                    let covered = (hairy * within).clamp(-COVERED_SPAN, 1.0 + COVERED_SPAN);
                    *share = (covered * 255.0).round() as i16;
                }
            }
        });
        shares
    }

    fn region(
        &self,
        index: usize,
        fits: Option<&Fits>,
        covered: Option<&[i16]>,
        textured: &[TexturedBlock],
        params: &CoverageParams,
    ) -> RegionCoverage {
        let image = &self.visit.image;
        let (width, height) = image.native_size;
        let native = &self.visit.regions[index];
        let area_px = native_area(native, width, height);
        let mut tally = Tally::default();
        for_each_span(&self.regions[index], image, |start, end| {
            for i in start..end {
                tally.add(image.excluded[i], covered.map_or(0, |c| c[i]));
            }
        });
        let per_working = image.native_per_working.powi(2);
        let native_px = |n: u64| ((n as f64 * per_working).round() as u64).min(area_px);
        let excluded_px = tally
            .excluded
            .iter()
            .map(|(&k, &n)| (k, native_px(n)))
            .collect();
        let outcome = if reaches_outside(native, width, height) {
            Err(NotMeasured::OutsidePhoto)
        } else if tally.total() < params.min_region_px {
            Err(NotMeasured::TooSmall)
        } else if tally.left_out() as f64 > params.max_excluded * tally.total() as f64 {
            Err(NotMeasured::TooMuchExcluded)
        } else {
            self.outcome(index, fits, &tally, params)
        };
        RegionCoverage {
            area_px,
            excluded_px,
            strand_alignment: typical_alignment(textured, &self.regions[index]),
            outcome,
        }
    }
}

/// Median alignment of the textured blocks in an area; `None` where there are too few.
fn typical_alignment(textured: &[TexturedBlock], area: &Area) -> Option<f64> {
    let inside: Vec<f64> = textured
        .iter()
        .filter(|b| area.contains(Point::new(b.x, b.y)))
        .map(|b| b.alignment)
        .collect();
    let enough = inside.len() >= FEWEST_TEXTURED;
    upper_median(inside).filter(|_| enough)
}

/// Fewest textured blocks from which a region's strands are judged.
const FEWEST_TEXTURED: usize = 8;

/// How far beyond 0 and 1 a single pixel's share may lie before it is cut off: noise and hairs
/// brighter or darker than their neighbours stay in, wild pixels do not dominate.
const COVERED_SPAN: f64 = 1.0;

#[cfg(test)]
#[path = "measure_tests.rs"]
mod tests;
