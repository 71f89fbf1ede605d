//! The report: its document model and the writers that serialise it.
//!
//! Writers are pure: a [`model::Report`] in, bytes or text out.

pub mod csv;
pub mod json;
pub mod model;
pub mod schema;
pub mod table;

#[cfg(test)]
pub(crate) mod sample;
