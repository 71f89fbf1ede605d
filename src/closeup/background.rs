//! The light of the skin around each place: a high percentile of a wide window.

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
    let mut counts = vec![0u32; width * height];
    for (y, row) in plane.data.chunks_exact(plane.width).enumerate() {
        let base = (y / by).min(height - 1) * width;
        for (x, &v) in row.iter().enumerate() {
            let i = base + (x / by).min(width - 1);
            sums[i] += v;
            counts[i] += 1;
        }
    }
    for (sum, &n) in sums.iter_mut().zip(&counts) {
        *sum /= n as f32;
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
    let place = |v: usize, last: usize| {
        let at = ((v as f32 + 0.5) / REDUCTION as f32 - 0.5).clamp(0.0, last as f32);
        let low = (at as usize).min(last.saturating_sub(1));
        (low, (low + 1).min(last), at - low as f32)
    };
    let columns: Vec<_> = (0..plane.width)
        .map(|x| place(x, small.width - 1))
        .collect();
    let width = plane.width;
    for (y, row) in plane.data.chunks_exact_mut(width).enumerate() {
        let (a, b, f) = place(y, small.height - 1);
        let mixed: Vec<f32> = (0..small.width)
            .map(|x| small.at(x, a) * (1.0 - f) + small.at(x, b) * f)
            .collect();
        for (v, &(l, r, f)) in row.iter_mut().zip(&columns) {
            *v /= (mixed[l] * (1.0 - f) + mixed[r] * f).max(LEAST);
        }
    }
    plane
}
