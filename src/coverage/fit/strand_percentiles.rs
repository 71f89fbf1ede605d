//! The percentiles of the [`strand_model`](super::strand_model) as they are worked out. The program reads
//! them from a table,
//! which a test holds against this; `TRICHOLAPSE_UPDATE=1 cargo test --lib strand_percentiles` writes it anew.

use super::strand_model::{COUNT, OPEN_COUNT, opens, ratios};
use super::strands::LEVELS;

/// Variance of openness is `T^(2 - g) - T²` for a mean of `T`: hair width, blur and sampling.
const GRAIN: f64 = 0.24;
/// Spread of the hairs' brightness, share of it.
const HAIR_SPREAD: f64 = 0.12;
/// Spread of the scalp's brightness, share of it.
const SCALP_SPREAD: f64 = 0.08;

/// Points of the Beta distribution on either side of its mean.
const HALF_POINTS: usize = 60;
/// Standard normal quantiles at 11 equally likely points.
const NORMAL: [f64; 11] = [
    -1.690_622, -1.096_804, -0.747_859, -0.472_789, -0.229_884, 0.0, 0.229_884, 0.472_789,
    0.747_859, 1.096_804, 1.690_622,
];

/// Points `(openness, probability)` of the Beta distribution with mean `open`.
///
/// Either tail is integrated in the power of its variable that takes the pole away.
fn beta_points(open: f64) -> Vec<(f64, f64)> {
    let most = 0.95 * open * (1.0 - open);
    let variance = (open.powf(2.0 - GRAIN) - open * open).min(most);
    let total = open * (1.0 - open) / variance - 1.0;
    let (a, b) = (open * total, (1.0 - open) * total);
    let lower = tail(open, a, b).map(|(t, w)| (t, w / a));
    let upper = tail(1.0 - open, b, a).map(|(t, w)| (1.0 - t, w / b));
    let points: Vec<(f64, f64)> = lower.chain(upper).collect();
    let sum: f64 = points.iter().map(|p| p.1).sum();
    points.iter().map(|&(t, w)| (t, w / sum)).collect()
}

/// Midpoints of `integral of (1 - u^(1/a))^(b - 1) du` from 0 to `end^a`, with `t = u^(1/a)`.
fn tail(end: f64, a: f64, b: f64) -> impl Iterator<Item = (f64, f64)> {
    let step = end.powf(a) / HALF_POINTS as f64;
    (0..HALF_POINTS).map(move |i| {
        let t = ((i as f64 + 0.5) * step).powf(1.0 / a);
        (t, step * (1.0 - t).powf(b - 1.0))
    })
}

/// Percentiles of brightness between hair (0) and scalp (1), textures included.
fn percentiles_of(points: &[(f64, f64)], ratio: f64) -> [f64; COUNT] {
    let mut values: Vec<(f64, f64)> = Vec::with_capacity(points.len() * NORMAL.len());
    for &(open, weight) in points {
        let scalp = SCALP_SPREAD * open;
        let hair = HAIR_SPREAD * ratio * (1.0 - open);
        let deviation = scalp.hypot(hair) / (1.0 - ratio);
        values.extend(NORMAL.map(|z| (open + z * deviation, weight / NORMAL.len() as f64)));
    }
    let mut found = [0.0; COUNT];
    match select(&mut values, 0.0, &LEVELS, &mut found) {
        Some(()) => found,
        None => sorted_percentiles(&mut values),
    }
}

/// Value and weight.
type Weighted = (f64, f64);

/// A level of which the rounding of sums in another order could decide is as near as this.
const ROUNDING: f64 = 1e-11;

/// What [`sorted_percentiles`] gives at these `levels` without sorting all; `below` is the weight
/// of what is smaller. `None` where rounding could decide.
fn select(values: &mut [Weighted], below: f64, levels: &[f64], found: &mut [f64]) -> Option<()> {
    if levels.is_empty() {
        return Some(());
    }
    if let [(value, _)] = values {
        found.fill(*value);
        return Some(());
    }
    let middle = (values.len() - 1) / 2;
    values.select_nth_unstable_by(middle, |p, q| p.0.total_cmp(&q.0));
    let (lower, upper) = values.split_at_mut(middle + 1);
    let reached = below + lower.iter().map(|v| v.1).sum::<f64>();
    let centre = reached - 0.5 * lower[middle].1;
    if levels.iter().any(|level| (level - centre).abs() < ROUNDING) {
        return None;
    }
    let (left, right) = levels.split_at(levels.partition_point(|&level| level < centre));
    let (found_left, found_right) = found.split_at_mut(left.len());
    select(lower, below, left, found_left)?;
    select(upper, reached, right, found_right)
}

/// At each of [`LEVELS`] the value at whose middle so much of the weight is reached.
fn sorted_percentiles(values: &mut [Weighted]) -> [f64; COUNT] {
    values.sort_unstable_by(|p, q| p.0.total_cmp(&q.0));
    let mut reached = 0.0;
    let mut at = 0;
    LEVELS.map(|level| {
        while at + 1 < values.len() && reached + 0.5 * values[at].1 < level {
            reached += values[at].1;
            at += 1;
        }
        values[at].0
    })
}

/// Percentiles by ratio, openness and level.
fn table() -> Vec<f64> {
    let points = opens().map(beta_points);
    let rows = ratios().into_iter().flat_map(|ratio| {
        let points: [&[(f64, f64)]; OPEN_COUNT] = std::array::from_fn(|i| &points[i][..]);
        points.map(|points| percentiles_of(points, ratio))
    });
    rows.flatten().collect()
}

#[test]
fn the_table_that_comes_with_the_program_is_what_the_model_gives() {
    let made = table();
    if std::env::var_os("TRICHOLAPSE_UPDATE").is_some() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/coverage/fit/strand_percentiles.bin"
        );
        let bytes: Vec<u8> = made.iter().flat_map(|v| v.to_le_bytes()).collect();
        std::fs::write(path, bytes).expect("the table can be written");
        return;
    }
    let (kept, _) = include_bytes!("strand_percentiles.bin").as_chunks::<8>();
    assert_eq!(kept.len(), made.len());
    for (kept, made) in kept.iter().zip(made) {
        let kept = f64::from_le_bytes(*kept);
        assert!((kept - made).abs() < 1e-9, "{kept} {made}");
    }
}

#[test]
fn beta_points_have_the_mean_and_the_variance_asked_for() {
    for open in [0.002, 0.05, 0.3, 0.6, 0.95] {
        let points = beta_points(open);
        let mean: f64 = points.iter().map(|(t, w)| t * w).sum();
        let square: f64 = points.iter().map(|(t, w)| t * t * w).sum();
        let want = open.powf(2.0 - GRAIN) - open * open;
        assert!((mean / open - 1.0).abs() < 0.03, "{open}: {mean}");
        assert!(
            ((square - mean * mean) / want - 1.0).abs() < 0.06,
            "{open}: {} {want}",
            square - mean * mean
        );
    }
}

#[test]
fn selecting_finds_what_sorting_finds() {
    for open in [0.002, 0.05, 0.3, 0.95] {
        let points = beta_points(open);
        let mut values: Vec<Weighted> = points.iter().map(|&(t, w)| (-t, w)).collect();
        let mut found = [0.0; COUNT];
        select(&mut values, 0.0, &LEVELS, &mut found).expect("no level is that near");
        assert_eq!(found, sorted_percentiles(&mut values), "{open}");
    }
}
