//! Regions: the named parts of a head in which coverage is measured, drawn by hand (GeoJSON) or
//! laid on the head by a named atlas.

pub mod atlas;
pub mod geojson;
