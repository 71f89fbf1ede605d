//! Measures every region of every photo of one view.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::evidence::{AlphaMap, NotMeasured, RegionCoverage, RegionEvidence, VisitCoverage};
use super::fits::{Fits, fit_view};
use super::params::CoverageParams;
use crate::geometry::{Area, Point};
use crate::photometry::{Exclusion, LinearImage};
use crate::segmentation::axis::BRIGHTNESS;
use crate::segmentation::mixture::{BlockFit, Mixture};

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

/// Measures the photos of one view together. The result does not depend on their order.
pub fn measure_view(visits: &[VisitSample], params: &CoverageParams) -> Vec<VisitCoverage> {
    let prepared: Vec<Prepared> = visits.par_iter().map(Prepared::new).collect();
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
    pub(super) usable: Vec<bool>,
}

impl<'a> Prepared<'a> {
    fn new(visit: &'a VisitSample) -> Self {
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
        Self {
            visit,
            regions,
            usable,
        }
    }
    fn measure(&self, fits: Option<&Fits>, params: &CoverageParams) -> VisitCoverage {
        let alpha = fits.map(|f| self.covered(f));
        let regions = (0..self.regions.len())
            .into_par_iter()
            .map(|i| self.region(i, fits.zip(alpha.as_deref()), params))
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

    /// Share hidden by hair in 1/255 for every usable pixel, 0 elsewhere.
    fn covered(&self, fits: &Fits) -> Vec<i16> {
        let image = &self.visit.image;
        let mut shares = vec![0; image.pixels.len()];
        let rows = shares.par_chunks_mut(image.width).enumerate();
        rows.for_each(|(y, shares)| {
            let covered = fits.covered_row(y as f64);
            let from = y * image.width;
            let pixels = self.usable[from..].iter().zip(&image.pixels[from..]);
            for (x, (share, (usable, colour))) in shares.iter_mut().zip(pixels).enumerate() {
                if *usable {
                    let covered = covered(x as f64, *colour);
                    let covered = covered.clamp(-COVERED_SPAN, 1.0 + COVERED_SPAN);
                    *share = (covered * 255.0).round() as i16;
                }
            }
        });
        shares
    }

    fn region(
        &self,
        index: usize,
        fitted: Option<(&Fits, &[i16])>,
        params: &CoverageParams,
    ) -> RegionCoverage {
        let image = &self.visit.image;
        let (width, height) = image.native_size;
        let native = &self.visit.regions[index];
        let area_px = native_area(native, width, height);
        let mut tally = Tally::default();
        for_each_span(&self.regions[index], image, |start, end| {
            for i in start..end {
                tally.add(image.excluded[i], fitted.map_or(0, |(_, c)| c[i]));
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
            fitted
                .map(|(fits, _)| self.evidence(index, fits, &tally))
                .ok_or(NotMeasured::LowContrast)
                .and_then(|evidence| match evidence.fits_apart {
                    Some(apart) if apart > params.most_apart => Err(NotMeasured::FitsContradict),
                    _ => Ok(evidence),
                })
        };
        RegionCoverage {
            area_px,
            excluded_px,
            outcome,
        }
    }

    fn evidence(&self, index: usize, fits: &Fits, tally: &Tally) -> RegionEvidence {
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
            hair_over_scalp: own.iter().map(|b| b.hair / b.scalp).sum::<f64>() / n,
            light_scatter: (scatter / n).sqrt(),
            blocks: own.len(),
            by_brightness: fits.order.axis == BRIGHTNESS,
            fits_apart: other.map(|other| (mean_open(&other) - mean_open(&own)).abs()),
            learned_apart: fits.level.as_ref().map(|level| level.left_within(area)),
        }
    }
}

fn mean_open(blocks: &[BlockFit]) -> f64 {
    blocks.iter().map(|b| b.open).sum::<f64>() / blocks.len().max(1) as f64
}

/// How far beyond 0 and 1 a single pixel's share may lie before it is cut off: noise and hairs
/// brighter or darker than their neighbours stay in, wild pixels do not dominate.
const COVERED_SPAN: f64 = 1.0;

#[derive(Debug, Default)]
struct Tally {
    covered: i64,
    measured: u64,
    excluded: BTreeMap<Exclusion, u64>,
}

impl Tally {
    fn add(&mut self, excluded: Option<Exclusion>, covered: i16) {
        if let Some(kind) = excluded {
            *self.excluded.entry(kind).or_default() += 1;
        } else {
            self.measured += 1;
            self.covered += i64::from(covered);
        }
    }

    fn left_out(&self) -> u64 {
        self.excluded.values().sum()
    }

    fn total(&self) -> u64 {
        self.measured + self.left_out()
    }
}

fn to_working(area: &Area, image: &LinearImage) -> Area {
    Area {
        rings: area
            .rings
            .iter()
            .map(|ring| ring.iter().map(|&p| image.working_from_native(p)).collect())
            .collect(),
    }
}

fn for_each_span(area: &Area, image: &LinearImage, mut visit: impl FnMut(usize, usize)) {
    for y in area.rows(image.height as u32) {
        for (start, end) in area.row_spans(y, image.width as u32) {
            let row = y as usize * image.width;
            visit(row + start as usize, row + end as usize);
        }
    }
}

/// Native pixels of the area that lie inside the photo.
fn native_area(area: &Area, width: u32, height: u32) -> u64 {
    area.rows(height)
        .flat_map(|y| area.row_spans(y, width))
        .map(|(start, end)| u64::from(end - start))
        .sum()
}

/// Share of a region's outline box that may stick out of the photo unnoticed.
const OUTSIDE_TOLERANCE: f64 = 0.02;

fn reaches_outside(area: &Area, width: u32, height: u32) -> bool {
    let enclosed = area.enclosed_px();
    (native_area(area, width, height) as f64) < (1.0 - OUTSIDE_TOLERANCE) * enclosed - 4.0
}

#[cfg(test)]
#[path = "measure_tests.rs"]
mod tests;
