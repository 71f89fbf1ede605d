//! Regions: the named parts of a head in which coverage is measured, drawn by hand (GeoJSON) or
//! laid on the head by a named atlas.

pub mod atlas;
mod atlas_tables;
#[cfg(test)]
mod atlas_tests;
pub(crate) mod brows;
pub(crate) mod channels;
pub(crate) mod facing;
mod features;
pub(crate) mod geojson;
#[cfg(test)]
mod geojson_tests;
pub(crate) mod hairline;
mod names;
pub(crate) mod overlap;
pub(crate) mod written;
