//! One value per block, smoothed over neighbouring blocks and interpolated in between.

/// A value on a grid of blocks, interpolated in between.
#[derive(Debug, Clone, Default)]
pub struct BlockGrid {
    block_px: usize,
    columns: usize,
    rows: usize,
    values: Vec<f64>,
}

/// Centre of a block of `size` px in its column (or row), px.
pub(crate) fn block_centre(column: usize, size: usize) -> f64 {
    (column * size) as f64 + (size as f64 - 1.0) / 2.0
}

impl BlockGrid {
    /// Normalised Gaussian smoothing of scattered cells `(column, row, value, weight)`.
    pub(crate) fn smoothed(
        cells: impl Iterator<Item = (usize, usize, f64, f64)>,
        block_px: usize,
        sigma: f64,
    ) -> Self {
        let cells: Vec<_> = cells.collect();
        let columns = cells.iter().map(|c| c.0 + 1).max().unwrap_or(0);
        let rows = cells.iter().map(|c| c.1 + 1).max().unwrap_or(0);
        let mut sums = vec![(0.0, 0.0); columns * rows];
        for &(column, row, value, weight) in &cells {
            sums[row * columns + column] = (value * weight, weight);
        }
        let reach = (4.0 * sigma).ceil() as isize;
        let kernel: Vec<f64> = (-reach..=reach)
            .map(|d| (-0.5 * (d as f64 / sigma.max(1e-6)).powi(2)).exp())
            .collect();
        let across = convolve(&sums, columns, rows, &kernel, true);
        let both = convolve(&across, columns, rows, &kernel, false);
        let total: (f64, f64) = both.iter().fold((0.0, 0.0), |t, s| (t.0 + s.0, t.1 + s.1));
        let overall = total.0 / total.1.max(1e-300);
        let values = both
            .iter()
            .map(|s| if s.1 > 1e-12 { s.0 / s.1 } else { overall })
            .collect();
        Self {
            block_px,
            columns,
            rows,
            values,
        }
    }

    /// The values of `cells` `(column, row, value)` as they are, 0 in between.
    pub(crate) fn exact(cells: impl Iterator<Item = (usize, usize, f64)>, block_px: usize) -> Self {
        let cells: Vec<_> = cells.collect();
        let columns = cells.iter().map(|c| c.0 + 1).max().unwrap_or(0);
        let rows = cells.iter().map(|c| c.1 + 1).max().unwrap_or(0);
        let mut values = vec![0.0; columns * rows];
        for (column, row, value) in cells {
            values[row * columns + column] = value;
        }
        Self {
            block_px,
            columns,
            rows,
            values,
        }
    }

    /// Whether there are no cells.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Value at a position in working px; 0 without cells.
    pub(crate) fn at(&self, x: f64, y: f64) -> f64 {
        if self.values.is_empty() {
            return 0.0;
        }
        self.row(y)(x)
    }

    /// Values along the row `y`, working px, by position in the row; of a grid that has cells.
    #[inline]
    pub(crate) fn row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let size = self.block_px as f64;
        let middle = (size - 1.0) / 2.0;
        let (r0, r1, v) = between((y - middle) / size, self.rows);
        let cells = |r: usize| &self.values[r * self.columns..][..self.columns];
        let (above, below) = (cells(r0), cells(r1));
        move |x| {
            let (c0, c1, u) = between((x - middle) / size, self.columns);
            let top = above[c0] * (1.0 - u) + above[c1] * u;
            let bottom = below[c0] * (1.0 - u) + below[c1] * u;
            top * (1.0 - v) + bottom * v
        }
    }
}

/// The two cells around a position, clamped to the grid, and the share of the second.
fn between(position: f64, count: usize) -> (usize, usize, f64) {
    let position = position.clamp(0.0, count.saturating_sub(1) as f64);
    let first = position.floor() as usize;
    let second = (first + 1).min(count.saturating_sub(1));
    (first, second, position - first as f64)
}

fn convolve(
    cells: &[(f64, f64)],
    columns: usize,
    rows: usize,
    kernel: &[f64],
    across: bool,
) -> Vec<(f64, f64)> {
    let (count, stride) = if across {
        (columns, 1)
    } else {
        (rows, columns)
    };
    let reach = kernel.len() / 2;
    (0..columns * rows)
        .map(|i| {
            let place = if across { i % columns } else { i / columns };
            let first = place.saturating_sub(reach);
            let kernel = &kernel[first + reach - place..];
            let inside = (count - first).min(place + reach + 1 - first);
            let along = cells[i - (place - first) * stride..].iter().step_by(stride);
            let pairs = kernel.iter().zip(along).take(inside);
            pairs.fold((0.0, 0.0), |sum, (k, cell)| {
                (sum.0 + k * cell.0, sum.1 + k * cell.1)
            })
        })
        .collect()
}
