//! Blocks of rendered photos, described for training, with their true openness.
//!
//! `cargo run --release --example coverage_features -- DIR OUT.bin [twice]` writes rows of
//! little-endian 32-bit floats: photo, view of it (1: through an ellipse), region, pixels, true
//! openness, mean brightness, then the description. See `training/README.md`.

use std::path::{Path, PathBuf};

use image::GrayImage;
use rayon::prelude::*;
use serde_json::Value;
use tricholapse::coverage::CoverageParams;
use tricholapse::coverage::training::{
    BRIGHTNESS, BlockFeatures, FEATURES, Mixture, Scene as Seen, StrandModel, block_features,
    fit_likeliest,
};
use tricholapse::geometry::{Area, Point};
use tricholapse::photometry::{LinearImage, sample};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [dir, out, rest @ ..] = args.as_slice() else {
        return Err("usage: coverage_features DIR OUT.bin [twice]".into());
    };
    let mut cases: Vec<PathBuf> = std::fs::read_dir(dir)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("truth/truth.json").is_file())
        .collect();
    cases.sort();
    let model = StrandModel::built_in();
    let twice = !rest.is_empty();
    let photos: Vec<Vec<Vec<f32>>> = cases
        .par_iter()
        .enumerate()
        .map(|(index, case)| describe_case(case, index, twice, model))
        .collect::<Result<_, Failure>>()?;
    let mut bytes = Vec::new();
    for (index, rows) in photos.into_iter().flatten().enumerate() {
        for row in rows.chunks_exact(ROW) {
            bytes.extend((index as f32).to_le_bytes());
            bytes.extend(row.iter().flat_map(|v| v.to_le_bytes()));
        }
    }
    std::fs::write(out, bytes)?;
    Ok(())
}

/// Values of a row after the photo's number.
const ROW: usize = 5 + FEATURES;

/// Rows of every photo of a course.
fn describe_case(
    case: &Path,
    index: usize,
    twice: bool,
    model: &StrandModel,
) -> Result<Vec<Vec<f32>>, Failure> {
    let truth: Value = serde_json::from_slice(&std::fs::read(case.join("truth/truth.json"))?)?;
    let photos = truth["photos"].as_array().ok_or("no photos")?;
    let describe = |photo: &Value| {
        let scene = Scene::read(case, photo)?;
        let mut rows = Vec::new();
        for view in 0..=usize::from(twice) {
            let mut usable = scene.inside.iter().map(|r| r.is_some()).collect::<Vec<_>>();
            if view == 1 {
                scene.keep_ellipse(&mut usable, index as u64);
            }
            for (seen, excluded) in usable.iter_mut().zip(&scene.image.excluded) {
                *seen &= excluded.is_none();
            }
            scene.describe(&usable, view, model, &mut rows);
        }
        Ok(rows)
    };
    photos.iter().map(describe).collect()
}

struct Scene {
    image: LinearImage,
    cover: GrayImage,
    /// Region of every working pixel.
    inside: Vec<Option<usize>>,
    head_px: f64,
    left_top: Point,
    size: Point,
}

impl Scene {
    fn read(case: &Path, photo: &Value) -> Result<Self, Failure> {
        let file = photo["file"].as_str().ok_or("no file name")?;
        let picture = image::open(case.join("photos").join(file))?.into_rgb8();
        let alpha = format!("truth/{}_alpha.jpg", file.trim_end_matches(".jpg"));
        let cover = image::open(case.join(alpha))?.into_luma8();
        let regions: Vec<Area> = photo["regions"]
            .as_object()
            .ok_or("no regions")?
            .values()
            .map(|region| {
                let ring: Vec<[f64; 2]> = serde_json::from_value(region["polygon"].clone())?;
                let ring = ring.iter().map(|p| Point::new(p[0], p[1])).collect();
                Ok(Area::from_ring(ring))
            })
            .collect::<Result<_, Failure>>()?;
        let all = Area {
            rings: regions.iter().flat_map(|r| r.rings.clone()).collect(),
        };
        let bounds = all.bounds().ok_or("no outline")?;
        // The head is a little wider than the five regions together.
        let head_px = 1.1 * (bounds.max.x - bounds.min.x);
        let working = CoverageParams::default().working_head_px;
        let image = sample(&picture, head_px, working);
        let f = image.native_per_working;
        let mut inside = vec![None; image.pixels.len()];
        for (index, region) in regions.iter().enumerate() {
            let ring = region.rings[0].iter();
            let area = Area::from_ring(ring.map(|&p| image.working_from_native(p)).collect());
            for y in area.rows(image.height as u32) {
                for (start, end) in area.row_spans(y, image.width as u32) {
                    let row = y as usize * image.width;
                    inside[row + start as usize..row + end as usize].fill(Some(index));
                }
            }
        }
        Ok(Self {
            head_px: head_px / f,
            left_top: Point::new(bounds.min.x / f, bounds.min.y / f),
            size: Point::new(
                (bounds.max.x - bounds.min.x) / f,
                (bounds.max.y - bounds.min.y) / f,
            ),
            image,
            cover,
            inside,
        })
    }

