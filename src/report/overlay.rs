//! Pictures drawn from photos and maps, all in the reference frame: pixels in, pixels out.

use image::{GrayImage, Rgb, RgbImage, Rgba, RgbaImage};
use imageproc::drawing::draw_line_segment_mut;
use multiversion::multiversion;

use super::colourmap::{diverging, sequential};
use super::label::draw_label;
use super::pictures::PictureWindow;
use crate::bilinear::Stretched;
use crate::geometry::{Area, Point};

/// Outline colours of regions (Okabe and Ito 2008), distinct under every colour-vision deficiency.
const OUTLINES: [[u8; 3]; 6] = [
    [240, 228, 66],
    [86, 180, 233],
    [230, 159, 0],
    [0, 158, 115],
    [204, 121, 167],
    [213, 94, 0],
];

/// Change at which the diverging map is saturated, percentage points.
pub(crate) const CHANGE_SCALE_PP: f64 = 30.0;

/// A map of coverage in the reference frame, of any resolution.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CoverageMap<'a> {
    /// Coverage 0..=1 as 0..=255.
    pub(crate) coverage: &'a GrayImage,
    /// Non-zero where the map holds a value; same size.
    pub(crate) valid: &'a GrayImage,
}

impl CoverageMap<'_> {
    fn dimensions(&self) -> (u32, u32) {
        assert_eq!(
            self.coverage.dimensions(),
            self.valid.dimensions(),
            "a coverage map and its mask have the same size"
        );
        self.coverage.dimensions()
    }
}

/// The photo with every region's outline and name drawn on it.
///
/// `photo` shows `window` of the reference frame; the regions are in reference px.
pub(crate) fn draw_regions<'a>(
    photo: &RgbImage,
    window: &PictureWindow,
    regions: impl IntoIterator<Item = (&'a str, &'a Area)>,
) -> RgbImage {
    let mut picture = photo.clone();
    let size = [picture.width(), picture.height()];
    let mut labels = Vec::new();
    for (index, (name, area)) in regions.into_iter().enumerate() {
        let colour = Rgb(OUTLINES[index % OUTLINES.len()]);
        for ring in &area.rings {
            let ring: Vec<Point> = ring
                .iter()
                .map(|&p| window.picture_from_reference(size, p))
                .collect();
            draw_outline(&mut picture, &ring, colour);
        }
        if let Some(bounds) = area.bounds() {
            let middle = Point::new(
                (bounds.min.x + bounds.max.x) / 2.0,
                (bounds.min.y + bounds.max.y) / 2.0,
            );
            labels.push((name, window.picture_from_reference(size, middle), colour));
        }
    }
    for (name, middle, colour) in labels {
        draw_label(&mut picture, name, middle, colour);
    }
    picture
}

/// A closed outline, three pixels wide with a dark rim, so that it shows on hair and on skin.
pub(crate) fn draw_outline(picture: &mut RgbImage, ring: &[Point], colour: Rgb<u8>) {
    const RIM: [(f32, f32); 4] = [(-2.0, 0.0), (2.0, 0.0), (0.0, -2.0), (0.0, 2.0)];
    const LINE: [(f32, f32); 5] = [(0.0, 0.0), (-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)];
    let strokes = RIM
        .iter()
        .map(|&offset| (offset, Rgb([20, 20, 20])))
        .chain(LINE.iter().map(|&offset| (offset, colour)));
    for ((dx, dy), stroke) in strokes {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            draw_line_segment_mut(
                picture,
                (a.x as f32 + dx, a.y as f32 + dy),
                (b.x as f32 + dx, b.y as f32 + dy),
                stroke,
            );
        }
    }
}

/// Coverage as a layer in the sequential map, transparent where nothing was measured.
///
/// `smoothing_px` is the half side of the square over which the map is averaged, map px.
pub(crate) fn coverage_layer(map: CoverageMap<'_>, smoothing_px: u32) -> RgbaImage {
    let (width, height) = map.dimensions();
    let sums = MaskedSums::new(map);
    RgbaImage::from_fn(width, height, |x, y| {
        match (map.valid[(x, y)].0[0], sums.mean(x, y, smoothing_px)) {
            (1.., Some(mean)) => opaque(sequential(mean), 190),
            _ => Rgba([0, 0, 0, 0]),
        }
    })
}

/// Change of coverage from `before` to `after` as a layer in the diverging map: blue more, orange
/// less, saturated at [`CHANGE_SCALE_PP`], clear where nothing changed or nothing was measured.
///
/// Both maps have the same size. `smoothing_px` as in [`coverage_layer`]: single hairs never lie
/// at the same place twice, so that only averages can be compared.
///
/// # Panics
/// When the maps differ in size.
pub(crate) fn change_layer(
    before: CoverageMap<'_>,
    after: CoverageMap<'_>,
    smoothing_px: u32,
) -> RgbaImage {
    let (width, height) = before.dimensions();
    assert_eq!((width, height), after.dimensions(), "maps of one frame");
    let (sums_before, sums_after) = (MaskedSums::new(before), MaskedSums::new(after));
    RgbaImage::from_fn(width, height, |x, y| {
        let measured = before.valid[(x, y)].0[0] > 0 && after.valid[(x, y)].0[0] > 0;
        let means = sums_before
            .mean(x, y, smoothing_px)
            .zip(sums_after.mean(x, y, smoothing_px));
        match means {
            Some((b, a)) if measured => change_colour((a - b) * 100.0),
            _ => Rgba([0, 0, 0, 0]),
        }
    })
}

