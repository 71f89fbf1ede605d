//! The light of the skin around each place: a high percentile of a wide window.

use multiversion::multiversion;

use crate::plane::Plane;

use super::blur::gaussian;

/// Reduction of the copy on which the percentile is taken.
const REDUCTION: usize = 8;
/// Percentile that counts as skin: hair hides less than this share of the window.
const PERCENTILE: f64 = 0.75;
/// Classes of light.
const CLASSES: usize = 256;
/// Least background, linear light: below it nothing can be told.
const LEAST: f32 = 1e-3;

/// The channel in units of its local background; `window` in px.
pub(super) fn background(linear: Plane, window: f64) -> Plane {
    let small = reduced(&linear, REDUCTION);
    let side = ((window / REDUCTION as f64) as usize | 1).max(3);
    let level = gaussian(&percentile(&small, side), side as f32 / 4.0);
    divided(linear, &level)
}

/// Mean over squares of `by` px; a rest at the right and lower border joins the last square.
fn reduced(plane: &Plane, by: usize) -> Plane {
    let (width, height) = ((plane.width / by).max(1), (plane.height / by).max(1));
    let mut sums = vec![0.0f32; width * height];
    for (y, row) in plane.data.chunks_exact(plane.width).enumerate() {
        let sums = &mut sums[(y / by).min(height - 1) * width..][..width];
        let (whole, rest) = row.split_at(((width - 1) * by).min(row.len()));
        for (sum, square) in sums.iter_mut().zip(whole.chunks_exact(by)) {
            *sum = square.iter().fold(*sum, |sum, v| sum + v);
        }
        sums[width - 1] = rest.iter().fold(sums[width - 1], |sum, v| sum + v);
    }
    let side = |k: usize, count: usize, of: usize| match k + 1 == count {
        true => of - k * by,
        false => by,
    };
    for (i, sum) in sums.iter_mut().enumerate() {
        let (x, y) = (i % width, i / width);
        *sum /= (side(x, width, plane.width) * side(y, height, plane.height)) as f32;
    }
    Plane {
        width,
        height,
        data: sums,
    }
}

/// The percentile of a sliding square window, by a running histogram (Huang 1979,
/// doi:10.1109/TASSP.1979.1163188).
fn percentile(plane: &Plane, side: usize) -> Plane {
    let most = plane.data.iter().copied().fold(1e-6f32, f32::max);
    let class = |v: f32| ((v / most * (CLASSES - 1) as f32) + 0.5).clamp(0.0, 255.0) as usize;
    let classes: Vec<u8> = plane.data.iter().map(|&v| class(v) as u8).collect();
    let (w, h, r) = (plane.width, plane.height, side / 2);
    let mut out = vec![0.0; w * h];
    for y in 0..h {
        let rows = y.saturating_sub(r)..(y + r + 1).min(h);
        let mut histogram = [0u32; CLASSES];
        let mut count = 0u32;
        let mut column = |histogram: &mut [u32; CLASSES], x: usize, add: bool| {
            for row in rows.clone() {
                let bin = &mut histogram[usize::from(classes[row * w + x])];
                *bin = if add { *bin + 1 } else { *bin - 1 };
            }
            let n = rows.len() as u32;
            count = if add { count + n } else { count - n };
            count
        };
        let mut inside = 0;
        for x in 0..r.min(w) {
            inside = column(&mut histogram, x, true);
        }
        for x in 0..w {
            if x + r < w {
                inside = column(&mut histogram, x + r, true);
            }
            if x > r {
                inside = column(&mut histogram, x - r - 1, false);
            }
            out[y * w + x] = level(&histogram, inside) * most;
        }
    }
    Plane {
        width: w,
        height: h,
        data: out,
    }
}

/// Value of the percentile, 0..1, interpolated within its class.
fn level(histogram: &[u32; CLASSES], count: u32) -> f32 {
    let wanted = PERCENTILE * f64::from(count);
    let mut below = 0.0;
    for (class, &n) in histogram.iter().enumerate() {
        let n = f64::from(n);
        if below + n >= wanted && n > 0.0 {
            return (((class as f64) - 0.5 + (wanted - below) / n) / (CLASSES - 1) as f64)
                .clamp(0.0, 1.0) as f32;
        }
        below += n;
    }
    1.0
}

