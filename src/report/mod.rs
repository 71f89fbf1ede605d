//! The report: its document model and the writers that serialise it.
//!
//! Writers are pure: a [`Report`](crate::model::Report) in, bytes or text out.

mod bland_altman;
pub mod chart;
pub mod check;
pub mod closeup;
pub mod colourmap;
pub mod csv;
pub mod csv_style;
pub mod file_name;
pub mod ghost;
pub mod handout;
pub mod html;
pub mod json;
mod label;
pub mod overlay;
mod page;
pub mod patient;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod pictures;
pub mod schema;
pub mod self_test;
pub mod table;
pub mod visible;

#[cfg(test)]
pub(crate) mod sample;

pub use crate::words::{Lang, UnknownLang};
