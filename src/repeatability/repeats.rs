//! What a set-up was asked: one region of one head, again and again.

/// Repeated coverages of one region of one head, percent of its area, in order of the photos.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeats {
    /// Which head, view and day: photos of one session share it.
    pub head: String,
    /// Region, or `overall`.
    pub region: String,
    /// Coverage per photo, percent.
    pub coverage_pct: Vec<f64>,
}
