//! The report: its document model and the writers that serialise it.
//!
//! Writers are pure: a [`Report`](crate::model::Report) in, bytes or text out.

mod bland_altman;
pub(crate) mod chart;
pub(crate) mod check;
pub(crate) mod closeup;
pub(crate) mod colourmap;
pub(crate) mod csv;
pub(crate) mod csv_style;
pub(crate) mod file_name;
pub(crate) mod ghost;
pub(crate) mod handout;
pub(crate) mod html;
pub(crate) mod json;
mod label;
pub(crate) mod overlay;
mod page;
pub(crate) mod patient;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
pub mod pictures;
pub(crate) mod schema;
pub(crate) mod self_test;
pub(crate) mod table;
pub(crate) mod visible;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod snapshot_tests;

pub(crate) use crate::words::Lang;
