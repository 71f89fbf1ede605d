//! What is not hair: scalp, ears, neck, shoulders and the backdrop.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::camera::{Camera, Ray};
use super::face::Face;
use super::head::{self, Ellipsoid, Vec3};
use super::light::{Light, Rgb, lit};
use super::params::{Backdrop, PhantomSpec};
use super::random::{Purpose, WaveField, between, spread, stream};

/// The subject's own surfaces: the same at every visit.
#[derive(Debug, Clone)]
pub(super) struct Body {
    skin: Rgb,
    shine: f64,
    ears: Vec<Ellipsoid>,
    face: Face,
    brow: Rgb,
    neck: Ellipsoid,
    torso: Ellipsoid,
    moles: Vec<(Vec3, f64)>,
    mottle: WaveField,
    pores: WaveField,
}

impl Body {
    /// The body of a subject.
    pub(crate) fn new(spec: &PhantomSpec, seed: u64) -> Self {
        let mut rng = stream(seed, Purpose::Skin);
        let mottle = WaveField::new(&mut rng, 7, 22.0);
        let pores = WaveField::new(&mut rng, 7, 1.6);
        let moles = (0..spec.scene.moles)
            .map(|_| {
                let across = spread(&mut rng, 34.0);
                let at = head::scalp_point(across, between(&mut rng, -40.0, 48.0));
                (at, between(&mut rng, 1.1, 2.4))
            })
            .collect();
        let ear = |side: f64| Ellipsoid::new([side * 79.0, -6.0, -22.0], [8.0, 17.0, 31.0]);
        Self {
            skin: spec.skin.reflectance(),
            shine: 0.06,
            ears: if spec.scene.ears {
                vec![ear(-1.0), ear(1.0)]
            } else {
                Vec::new()
            },
            face: if spec.scene.face {
                Face::new(spec.skin.reflectance())
            } else {
                Face::default()
            },
            brow: spec.hair.colour.reflectance(1.0),
            neck: Ellipsoid::new([0.0, -22.0, -120.0], [56.0, 60.0, 110.0]),
            torso: Ellipsoid::new([0.0, -58.0, -330.0], [235.0, 158.0, 160.0]),
            moles,
            mottle,
            pores,
        }
    }

    /// Reflectance of the scalp at a point of the skull.
    fn scalp(&self, p: Vec3) -> Rgb {
        let shade = 1.0 + 0.035 * self.mottle.at(p) + 0.03 * self.pores.at(p);
        let red = 1.0 + 0.02 * self.mottle.at(p * 1.7);
        let mole: f64 = self
            .moles
            .iter()
            .map(|(at, radius)| 1.0 / (1.0 + (((p - at).norm() - radius) * 5.0).exp()))
            .sum();
        let mole = 0.7 * mole.min(1.0);
        let bare = [
            self.skin[0] * (shade * red * (1.0 - 0.85 * mole)) as f32,
            self.skin[1] * (shade * (1.0 - mole)) as f32,
            self.skin[2] * (shade * (1.0 - mole)) as f32,
        ];
        match self.face.brow(p) as f32 {
            0.0 => bare,
            brow => [0, 1, 2].map(|k| bare[k] + brow * (self.brow[k] - bare[k])),
        }
    }
}

/// Clothes and backdrop of one visit.
#[derive(Debug, Clone)]
pub(super) struct Surroundings {
    clothes: [Rgb; 2],
    stripe_mm: Option<(f64, f64)>,
    wall: Rgb,
    shapes: Vec<Shape>,
}

/// A coloured rectangle or ellipse of the backdrop; lengths in photo widths.
#[derive(Debug, Clone, Copy)]
struct Shape {
    round: bool,
    centre: [f64; 2],
    half: [f64; 2],
    turn: (f64, f64),
    colour: Rgb,
}

impl Shape {
    fn contains(&self, x: f64, y: f64) -> bool {
        let (dx, dy) = (x - self.centre[0], y - self.centre[1]);
        let u = (dx * self.turn.1 + dy * self.turn.0) / self.half[0];
        let v = (dy * self.turn.1 - dx * self.turn.0) / self.half[1];
        if self.round {
            u * u + v * v <= 1.0
        } else {
            u.abs() <= 1.0 && v.abs() <= 1.0
        }
    }
}

impl Surroundings {
    /// The surroundings at visit `index`. A plain room stays much the same, a cluttered one does
    /// not.
    pub(crate) fn new(spec: &PhantomSpec, seed: u64, index: usize) -> Self {
        let mut room = stream(seed, Purpose::Scene);
        let mut rng = stream(seed, Purpose::VisitScene(index));
        let wall_level = between(&mut room, 0.3, 0.5);
        let wall = [0.0; 3].map(|_: f64| (wall_level * between(&mut room, 0.93, 1.07)) as f32);
        let tint = spread(&mut rng, 0.03) as f32;
        let mut surroundings = Self {
            clothes: [[0.035, 0.042, 0.07]; 2],
            stripe_mm: None,
            wall: [wall[0] * (1.0 + tint), wall[1], wall[2] * (1.0 - tint)],
            shapes: Vec::new(),
        };
        if spec.scene.backdrop == Backdrop::Cluttered {
            surroundings.clothes = [colour(&mut rng), colour(&mut rng)];
            let width = between(&mut rng, 14.0, 34.0);
            surroundings.stripe_mm = Some((width, spread(&mut rng, 1.0)));
            surroundings.shapes = (0..70).map(|_| shape(&mut rng)).collect();
        }
        surroundings
    }

