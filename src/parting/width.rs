//! Width of a parting along its line, and its change.

use super::strip::{BESIDE_PCT, NoParting, Strip};
use crate::statistics::{Z_95, upper_median};

/// Half width of the band in which the line's openness is summed, percent of the head's width.
const BAND_PCT: f64 = 6.0;
/// Length of a block along the line, percent of the head's width: blocks count as independent.
const BLOCK_PCT: f64 = 4.0;
/// Openness above the hair beside it at which the line is seen in a block.
const SEEN: f64 = 0.12;
/// Half width over which that is looked at, percent of the head's width.
const SEEN_PCT: f64 = 0.8;
/// Share of the blocks in which the line must be seen.
const MIN_SEEN: f64 = 0.4;
/// Spread of one photo's width when the head is combed and photographed anew, as a share of the
/// width, added to what the blocks show. A judgement: no repeats of real partings were measured.
const RESHOOT_SHARE: f64 = 0.05;
/// Least such spread, of a line that is hardly there, percent of the head's width.
const RESHOOT_PCT: f64 = 0.1;

/// A measured parting.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parting {
    /// Mean width, percent of the head's width.
    pub(crate) width_pct: f64,
    /// 95 % interval of the width.
    pub(crate) ci95_pct: [f64; 2],
    /// Median distance of the line from the head's midline, percent of the head's width.
    pub(crate) offset_pct: f64,
    /// Share of the length in which the line stands out, 0..=1.
    pub(crate) seen_share: f64,
    /// Width block by block from the forehead backwards; `None` where not measured.
    blocks_pct: Vec<Option<f64>>,
}

/// Change of a parting's width between two photos.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PartingChange {
    /// Later less earlier, percent of the head's width; negative is narrower.
    pub(crate) delta_pct: f64,
    /// 95 % interval.
    pub(crate) ci95_pct: [f64; 2],
}

pub(super) fn along(strip: &Strip, line: &[usize]) -> Result<Parting, NoParting> {
    let per_block = strip.cells(BLOCK_PCT);
    let blocks: Vec<Option<Block>> = line
        .chunks(per_block)
        .enumerate()
        .map(|(i, columns)| Block::of(strip, i * per_block, columns))
        .collect();
    let measured: Vec<&Block> = blocks.iter().flatten().collect();
    if measured.len() < 3 || 2 * measured.len() < blocks.len() {
        return Err(NoParting::NotMeasured);
    }
    let seen = measured.iter().filter(|b| b.excess >= SEEN).count() as f64 / measured.len() as f64;
    if seen < MIN_SEEN {
        return Err(NoParting::NotVisible);
    }
    let widths: Vec<f64> = measured.iter().map(|b| b.width_pct).collect();
    let (mean, error) = mean_and_error(&widths);
    let half = Z_95 * error.hypot(reshoot(mean));
    let offset = upper_median(measured.iter().map(|b| b.offset_pct));
    Ok(Parting {
        width_pct: mean.max(0.0),
        ci95_pct: [(mean - half).max(0.0), mean + half],
        offset_pct: offset.ok_or(NoParting::NotMeasured)?,
        seen_share: seen,
        blocks_pct: blocks.into_iter().map(|b| b.map(|b| b.width_pct)).collect(),
    })
}

/// Change from one photo's parting to another's, over the blocks that both measured; `None` where
/// they share fewer than three. The interval rests on how far the blocks agree about the change.
pub(crate) fn change(from: &Parting, to: &Parting) -> Option<PartingChange> {
    let differences: Vec<f64> = from
        .blocks_pct
        .iter()
        .zip(&to.blocks_pct)
        .filter_map(|(a, b)| Some(b.as_ref()? - a.as_ref()?))
        .collect();
    if differences.len() < 3 {
        return None;
    }
    let (delta_pct, error) = mean_and_error(&differences);
    let reshot = reshoot(from.width_pct).hypot(reshoot(to.width_pct));
    let half = Z_95 * error.hypot(reshot);
    Some(PartingChange {
        delta_pct,
        ci95_pct: [delta_pct - half, delta_pct + half],
    })
}

fn reshoot(width_pct: f64) -> f64 {
    (RESHOOT_SHARE * width_pct).hypot(RESHOOT_PCT)
}

/// Mean, and its standard error from the spread of the values.
fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

/// A few rows of the line.
struct Block {
    width_pct: f64,
    /// Openness on the line above that of the hair beside it.
    excess: f64,
    /// Centre of the open area, percent of the head's width from the strip's middle: within a
    /// wide line the path may run anywhere.
    offset_pct: f64,
}

impl Block {
    fn of(strip: &Strip, first_row: usize, columns: &[usize]) -> Option<Self> {
        let (band, beside) = (strip.cells(BAND_PCT), strip.cells(BESIDE_PCT));
        let near = strip.cells(SEEN_PCT);
        let mut sides = Vec::new();
        let mut across = vec![(0.0, 0u32); 2 * band + 1];
        for (i, &centre) in columns.iter().enumerate() {
            let row = first_row + i;
            for column in 0..strip.columns {
                let Some(open) = strip.at(row, column) else {
                    continue;
                };
                match centre.abs_diff(column) {
                    d if d <= band => {
                        let cell = &mut across[column + band - centre];
                        *cell = (cell.0 + f64::from(open), cell.1 + 1);
                    }
                    d if d <= beside => sides.push(open),
                    _ => {}
                }
            }
        }
        // Most of the band and half of the hair on both sides must have been measured.
        let wanted = columns.len() * (beside - band);
        if sides.len() < wanted || across.iter().any(|cell| cell.1 == 0) {
            return None;
        }
        let side = upper_median(sides.into_iter().map(f64::from))?;
        if side > 0.8 {
            return None;
        }
        let profile: Vec<f64> = across.iter().map(|(sum, n)| sum / f64::from(*n)).collect();
        let excess = |values: &[f64]| values.iter().map(|v| v - side).sum::<f64>();
        let middle = &profile[band - near..=band + near];
        let open = excess(&profile);
        let moment: f64 = profile
            .iter()
            .enumerate()
            .map(|(i, v)| (i as f64 - band as f64) * (v - side))
            .sum();
        let shift = if open > 0.0 { moment / open } else { 0.0 };
        let path = columns.iter().sum::<usize>() as f64 / columns.len() as f64;
        let from_middle = path - (strip.columns / 2) as f64 + shift;
        Some(Self {
            offset_pct: from_middle * strip.step_pct,
            width_pct: open / (1.0 - side) * strip.step_pct,
            excess: excess(middle) / middle.len() as f64,
        })
    }
}
