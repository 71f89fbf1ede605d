//! The darkness that the hairs found so far explain, drawn with their widths under the photo's blur.

use crate::plane::Plane;

use super::blur::gaussian;
use super::shaft::Shaft;
use super::width::Thickness;

/// The model of `shafts` on a plane of the map's size, 0..1.
pub(super) fn rendered(size: (usize, usize), shafts: &[(&Shaft, &Thickness)], sigma: f64) -> Plane {
    let mut light = Plane::filled(size.0, size.1, 1.0);
    let mut cover = vec![0.0f32; size.0 * size.1];
    let mut touched = Vec::new();
    for (shaft, thickness) in shafts {
        touched.clear();
        draw(size, shaft, thickness, &mut cover, &mut touched);
        for &i in &touched {
            light.data[i] *= 1.0 - cover[i];
            cover[i] = 0.0;
        }
    }
    light.data.iter_mut().for_each(|v| *v = 1.0 - *v);
    // Drawing has an edge of one pixel, which is a blur already.
    gaussian(
        &light,
        (sigma * sigma - 0.25).max(0.1).sqrt().max(0.3) as f32,
    )
}

fn draw(
    (w, h): (usize, usize),
    shaft: &Shaft,
    thickness: &Thickness,
    cover: &mut [f32],
    touched: &mut Vec<usize>,
) {
    let [from, to] = shaft.ends;
    let count = (to - from).ceil().max(1.0) as usize;
    let amplitude = thickness.amplitude.clamp(0.03, 1.0) as f32;
    for k in 0..count {
        let s = from + k as f64;
        let a = shaft.curve.at(s);
        let length = (to - s).min(1.0) as f32;
        let width = thickness.at(s).clamp(0.8, 30.0) as f32;
        let (sin, cos) = a.heading.sin_cos();
        let r = 0.5 * width + 0.5;
        let rows = (a.y - r - 1.0).max(0.0) as usize..((a.y + r + 2.0).max(0.0) as usize).min(h);
        for y in rows {
            let columns =
                (a.x - r - 1.0).max(0.0) as usize..((a.x + r + 2.0).max(0.0) as usize).min(w);
            for x in columns {
                let (dx, dy) = (x as f32 - a.x, y as f32 - a.y);
                let along = dx * cos + dy * sin;
                if along < -0.5 || along > length + 0.5 {
                    continue;
                }
                let across = (dy * cos - dx * sin).abs();
                let share = (r - across).clamp(0.0, 1.0) * width.min(1.0) * amplitude;
                let i = y * w + x;
                if share > cover[i] {
                    if cover[i] == 0.0 {
                        touched.push(i);
                    }
                    cover[i] = share;
                }
            }
        }
    }
}
