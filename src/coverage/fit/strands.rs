//! How the visible scalp is distributed among the pixels of a small block of hair.
//!
//! Hairs fall on each other like threads thrown on a table. The share of the block left open, `t`,
//! then decides how open its most open and its most covered pixels are, whatever the colour and
//! the light. Tabulated from individually drawn hairs at about 500 px per head width.

/// Mean openness of a block, at which the two tables below are given.
const OPEN: [f64; 17] = [
    0.0, 0.025, 0.075, 0.125, 0.175, 0.225, 0.275, 0.325, 0.375, 0.425, 0.475, 0.525, 0.575, 0.625,
    0.675, 0.8, 1.0,
];
/// Openness of the pixel at the 98th percentile.
const OPEN_P98: [f64; 17] = [
    0.0, 0.149, 0.284, 0.401, 0.497, 0.583, 0.665, 0.728, 0.792, 0.846, 0.894, 0.941, 0.976, 0.993,
    0.999, 1.0, 1.0,
];
/// Openness of the pixel at the 2nd percentile.
const OPEN_P02: [f64; 17] = [
    0.0, 0.0, 0.0, 0.005, 0.017, 0.031, 0.046, 0.064, 0.087, 0.111, 0.138, 0.164, 0.198, 0.236,
    0.274, 0.45, 1.0,
];

/// Percentiles by which a block is described: the first stands for its most covered pixels, the
/// last for its most open ones.
pub(crate) const LEVELS: [f64; 7] = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98];

/// Openness, 0..1, of the 98th-percentile pixel of a block whose mean openness is `open`.
pub(crate) fn open_at_high(open: f64) -> f64 {
    interpolate(open, &OPEN_P98)
}

/// Openness, 0..1, of the 2nd-percentile pixel of a block whose mean openness is `open`.
pub(crate) fn open_at_low(open: f64) -> f64 {
    interpolate(open, &OPEN_P02)
}

fn interpolate(open: f64, values: &[f64; 17]) -> f64 {
    let open = open.clamp(0.0, 1.0);
    let upper = OPEN.partition_point(|&o| o < open).clamp(1, 16);
    let (o0, o1) = (OPEN[upper - 1], OPEN[upper]);
    let share = (open - o0) / (o1 - o0);
    values[upper - 1] + share * (values[upper] - values[upper - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_curves_rise_and_bracket_the_mean() {
        let mut last = (-1.0, -1.0);
        for i in 0..=100 {
            let open = f64::from(i) / 100.0;
            let (low, high) = (open_at_low(open), open_at_high(open));
            assert!(low <= open + 1e-12 && open <= high + 1e-12);
            assert!(low >= last.0 && high >= last.1);
            last = (low, high);
        }
        assert_eq!(last, (1.0, 1.0));
    }
}
