//! Sharpness as a ratio of energies: how much brightness differs over two pixels, against eight.
//!
//! Blur takes the fine differences first. The ratio does not depend on contrast, nor on exposure as far
//! as brightness was put through a power law (a root, an encoding): noise is then alike in light and
//! in shade.

/// Distances of the fine and of the coarse differences, px.
const APART: [usize; 2] = [2, 8];

/// Energy of fine differences over that of coarse ones: 0.4 to 0.8 for sharp hair, 1 where it was
/// sharpened, 0.06 for a slope. `energy` gives the mean squared difference over a distance, px, or
/// `None` where no pair counts; so is the ratio where nothing differs over the coarse distance.
pub(crate) fn energy_ratio(energy: impl Fn(usize) -> Option<f64>) -> Option<f64> {
    let [fine, coarse] = APART.map(energy);
    let (fine, coarse) = (fine?, coarse?);
    (coarse > 0.0).then(|| fine / coarse)
}

/// All pairs of pixels `far` px apart, across and down, of values row by row: calls `add` with the
/// indices at which two runs start and their length.
pub(crate) fn for_pairs(
    width: usize,
    height: usize,
    far: usize,
    mut add: impl FnMut(usize, usize, usize),
) {
    for y in 0..height {
        let row = y * width;
        add(row, row + far.min(width), width.saturating_sub(far));
        if y + far < height {
            add(row, row + far * width, width);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean squared difference of a row over a distance.
    fn ratio(values: &[f64]) -> Option<f64> {
        energy_ratio(|far| {
            let (mut sum, mut pairs) = (0.0, 0);
            for_pairs(values.len(), 1, far, |from, to, length| {
                for i in 0..length {
                    sum += (values[from + i] - values[to + i]).powi(2);
                    pairs += 1;
                }
            });
            (pairs > 0).then(|| sum / f64::from(pairs))
        })
    }

    #[test]
    fn a_slope_has_a_sixteenth_and_an_edge_a_quarter() {
        let slope: Vec<f64> = (0..64).map(f64::from).collect();
        assert_eq!(ratio(&slope), Some(4.0 / 64.0));
        // An edge is seen by 2 of 62 pairs and by 8 of 56.
        let edge: Vec<f64> = (0..64).map(|i| f64::from(u8::from(i >= 32))).collect();
        assert_eq!(ratio(&edge), Some((2.0 / 62.0) / (8.0 / 56.0)));
        assert_eq!(ratio(&[1.0; 64]), None);
        assert_eq!(ratio(&[1.0; 4]), None);
    }
}
