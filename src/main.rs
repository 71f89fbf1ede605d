//! Command line of tricholapse.
#![forbid(unsafe_code)]

fn main() {}