    /// Leaves an ellipse somewhere on the head, as a region drawn by hand does.
    fn keep_ellipse(&self, usable: &mut [bool], seed: u64) {
        let mut state = (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut next = || {
            state ^= state >> 31;
            state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
            state ^= state >> 29;
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        let (size, corner) = (self.size, self.left_top);
        let cx = corner.x + size.x * (0.35 + 0.3 * next());
        let cy = corner.y + size.y * (0.3 + 0.4 * next());
        let rx = size.x * (0.2 + 0.2 * next());
        let ry = size.y * (0.2 + 0.2 * next());
        for (i, seen) in usable.iter_mut().enumerate() {
            let (x, y) = (i % self.image.width, i / self.image.width);
            let away = ((x as f64 - cx) / rx).powi(2) + ((y as f64 - cy) / ry).powi(2);
            *seen &= away <= 1.0;
        }
    }

    fn describe(&self, usable: &[bool], view: usize, model: &StrandModel, rows: &mut Vec<f32>) {
        let params = CoverageParams::default();
        let block = |share: f64| ((self.head_px * share).round() as usize).max(8);
        let (fine, coarse) = (
            block(params.block_share),
            block(params.likelihood_block_share),
        );
        let light = (params.mixture.scalp_degree, params.mixture.scalp_stiffness);
        let scene = Seen {
            image: &self.image,
            usable,
            bare: &[],
        };
        let order = Mixture::fit(scene, BRIGHTNESS, fine, &params.mixture);
        let stats = scene.stats(BRIGHTNESS, coarse);
        let likeliest = fit_likeliest(scene, &stats, BRIGHTNESS, coarse, light, model);
        let (Some(order), Some(likeliest)) = (order, likeliest) else {
            return;
        };
        let seen = (&scene.along(BRIGHTNESS)[..], &stats[..]);
        for block in block_features(scene, seen, coarse, (&order, &likeliest)) {
            rows.extend(self.row(&block, usable, view, coarse));
            rows.extend(block.values);
        }
    }

    fn row(&self, block: &BlockFeatures, usable: &[bool], view: usize, size: usize) -> [f32; 5] {
        let s = &block.stats;
        let mut votes = [0u32; 8];
        let (mut count, mut covered) = (0.0f64, 0.0f64);
        for y in s.row * size..(s.row + 1) * size {
            for x in s.column * size..(s.column + 1) * size {
                let i = y * self.image.width + x;
                if usable[i] {
                    votes[self.inside[i].unwrap_or(0).min(7)] += 1;
                    count += 1.0;
                    covered += self.cover_at(x, y);
                }
            }
        }
        let region = (0..votes.len()).max_by_key(|&k| votes[k]).unwrap_or(0);
        let open = 1.0 - covered / count.max(1.0);
        [
            view as f32,
            region as f32,
            count as f32,
            open as f32,
            s.mean as f32,
        ]
    }

    /// True cover of a working pixel, 0..1: the map at half the photo's size, at four points.
    fn cover_at(&self, x: usize, y: usize) -> f64 {
        let f = self.image.native_per_working;
        let (w, h) = self.cover.dimensions();
        let at = |p: f64, size: u32| {
            let q = ((p + 0.5) * f / 2.0 - 0.5).clamp(0.0, f64::from(size) - 1.001);
            (q.floor() as u32, q.fract())
        };
        let corners = [(-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25)];
        let sum: f64 = corners
            .iter()
            .map(|(dx, dy)| {
                let ((x0, u), (y0, v)) = (at(x as f64 + dx, w), at(y as f64 + dy, h));
                let value = |x, y| f64::from(self.cover.get_pixel(x, y)[0]);
                let top = value(x0, y0) * (1.0 - u) + value(x0 + 1, y0) * u;
                let bottom = value(x0, y0 + 1) * (1.0 - u) + value(x0 + 1, y0 + 1) * u;
                top * (1.0 - v) + bottom * v
            })
            .sum();
        sum / 255.0 / corners.len() as f64
    }
}
