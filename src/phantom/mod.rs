//! Digital phantom: renders a course of dated scalp photos whose hair coverage is known.
//!
//! A head (an ellipsoid under a perspective camera) bears follicles that stay the same at every
//! visit. Each visit draws every hair that its density calls for, combed, cut, posed and lit anew,
//! in linear light with sub-pixel hairs, so that the fraction of each pixel hidden by hair is
//! known. Truth per photo: coverage per region and head-fixed landmarks.
//!
//! Frames: *head* and *torso* in mm (`head`), *camera* in mm (`camera`), photo in pixels. Only
//! `write` touches files.

mod camera;
mod closeup;
mod colour;
mod comb;
mod course;
mod face;
mod follicles;
mod hair;
mod head;
mod light;
mod params;
mod photo;
mod presets;
mod random;
mod raster;
mod render;
mod scene;
mod sensor;
mod visit;
mod write;

#[cfg(test)]
mod tests;

pub use closeup::{
    CloseupCourse, CloseupPreset, CloseupSpec, Outcome, render_closeups, write_closeups,
};
pub use course::{PhantomCourse, PhantomError, render_course};
pub use params::{
    CameraSpec, CombStyle, DensitySpec, GrowthSpec, HairColour, PhantomSpec, SkinTone,
    VariationSpec,
};
pub use photo::PhantomPhoto;
pub use presets::Preset;
pub use write::write_course;