/// `plane` over the background read between the pixels of its smaller copy.
fn divided(mut plane: Plane, small: &Plane) -> Plane {
    let (at, share) = between(plane.height, small.height);
    let width = plane.width;
    let mut mixed = vec![0.0f32; small.width];
    let mut level = vec![0.0f32; width];
    for (y, row) in plane.data.chunks_exact_mut(width).enumerate() {
        let rows = [at[y], (at[y] + 1).min(small.height - 1)];
        let [above, below] = rows.map(|y| &small.data[y * small.width..][..small.width]);
        mix(above, below, share[y], &mut mixed);
        spread(&mixed, &mut level);
        divide(row, &level);
    }
    plane
}

/// For each of `count` pixels the pixel of the smaller copy before it and the share of the next one.
fn between(count: usize, small: usize) -> (Vec<usize>, Vec<f32>) {
    let last = small - 1;
    let place = |v: usize| {
        let at = ((v as f32 + 0.5) / REDUCTION as f32 - 0.5).clamp(0.0, last as f32);
        let low = (at as usize).min(last.saturating_sub(1));
        (low, at - low as f32)
    };
    (0..count).map(place).unzip()
}

#[multiversion(targets("x86_64+avx+avx2"))]
fn mix(above: &[f32], below: &[f32], share: f32, out: &mut [f32]) {
    for ((out, a), b) in out.iter_mut().zip(above).zip(below) {
        *out = a * (1.0 - share) + b * share;
    }
}

/// A row of the smaller copy read at each pixel: constant before its first and after its last pixel,
/// whose middles lie half a square from the border.
#[multiversion(targets("x86_64+avx+avx2"))]
fn spread(mixed: &[f32], out: &mut [f32]) {
    const HALF: usize = REDUCTION / 2;
    let shares: [f32; REDUCTION] = std::array::from_fn(|k| (k as f32 + 0.5) / REDUCTION as f32);
    let (first, last) = (mixed[0], mixed[mixed.len() - 1]);
    let before = HALF.min(out.len());
    out[..before].fill(first);
    let squares = out[before..].chunks_exact_mut(REDUCTION);
    let ends = mixed.iter().zip(&mixed[1..]);
    for (square, (a, b)) in squares.zip(ends) {
        for k in 0..REDUCTION {
            square[k] = a * (1.0 - shares[k]) + b * shares[k];
        }
    }
    let after = before + (mixed.len() - 1) * REDUCTION;
    if after < out.len() {
        out[after..].fill(last);
    }
}

#[multiversion(targets("x86_64+avx+avx2"))]
fn divide(row: &mut [f32], level: &[f32]) {
    for (v, level) in row.iter_mut().zip(level) {
        *v /= level.max(LEAST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both steps as their definitions say, pixel by pixel.
    #[test]
    fn a_plane_is_reduced_and_divided_as_defined() {
        for (width, height) in [(83, 45), (64, 40), (5, 3), (15, 9)] {
            let plane = Plane::from_fn(width, height, |x, y| {
                0.2 + ((x * 37 + y * 91 + x * y) % 101) as f32 / 200.0
            });
            let small = reduced(&plane, REDUCTION);
            assert_eq!(small.width, (width / REDUCTION).max(1));
            let square = |v: usize, side: usize| (v / REDUCTION).min(side - 1);
            for (i, mean) in small.data.iter().enumerate() {
                let (mut sum, mut count) = (0.0, 0.0);
                for y in (0..height).filter(|&y| square(y, small.height) == i / small.width) {
                    for x in (0..width).filter(|&x| square(x, small.width) == i % small.width) {
                        (sum, count) = (sum + plane.at(x, y), count + 1.0);
                    }
                }
                assert!((mean - sum / count).abs() < 1e-5, "{width} {i}: {mean}");
            }
            let out = divided(plane.clone(), &small);
            let place = |v: usize, side: usize| {
                ((v as f32 + 0.5) / REDUCTION as f32 - 0.5).clamp(0.0, side as f32 - 1.0)
            };
            for y in 0..height {
                for x in 0..width {
                    let (u, v) = (place(x, small.width), place(y, small.height));
                    let at = |x: usize, y: usize| {
                        small.at(x.min(small.width - 1), y.min(small.height - 1))
                    };
                    let (c, r) = (u as usize, v as usize);
                    let (fx, fy) = (u - c as f32, v - r as f32);
                    let top = at(c, r) * (1.0 - fx) + at(c + 1, r) * fx;
                    let low = at(c, r + 1) * (1.0 - fx) + at(c + 1, r + 1) * fx;
                    let want = plane.at(x, y) / (top * (1.0 - fy) + low * fy);
                    let off = (out.at(x, y) - want).abs();
                    assert!(off < 1e-4, "{width} {x} {y}: {off}");
                }
            }
        }
    }
}
