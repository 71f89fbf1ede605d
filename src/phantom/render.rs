//! One photo: hair layer over the scene, developed, with its truth.

use std::collections::BTreeMap;

use image::GrayImage;
use imageproc::filter::gaussian_blur_f32;
use rayon::prelude::*;

use super::camera::Camera;
use super::comb::Comb;
use super::follicles::{DensityField, Follicle};
use super::hair::{Hair, StrandPoint};
use super::head::{self, Vec3};
use super::light::{Light, lit};
use super::params::PhantomSpec;
use super::photo::PhantomPhoto;
use super::random::{Purpose, stream};
use super::raster::HairLayer;
use super::scene::{Body, Scene, Surroundings};
use super::sensor::{LinearImage, develop};
use super::visit::Visit;
use crate::geometry::{Area, Point};
use crate::validate::truth::{GlobalTruth, RegionTruth};

/// Points on each side of a region's outline.
const OUTLINE_POINTS_PER_SIDE: u32 = 8;

/// What stays the same through the course.
#[derive(Debug)]
pub(super) struct Subject {
    pub(crate) follicles: Vec<Follicle>,
    pub(crate) body: Body,
    /// Head frame, mm.
    pub(crate) landmarks: Vec<Vec3>,
}

/// Renders the photo of a visit.
pub(super) fn photo(
    spec: &PhantomSpec,
    seed: u64,
    subject: &Subject,
    visit: &Visit,
) -> PhantomPhoto {
    let camera = Camera::new(&spec.camera, &visit.pose, spec.size_px);
    let layer = hair_layer(spec, seed, subject, visit, &camera);
    let linear = compose(spec, seed, subject, visit, &camera, &layer);
    PhantomPhoto {
        file: visit.file.clone(),
        date: visit.date,
        jpeg_quality: visit.jpeg_quality,
        pixels: develop(linear, visit, seed),
        alpha: GrayImage::from_fn(spec.size_px[0], spec.size_px[1], |x, y| {
            image::Luma([(layer.alpha(x, y) * 255.0).round() as u8])
        }),
        truth: truth(spec, subject, visit, &camera, &layer),
    }
}

fn hair_layer(
    spec: &PhantomSpec,
    seed: u64,
    subject: &Subject,
    visit: &Visit,
    camera: &Camera,
) -> HairLayer {
    let comb = Comb::new(
        spec.hair.style,
        &mut stream(seed, Purpose::Comb),
        &mut stream(seed, Purpose::VisitComb(visit.index)),
        spec.variation.comb_deg,
    );
    let field = DensityField {
        density: &spec.density,
        growth: &spec.growth,
        reached: visit.reached,
    };
    let mut rng = stream(seed, Purpose::VisitHair(visit.index));
    let mut hairs: Vec<Hair> = field
        .bearing(&subject.follicles)
        .into_iter()
        .map(|(follicle, share)| Hair::new(follicle, share, &spec.hair, visit.cut, &comb, &mut rng))
        .collect();
    hairs.sort_by(|a, b| a.height_mm.total_cmp(&b.height_mm));
    let highest = hairs.last().map_or(1.0, |h| h.height_mm.max(1e-6));
    let brush = Brush {
        spec,
        camera,
        lens: camera.lens_in_head(),
        light: visit.light.turned(|d| camera.head_from_camera(d)),
    };
    let mut layer = HairLayer::new(spec.size_px);
    let mut points = Vec::new();
    for hair in &hairs {
        hair.trace(&spec.hair, &comb, &mut points);
        brush.draw(hair, &points, hair.height_mm / highest, &mut layer);
    }
    layer
}

/// Draws strands as one camera sees them under one light; both in the head frame.
struct Brush<'a> {
    spec: &'a PhantomSpec,
    camera: &'a Camera,
    lens: Vec3,
    light: Light,
}

impl Brush<'_> {
    /// `layer_share` is the hair's place between the lowest (0) and the highest (1).
    fn draw(&self, hair: &Hair, points: &[StrandPoint], layer_share: f64, layer: &mut HairLayer) {
        let hue = self.spec.hair.colour.reflectance(hair.follicle.grey_rank);
        let colour = lit(hue, self.spec.hair.lightness).map(|c| c.min(0.9));
        let depth = hair.follicle.tint * (0.6 + 0.5 * layer_share);
        let last = points.len().saturating_sub(2);
        for (i, pair) in points.windows(2).enumerate() {
            let (a, b) = (&pair[0], &pair[1]);
            let middle = (a.at + b.at) / 2.0;
            if !self.visible(middle, a.normal) {
                continue;
            }
            let to_lens = (self.lens - middle).normalize();
            let (diffuse, shine) = self.light.on_strand(a.tangent, a.normal, to_lens);
            let body = lit(colour, diffuse * depth);
            // The cuticle reflects white light, tinted a little by the hair below.
            let gleam = self.spec.hair.shine * shine;
            let shade = |k: usize| body[k] + (gleam * (0.06 + 0.5 * f64::from(colour[k]))) as f32;
            let taper = if i == last { 0.6 } else { 1.0 };
            let width_px = hair.diameter_mm * taper * self.camera.px_per_mm(middle);
            layer.segment(
                self.camera.project(a.at),
                self.camera.project(b.at),
                width_px,
                [shade(0), shade(1), shade(2)],
            );
        }
    }

    /// Whether the skull leaves the view to a point over a scalp with `normal` free.
    fn visible(&self, p: Vec3, normal: Vec3) -> bool {
        let sight = p - self.lens;
        if normal.dot(&sight) < 0.0 {
            return true;
        }
        head::skull().hit(self.lens, sight).is_none_or(|t| t >= 1.0)
    }
}

