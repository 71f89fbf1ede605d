//! Hair coverage on dated scalp photos, and how it changed over a treatment course.
//!
//! The crate is a pipeline of textbook stages, one module each. Data flows one way:
//! [`photo`] decodes, [`head`] finds the head, [`photometry`] brings light together,
//! [`registration`] aligns, [`coverage`] measures, [`longitudinal`] and [`uncertainty`] compare,
//! [`report`] writes. [`pipeline`] alone knows that order.
#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

pub mod anonymize;
pub mod batch;
pub mod bilinear;
pub mod calendar;
pub mod closeup;
pub mod cohort;
pub mod course;
pub mod coverage;
#[cfg(feature = "desk")]
pub mod desk;
#[cfg(feature = "dicom")]
pub mod dicom;
pub mod geometry;
pub mod head;
#[cfg(feature = "history")]
pub mod history;
pub mod longitudinal;
pub mod model;
pub mod orientation;
pub mod params;
pub mod parting;
pub mod phantom;
pub mod photo;
pub mod photometry;
pub mod pipeline;
pub mod plane;
pub mod qc;
pub mod reading;
pub mod regions;
pub mod registration;
pub mod regular_file;
pub mod repeatability;
pub mod report;
pub mod resize;
pub mod results;
pub mod session;
pub mod srgb;
pub mod statistics;
pub mod uncertainty;
pub mod validate;
pub mod words;

/// Package version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Measurement method version. Values of different methods are not compared; a change that moves a
/// measured value bumps it and is listed under "Measurement changes" in CHANGELOG.md.
pub const METHOD: &str = "10";

/// The README's examples, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeExamples;
