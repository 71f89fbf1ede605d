//! Which axis tells hair from scalp in a view.

use rayon::prelude::*;

use super::fits::{Fits, fit_likeliest, fit_order, join, shaded_share, with_levels};
use super::params::CoverageParams;
use super::prepared::Prepared;
use crate::coverage::fit::axis;
use crate::coverage::fit::mixture::Mixture;
use crate::statistics::upper_median;

/// Fits every photo of a view along the same axis: photos measured along different axes would
/// not compare.
///
/// Brightness where it separates. Hair about as bright as the scalp and less red (grey, white):
/// redness. Hair that is no less red (red, light brown): blue, of which it sends back least.
pub(super) fn fit_view(prepared: &[Prepared<'_>], params: &CoverageParams) -> Vec<Option<Fits>> {
    let bright = fit_order(prepared, axis::BRIGHTNESS, params);
    let telling = Telling::of(prepared, &bright);
    let neutral = telling.hair_is_neutral(params);
    let grey = neutral && telling.hair_is_grey(params);
    let separates = telling.typical_ratio(&bright) <= params.brightness_limit && !grey;
    // The least red blocks are neutral where hair is grey or white: skin never is in a white-balanced
    // photo.
    let cooler = neutral || telling.hair_is_cooler(params);
    if separates || cooler {
        let likeliest = fit_likeliest(prepared, axis::BRIGHTNESS, params);
        // The first fit takes thin black hair for grey; the second does not.
        let found = likeliest.iter().any(Option::is_some)
            && telling.typical_ratio(&bright) <= params.doubtful_limit
            && !grey;
        if separates || (found && telling.typical_ratio(&likeliest) <= params.likelihood_limit) {
            if neutral && telling.skin_is_unseen(params) {
                return prepared.iter().map(|_| None).collect();
            }
            let fits = join(bright.clone(), likeliest.clone());
            let share = shaded_share(&telling.photos, params);
            return with_levels(prepared, fits, (&bright, &likeliest), share, params);
        }
        let fit = |p: &Prepared<'_>| p.fit_colour(params).cloned().map(Fits::one);
        return prepared.par_iter().map(fit).collect();
    }
    let blue = fit_order(prepared, axis::BLUE, params);
    if telling.typical_ratio(&blue) <= params.blue_limit && light_holds_blue(prepared) {
        let fits = join(blue, fit_likeliest(prepared, axis::BLUE, params));
        let likeliest = fit_likeliest(prepared, axis::BRIGHTNESS, params);
        let seen = (&bright[..], &likeliest[..]);
        return with_levels(prepared, fits, seen, params.learned_share, params);
    }
    prepared.iter().map(|_| None).collect()
}

/// How much nearer to the scalp's brightness the hair of a photo may be than on the photo that parts
/// them best, for it to have a say. Photos of one rendered course differ by up to 0.14 as long as they
/// show much the same hair; of heads that lost half of it or more they differ by 0.1 to 0.65.
const LESS_TOLD_APART: f64 = 0.15;

/// The photos of a view that show what its hair is like. One that shows next to no hair knows nothing of
/// it, and would have all the others measured along another axis.
struct Telling<'a, 'p> {
    /// By place in the view.
    indices: Vec<usize>,
    photos: Vec<&'a Prepared<'p>>,
    /// Their fits along brightness.
    bright: Vec<&'a Mixture>,
}

impl<'a, 'p> Telling<'a, 'p> {
    fn of(prepared: &'a [Prepared<'p>], bright: &'a [Option<Mixture>]) -> Self {
        let ratio = |fit: &Mixture| axis::hair_over_scalp(&fit.blocks);
        let ratios = bright.iter().flatten().map(ratio);
        let least = ratios.fold(f64::INFINITY, f64::min);
        let seen = bright.iter().enumerate();
        let told = seen.filter_map(|(i, fit)| Some((i, fit.as_ref()?)));
        let told = told.filter(|(_, fit)| ratio(fit) <= least + LESS_TOLD_APART);
        let (indices, bright): (Vec<usize>, Vec<&Mixture>) = told.unzip();
        Self {
            photos: indices.iter().map(|&i| &prepared[i]).collect(),
            indices,
            bright,
        }
    }

    /// Hair over scalp along the axis of the view's fits, median; 0 without a fit.
    fn typical_ratio(&self, fits: &[Option<Mixture>]) -> f64 {
        typical_ratio(self.indices.iter().filter_map(|&i| fits[i].as_ref()))
    }

    /// Whether covered blocks are less red than open ones.
    fn hair_is_cooler(&self, params: &CoverageParams) -> bool {
        let both = self.photos.iter().zip(&self.bright);
        let gains = both.map(|(p, fit)| {
            let block_px = p.block_px(params.block_share);
            axis::redness_gain(p.scene(), &fit.blocks, block_px)
        });
        upper_median(gains).is_some_and(|gain| gain > COOLER)
    }

    fn hair_is_neutral(&self, params: &CoverageParams) -> bool {
        let least = self.of_colour(params, |p, block_px| axis::least_red(p.scene(), block_px));
        least.is_some_and(|ratio| ratio < NEUTRAL)
    }

    /// Whether neutral hair is grey although brightness seems to separate it: contrast and sharpening of a
    /// camera make the gaps between grey hairs as dark as black hair. By colour, which hardly knows of
    /// them, grey hair then covers much more than by brightness; black hair covers the same. Where
    /// all blocks are alike red, colour says nothing; nor does it of hair so black that its own colour is noise.
    fn hair_is_grey(&self, params: &CoverageParams) -> bool {
        let by_brightness = typical_ratio(self.bright.iter().copied()) <= params.doubtful_limit;
        let told_by_colour = || {
            self.red_range(params)
                .is_some_and(|range| range > COLOURS_APART)
        };
        if !by_brightness || !told_by_colour() || self.hair_is_black(params) {
            return false;
        }
        let both = self.photos.par_iter().zip(&self.bright);
        let gains: Vec<f64> = both
            .filter_map(|(p, bright)| Some(mean_open(bright) - mean_open(p.fit_colour(params)?)))
            .collect();
        upper_median(gains).is_some_and(|gain| gain > params.grey_gain)
    }

    /// Whether the darkest parts of a head are darker than grey hair on it can be, whatever its gaps.
    fn hair_is_black(&self, params: &CoverageParams) -> bool {
        let share = self.of_colour(params, |p, px| axis::dark_over_bright(p.scene(), px));
        share.is_some_and(|share| share < BLACK)
    }

    /// Whether what brightness takes for skin is hair. Neutral hair that is darker than the scalp leaves
    /// open blocks redder than covered ones; grey hair over dark skin is the brighter of the two, and
    /// where it covers all of a head no block is redder than another although much seems open.
    fn skin_is_unseen(&self, params: &CoverageParams) -> bool {
        let much_open = upper_median(self.bright.iter().map(|fit| mean_open(fit)));
        much_open.is_some_and(|open| open > MUCH_OPEN)
            && self
                .red_range(params)
                .is_some_and(|range| range < COLOURS_APART)
            && !self.hair_is_cooler(params)
    }

    fn red_range(&self, params: &CoverageParams) -> Option<f64> {
        self.of_colour(params, |p, block_px| axis::red_range(p.scene(), block_px))
    }

    /// Median of what blocks of the size for colours say.
    fn of_colour(
        &self,
        params: &CoverageParams,
        say: impl Fn(&Prepared<'_>, usize) -> Option<f64>,
    ) -> Option<f64> {
        let photos = self.photos.iter();
        upper_median(photos.filter_map(|p| say(p, p.block_px(params.colour_block_share))))
    }
}

/// Hair over scalp, median over fits; 0 without one.
fn typical_ratio<'a>(fits: impl Iterator<Item = &'a Mixture>) -> f64 {
    upper_median(fits.map(|m| axis::hair_over_scalp(&m.blocks))).unwrap_or(0.0)
}

/// Mean openness over a fit's blocks, 0..=1.
fn mean_open(fit: &Mixture) -> f64 {
    let blocks = &fit.blocks;
    blocks.iter().map(|b| b.open).sum::<f64>() / blocks.len().max(1) as f64
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

/// Mean openness by brightness from which skin has to be seen in the colours.
const MUCH_OPEN: f64 = 0.4;

/// Brightness of the dark tenth of the blocks over that of the bright tenth below which hair is black: on
/// rendered and photographed heads with grey hair it is 0.13 to 0.57, on clinical photographs of
/// black hair with bald patches 0.01 to 0.09.
const BLACK: f64 = 0.1;

/// Linear red over blue below which hair is grey: skin, brown and blond hair have 1.6 and more.
const NEUTRAL: f64 = 1.35;

/// Logarithm of red over blue that lies between the reddest blocks and the least red ones at least
/// where colour tells scalp from grey hair: noise and light of two colours make a tenth.
const COLOURS_APART: f64 = 0.2;

/// Logarithm of red over blue by which open blocks have to exceed covered ones for hair to count
/// as less red than the scalp: above what light of two colours leaves.
const COOLER: f64 = 0.05;
