//! Hair coverage per region: the fraction of its area in which hair hides the scalp.

mod axis_choice;
mod blocks;
mod camera;
mod colour_fit;
mod evidence;
mod fit;
mod fits;
mod learned;
mod local_light;
mod measure;
mod outcome;
mod params;
mod prepared;
mod projection;
mod region_pixels;
mod skin;
mod texture;
pub mod training;
mod visit_sample;

pub use camera::hair_ends::HairEnds;
pub use camera::shades::Shades;
pub(crate) use evidence::{AlphaMap, NotMeasured, RegionCoverage, RegionEvidence, VisitCoverage};
pub use local_light::LocalLight;
pub(crate) use local_light::PlacesLight;
pub use measure::measure_view;
pub use params::CoverageParams;
pub use visit_sample::VisitSample;
