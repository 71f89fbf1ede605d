//! Bare skin, and the shade that it shows.

pub(super) mod bare_block;
pub(super) mod even_light;
pub(super) mod smooth;
