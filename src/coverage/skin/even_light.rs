//! Divides shade out of a photo, as far as bare skin shows it.
//!
//! The fits take light for a smooth field of low order. On a bald head it is not: the head turns
//! away from the lamp, a cast shadow lies on it. Skin found bare by its smoothness is the same
//! skin everywhere; what remains of its brightness after the smooth field is shade.

use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::fit::axis::BRIGHTNESS;
use crate::coverage::fit::field::{Observation, SmoothField};
use crate::coverage::projection::DARKEST;
use crate::coverage::projection::project;
use crate::coverage::skin::bare_block::BareBlock;
use crate::coverage::skin::smooth::SmoothSkin;
use crate::photometry::LinearImage;

/// Smoothing of the shade over neighbouring blocks, standard deviation in blocks.
const SMOOTHING: f64 = 1.2;
/// Weight of "no shade" in a block that is not bare, against a bare one: shade ends soon beyond
/// the skin that shows it.
const ELSEWHERE: f64 = 0.1;

/// The photo with the shade of bare skin divided out; `None` where there is too little bare skin
/// to tell. `degree` and `stiffness` are those of the field of light.
pub(crate) fn even_light(
    image: &LinearImage,
    skin: &SmoothSkin,
    block_px: usize,
    (degree, stiffness): (usize, f64),
) -> Option<LinearImage> {
    let light = |b: &BareBlock| f64::from(project(BRIGHTNESS, b.colour)).max(DARKEST);
    let seen: Vec<Observation> = skin
        .bare
        .iter()
        .map(|b| Observation {
            x: b.x,
            y: b.y,
            value: light(b),
            weight: b.weight,
        })
        .collect();
    let field = SmoothField::fit(&seen, degree, stiffness)?;
    let (columns, rows) = (image.width / block_px, image.height / block_px);
    let mut cells: Vec<(usize, usize, f64, f64)> = (0..columns * rows)
        .map(|i| (i % columns, i / columns, 0.0, ELSEWHERE))
        .collect();
    for b in &skin.bare {
        let shade = (light(b) / field.at(b.x, b.y)).ln();
        let cell = &mut cells[b.at.1 * columns + b.at.0];
        (cell.2, cell.3) = (shade, b.weight.max(ELSEWHERE));
    }
    let shade = BlockGrid::smoothed(cells.into_iter(), block_px, SMOOTHING);
    Some(divided(image, &shade))
}

/// The photo divided by a `light` of which the logarithm is given.
pub(crate) fn divided(image: &LinearImage, light: &BlockGrid) -> LinearImage {
    let mut out = image.clone();
    if light.is_empty() {
        return out;
    }
    for (y, row) in out.pixels.chunks_mut(image.width).enumerate() {
        let light = light.row(y as f64);
        let sampled = row.iter_mut().enumerate().filter(|(_, p)| **p != [0.0; 3]);
        for (x, pixel) in sampled {
            let lit = (-light(x as f64)).exp() as f32;
            *pixel = pixel.map(|v| v * lit);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Skin under a shadow with a soft edge, rough dark hair below.
    fn shadowed(x: usize, y: usize) -> [f32; 3] {
        let shadow = 0.7 / (1.0 + (-(x as f32 - 150.0) / 15.0).exp());
        let light = 1.0 - shadow;
        if y < 200 {
            return [0.6, 0.4, 0.3].map(|c| c * light);
        }
        let rough = if (x * 7 + y * 13) % 5 < 2 { 0.4 } else { 1.0 };
        [0.1, 0.08, 0.07].map(|c| c * light * rough)
    }

    #[test]
    fn a_cast_shadow_on_bare_skin_is_taken_out() {
        let pixels = (0..300 * 300).map(|i| shadowed(i % 300, i / 300)).collect();
        let image = LinearImage {
            width: 300,
            height: 300,
            pixels,
            excluded: vec![None; 300 * 300],
            native_per_working: 1.0,
            native_size: (300, 300),
        };
        let skin = SmoothSkin::find(&image, 10);
        let even = even_light(&image, &skin, 10, (0, 0.0)).expect("bare skin");
        let ratio = |image: &LinearImage| image.at(60, 100)[0] / image.at(240, 100)[0];
        assert!(ratio(&image) > 3.0);
        assert!((ratio(&even) - 1.0).abs() < 0.1, "{}", ratio(&even));
    }

    #[test]
    fn without_bare_skin_there_is_nothing_to_go_by() {
        let image = LinearImage {
            width: 40,
            height: 40,
            pixels: vec![[0.3; 3]; 1600],
            excluded: vec![None; 1600],
            native_per_working: 1.0,
            native_size: (40, 40),
        };
        let skin = SmoothSkin::find(&image, 10);
        assert!(even_light(&image, &skin, 10, (2, 1e-3)).is_none());
    }
}
