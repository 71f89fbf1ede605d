//! Follows the most open line through a strip.

use super::strip::{BESIDE_PCT, Strip};

/// Length over which a row's openness is averaged along the head, percent of the head's width.
const ALONG_PCT: f64 = 2.0;
/// Share of cells that must be measured.
const MIN_MEASURED: f64 = 0.5;
/// Price of a step of one column between rows, in openness: a parting is nearly straight.
const BEND_PRICE: f64 = 0.08;

/// Column of the line in every row, from the forehead backwards; `None` where too little of the
/// strip was measured. Dynamic programming: the path of largest openness less its bends.
pub(super) fn follow(strip: &Strip) -> Option<Vec<usize>> {
    let measured = strip.open.iter().flatten().count();
    if strip.rows < 2 || (measured as f64) < MIN_MEASURED * strip.open.len() as f64 {
        return None;
    }
    // Hair beside the line must lie within the strip.
    let margin = strip.cells(BESIDE_PCT);
    let columns = strip.columns.checked_sub(2 * margin).filter(|&c| c > 0)?;
    let score = smoothed(strip, margin..margin + columns);
    let mut best = score[..columns].to_vec();
    let mut from: Vec<usize> = Vec::with_capacity(score.len());
    from.extend(0..columns);
    for row in 1..strip.rows {
        let mut next = vec![0.0; columns];
        for column in 0..columns {
            let reach = column.saturating_sub(1)..(column + 2).min(columns);
            let value = |c: usize| best[c] - if c == column { 0.0 } else { BEND_PRICE };
            // The nearer column wins a tie, so that flat hair gives a straight line.
            let source = reach.fold(
                column,
                |kept, c| if value(c) > value(kept) { c } else { kept },
            );
            next[column] = value(source) + score[row * columns + column];
            from.push(source);
        }
        best = next;
    }
    let middle = columns / 2;
    let mut column = (0..columns).fold(
        middle,
        |kept, c| if best[c] > best[kept] { c } else { kept },
    );
    let mut line = vec![0; strip.rows];
    for row in (0..strip.rows).rev() {
        line[row] = margin + column;
        column = from[row * columns + column];
    }
    Some(line)
}

/// Openness of `wanted` columns, averaged along the head and over three columns; 0 where nothing
/// was measured.
fn smoothed(strip: &Strip, wanted: std::ops::Range<usize>) -> Vec<f64> {
    let half = strip.cells(ALONG_PCT) / 2;
    let mut out = Vec::with_capacity(strip.open.len());
    for row in 0..strip.rows {
        let rows = row.saturating_sub(half)..(row + half + 1).min(strip.rows);
        for column in wanted.clone() {
            let columns = column.saturating_sub(1)..(column + 2).min(strip.columns);
            let values = rows
                .clone()
                .flat_map(|r| columns.clone().map(move |c| (r, c)))
                .filter_map(|(r, c)| strip.at(r, c));
            let (sum, count) = values.fold((0.0, 0u32), |(s, n), v| (s + f64::from(v), n + 1));
            out.push(if count > 0 {
                sum / f64::from(count)
            } else {
                0.0
            });
        }
    }
    out
}
