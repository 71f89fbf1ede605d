//! Accuracy against known truth.

pub mod truth;
