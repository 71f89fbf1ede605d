//! What a camera's processing did to the colours of hair and scalp.

pub(super) mod colour_bend;
pub(super) mod hair_ends;
pub(super) mod shades;
