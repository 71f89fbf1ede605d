//! One handler per command.

pub mod analyze;
pub mod anonymize;
pub mod batch;
pub mod check;
pub mod compare;
pub mod demo;
#[cfg(feature = "dicom")]
pub mod dicom;
#[cfg(feature = "history")]
pub mod history;
pub mod init;
pub mod merge;
pub mod params;
pub mod phantom;
pub mod read;
pub mod schema;
pub mod self_test;
#[cfg(feature = "desk")]
pub mod serve;
pub mod shell;
pub mod transform;
pub mod validate;
