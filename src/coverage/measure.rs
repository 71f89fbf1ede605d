//! Measures every region of every photo of one view.

use std::borrow::Cow;
use std::f64::consts::FRAC_PI_4;

use image::{GrayImage, Luma};
use imageproc::distance_transform::euclidean_squared_distance_transform;
use rayon::prelude::*;

use super::evidence::{AlphaMap, NotMeasured, RegionCoverage, RegionEvidence, VisitCoverage};
use super::fits::{Fits, fit_view, upper_median};
use super::params::CoverageParams;
use super::region_pixels::{Tally, for_each_span, native_area, reaches_outside, to_working};
use crate::geometry::{Area, Point};
use crate::photometry::LinearImage;
use crate::segmentation::axis::BRIGHTNESS;
use crate::segmentation::blocks::Scene;
use crate::segmentation::even_light::even_light;
use crate::segmentation::mixture::{BlockFit, Mixture};
use crate::segmentation::smooth_skin::SmoothSkin;
use crate::segmentation::strand_alignment::{TexturedBlock, textured_blocks};

/// One photo at working sampling, with the regions carried into its own frame.
#[derive(Debug, Clone)]
pub struct VisitSample {
    /// The photo in linear light.
    pub image: LinearImage,
    /// Width of the head, native px.
    pub head_width_px: f64,
    /// Regions, native px.
    pub regions: Vec<Area>,
}

impl VisitSample {
    /// Side of a block that spans `share` of the head's width, working px.
    pub(super) fn block_px(&self, share: f64) -> usize {
        let head = self.head_width_px / self.image.native_per_working;
        ((head * share).round() as usize).max(SMALLEST_BLOCK_PX)
    }
}

/// Measures the photos of one view together. The result does not depend on their order.
pub fn measure_view(visits: &[VisitSample], params: &CoverageParams) -> Vec<VisitCoverage> {
    let prepared: Vec<Prepared> = visits
        .par_iter()
        .map(|visit| Prepared::new(visit, params))
        .collect();
    let fits = fit_view(&prepared, params);
    prepared
        .par_iter()
        .zip(&fits)
        .map(|(p, fits)| p.measure(fits.as_ref(), params))
        .collect()
}

/// A photo with what its fit needs.
pub(super) struct Prepared<'a> {
    pub(super) visit: &'a VisitSample,
    /// Regions, working px.
    regions: Vec<Area>,
    /// Inside a region and not excluded.
    usable: Vec<bool>,
    /// The same where it may show hair.
    fitted: Vec<bool>,
    /// Mean smoothness that nothing explains, over all regions.
    doubt: f64,
    /// Skin that shows no hair.
    skin: SmoothSkin,
    /// The photo without the shade that bare skin tells of.
    image: Cow<'a, LinearImage>,
}

impl<'a> Prepared<'a> {
    fn new(visit: &'a VisitSample, params: &CoverageParams) -> Self {
        let image = &visit.image;
        let regions: Vec<Area> = visit
            .regions
            .iter()
            .map(|area| to_working(area, image))
            .collect();
        let mut usable = vec![false; image.pixels.len()];
        for area in &regions {
            for_each_span(area, image, |start, end| usable[start..end].fill(true));
        }
        for (usable, excluded) in usable.iter_mut().zip(&image.excluded) {
            *usable &= excluded.is_none();
        }
        let block_px = visit.block_px(params.block_share);
        let mut skin = SmoothSkin::find(image, block_px);
        // Beside the regions lie ears, faces and what the head's outline took in by mistake.
        skin.bare
            .retain(|b| usable[b.y as usize * image.width + b.x as usize]);
        let light = (params.mixture.scalp_degree, params.mixture.scalp_stiffness);
        let even = even_light(image, &skin, block_px, light);
        let head_px = visit.head_width_px / image.native_per_working;
        let measured: Vec<usize> = (0..usable.len()).filter(|&i| usable[i]).collect();
        let doubt = mean_over(&measured, image, |y| skin.doubt_row(y));
        Self {
            visit,
            regions,
            doubt,
            fitted: without_bare(&widened(&usable, image, head_px), image, &skin),
            usable,
            skin,
            image: even.map_or(Cow::Borrowed(image), Cow::Owned),
        }
    }

