//! One value per block, smoothed over neighbouring blocks and interpolated in between.

use multiversion::multiversion;

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
        let reach = (4.0 * sigma).ceil() as usize;
        let kernel: Vec<f64> = (0..=2 * reach)
            .map(|k| (-0.5 * ((k as f64 - reach as f64) / sigma.max(1e-6)).powi(2)).exp())
            .collect();
        let both = convolved(&cells, (columns, rows), &kernel);
        let add = |t: (f64, f64), s: &[f64; 2]| (t.0 + s[0], t.1 + s[1]);
        let total: (f64, f64) = both.iter().fold((0.0, 0.0), add);
        let overall = total.0 / total.1.max(1e-300);
        let values = both
            .iter()
            .map(|s| if s[1] > 1e-12 { s[0] / s[1] } else { overall })
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

    /// Value of a block that is on the grid: what is found at its centre.
    pub(crate) fn of_block(&self, column: usize, row: usize) -> f64 {
        self.values[row * self.columns + column]
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

impl BlockGrid {
    /// Writes what [`Self::row`] gives at the first positions of row `y`; of a grid that has cells.
    pub(crate) fn write_row(&self, y: f64, values: &mut [f64]) {
        let size = self.block_px as f64;
        let middle = (size - 1.0) / 2.0;
        let (r0, r1, v) = between((y - middle) / size, self.rows);
        let cells = |r: usize| &self.values[r * self.columns..][..self.columns];
        let (above, below) = (cells(r0), cells(r1));
        let mut from = 0;
        for c0 in 0..self.columns {
            let c1 = (c0 + 1).min(self.columns - 1);
            // Up to the centre of the next block; the last one's value holds on.
            let next = (middle + size * (c0 + 1) as f64).ceil() as usize;
            let end = if c1 == c0 {
                values.len()
            } else {
                next.min(values.len())
            };
            let corners = [above[c0], above[c1], below[c0], below[c1]];
            let first = middle + size * c0 as f64;
            interpolate(
                corners,
                (from as f64 - first, size, v),
                &mut values[from..end],
            );
            from = end;
        }
    }
}

/// Values between four corners (above, left and right; below, left and right) from `start` on, px;
/// cells are `size` px wide, `v` is the share of those below.
#[multiversion(targets("x86_64+avx+avx2"))]
fn interpolate([a0, a1, b0, b1]: [f64; 4], (start, size, v): (f64, f64, f64), values: &mut [f64]) {
    for (i, value) in values.iter_mut().enumerate() {
        let u = (start + i as i32 as f64) / size;
        let u = if u > 0.0 { u } else { 0.0 };
        let top = a0 * (1.0 - u) + a1 * u;
        let bottom = b0 * (1.0 - u) + b1 * u;
        *value = top * (1.0 - v) + bottom * v;
    }
}

/// The two cells around a position, clamped to the grid, and the share of the second.
fn between(position: f64, count: usize) -> (usize, usize, f64) {
    let position = position.clamp(0.0, count.saturating_sub(1) as f64);
    // Cut off, not rounded down by a call: it is not negative.
    let first = position as u32 as usize;
    let second = (first + 1).min(count.saturating_sub(1));
    (first, second, position - first as f64)
}

/// Sums over neighbours of value times weight, and of the weights, of every cell `(column, row, value,
/// weight)` of the grid: across, then down.
fn convolved(
    cells: &[(usize, usize, f64, f64)],
    (columns, rows): (usize, usize),
    kernel: &[f64],
) -> Vec<[f64; 2]> {
    // Rims of zeros spare the sums a border.
    let reach = kernel.len() / 2;
    let stride = columns + 2 * reach;
    let mut padded = vec![[0.0; 2]; stride * (rows + 2 * reach)];
    for &(column, row, value, weight) in cells {
        padded[(row + reach) * stride + column + reach] = [value * weight, weight];
    }
    let mut across = vec![[0.0; 2]; padded.len()];
    let mut both = vec![[0.0; 2]; stride * rows];
    weigh(padded.as_flattened(), kernel, 2, across.as_flattened_mut());
    let down = 2 * stride;
    weigh(across.as_flattened(), kernel, down, both.as_flattened_mut());
    let row = |row: usize| both[row * stride..][..columns].iter().copied();
    (0..rows).flat_map(row).collect()
}

/// Values added up together (SIMD).
const LANES: usize = 16;

/// Every value is the sum of those `step` apart from it on, weighted; the last few, of which not all
/// are there, stay as they are.
#[multiversion(targets("x86_64+avx+avx2"))]
fn weigh(values: &[f64], kernel: &[f64], step: usize, sums: &mut [f64]) {
    let reach = (kernel.len() - 1) * step;
    let end = sums.len().min(values.len() - reach);
    let (chunks, rest) = sums[..end].as_chunks_mut::<LANES>();
    for (i, chunk) in chunks.iter_mut().enumerate() {
        let mut sum = [0.0; LANES];
        for (k, weight) in kernel.iter().enumerate() {
            let near = &values[i * LANES + k * step..][..LANES];
            for (sum, value) in sum.iter_mut().zip(near) {
                *sum += weight * value;
            }
        }
        *chunk = sum;
    }
    let from = end - rest.len();
    for (i, sum) in rest.iter_mut().enumerate() {
        let terms = kernel.iter().enumerate();
        *sum = terms.fold(0.0, |s, (k, w)| s + w * values[from + i + k * step]);
    }
}
