//! Which axis tells hair from scalp in a view, and the fits of its photos along it.

use rayon::prelude::*;

use super::params::CoverageParams;
use super::prepared::Prepared;
use crate::geometry::{Area, Point};
use crate::segmentation::axis;
use crate::segmentation::block_grid::BlockGrid;
use crate::segmentation::features::{BlockFeatures, block_features};
use crate::segmentation::likelihood;
use crate::segmentation::median::upper_median;
use crate::segmentation::mixture::Mixture;
use crate::segmentation::net::OpennessNet;
use crate::segmentation::shade;
use crate::segmentation::strand_model::StrandModel;

/// Fits every photo of a view along the same axis: photos measured along different axes would
/// not compare.
///
/// Brightness where it separates. Hair about as bright as the scalp and less red (grey, white):
/// redness. Hair that is no less red (red, light brown): blue, of which it sends back least.
pub(super) fn fit_view(prepared: &[Prepared<'_>], params: &CoverageParams) -> Vec<Option<Fits>> {
    let bright = fit_order(prepared, axis::BRIGHTNESS, params);
    let grey = hair_is_grey(prepared, &bright, params);
    let separates = typical_ratio(&bright) <= params.brightness_limit && !grey;
    let cooler = grey || hair_is_cooler(prepared, &bright, params);
    if separates || cooler {
        let likeliest = fit_likeliest(prepared, axis::BRIGHTNESS, params);
        // The first fit takes thin black hair for grey; the second does not.
        let found = likeliest.iter().any(Option::is_some)
            && typical_ratio(&bright) <= params.doubtful_limit
            && !grey;
        if separates || (found && typical_ratio(&likeliest) <= params.likelihood_limit) {
            let fits = join(bright.clone(), likeliest.clone());
            let share = shaded_share(prepared, &fits, params);
            return with_levels(prepared, fits, (&bright, &likeliest), share, params);
        }
        let fit = |p: &Prepared<'_>| p.fit_colour(params).map(Fits::one);
        return prepared.par_iter().map(fit).collect();
    }
    let blue = fit_order(prepared, axis::BLUE, params);
    if typical_ratio(&blue) <= params.blue_limit && light_holds_blue(prepared) {
        let fits = join(blue, fit_likeliest(prepared, axis::BLUE, params));
        let likeliest = fit_likeliest(prepared, axis::BRIGHTNESS, params);
        let seen = (&bright[..], &likeliest[..]);
        return with_levels(prepared, fits, seen, params.learned_share, params);
    }
    prepared.iter().map(|_| None).collect()
}

fn fit_order(
    prepared: &[Prepared<'_>],
    axis: [f32; 3],
    params: &CoverageParams,
) -> Vec<Option<Mixture>> {
    prepared
        .par_iter()
        .map(|p| p.fit(axis, p.block_px(params.block_share), params))
        .collect()
}

fn fit_likeliest(
    prepared: &[Prepared<'_>],
    axis: [f32; 3],
    params: &CoverageParams,
) -> Vec<Option<Mixture>> {
    let model = StrandModel::tabulate();
    prepared
        .par_iter()
        .map(|p| p.likeliest(axis, &model, params))
        .collect()
}

/// Weight of the learned model: as far as hair visibly shades the scalp.
fn shaded_share(prepared: &[Prepared<'_>], fits: &[Option<Fits>], params: &CoverageParams) -> f64 {
    let shades: Option<Vec<_>> = prepared
        .par_iter()
        .zip(fits)
        .filter(|(_, fits)| fits.is_some())
        .map(|(p, _)| p.shade_scatters(params))
        .collect();
    let evidence = shades.map_or(0.0, |s| shade::evidence(&s));
    params.learned_share * (evidence / params.shade_evidence).clamp(0.0, 1.0)
}

/// Adds to every photo's fits, with weight `share`, what the learned model says from the fits
/// along brightness; to all photos of the view alike.
fn with_levels(
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

/// Hair over scalp along the axis of the fits, median over a view's photos; 0 without a fit.
fn typical_ratio(fits: &[Option<Mixture>]) -> f64 {
    let ratios = fits.iter().flatten();
    upper_median(ratios.map(|m| axis::hair_over_scalp(&m.blocks))).unwrap_or(0.0)
}

/// Whether hair is less red than the scalp: covered blocks are, or the least red blocks are
/// neutral, as only grey and white hair is (skin never is in a white-balanced photo).
fn hair_is_cooler(
    prepared: &[Prepared<'_>],
    fits: &[Option<Mixture>],
    params: &CoverageParams,
) -> bool {
    let gains = prepared.iter().zip(fits).filter_map(|(p, fit)| {
        let block_px = p.block_px(params.block_share);
        Some(axis::redness_gain(
            p.scene(),
            &fit.as_ref()?.blocks,
            block_px,
        ))
    });
    upper_median(gains).is_some_and(|gain| gain > COOLER) || hair_is_neutral(prepared, params)
}

fn hair_is_neutral(prepared: &[Prepared<'_>], params: &CoverageParams) -> bool {
    let least = prepared.iter().filter_map(|p| {
        let block_px = p.block_px(params.colour_block_share);
        axis::least_red(p.scene(), block_px)
    });
    upper_median(least).is_some_and(|ratio| ratio < NEUTRAL)
}

/// Whether hair is grey although brightness seems to separate it: contrast and sharpening of a
/// camera make the gaps between grey hairs as dark as black hair. By colour, which hardly knows of
/// them, grey hair then covers much more than by brightness; black hair covers the same. Where
/// all blocks are alike red, colour says nothing.
fn hair_is_grey(
    prepared: &[Prepared<'_>],
    bright: &[Option<Mixture>],
    params: &CoverageParams,
) -> bool {
    let by_brightness = typical_ratio(bright) <= params.doubtful_limit;
    let block_px = |p: &Prepared<'_>| p.block_px(params.colour_block_share);
    let ranges = prepared
        .iter()
        .filter_map(|p| axis::red_range(p.scene(), block_px(p)));
    let told_by_colour = || upper_median(ranges).is_some_and(|range| range > COLOURS_APART);
    if !by_brightness || !hair_is_neutral(prepared, params) || !told_by_colour() {
        return false;
    }
    let open = |fit: &Mixture| {
        let blocks = &fit.blocks;
        blocks.iter().map(|b| b.open).sum::<f64>() / blocks.len().max(1) as f64
    };
    let gains: Vec<f64> = prepared
        .par_iter()
        .zip(bright)
        .filter_map(|(p, bright)| Some(open(bright.as_ref()?) - open(&p.fit_colour(params)?)))
        .collect();
    upper_median(gains).is_some_and(|gain| gain > params.grey_gain)
}

/// Whether photos have blue enough to measure along it. Skin and hair look alike black in the blue
/// of candles, sunsets and bulbs, and any shade of the skin then reads as hair.
fn light_holds_blue(prepared: &[Prepared<'_>]) -> bool {
    let shares = prepared.iter().filter_map(|p| axis::blue_share(p.scene()));
    upper_median(shares).is_some_and(|share| share >= LEAST_BLUE)
}

/// Least blue over red, linear light, of a head measured along blue: heads on 96 real photos have
/// 0.17 to 0.96, one in yellow light 0.10.
const LEAST_BLUE: f64 = 0.16;

/// Linear red over blue below which hair is grey: skin, brown and blond hair have 1.6 and more.
const NEUTRAL: f64 = 1.35;

/// Logarithm of red over blue that lies between the reddest blocks and the least red ones at least
/// where colour tells scalp from grey hair: noise and light of two colours make a tenth.
const COLOURS_APART: f64 = 0.2;

/// Logarithm of red over blue by which open blocks have to exceed covered ones for hair to count
/// as less red than the scalp: above what light of two colours leaves.
const COOLER: f64 = 0.05;

/// Both fits of every photo, or the first alone for all of them when one photo is too small for
/// the second: photos measured in different ways would not compare.
fn join(order: Vec<Option<Mixture>>, likeliest: Vec<Option<Mixture>>) -> Vec<Option<Fits>> {
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
    fn one(order: Mixture) -> Self {
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

    /// Share hidden by hair of the pixels of row `y`, by position and colour, unclamped.
    pub(super) fn covered_row(&self, y: f64) -> impl Fn(f64, [f32; 3]) -> f64 {
        let fitted = self.fitted_row(y);
        let shift = self.level.as_ref().map(|level| level.shift.row(y));
        move |x, colour| fitted(x, colour) + shift.as_ref().map_or(0.0, |shift| shift(x))
    }
}

impl Prepared<'_> {
    fn block_px(&self, share: f64) -> usize {
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
        likelihood::fit(self.scene(), axis, block_px, light, model)
    }

    fn shade_scatters(&self, params: &CoverageParams) -> Option<[f64; 4]> {
        let block_px = self.block_px(params.likelihood_block_share);
        shade::scatters(self.scene(), block_px, &params.mixture)
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
        let blocks = block_features(self.scene(), block_px, seen);
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

    fn fit_colour(&self, params: &CoverageParams) -> Option<Mixture> {
        let block_px = self.block_px(params.colour_block_share);
        let redness = axis::redness(self.scene(), block_px)?;
        self.fit(redness, block_px, params)
    }
}

/// Smoothing of the learned level over neighbouring blocks, standard deviation in blocks.
const LEVEL_SMOOTHING: f64 = 0.6;
