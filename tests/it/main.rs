//! The program from outside, as one binary: a module per subject, what they share in `support`.
//!
//! `cargo test --test it -- batch::` runs one subject. Ignored tests take minutes or want real
//! photos: CONTRIBUTING.md says how to run them.

mod architecture;
mod bad_input;
mod batch;
#[cfg(feature = "history")]
mod batch_history;
mod check;
mod cli;
mod clinic;
mod closeups;
mod compare;
#[cfg(feature = "desk")]
mod desk;
mod format_coverage;
mod golden;
mod head_seen;
#[cfg(unix)]
mod interrupted;
mod invariants;
mod reading;
mod real;
mod registration_phantom;
mod report_files;
#[cfg(unix)]
mod robustness;
mod self_test;
mod support;
mod visits;
