//! Gaussian blur with a true kernel: three boxes are too coarse for blurs of one or two pixels.

use multiversion::multiversion;

use crate::plane::Plane;

/// Blur of standard deviation `sigma` px, the border repeated outwards; the kernel reaches 3 sigma.
pub(super) fn gaussian(plane: &Plane, sigma: f32) -> Plane {
    let kernel = kernel(sigma);
    let radius = kernel.len() - 1;
    if radius == 0 {
        return plane.clone();
    }
    let (w, h) = (plane.width, plane.height);
    let mut out = vec![0.0f32; w * h];
    let mut line = vec![0.0f32; w];
    let mut padded = vec![0.0f32; w + 2 * radius];
    for (y, out) in out.chunks_exact_mut(w).enumerate() {
        let row = |k: usize| &plane.data[k.min(h - 1) * w..][..w];
        line.iter_mut()
            .zip(row(y))
            .for_each(|(o, &v)| *o = v * kernel[0]);
        for (k, &weight) in kernel.iter().enumerate().skip(1) {
            let (above, below) = (row(y.saturating_sub(k)), row(y + k));
            add_pair(&mut line, above, below, weight);
        }
        padded[..radius].fill(line[0]);
        padded[radius..radius + w].copy_from_slice(&line);
        padded[radius + w..].fill(line[w - 1]);
        out.iter_mut()
            .zip(&line)
            .for_each(|(o, &v)| *o = v * kernel[0]);
        for (k, &weight) in kernel.iter().enumerate().skip(1) {
            let left = &padded[radius - k..][..w];
            let right = &padded[radius + k..][..w];
            add_pair(out, left, right, weight);
        }
    }
    Plane {
        width: w,
        height: h,
        data: out,
    }
}

/// Adds `weight * (a + b)` to each of `out`.
#[multiversion(targets("x86_64+avx+avx2"))]
fn add_pair(out: &mut [f32], a: &[f32], b: &[f32], weight: f32) {
    for ((o, &a), &b) in out.iter_mut().zip(a).zip(b) {
        *o += weight * (a + b);
    }
}

/// Weights of the centre and of one side.
fn kernel(sigma: f32) -> Vec<f32> {
    if sigma <= 0.05 {
        return vec![1.0];
    }
    let radius = (3.0 * sigma).ceil() as usize;
    let raw: Vec<f32> = (0..=radius)
        .map(|k| (-0.5 * (k as f32 / sigma).powi(2)).exp())
        .collect();
    let sum = raw[0] + 2.0 * raw[1..].iter().sum::<f32>();
    raw.into_iter().map(|v| v / sum).collect()
}
