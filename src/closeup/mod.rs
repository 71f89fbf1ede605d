//! Close-ups: every hair of one photo found, its thickness measured, and the density of a target.
//!
//! Data flows one way: scale bar and overlays, darkness, ridges and seeds, tracing, ends, explaining
//! away, widths, root against tip, [`model`].

mod background;
mod behind;
mod blur;
mod bundle;
pub mod corrections;
pub mod course;
mod curve;
pub mod darkness;
pub mod density;
mod detect;
mod duplicates;
mod explain;
mod fold;
mod labels;
mod link;
pub mod model;
mod orient;
mod overlay;
mod photo;
mod profile;
mod render;
mod ridge;
mod scale_bar;
mod seed;
mod shaft;
mod trace;
pub mod units;
mod width;

pub use photo::read_closeup;
