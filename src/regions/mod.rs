//! Regions: the named parts of a head in which coverage is counted.

pub mod geojson;
//! Regions of a view: drawn by hand or laid on the head by a named atlas.

pub mod atlas;
