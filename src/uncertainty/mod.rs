//! How far a coverage, or a change of it, can be trusted.

mod change;
mod interval;
mod params;

pub use change::{Change, Verdict, change, detectable_pp};
pub use interval::{coverage_interval, standard_error_pp};
pub use params::UncertaintyParams;
