//! What the smooth areas of a photo are: told by their borders, by areas within them, by their grain.

use std::cell::LazyCell;

use super::areas::{Areas, Grid};
use super::said::{SMOOTH, Said};
use super::{border, grain, softness};
use crate::photometry::LinearImage;

/// The smooth areas of a photo and what each is. Areas below the photo's own limit speak first,
/// by their border. Where they know skin it reaches into its shade. Where they know none, the
/// limit is that of all photos, if areas so wide are skin. What they are is said by the areas
/// within them, by their border or by their grain.
pub(super) fn areas(grid: &Grid, image: &LinearImage) -> Areas {
    let grain = LazyCell::new(|| grain::coherence(grid, image));
    let sharp = LazyCell::new(|| softness::is_sharp(grid, image));
    let veto = |areas: &mut Areas| {
        if areas.says.contains(&Said::Skin) && !*sharp {
            grain::unsay_directed(areas, &grain);
        }
    };
    let mut own = bordered(grid, vec![grid.limit; grid.cells.len()]);
    veto(&mut own);
    if grid.limit >= SMOOTH {
        if own.says.contains(&Said::Neither) {
            grain::speak(grid, &mut own, &grain);
        }
        return own;
    }
    let known = own.redness_of_skin(grid);
    let limits = match known {
        Some(red) => grain::limits_about_skin(grid, red, &grain),
        None => vec![SMOOTH; grid.cells.len()],
    };
    let mut wide = bordered(grid, limits);
    wide.listen_to(&own);
    veto(&mut wide);
    grain::speak(grid, &mut wide, &grain);
    if known.is_some() || wide.says.contains(&Said::Skin) {
        return wide;
    }
    grain::speak(grid, &mut own, &grain);
    own
}

fn bordered(grid: &Grid, limits: Vec<f64>) -> Areas {
    let mut areas = Areas::grown(grid, limits);
    areas.says = border::says(grid, &areas);
    areas
}
