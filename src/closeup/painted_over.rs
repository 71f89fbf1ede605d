//! A photo with what hides its skin painted over.

use image::RgbImage;

/// The photo with the marked pixels painted from the nearest free ones of their row and column,
/// nearer ones counting more.
pub(super) fn painted_over(photo: &RgbImage, marked: &[bool]) -> RgbImage {
    let (w, h) = (photo.width() as usize, photo.height() as usize);
    let mut out = photo.clone();
    let mut above: Vec<Option<usize>> = vec![None; w];
    let below = next_free_below(marked, w, h);
    for (y, below) in below.iter().enumerate() {
        let row = &marked[y * w..(y + 1) * w];
        if let Some(below) = below {
            let left = nearest_left(row);
            let right = nearest_right(row);
            for x in (0..w).filter(|&x| row[x]) {
                let sides = [
                    left[x].map(|k| (x - k, k, y)),
                    right[x].map(|k| (k - x, k, y)),
                    above[x].map(|k| (y - k, x, k)),
                    below[x].map(|k| (k - y, x, k)),
                ];
                let (mut sum, mut total) = ([0.0f64; 3], 0.0);
                for (distance, sx, sy) in sides.into_iter().flatten() {
                    let weight = 1.0 / distance as f64;
                    let p = photo.get_pixel(sx as u32, sy as u32).0;
                    (0..3).for_each(|c| sum[c] += weight * f64::from(p[c]));
                    total += weight;
                }
                if total > 0.0 {
                    let p = sum.map(|s| (s / total + 0.5) as u8);
                    out.put_pixel(x as u32, y as u32, image::Rgb(p));
                }
            }
        }
        keep_free(row, y, &mut above);
    }
    out
}

/// Row `y` as the nearest with a free pixel of each column that is free there.
fn keep_free(row: &[bool], y: usize, nearest: &mut [Option<usize>]) {
    for (nearest, _) in nearest.iter_mut().zip(row).filter(|(_, marked)| !**marked) {
        *nearest = Some(y);
    }
}

fn nearest_left(row: &[bool]) -> Vec<Option<usize>> {
    let mut last = None;
    row.iter()
        .enumerate()
        .map(|(x, &m)| {
            if !m {
                last = Some(x);
            }
            last
        })
        .collect()
}

fn nearest_right(row: &[bool]) -> Vec<Option<usize>> {
    let mut out = vec![None; row.len()];
    let mut last = None;
    for x in (0..row.len()).rev() {
        if !row[x] {
            last = Some(x);
        }
        out[x] = last;
    }
    out
}

/// For each row with marked pixels the nearest row below with a free pixel, column by column.
fn next_free_below(marked: &[bool], w: usize, h: usize) -> Vec<Option<Vec<Option<usize>>>> {
    let mut nearest = vec![None; w];
    let mut out = vec![None; h];
    for y in (0..h).rev() {
        let row = &marked[y * w..(y + 1) * w];
        if row.iter().any(|&m| m) {
            out[y] = Some(nearest.clone());
        }
        keep_free(row, y, &mut nearest);
    }
    out
}
