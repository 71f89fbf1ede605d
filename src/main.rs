//! Command line of tricholapse.
fn main() {}
