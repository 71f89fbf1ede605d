//! Hair coverage per region: the fraction of its area in which hair hides the scalp.

mod axis_choice;
mod evidence;
mod fits;
mod measure;
mod outcome;
mod params;
mod prepared;
mod region_pixels;

pub use evidence::{AlphaMap, NotMeasured, RegionCoverage, RegionEvidence, VisitCoverage};
pub use measure::{VisitSample, measure_view};
pub use params::CoverageParams;
