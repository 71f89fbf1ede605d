//! What an alignment must reach to be certified; the report shows it beside what was measured.

/// Limits of a certified alignment. Lengths in per mille of the baseline photo's width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Certified {
    /// Largest median remaining shift.
    pub residual_permille: f64,
    /// Least part of the head that both photos show, 0..=1.
    pub overlap: f64,
    /// Largest size of the head relative to the baseline's, either way.
    pub size: f64,
    /// Largest tilt between the two lines of sight, degrees.
    pub tilt_deg: f64,
    /// Largest median disagreement there and back.
    pub round_trip_permille: f64,
    /// Least correlation on blocks that took no part in the fit.
    pub heldout_correlation: f64,
}

/// The limits in force.
pub const CERTIFIED: Certified = Certified {
    residual_permille: 20.0,
    overlap: 0.7,
    size: 1.35,
    tilt_deg: 20.0,
    round_trip_permille: 20.0,
    heldout_correlation: 0.2,
};
