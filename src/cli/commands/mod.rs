//! One handler per command.

pub(crate) mod analyze;
pub(crate) mod anonymize;
pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod demo;
#[cfg(feature = "dicom")]
pub(crate) mod dicom;
#[cfg(feature = "history")]
pub(crate) mod history;
pub(crate) mod init;
pub(crate) mod merge;
pub(crate) mod params;
pub(crate) mod phantom;
pub(crate) mod read;
pub(crate) mod schema;
pub(crate) mod self_test;
#[cfg(feature = "desk")]
pub(crate) mod serve;
pub(crate) mod shell;
pub(crate) mod transform;
pub(crate) mod validate;
