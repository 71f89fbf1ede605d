//! A strip of openness along the head, and why no parting was found in it.

/// Openness (1 bare scalp, 0 hair) on a straight grid along the head, reference frame. Rows run
/// from the forehead backwards, columns across; both are `step_pct` apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Strip {
    /// Cells along the head.
    pub(crate) rows: usize,
    /// Cells across, odd: the middle one lies on the head's midline.
    pub(crate) columns: usize,
    /// Size of a cell, percent of the head's width.
    pub(crate) step_pct: f64,
    /// Openness 0..=1 row by row; `None` where it was not measured.
    pub(crate) open: Vec<Option<f32>>,
}

impl Strip {
    pub(super) fn at(&self, row: usize, column: usize) -> Option<f32> {
        self.open[row * self.columns + column]
    }

    /// Cells in a distance given in percent of the head's width, at least one.
    pub(super) fn cells(&self, pct: f64) -> usize {
        ((pct / self.step_pct).round() as usize).max(1)
    }
}

/// Hair beside a parting's line lies between the line's band and this distance, percent of the
/// head's width.
pub(super) const BESIDE_PCT: f64 = 12.0;

/// Why a photo has no parting width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoParting {
    /// Too little of the strip was measured.
    #[error("too little of the midline was measured")]
    NotMeasured,
    /// No line of open scalp stands out.
    #[error(
        "no parting line stands out along the midline; part the hair in the middle down to the scalp"
    )]
    NotVisible,
}
