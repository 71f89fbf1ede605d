//! Light on skin and hair, linear, reflectance times irradiance.

use super::head::Vec3;

/// Linear-light RGB, 1 is a white surface facing the main light at nominal exposure.
pub(super) type Rgb = [f32; 3];

/// A visit's light, in some frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Light {
    /// Unit direction towards the main light.
    pub(crate) towards: Vec3,
    /// Irradiance of the main light on a surface that faces it.
    pub(crate) key: f64,
    /// Irradiance from all around.
    pub(crate) ambient: f64,
}

impl Light {
    /// This light with its direction mapped into another frame.
    pub(crate) fn turned(self, map: impl FnOnce(Vec3) -> Vec3) -> Self {
        Self {
            towards: map(self.towards),
            ..self
        }
    }

    /// Irradiance on a matte surface; wrapped a little beyond the terminator, as soft boxes do.
    pub(crate) fn on_surface(&self, normal: Vec3) -> f64 {
        let wrapped = (normal.dot(&self.towards) + 0.25) / 1.25;
        self.ambient * (0.75 + 0.25 * normal.z.max(0.0)) + self.key * wrapped.max(0.0)
    }

    /// Specular lobe of a surface (Blinn and Phong), 0..=1.
    pub(crate) fn gloss(&self, normal: Vec3, to_lens: Vec3, exponent: i32) -> f64 {
        let half = (self.towards + to_lens).normalize();
        normal.dot(&half).max(0.0).powi(exponent)
    }

    /// Diffuse and specular light on a hair lying over a scalp with `normal`.
    ///
    /// Kajiya and Kay, "Rendering fur with three dimensional textures", SIGGRAPH 1989,
    /// doi:10.1145/74334.74361: the sine of the angle to the strand takes the cosine's place.
    pub(crate) fn on_strand(&self, tangent: Vec3, normal: Vec3, to_lens: Vec3) -> (f64, f64) {
        let sine = |d: Vec3| (1.0 - tangent.dot(&d).powi(2)).max(0.0).sqrt();
        let reach = ((normal.dot(&self.towards) + 0.25) / 1.25).max(0.0);
        let half = (self.towards + to_lens).normalize();
        let diffuse = self.ambient * 0.8 + self.key * reach * (0.3 + 0.6 * sine(self.towards));
        let lobe = sine(half).powi(40) * reach.sqrt();
        (diffuse, self.key * lobe)
    }
}

/// A colour scaled by a light.
pub(super) fn lit(colour: Rgb, light: f64) -> Rgb {
    colour.map(|c| c * light as f32)
}
