//! Hair coverage on dated scalp photos, and how it changed over a treatment course.
//!
//! The crate is a pipeline of textbook stages, one module each. Data flows one way: [`photo`] decodes,
//! [`head`] finds the head, [`photometry`] brings light together, [`registration`] aligns,
//! [`coverage`] measures, [`uncertainty`] judges, [`report`] writes what [`model`] says. [`pipeline`]
//! alone knows that order.
//!
//! What is public is what a program needs that measures a course, and what the project's own
//! benchmarks, examples and fuzz targets look at. The rest is the command line's.
#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations, unreachable_pub)]
// Without the command line, what only its commands call lies idle: files, reports, the atlas's edges.
// With it nothing may.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

#[cfg(feature = "cli")]
mod anonymize;
mod approximate;
#[cfg(feature = "cli")]
mod batch;
mod bilinear;
mod calendar;
#[cfg(feature = "cli")]
pub mod cli;
mod closeup;
#[cfg(feature = "cli")]
mod cohort;
pub mod course;
pub mod coverage;
#[cfg(feature = "desk")]
mod desk;
#[cfg(all(feature = "cli", feature = "dicom"))]
mod dicom;
pub mod geometry;
pub mod head;
#[cfg(feature = "history")]
mod history;
mod longitudinal;
pub mod model;
mod orientation;
pub mod params;
mod parting;
#[cfg(feature = "cli")]
pub mod phantom;
pub mod photo;
pub mod photometry;
pub mod pipeline;
mod plane;
pub mod qc;
#[cfg(feature = "cli")]
mod reading;
pub mod regions;
pub mod registration;
mod regular_file;
mod repeatability;
pub mod report;
pub mod resize;
#[cfg(feature = "cli")]
mod results;
mod scalp;
#[cfg(feature = "cli")]
mod session;
pub mod srgb;
mod statistics;
pub mod uncertainty;
#[cfg(feature = "cli")]
pub mod untrusted;
#[cfg(feature = "cli")]
mod validate;
mod words;

/// Package version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Measurement method version. Values of different methods are not compared; a change that moves a
/// measured value bumps it and is listed under "Measurement changes" in CHANGELOG.md.
pub const METHOD: &str = "10";

/// The README's examples, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeExamples;
