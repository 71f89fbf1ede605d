//! Which pixels of a photo show the head.

use crate::geometry::{Area, Bounds, Point};
use crate::qc::mask::Counts;
use crate::registration::Prepared;

/// The head drawn once at low resolution, for questions about many single pixels.
pub(crate) struct HeadRaster {
    inside: Vec<bool>,
    width: usize,
    /// Raster cells per native px.
    scale: f64,
    /// A box around the head, native px.
    bounds: Option<Bounds>,
}

/// Longest side of a head raster, cells.
const RASTER_SIDE: f64 = 1000.0;

impl HeadRaster {
    /// The head of a photo of `(width, height)` px.
    pub(crate) fn new(prepared: &Prepared, (width, height): (u32, u32)) -> Self {
        let scale = (RASTER_SIDE / f64::from(width.max(height))).min(1.0);
        let cells = |side: u32| (f64::from(side) * scale).ceil() as usize;
        let (across, down) = (cells(width), cells(height));
        let ring = prepared.head().ring();
        let scaled = ring.iter().map(|p| p.enlarged(scale)).collect();
        let area = Area::from_ring(scaled);
        let mut inside = vec![false; across * down];
        for y in area.rows(down as u32) {
            let row = &mut inside[y as usize * across..][..across];
            for (from, to) in area.row_spans(y, across as u32) {
                row[from as usize..to as usize].fill(true);
            }
        }
        // A cell to spare on all sides.
        let cell = 1.0 / scale;
        let bounds = Area::from_ring(ring).bounds().map(|b| Bounds {
            min: Point::new(b.min.x - cell, b.min.y - cell),
            max: Point::new(b.max.x + cell, b.max.y + cell),
        });
        Self {
            inside,
            width: across,
            scale,
            bounds,
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

    fn rows<'a>(&'a self, columns: &[u32]) -> Box<dyn Fn(u32) -> Vec<bool> + 'a> {
        let cells: Vec<usize> = columns.iter().map(|&x| self.cell(x)).collect();
        Box::new(move |y| {
            let row = &self.inside[self.cell(y) * self.width..][..self.width];
            cells.iter().map(|&x| row[x]).collect()
        })
    }

    fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }
}
