//! How far a coverage, or a change of it, can be trusted.

mod difference;
mod interval;
mod params;
mod value;

pub use difference::Difference;
pub(crate) use difference::{ANY_CHANGE_PP, relative_half};
pub use interval::standard_error_pp;
pub use params::UncertaintyParams;
pub use value::Value;
