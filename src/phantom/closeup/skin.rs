//! Skin without hair: colour, texture, moles and red spots, fixed to the skin.

use nalgebra::{Matrix3, Vector3};
use rand::RngExt;
use rayon::prelude::*;

use super::super::random::{Purpose, between, spread, stream};
use super::super::sensor::LinearImage;
use super::params::CloseupSpec;

/// A dark or red spot.
#[derive(Debug, Clone, Copy)]
struct Spot {
    at: [f64; 2],
    radius_mm: f64,
    /// Share of red, green and blue swallowed in its middle.
    absorbs: [f64; 3],
}

/// The skin of a subject.
#[derive(Debug)]
pub(super) struct Skin {
    colour: [f64; 3],
    texture: u64,
    spots: Vec<Spot>,
}

impl Skin {
    /// Skin reaching `half_mm` to each side.
    pub(crate) fn new(spec: &CloseupSpec, seed: u64, half_mm: [f64; 2]) -> Self {
        let mut rng = stream(seed, Purpose::Skin);
        let spots = (0..spec.moles)
            .map(|_| {
                let mole = rng.random_bool(0.5);
                Spot {
                    at: half_mm.map(|half| spread(&mut rng, half)),
                    radius_mm: between(&mut rng, 0.1, 0.35),
                    absorbs: if mole {
                        [0.45, 0.6, 0.65]
                    } else {
                        [0.08, 0.3, 0.3]
                    },
                }
            })
            .collect();
        Self {
            colour: spec.look.skin,
            texture: rng.random(),
            spots,
        }
    }

    /// The skin as one visit's camera sees it.
    pub(crate) fn paint(&self, size_px: [u32; 2], photo_from_skin: &Matrix3<f64>) -> LinearImage {
        let skin_from_photo = photo_from_skin.try_inverse().unwrap_or_default();
        let mut linear = LinearImage::new(size_px[0], size_px[1]);
        let row_values = size_px[0] as usize * 3;
        linear
            .par_chunks_exact_mut(row_values)
            .enumerate()
            .for_each(|(y, row)| {
                for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
                    let q = skin_from_photo * Vector3::new(x as f64, y as f64, 1.0);
                    let light = self.at([q.x / q.z, q.y / q.z]);
                    pixel.copy_from_slice(&light.map(|v| v as f32));
                }
            });
        linear
    }

    fn at(&self, p: [f64; 2]) -> [f64; 3] {
        // Wavelength in mm and amplitude: blotches, furrows, pores.
        let octaves = [(1.6, 0.05), (0.35, 0.035), (0.07, 0.03)];
        let mut brightness = 1.0;
        for (k, (wavelength, amplitude)) in octaves.into_iter().enumerate() {
            let seed = self.texture.wrapping_add(k as u64);
            brightness += amplitude * lattice_noise(seed, [p[0] / wavelength, p[1] / wavelength]);
        }
        let mut light = self.colour.map(|c| c * brightness);
        for spot in &self.spots {
            let far = (p[0] - spot.at[0]).hypot(p[1] - spot.at[1]) / spot.radius_mm;
            // Flat in the middle, soft towards the rim.
            let depth = 1.0 / (1.0 + far.powi(6));
            for (value, share) in light.iter_mut().zip(spot.absorbs) {
                *value *= 1.0 - share * depth;
            }
        }
        light
    }
}

/// Smooth noise in -1..=1: random values on the whole numbers, blended between.
fn lattice_noise(seed: u64, p: [f64; 2]) -> f64 {
    let cell = p.map(f64::floor);
    let share = [0, 1].map(|i| {
        let t = p[i] - cell[i];
        t * t * (3.0 - 2.0 * t)
    });
    let value = |dx: i64, dy: i64| corner(seed, cell[0] as i64 + dx, cell[1] as i64 + dy);
    let upper = value(0, 0) + (value(1, 0) - value(0, 0)) * share[0];
    let lower = value(0, 1) + (value(1, 1) - value(0, 1)) * share[0];
    upper + (lower - upper) * share[1]
}

/// A value in -1..=1 for a whole-numbered point: the finaliser of SplitMix64 (Steele, Lea and
/// Flood 2014, doi:10.1145/2660193.2660195).
fn corner(seed: u64, x: i64, y: i64) -> f64 {
    let mut z = seed
        .wrapping_add((x as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add((y as u64).wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^= z >> 31;
    (z >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
}
