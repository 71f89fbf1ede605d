//! The learned coverage level: what a block looks like in numbers, and what small networks say of it.

pub(super) mod features;
pub(super) mod net;
