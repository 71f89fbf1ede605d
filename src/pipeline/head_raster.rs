//! Which pixels of a photo show the head.

use crate::geometry::{Area, Point};
use crate::qc::measure::Counts;
use crate::registration::Prepared;

/// The head drawn once at low resolution, for questions about many single pixels.
pub struct HeadRaster {
    inside: Vec<bool>,
    width: usize,
    /// Raster cells per native px.
    scale: f64,
}

/// Longest side of a head raster, cells.
const RASTER_SIDE: f64 = 1000.0;

impl HeadRaster {
    /// The head of a photo of `(width, height)` px.
    pub fn new(prepared: &Prepared, (width, height): (u32, u32)) -> Self {
        let scale = (RASTER_SIDE / f64::from(width.max(height))).min(1.0);
        let cells = |side: u32| (f64::from(side) * scale).ceil() as usize;
        let (across, down) = (cells(width), cells(height));
        let ring = prepared.head().ring();
        let scaled = ring
            .iter()
            .map(|p| Point::new((p.x + 0.5) * scale - 0.5, (p.y + 0.5) * scale - 0.5))
            .collect();
        let area = Area::from_ring(scaled);
        let mut inside = vec![false; across * down];
        for y in area.rows(down as u32) {
            let row = &mut inside[y as usize * across..][..across];
            for (from, to) in area.row_spans(y, across as u32) {
                row[from as usize..to as usize].fill(true);
            }
        }
        Self {
            inside,
            width: across,
            scale,
        }
    }

    fn cell(&self, v: u32) -> usize {
        ((f64::from(v) + 0.5) * self.scale) as usize
    }
}

/// Native pixels count where they lie on the head.
impl Counts for HeadRaster {
    fn at(&self, x: u32, y: u32) -> bool {
        self.inside[self.cell(y) * self.width + self.cell(x)]
    }

    fn row(&self, y: u32, columns: &[u32]) -> Vec<bool> {
        let row = &self.inside[self.cell(y) * self.width..][..self.width];
        columns.iter().map(|&x| row[self.cell(x)]).collect()
    }
}
