//! Regions of a view: drawn by hand or laid on the head by a named atlas.

pub mod atlas;
