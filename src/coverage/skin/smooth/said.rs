//! What a smooth area is, and from when on a block is smooth.

/// Roughness of a smooth block at most (standard deviation of brightness over its mean, slope
/// taken out); from [`SURE`] of it on it starts to count less.
pub(super) const SMOOTH: f64 = 0.065;
/// Roughness of the red over blue of a smooth block at most: colour is noisier than brightness, and
/// hair as bright as the scalp shows in it.
pub(super) const SMOOTH_IN_COLOUR: f64 = 0.07;

/// What a smooth area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Skin,
    Hair,
    /// Not the scalp; hair in its own light, as far as can be told.
    Sheen,
    Neither,
}