/// Colour of a change in points; the opacity grows with the size of the change.
fn change_colour(delta_pp: f64) -> Rgba<u8> {
    let share = (delta_pp / CHANGE_SCALE_PP).clamp(-1.0, 1.0);
    // Full opacity from half the scale on: the photo below must not tint a large change.
    let alpha = ((share.abs() * 2.0).min(1.0) * 215.0).round() as u8;
    opaque(diverging(share), alpha)
}

fn opaque(Rgb([r, g, b]): Rgb<u8>, alpha: u8) -> Rgba<u8> {
    Rgba([r, g, b, alpha])
}

/// The layer laid over a photo; the layer is stretched to the photo's size.
pub(crate) fn blend(photo: &RgbImage, layer: &RgbaImage) -> RgbImage {
    let mut picture = photo.clone();
    let stretched = Stretched::<4>::new(layer, photo.dimensions());
    let rows = picture.chunks_exact_mut(3 * photo.width() as usize);
    for (y, row) in (0..).zip(rows) {
        lay_over(row.as_chunks_mut::<3>().0, &stretched.row(y));
    }
    picture
}

/// Pixels with a share of colour, blue last and then the share of 255, over pixels of a photo.
#[multiversion(targets("x86_64+avx+avx2"))]
fn lay_over(below: &mut [[u8; 3]], above: &[[u8; 4]]) {
    for (under, over) in below.iter_mut().zip(above) {
        let alpha = u32::from(over[3]);
        for c in 0..3 {
            let sum = u32::from(under[c]) * (255 - alpha) + u32::from(over[c]) * alpha + 127;
            // A 255th, rounded down, of whatever is below 65,536.
            under[c] = ((sum * 0x8081) >> 23) as u8;
        }
    }
}

/// Gap between the two pictures of [`side_by_side`], px.
const GAP_PX: u32 = 8;

/// Two pictures beside each other on white, the earlier one on the left.
pub(crate) fn side_by_side(before: &RgbImage, after: &RgbImage) -> RgbImage {
    let width = before.width() + GAP_PX + after.width();
    let height = before.height().max(after.height());
    let mut picture = RgbImage::from_pixel(width, height, Rgb([255, 255, 255]));
    paste(&mut picture, before, [0, 0]);
    paste(&mut picture, after, [before.width() + GAP_PX, 0]);
    picture
}

/// Copies `part` into the picture, its top left corner at `[x, y]`.
pub(super) fn paste(picture: &mut RgbImage, part: &RgbImage, [x, y]: [u32; 2]) {
    let [stride, length] = [picture.width(), part.width()].map(|w| 3 * w as usize);
    let rows = picture.chunks_exact_mut(stride).skip(y as usize);
    for (row, own) in rows.zip(part.chunks_exact(length)) {
        row[3 * x as usize..][..length].copy_from_slice(own);
    }
}

/// Alternating square tiles of two aligned pictures: where they are aligned, lines run on across
/// the tiles' borders. `tiles` counts along the longer side.
///
/// # Panics
/// When the pictures differ in size or `tiles` is 0.
pub(crate) fn checkerboard(reference: &RgbImage, aligned: &RgbImage, tiles: u32) -> RgbImage {
    let (width, height) = reference.dimensions();
    assert_eq!(
        (width, height),
        aligned.dimensions(),
        "pictures of one frame"
    );
    let side = width.max(height).div_ceil(tiles).max(1);
    let mut picture = reference.clone();
    let (stride, tile) = (3 * width as usize, 3 * side as usize);
    let rows = picture
        .chunks_exact_mut(stride)
        .zip(aligned.chunks_exact(stride));
    for (y, (row, other)) in (0..height).zip(rows) {
        let tiles = row.chunks_mut(tile).zip(other.chunks(tile));
        let first = usize::from((y / side).is_multiple_of(2));
        for (tile, other) in tiles.skip(first).step_by(2) {
            tile.copy_from_slice(other);
        }
    }
    picture
}

/// Summed-area tables of a map's values and of its mask (Crow 1984, doi:10.1145/800031.808600),
/// in integers.
struct MaskedSums {
    stride: usize,
    size: (u32, u32),
    values: Vec<u64>,
    counts: Vec<u64>,
}

impl MaskedSums {
    fn new(map: CoverageMap<'_>) -> Self {
        let (width, height) = map.dimensions();
        let stride = width as usize + 1;
        let mut values = vec![0; stride * (height as usize + 1)];
        let mut counts = values.clone();
        for y in 0..height {
            let (mut value, mut count) = (0u64, 0u64);
            for x in 0..width {
                if map.valid[(x, y)].0[0] > 0 {
                    value += u64::from(map.coverage[(x, y)].0[0]);
                    count += 1;
                }
                let above = y as usize * stride + x as usize + 1;
                values[above + stride] = values[above] + value;
                counts[above + stride] = counts[above] + count;
            }
        }
        Self {
            stride,
            size: (width, height),
            values,
            counts,
        }
    }