    /// What the fits look at.
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene {
            image: &self.image,
            usable: &self.fitted,
            bare: &self.skin.bare,
        }
    }

    /// Whether enough is left to fit beside the bare skin.
    pub(super) fn shows_hair(&self, block_px: usize) -> bool {
        let fitted = self.fitted.iter().filter(|&&f| f).count();
        self.skin.bare.is_empty() || fitted >= FEWEST_BLOCKS * block_px * block_px
    }

    fn measure(&self, fits: Option<&Fits>, params: &CoverageParams) -> VisitCoverage {
        let block_px = self.visit.block_px(params.likelihood_block_share);
        let textured = textured_blocks(&self.visit.image, &self.usable, block_px);
        let alpha = (fits.is_some() || !self.skin.bare.is_empty()).then(|| self.covered(fits));
        let regions = (0..self.regions.len())
            .into_par_iter()
            .map(|i| self.region(i, fits, alpha.as_deref(), &textured, params))
            .collect();
        let image = &self.visit.image;
        VisitCoverage {
            regions,
            alpha: alpha.map(|covered| AlphaMap {
                width: image.width,
                height: image.height,
                native_per_working: image.native_per_working,
                values: covered.iter().map(|&c| c.clamp(0, 255) as u8).collect(),
                valid: self.usable.clone(),
            }),
        }
    }

    /// Share hidden by hair in 1/255 for every usable pixel, 0 elsewhere. Without fits what is not
    /// bare may be anything: half.
    fn covered(&self, fits: Option<&Fits>) -> Vec<i16> {
        let image = &self.image;
        let mut shares = vec![0; image.pixels.len()];
        let rows = shares.par_chunks_mut(image.width).enumerate();
        rows.for_each(|(y, shares)| {
            let covered = fits.map(|fits| fits.covered_row(y as f64));
            let bare = self.skin.share_row(y as f64);
            let from = y * image.width;
            let pixels = self.usable[from..].iter().zip(&image.pixels[from..]);
            for (x, (share, (usable, colour))) in shares.iter_mut().zip(pixels).enumerate() {
                if *usable {
                    let hairy = 1.0 - bare(x as f64);
                    let within = covered.as_ref().map_or(0.5, |c| c(x as f64, *colour));
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

    fn outcome(
        &self,
        index: usize,
        fits: Option<&Fits>,
        tally: &Tally,
        params: &CoverageParams,
    ) -> Result<RegionEvidence, NotMeasured> {
        let (bare, doubt) = self.smooth_shares(&self.regions[index]);
        if doubt.max(self.doubt) > params.most_doubt {
            return Err(NotMeasured::NoStrands);
        }
        let Some(fits) = fits else {
            let unknown = 1.0 - bare;
            return if unknown <= params.most_unknown {
                Ok(bare_evidence(unknown, tally))
            } else {
                Err(NotMeasured::LowContrast)
            };
        };
        let evidence = self.evidence(index, fits, 1.0 - bare, tally);
        match evidence.fits_apart {
            Some(apart) if apart.abs() > params.most_apart => Err(NotMeasured::FitsContradict),
            _ => Ok(evidence),
        }
    }

    /// Mean share of bare skin, and of smoothness that nothing explains, over the measured pixels.
    fn smooth_shares(&self, area: &Area) -> (f64, f64) {
        let image = &self.visit.image;
        let mut inside = Vec::new();
        for_each_span(area, image, |start, end| {
            inside.extend((start..end).filter(|&i| self.usable[i]));
        });
        (
            mean_over(&inside, image, |y| self.skin.share_row(y)),
            mean_over(&inside, image, |y| self.skin.doubt_row(y)),
        )
    }

    /// `hairy` is the share of the region that is not bare skin: the fits err there alone.
    fn evidence(&self, index: usize, fits: &Fits, hairy: f64, tally: &Tally) -> RegionEvidence {
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
        }
    }
}

/// Evidence of a region of bare skin in a photo that shows no hair to measure, but for a share
/// that is `unknown`.
fn bare_evidence(unknown: f64, tally: &Tally) -> RegionEvidence {
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

/// Mean of a value over pixels given by index in row order, 0 without any; `along` gives the value
/// along a row.
fn mean_over<F: Fn(f64) -> f64>(
    pixels: &[usize],
    image: &LinearImage,
    along: impl Fn(f64) -> F,
) -> f64 {
    let mut sum = 0.0;
    let mut left = pixels;
    while let Some(first) = left.first() {
        let start = first - first % image.width;
        let (row, rest) = left.split_at(left.partition_point(|&i| i < start + image.width));
        let value = along((start / image.width) as f64);
        for i in row {
            sum += value((i - start) as f64);
        }
        left = rest;
    }
    sum / pixels.len().max(1) as f64
}

/// The usable pixels, and where they are but a part of the head also those close by: light and hair
/// are told the better the more is seen.
fn widened(usable: &[bool], image: &LinearImage, head_px: f64) -> Vec<bool> {
    let count = usable.iter().filter(|&&u| u).count() as f64;
    if count > SMALL_PART * FRAC_PI_4 * head_px * head_px {
        return usable.to_vec();
    }
    let (width, height) = (image.width as u32, image.height as u32);
    let seen = GrayImage::from_fn(width, height, |x, y| {
        Luma([u8::from(usable[y as usize * image.width + x as usize])])
    });
    let reach = WIDENED * head_px;
    euclidean_squared_distance_transform(&seen)
        .pixels()
        .zip(&image.excluded)
        .map(|(squared, excluded)| squared[0] <= reach * reach && excluded.is_none())
        .collect()
}

/// Share of a round head of the same width below which the regions are a small part of it.
const SMALL_PART: f64 = 0.5;
/// How far around them the fits then look, share of the head's width.
const WIDENED: f64 = 0.05;

/// The usable pixels that are not rather bare skin.
fn without_bare(usable: &[bool], image: &LinearImage, skin: &SmoothSkin) -> Vec<bool> {
    let rows = usable.chunks(image.width).enumerate();
    rows.flat_map(|(y, row)| {
        let share = skin.share_row(y as f64);
        let pixels = row.iter().enumerate();
        pixels.map(move |(x, &usable)| usable && share(x as f64) < 0.5)
    })
    .collect()
}

/// Fewest blocks' worth of pixels beside bare skin from which hair can be fitted.
const FEWEST_BLOCKS: usize = 20;

/// Fewest pixels across a block whose percentiles still mean something.
const SMALLEST_BLOCK_PX: usize = 8;

fn mean_open(blocks: &[BlockFit]) -> f64 {
    blocks.iter().map(|b| b.open).sum::<f64>() / blocks.len().max(1) as f64
}

/// How far beyond 0 and 1 a single pixel's share may lie before it is cut off: noise and hairs
/// brighter or darker than their neighbours stay in, wild pixels do not dominate.
const COVERED_SPAN: f64 = 1.0;

#[cfg(test)]
#[path = "measure_tests.rs"]
mod tests;
