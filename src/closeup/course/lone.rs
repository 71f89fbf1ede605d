//! What a hair seen at one visit only needs to be believed.

use super::shaft::Shaft;

/// What a hair seen at one visit only needs to be believed. On rendered courses three of four such
/// sightings of clipped hair that fail it are crumbs, nine of ten of long hair are pieces of a shaft
/// that was found elsewhere with its root.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lone {
    /// Share darker than both flanks.
    clean: f64,
    /// Length darker than both flanks, working px.
    clean_length: f64,
    /// How sure root against tip is.
    root_vote: f64,
}
impl Lone {
    pub(super) fn is_met(self, shaft: &Shaft) -> bool {
        shaft.clean >= self.clean
            && shaft.clean_length >= self.clean_length
            && shaft.root_vote >= self.root_vote
    }
}

pub(super) const LONE_CLIPPED: Lone = Lone {
    clean: 0.45,
    clean_length: 45.0,
    root_vote: 3.0,
};
/// The same at the first or last visit, where all others show bare skin: of a hair that came or went that is
/// what they would show. Chosen on 24 rendered pairs and on the phototrichograms of four persons with hairs
/// painted over, held against four others (docs/lab/closeups.md).
pub(super) const CAME_OR_WENT: Lone = Lone {
    clean: 0.5,
    clean_length: 30.0,
    root_vote: 4.0,
};
pub(super) const LONE_LONG: Lone = Lone {
    clean: 0.8,
    clean_length: 90.0,
    root_vote: 0.0,
};