    /// Mean of the valid values 0..=1 in the square of half side `radius` around `(x, y)`.
    fn mean(&self, x: u32, y: u32, radius: u32) -> Option<f64> {
        let (x0, y0) = (x.saturating_sub(radius), y.saturating_sub(radius));
        let x1 = (x + radius + 1).min(self.size.0);
        let y1 = (y + radius + 1).min(self.size.1);
        let at = |x: u32, y: u32| y as usize * self.stride + x as usize;
        let sum = |t: &[u64]| t[at(x1, y1)] + t[at(x0, y0)] - t[at(x1, y0)] - t[at(x0, y1)];
        let count = sum(&self.counts);
        (count > 0).then(|| sum(&self.values) as f64 / (255 * count) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn grey(width: u32, height: u32, value: u8) -> GrayImage {
        GrayImage::from_pixel(width, height, Luma([value]))
    }

    #[test]
    fn a_map_against_itself_shows_no_change() {
        let coverage = GrayImage::from_fn(30, 20, |x, y| Luma([(x * 7 + y) as u8]));
        let valid = grey(30, 20, 255);
        let map = CoverageMap {
            coverage: &coverage,
            valid: &valid,
        };
        assert!(change_layer(map, map, 2).pixels().all(|p| p.0[3] == 0));
    }

    #[test]
    fn more_is_blue_less_is_orange_and_unmeasured_is_clear() {
        let (low, high) = (grey(10, 10, 51), grey(10, 10, 204));
        let mut valid = grey(10, 10, 255);
        valid.put_pixel(0, 0, Luma([0]));
        let map = |coverage| CoverageMap {
            coverage,
            valid: &valid,
        };
        let gain = change_layer(map(&low), map(&high), 1);
        let loss = change_layer(map(&high), map(&low), 1);
        assert_eq!(gain[(5, 5)], Rgba([33, 102, 172, 215]));
        assert_eq!(loss[(5, 5)], Rgba([179, 88, 6, 215]));
        assert_eq!(gain[(0, 0)].0[3], 0);
    }

    #[test]
    fn the_mean_counts_only_valid_pixels() {
        let coverage = GrayImage::from_fn(5, 5, |x, _| Luma([if x < 2 { 255 } else { 0 }]));
        let valid = GrayImage::from_fn(5, 5, |x, _| Luma([u8::from(x < 3)]));
        let sums = MaskedSums::new(CoverageMap {
            coverage: &coverage,
            valid: &valid,
        });
        assert!((sums.mean(2, 2, 2).unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(sums.mean(4, 2, 1), None);
    }

    #[test]
    fn a_checkerboard_takes_every_other_tile() {
        let black = RgbImage::from_pixel(8, 8, Rgb([0, 0, 0]));
        let white = RgbImage::from_pixel(8, 8, Rgb([255, 255, 255]));
        let board = checkerboard(&black, &white, 4);
        assert_eq!(board[(0, 0)].0[0], 0);
        assert_eq!(board[(2, 0)].0[0], 255);
        assert_eq!(board[(2, 2)].0[0], 0);
        assert_eq!(board.pixels().filter(|p| p.0[0] == 255).count(), 32);
    }

    #[test]
    fn a_clear_layer_leaves_the_photo_as_it_is() {
        let photo = RgbImage::from_fn(9, 7, |x, y| Rgb([x as u8, y as u8, 200]));
        assert_eq!(blend(&photo, &RgbaImage::new(3, 3)), photo);
    }

    #[test]
    fn an_outline_is_drawn_where_the_region_is() {
        let photo = RgbImage::from_pixel(200, 200, Rgb([90, 90, 90]));
        let ring = [(40.0, 40.0), (160.0, 40.0), (160.0, 160.0), (40.0, 160.0)];
        let area = Area::from_ring(ring.iter().map(|&(x, y)| Point::new(x, y)).collect());
        let window = PictureWindow::whole_photo(200, 200);
        let picture = draw_regions(&photo, &window, [("vertex", &area)]);
        assert_eq!(picture[(100, 40)], Rgb(OUTLINES[0]));
        assert_eq!(picture[(100, 20)], Rgb([90, 90, 90]));
        // The name stands in the middle.
        assert!(picture.view_differs(&photo, 70..130, 85..115));
    }

    trait Differs {
        fn view_differs(
            &self,
            other: &Self,
            xs: std::ops::Range<u32>,
            ys: std::ops::Range<u32>,
        ) -> bool;
    }

    impl Differs for RgbImage {
        fn view_differs(
            &self,
            other: &Self,
            xs: std::ops::Range<u32>,
            ys: std::ops::Range<u32>,
        ) -> bool {
            ys.flat_map(|y| xs.clone().map(move |x| (x, y)))
                .any(|at| self[at] != other[at])
        }
    }
}
