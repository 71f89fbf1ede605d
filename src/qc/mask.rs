//! Which pixels of a photo are looked at.

use crate::geometry::Bounds;

/// Which pixels count, by column and row in the photo's own upright full-resolution frame.
pub(crate) type Mask<'a> = &'a dyn Counts;

/// What a [`Mask`] answers; any function of column and row does.
pub trait Counts {
    /// Whether the pixel at `(x, y)` counts.
    fn at(&self, x: u32, y: u32) -> bool;
    /// Whether the pixels of a row in these columns count, by row.
    fn rows<'a>(&'a self, columns: &[u32]) -> Box<dyn Fn(u32) -> Vec<bool> + 'a>;
    /// A box outside which no pixel counts; `None` where that is not known.
    fn bounds(&self) -> Option<Bounds> {
        None
    }
}

impl<F: Fn(u32, u32) -> bool> Counts for F {
    fn at(&self, x: u32, y: u32) -> bool {
        self(x, y)
    }

    fn rows<'a>(&'a self, columns: &[u32]) -> Box<dyn Fn(u32) -> Vec<bool> + 'a> {
        let columns = columns.to_vec();
        Box::new(move |y| columns.iter().map(|&x| self(x, y)).collect())
    }
}
