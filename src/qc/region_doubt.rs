//! What concerns one region of a photo alone.

/// What a photo allows to say about the changes of one region.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct RegionDoubt {
    /// Why none can be given.
    pub(crate) refusal: Option<String>,
    /// Effect on its coverage beyond that on all regions, points.
    pub(crate) effect_pp: f64,
}

impl RegionDoubt {
    /// Of two photos: both must allow it, and both widen.
    pub(super) fn pair(&self, other: &Self) -> Self {
        Self {
            refusal: self.refusal.clone().or_else(|| other.refusal.clone()),
            effect_pp: self.effect_pp.hypot(other.effect_pp),
        }
    }
}
