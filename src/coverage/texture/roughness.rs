//! How rough a block of pixels is: hair is rough, bare skin is smooth.

use crate::photometry::{Exclusion, LinearImage};

/// A block of the head.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    /// Mean linear colour.
    pub(crate) colour: [f32; 3],
    /// Logarithms of brightness and of red over blue.
    pub(crate) log_light: f64,
    pub(crate) log_red: f64,
    /// Standard deviation of brightness over its mean, slope taken out.
    pub(crate) roughness: f64,
    /// Standard deviation of red over blue over its mean, slope taken out: hair as bright as the
    /// scalp shows in colour.
    pub(crate) colour_roughness: f64,
}

/// Share of a block that has to be seen.
const SEEN_SHARE: f64 = 0.6;

impl Cell {
    /// A block's colour and roughness; `None` where it reaches the background or is mostly excluded.
    pub(crate) fn seen(
        image: &LinearImage,
        size: usize,
        (column, row): (usize, usize),
    ) -> Option<Self> {
        let mut seen = Vec::with_capacity(size * size);
        for y in row * size..(row + 1) * size {
            for x in column * size..(column + 1) * size {
                match image.excluded[y * image.width + x] {
                    Some(Exclusion::Background) => return None,
                    Some(_) => {}
                    None => seen.push((x, y)),
                }
            }
        }
        if (seen.len() as f64) < SEEN_SHARE * (size * size) as f64 {
            return None;
        }
        let n = seen.len() as f64;
        let mut sums = [0.0f64; 3];
        for &(x, y) in &seen {
            for (sum, &value) in sums.iter_mut().zip(&image.at(x, y)) {
                *sum += f64::from(value);
            }
        }
        let colour = sums.map(|sum| sum / n);
        let light = (colour[0] + colour[1] + colour[2]) / 3.0;
        let floor = |v: f64| v.max(1e-5);
        Some(Self {
            colour: colour.map(|v| v as f32),
            log_light: floor(light).ln(),
            log_red: (floor(colour[0]) / floor(colour[2])).ln(),
            roughness: off_plane(&seen, |at| brightness(image, at)) / floor(light),
            colour_roughness: off_plane(&seen, |(x, y)| {
                let [r, _, b] = image.at(x, y).map(f64::from);
                r / floor(colour[0]) - b / floor(colour[2])
            }),
        })
    }
}

fn brightness(image: &LinearImage, (x, y): (usize, usize)) -> f64 {
    let [r, g, b] = image.at(x, y);
    f64::from(r + g + b) / 3.0
}

/// Standard deviation of a value around the plane that fits it best.
fn off_plane(seen: &[(usize, usize)], value: impl Fn((usize, usize)) -> f64) -> f64 {
    let n = seen.len() as f64;
    let value = |&(x, y): &(usize, usize)| [x as f64, y as f64, value((x, y))];
    let values: Vec<[f64; 3]> = seen.iter().map(value).collect();
    let mut mean = [0.0; 3];
    for value in &values {
        for k in 0..3 {
            mean[k] += value[k] / n;
        }
    }
    let [mut xx, mut xy, mut yy, mut xv, mut yv, mut vv] = [0.0f64; 6];
    for [x, y, v] in values {
        let (x, y, v) = (x - mean[0], y - mean[1], v - mean[2]);
        xx += x * x;
        xy += x * y;
        yy += y * y;
        xv += x * v;
        yv += y * v;
        vv += v * v;
    }
    let det = (xx * yy - xy * xy).max(1e-9);
    let (a, b) = ((xv * yy - yv * xy) / det, (yv * xx - xv * xy) / det);
    ((vv - a * xv - b * yv).max(0.0) / n).sqrt()
}
