//! What scalp encloses is scalp: a bright spot on a bald crown looks like skin of a face.

use super::net::CELLS;

/// Sets to `least` the cells below it that no path of such cells leads to the border.
pub(super) fn fill_holes(cells: &mut [f32], least: f32) {
    let last = CELLS - 1;
    let is_border = |i: usize| [i / CELLS, i % CELLS].iter().any(|&v| v == 0 || v == last);
    let mut outside = vec![false; cells.len()];
    let mut open: Vec<usize> = (0..cells.len())
        .filter(|&i| is_border(i) && cells[i] < least)
        .collect();
    while let Some(i) = open.pop() {
        if std::mem::replace(&mut outside[i], true) {
            continue;
        }
        let (y, x) = (i / CELLS, i % CELLS);
        let beside = [
            (y > 0).then(|| i - CELLS),
            (y < last).then(|| i + CELLS),
            (x > 0).then(|| i - 1),
            (x < last).then(|| i + 1),
        ];
        open.extend(beside.into_iter().flatten().filter(|&j| cells[j] < least));
    }
    for (cell, outside) in cells.iter_mut().zip(outside) {
        if !outside {
            *cell = cell.max(least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_enclosed_is_filled_and_a_bay_is_not() {
        let at = |y: usize, x: usize| y * CELLS + x;
        let mut cells = vec![0.9; CELLS * CELLS];
        cells[at(20, 20)] = 0.1;
        for y in 0..5 {
            cells[at(y, 30)] = 0.2;
        }
        fill_holes(&mut cells, 0.5);
        assert_eq!(cells[at(20, 20)], 0.5);
        assert_eq!(cells[at(4, 30)], 0.2);
        assert_eq!(cells[at(10, 10)], 0.9);
    }
}
