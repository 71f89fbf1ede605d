//! The fits of a view's photos along an axis.

use rayon::prelude::*;

use super::params::CoverageParams;
use super::prepared::Prepared;
use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::fit::axis;
use crate::coverage::fit::likelihood;
use crate::coverage::fit::mixture::Mixture;
use crate::coverage::fit::shade;
use crate::coverage::fit::strand_model::StrandModel;
use crate::coverage::learned::features::{BlockFeatures, block_features};
use crate::coverage::learned::net::OpennessNet;
use crate::geometry::{Area, Point};

pub(super) fn fit_order(
    prepared: &[Prepared<'_>],
    axis: [f32; 3],
    params: &CoverageParams,
) -> Vec<Option<Mixture>> {
    prepared
        .par_iter()
        .map(|p| p.fit(axis, p.block_px(params.block_share), params))
        .collect()
}

pub(super) fn fit_likeliest(
    prepared: &[Prepared<'_>],
    axis: [f32; 3],
    params: &CoverageParams,
) -> Vec<Option<Mixture>> {
    let model = StrandModel::built_in();
    prepared
        .par_iter()
        .map(|p| p.likeliest(axis, model, params))
        .collect()
}

/// Weight of the learned model: as far as hair visibly shades the scalp.
pub(super) fn shaded_share(photos: &[&Prepared<'_>], params: &CoverageParams) -> f64 {
    let shades: Option<Vec<_>> = photos
        .par_iter()
        .map(|p| p.shade_scatters(params))
        .collect();
    let evidence = shades.map_or(0.0, |s| shade::evidence(&s));
    params.learned_share * (evidence / params.shade_evidence).clamp(0.0, 1.0)
}

/// Adds to every photo's fits, with weight `share`, what the learned model says from the fits
/// along brightness; to all photos of the view alike.
pub(super) fn with_levels(
    prepared: &[Prepared<'_>],
    fits: Vec<Option<Fits>>,
    (order, likeliest): (&[Option<Mixture>], &[Option<Mixture>]),
    share: f64,
    params: &CoverageParams,
) -> Vec<Option<Fits>> {
    let net = OpennessNet::built_in();
    let levels: Vec<Option<Level>> = prepared
        .par_iter()
        .zip(fits.par_iter().zip(order.par_iter().zip(likeliest)))
        .map(|(p, (fits, (order, likeliest)))| {
            let seen = (order.as_ref()?, likeliest.as_ref()?);
            p.level(fits.as_ref()?, seen, share, &net, params)
        })
        .collect();
    let complete = fits
        .iter()
        .zip(&levels)
        .all(|(f, l)| f.is_none() || l.is_some());
    fits.into_iter()
        .zip(levels)
        .map(|(fits, level)| {
            fits.map(|f| Fits {
                level: level.filter(|_| complete),
                ..f
            })
        })
        .collect()
}

/// Both fits of every photo, or the first alone for all of them when one photo is too small for
/// the second: photos measured in different ways would not compare.
pub(super) fn join(
    order: Vec<Option<Mixture>>,
    likeliest: Vec<Option<Mixture>>,
) -> Vec<Option<Fits>> {
    let complete = order
        .iter()
        .zip(&likeliest)
        .all(|(first, second)| first.is_none() || second.is_some());
    order
        .into_iter()
        .zip(likeliest)
        .map(|(first, second)| {
            first.map(|order| Fits {
                order,
                likeliest: second.filter(|_| complete),
                level: None,
            })
        })
        .collect()
}

/// The fits of one photo: by order statistics and, where brightness separates, by likelihood.
/// They err in different directions; coverage is their mean.
pub(super) struct Fits {
    pub(super) order: Mixture,
    pub(super) likeliest: Option<Mixture>,
    pub(super) level: Option<Level>,
}

/// What the learned model adds to the mean of the two fits.
pub(super) struct Level {
    /// Added to coverage, smooth over the blocks.
    shift: BlockGrid,
    /// Weight of the learned model, 0..=1.
    share: f64,
    /// Position of every block, working px, and the learned coverage less that of the fits.
    apart: Vec<(Point, f64)>,
}

impl Level {
    /// Mean distance of the learned coverage from what is reported, over the blocks of `area`.
    pub(super) fn left_within(&self, area: &Area) -> f64 {
        let (sum, count) = self
            .apart
            .iter()
            .filter(|(at, _)| area.contains(*at))
            .fold((0.0, 0.0), |(sum, count), (_, apart)| {
                (sum + apart, count + 1.0)
            });
        (1.0 - self.share) * sum / f64::max(count, 1.0)
    }
}

impl Fits {
    pub(super) fn one(order: Mixture) -> Self {
        Self {
            order,
            likeliest: None,
            level: None,
        }
    }

    /// Share hidden by hair according to the fits alone, of the pixels of row `y`.
    fn fitted_row(&self, y: f64) -> impl Fn(f64, [f32; 3]) -> f64 {
        let first = self.order.covered_row(y);
        let second = self.likeliest.as_ref().map(|other| other.covered_row(y));
        move |x, colour| {
            let first = first(x, colour);
            match &second {
                Some(second) => 0.5 * (first + second(x, colour)),
                None => first,
            }
        }
    }

    /// Share hidden by hair of the first pixels of row `y`, of which the colours are given, unclamped.
    pub(super) fn covered_row(&self, y: f64, colours: &[[f32; 3]]) -> Vec<f64> {
        let mut covered = vec![0.0; colours.len()];
        match &self.likeliest {
            Some(likeliest) => {
                self.order.add_covered(y, colours, 0.5, &mut covered);
                likeliest.add_covered(y, colours, 0.5, &mut covered);
            }
            None => self.order.add_covered(y, colours, 1.0, &mut covered),
        }
        if let Some(level) = &self.level {
            let mut shift = vec![0.0; colours.len()];
            level.shift.write_row(y, &mut shift);
            for (covered, shift) in covered.iter_mut().zip(shift) {
                *covered += shift;
            }
        }
        covered
    }
}

impl Prepared<'_> {
    pub(super) fn block_px(&self, share: f64) -> usize {
        self.visit.block_px(share)
    }

    fn fit(&self, axis: [f32; 3], block_px: usize, params: &CoverageParams) -> Option<Mixture> {
        let seen = self.shows_hair(self.block_px(params.likelihood_block_share));
        seen.then(|| Mixture::fit(self.scene(), axis, block_px, &params.mixture))?
    }

    fn likeliest(
        &self,
        axis: [f32; 3],
        model: &StrandModel,
        params: &CoverageParams,
    ) -> Option<Mixture> {
        let block_px = self.block_px(params.likelihood_block_share);
        let mixture = &params.mixture;
        let light = (mixture.scalp_degree, mixture.scalp_stiffness);
        let own;
        let stats = if axis == axis::BRIGHTNESS {
            self.coarse_stats(block_px)
        } else {
            own = self.scene().stats(axis, block_px);
            &own
        };
        likelihood::fit(self.scene(), stats, axis, block_px, light, model)
    }

    fn shade_scatters(&self, params: &CoverageParams) -> Option<[f64; 4]> {
        let block_px = self.block_px(params.likelihood_block_share);
        let stats = self.coarse_stats(block_px);
        shade::scatters(self.scene(), stats, block_px, &params.mixture)
    }

    fn level(
        &self,
        fits: &Fits,
        seen: (&Mixture, &Mixture),
        share: f64,
        net: &OpennessNet,
        params: &CoverageParams,
    ) -> Option<Level> {
        let block_px = self.block_px(params.likelihood_block_share);
        let stats = self.coarse_stats(block_px);
        let blocks = block_features(self.scene(), (self.brightness(), stats), block_px, seen);
        let apart = |b: &BlockFeatures| {
            1.0 - net.open(&b.values) - fits.fitted_row(b.stats.y)(b.stats.x, b.colour)
        };
        let aparts: Vec<f64> = blocks.iter().map(apart).collect();
        let cells = blocks
            .iter()
            .zip(&aparts)
            .map(|(b, apart)| (b.stats.column, b.stats.row, share * apart, 1.0));
        let shift = BlockGrid::smoothed(cells, block_px, LEVEL_SMOOTHING);
        let apart = blocks
            .iter()
            .map(|b| Point::new(b.stats.x, b.stats.y))
            .zip(aparts)
            .collect();
        Some(Level {
            shift,
            share,
            apart,
        })
    }
}

/// Smoothing of the learned level over neighbouring blocks, standard deviation in blocks.
const LEVEL_SMOOTHING: f64 = 0.6;
