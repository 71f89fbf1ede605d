//! Regions: the named parts of a head in which coverage is counted.

pub mod geojson;
