//! Skin that pores, glare and the camera's noise make about as rough as a few hairs would.
//!
//! Known skin whose grain runs no way holds little hair: scattered hairs roughen a block by
//! `contrast * sqrt(width * cover)`, the width of a hair in pixels, so that its roughness says how much
//! there can be at most. Such skin also reaches into blocks beyond the limit, as far as they go on
//! in colour and light and their grain still runs no way.

use std::collections::VecDeque;

use super::areas::{Areas, FEWEST, Grid, STEPS};
use super::grain::{REDDEST_HAIR, STRANDS, UNDIRECTED, coherence_below};
use super::said::{SMOOTH_IN_COLOUR, Said};
use crate::coverage::texture::roughness::Cell;
use crate::photometry::LinearImage;
use crate::statistics::upper_median;

/// Cover of a block whose roughness is at the limit, at most: dark hairs of 60 µm at 500 px of head
/// width, blurred over 3 px, roughen a block by 0.065 where they cover 0.09 of it.
const MOST_AT_LIMIT: f64 = 0.09;
/// Multiples of the limit up to which blocks are taken in whole, and from which on they are not: full
/// hair starts at 1.5.
const BEYOND: [f64; 2] = [1.0, 1.3];
/// How much less red than known skin in the same light a rough block may be, logarithm of red over
/// blue: stubble is.
const LESS_RED: f64 = 0.2;
/// How much redness goes where glare, which is white, adds 1 to the logarithm of brightness
/// (Shafer 1985, DOI 10.1002/col.5080100409), and comes where shade takes it: reflected light as
/// strong as the red of skin doubles its brightness and takes 0.8 of a redness of 1.25.
const WHITE_OF_GLARE: f64 = 1.2;

/// How much of every block is bare at least, by its grain, 0..=1.
pub(super) fn bare_at_least(grid: &Grid, areas: &Areas, image: &LinearImage) -> Vec<f64> {
    let mut bare = vec![0.0; grid.cells.len()];
    let Some(skin) = Skin::known(grid, areas) else {
        return bare;
    };
    let coherence = coherence_below(grid, image, BEYOND[1] * grid.limit);
    let undirected = |i: usize| coherence[i].map_or(0.0, undirectedness);
    let mut seen: Vec<bool> = (0..grid.cells.len())
        .map(|i| areas.said(i) == Some(Said::Skin) && undirected(i) > 0.0)
        .collect();
    let mut queue: VecDeque<usize> = (0..seen.len()).filter(|&i| seen[i]).collect();
    while let Some(i) = queue.pop_front() {
        let Some(here) = grid.cells[i] else { continue };
        bare[i] = undirected(i) * bare_share(here.roughness / areas.limits[i]);
        for n in grid.neighbours(i) {
            let Some(there) = grid.cells[n] else { continue };
            if !seen[n] && undirected(n) > 0.5 && areas.is_open(n) && skin.goes_on(&here, &there) {
                seen[n] = true;
                queue.push_back(n);
            }
        }
    }
    bare
}

/// 1 of grain that runs no way, 0 of strands.
fn undirectedness(coherence: f64) -> f64 {
    ((STRANDS - coherence) / (STRANDS - UNDIRECTED)).clamp(0.0, 1.0)
}

/// Share of a block of skin without hair at least; its roughness in limits.
fn bare_share(roughness: f64) -> f64 {
    let taken_in = (BEYOND[1] - roughness) / (BEYOND[1] - BEYOND[0]);
    let cover = MOST_AT_LIMIT * roughness.powi(2);
    ((1.0 - cover) * taken_in.min(1.0)).max(0.0)
}

impl Areas {
    /// Whether nothing is known of a block yet: it belongs to no area, or to an undecided speck.
    fn is_open(&self, i: usize) -> bool {
        self.of[i].is_none_or(|area| self.says[area] == Said::Neither && self.sizes[area] < FEWEST)
    }
}

/// The skin that is known; medians over its blocks.
struct Skin {
    log_light: f64,
    log_red: f64,
}

impl Skin {
    /// `None` where hardly any is known, or what is taken for it is not as red as skin is.
    fn known(grid: &Grid, areas: &Areas) -> Option<Self> {
        let log_red = areas.redness_of_skin(grid)?;
        let of_skin = |i: usize| grid.cells[i].filter(|_| areas.said(i) == Some(Said::Skin));
        let light = (0..grid.cells.len()).filter_map(|i| Some(of_skin(i)?.log_light));
        let log_light = upper_median(light)?;
        (log_red > REDDEST_HAIR).then_some(Self { log_light, log_red })
    }

    /// Whether a block may be the same skin as its neighbour `here`.
    fn goes_on(&self, here: &Cell, there: &Cell) -> bool {
        let lighter = there.log_light - self.log_light;
        (there.log_light - here.log_light).abs() < STEPS.0
            && (there.log_red - here.log_red).abs() < STEPS.1
            && there.log_red > self.log_red - LESS_RED - WHITE_OF_GLARE * lighter
            && there.colour_roughness < SMOOTH_IN_COLOUR
    }
}
