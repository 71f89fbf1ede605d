//! Hair over scalp as a mixture in linear light: the share of each pixel that hair hides.

pub(super) mod axis;
pub(super) mod field;
pub(super) mod likelihood;
pub(super) mod mixture;
pub(super) mod shade;
pub(super) mod strand_model;
#[cfg(test)]
mod strand_percentiles;
mod strand_spread;
pub(super) mod strands;
