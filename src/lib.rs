//! Hair coverage on dated scalp photos, and how it changed over a treatment course.
//!
//! The crate is a pipeline of textbook stages, one module each. Data flows one way:
//! [`photo`] decodes, [`photometry`] brings light together, [`registration`] aligns,
//! [`segmentation`] and [`coverage`] measure, [`longitudinal`] and [`uncertainty`] compare,
//! [`report`] writes. [`pipeline`] alone knows that order.
#![forbid(unsafe_code)]
#![warn(missing_docs, missing_debug_implementations)]

pub mod coverage;
pub mod geometry;
pub mod photometry;
pub mod course;
pub mod photo;
pub mod regions;
pub mod longitudinal;
pub mod qc;
pub mod report;
pub mod segmentation;
pub mod uncertainty;
pub mod phantom;
pub mod validate;