    fn backdrop(&self, x: f64, y: f64) -> Rgb {
        let hit = self.shapes.iter().rev().find(|s| s.contains(x, y));
        hit.map_or(self.wall, |s| s.colour)
    }

    fn cloth(&self, p: Vec3) -> Rgb {
        // A weave, so that clothes are not one flat colour.
        let weave = 1.0 + 0.10 * ((p.x * 1.9).sin() * (p.y * 1.9).sin()) as f32;
        let which = self.stripe_mm.map_or(0, |(width, slant)| {
            usize::from(((p.x + slant * p.y) / width).floor() as i64 % 2 != 0)
        });
        self.clothes[which].map(|c| c * weave)
    }
}

fn colour(rng: &mut ChaCha8Rng) -> Rgb {
    [0.0; 3].map(|_: f32| between(rng, 0.05, 0.7) as f32)
}

fn shape(rng: &mut ChaCha8Rng) -> Shape {
    Shape {
        round: rng.random_bool(0.4),
        centre: [between(rng, -0.1, 1.1), between(rng, -0.1, 1.5)],
        half: [between(rng, 0.03, 0.2), between(rng, 0.03, 0.16)],
        turn: between(rng, 0.0, 0.6).sin_cos(),
        colour: colour(rng),
    }
}

/// Everything needed to shade what lies behind the hair.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(crate) camera: &'a Camera,
    /// In the camera frame.
    pub(crate) light: Light,
    pub(crate) body: &'a Body,
    pub(crate) surroundings: &'a Surroundings,
    /// Photo width, px.
    pub(crate) width_px: f64,
}

impl Scene<'_> {
    /// Linear colour behind the hair at a pixel. `shadow` is the share of light that the hair
    /// around keeps from the scalp, 0..=1.
    pub(crate) fn behind_hair(&self, x: f64, y: f64, shadow: f64) -> Rgb {
        let (head_ray, torso_ray) = self.camera.rays(x, y);
        let skull = head::skull();
        let on_skull = skull.hit(head_ray.origin, head_ray.direction);
        let on_face = self.body.face.hit(head_ray.origin, head_ray.direction);
        if let Some((t, normal, colour)) = on_face
            && on_skull.is_none_or(|skull| t < skull)
        {
            return lit(colour, self.head_light().on_surface(normal));
        }
        if let Some(t) = on_skull {
            let at = head_ray.origin + head_ray.direction * t;
            let light = self.head_light();
            let normal = skull.normal(at);
            let gloss = self.gloss(&light, normal, &head_ray) * (1.0 - shadow);
            let matte = light.on_surface(normal) * (1.0 - shadow);
            return lit(self.body.scalp(at), matte).map(|c| c + gloss as f32);
        }
        self.below(&head_ray, &torso_ray).unwrap_or_else(|| {
            let unit = self.width_px;
            let fall = 1.06 - 0.12 * y / unit;
            lit(self.surroundings.backdrop(x / unit, y / unit), fall)
        })
    }

    /// Ears in the head's frame; neck and shoulders in the torso's.
    fn below(&self, head_ray: &Ray, torso_ray: &Ray) -> Option<Rgb> {
        let first = |solids: &[Ellipsoid], ray: &Ray| {
            let hits = solids
                .iter()
                .filter_map(|s| s.hit(ray.origin, ray.direction).map(|t| (t, *s)));
            hits.min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(t, s)| (s, ray.origin + ray.direction * t))
        };
        if let Some((ear, at)) = first(&self.body.ears, head_ray) {
            let light = self.head_light();
            let rim = 0.8 + 0.2 * ((at - ear.centre).component_div(&ear.semi).z).max(0.0);
            let skin = [
                self.body.skin[0] * 1.02,
                self.body.skin[1] * 0.9,
                self.body.skin[2] * 0.88,
            ];
            return Some(lit(skin, rim * light.on_surface(ear.normal(at))));
        }
        let light = self.light.turned(|d| self.camera.torso_from_camera(d));
        let (solid, at) = first(&[self.body.neck, self.body.torso], torso_ray)?;
        // The head stands between the lamp and what is near its axis.
        let from_axis = (at.x / 110.0).hypot((at.y + 20.0) / 120.0);
        let shaded = light.on_surface(solid.normal(at)) * (1.0 - 0.6 * (-from_axis.powi(2)).exp());
        let is_neck = solid.semi == self.body.neck.semi;
        let colour = if is_neck {
            self.body.skin
        } else {
            self.surroundings.cloth(at)
        };
        Some(lit(colour, shaded))
    }

    fn head_light(&self) -> Light {
        self.light.turned(|d| self.camera.head_from_camera(d))
    }

    fn gloss(&self, light: &Light, normal: Vec3, ray: &Ray) -> f64 {
        self.body.shine * light.key * light.gloss(normal, -ray.direction.normalize(), 22)
    }
}