fn compose(
    spec: &PhantomSpec,
    seed: u64,
    subject: &Subject,
    visit: &Visit,
    camera: &Camera,
    layer: &HairLayer,
) -> LinearImage {
    let [width, height] = spec.size_px;
    let surroundings = Surroundings::new(spec, seed, visit.index);
    let scene = Scene {
        camera,
        light: visit.light,
        body: &subject.body,
        surroundings: &surroundings,
        width_px: f64::from(width),
    };
    let shadow = Shadow::cast(layer, spec.size_px, camera.px_per_mm(Vec3::zeros()));
    let mut linear = LinearImage::new(width, height);
    linear
        .par_chunks_exact_mut(width as usize * 3)
        .zip(layer.rows().collect::<Vec<_>>())
        .enumerate()
        .for_each(|(y, (out, hairs))| {
            for (x, (pixel, hair)) in out.chunks_exact_mut(3).zip(hairs).enumerate() {
                let open = 1.0 - hair[3];
                let behind = if open > 1e-3 {
                    let (x, y) = (x as f64, y as f64);
                    scene.behind_hair(x, y, spec.hair.shadow * shadow.at(x, y))
                } else {
                    [0.0; 3]
                };
                for k in 0..3 {
                    pixel[k] = hair[k] + open * behind[k];
                }
            }
        });
    linear
}

/// Hair around a place, which keeps light from the skin: alpha blurred over about 3 mm, on a
/// grid of about 1 mm.
struct Shadow {
    cell_px: u32,
    coarse: image::ImageBuffer<image::Luma<f32>, Vec<f32>>,
}

impl Shadow {
    fn cast(layer: &HairLayer, size_px: [u32; 2], px_per_mm: f64) -> Self {
        let cell_px = px_per_mm.round().max(1.0) as u32;
        let [columns, rows] = size_px.map(|s| s.div_ceil(cell_px));
        let mean = |cx: u32, cy: u32| {
            let xs = cx * cell_px..((cx + 1) * cell_px).min(size_px[0]);
            let ys = cy * cell_px..((cy + 1) * cell_px).min(size_px[1]);
            let count = xs.len() * ys.len();
            let sum: f32 = ys
                .flat_map(|y| xs.clone().map(move |x| layer.alpha(x, y)))
                .sum();
            image::Luma([sum / count as f32])
        };
        let grid = image::ImageBuffer::from_fn(columns, rows, mean);
        Self {
            cell_px,
            coarse: gaussian_blur_f32(&grid, 3.0),
        }
    }

    /// Bilinear between cell centres.
    fn at(&self, x: f64, y: f64) -> f64 {
        let place = |p: f64, cells: u32| {
            let q = ((p + 0.5) / f64::from(self.cell_px) - 0.5).clamp(0.0, f64::from(cells - 1));
            let low = q.floor().min(f64::from(cells.saturating_sub(2)));
            (low as u32, (low as u32 + 1).min(cells - 1), q - low)
        };
        let (x0, x1, fx) = place(x, self.coarse.width());
        let (y0, y1, fy) = place(y, self.coarse.height());
        let value = |x, y| f64::from(self.coarse.get_pixel(x, y)[0]);
        let top = value(x0, y0) * (1.0 - fx) + value(x1, y0) * fx;
        let bottom = value(x0, y1) * (1.0 - fx) + value(x1, y1) * fx;
        top * (1.0 - fy) + bottom * fy
    }
}

fn truth(
    spec: &PhantomSpec,
    subject: &Subject,
    visit: &Visit,
    camera: &Camera,
    layer: &HairLayer,
) -> GlobalTruth {
    let pixel = |p: Vec3| {
        let px = camera.project(p);
        [px.x, px.y].map(|v| (v * 1000.0).round() / 1000.0)
    };
    let regions: BTreeMap<String, RegionTruth> = head::REGIONS
        .iter()
        .map(|&(name, across, along)| {
            let outline = head::region_outline(across, along, OUTLINE_POINTS_PER_SIDE);
            let polygon: Vec<[f64; 2]> = outline.into_iter().map(pixel).collect();
            let coverage = mean_alpha(layer, &polygon, spec.size_px);
            (name.to_owned(), RegionTruth { polygon, coverage })
        })
        .collect();
    GlobalTruth {
        file: visit.file.clone(),
        date: visit.date.to_string(),
        regions,
        landmarks: subject.landmarks.iter().copied().map(pixel).collect(),
    }
}

/// Mean alpha over the pixels whose centre lies inside the outline and the photo; 0 when there are
/// none.
fn mean_alpha(layer: &HairLayer, polygon: &[[f64; 2]], size_px: [u32; 2]) -> f64 {
    let area = Area::from_ring(polygon.iter().map(|&[x, y]| Point::new(x, y)).collect());
    let (mut sum, mut count) = (0.0, 0_u64);
    for y in area.rows(size_px[1]) {
        for (start, end) in area.row_spans(y, size_px[0]) {
            count += u64::from(end - start);
            sum += (start..end)
                .map(|x| f64::from(layer.alpha(x, y)))
                .sum::<f64>();
        }
    }
    if count == 0 { 0.0 } else { sum / count as f64 }
}
