//! Close-ups of a scalp whose every hair is known: rendered trichoscopy.
//!
//! Follicular units stay where they are through the course; each visit clips or combs the hairs
//! anew, holds the camera anew, and some hairs come or go. Truth per photo: root, tip and diameter
//! of every hair, the target area and the number of roots inside it.
//!
//! Frames: *skin* in mm, origin at the middle of the baseline photo; photo in pixels.

mod course;
mod draw;
mod marks;
mod params;
mod scalebar;
mod scalp;
mod sensor;
mod skin;
mod visit;

#[cfg(test)]
mod tests;

pub use course::{CloseupCourse, render_closeups, write_closeups};
pub use params::{CloseupPreset, CloseupSpec, Outcome};
