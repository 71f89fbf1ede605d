//! The report: its document model and the writers that serialise it.

pub mod model;
