//! One sentence of the measuring stages.

/// English as written there, then German, Turkish and Spanish.
pub(in crate::words) type Row = (&'static str, [&'static str; 3]);
