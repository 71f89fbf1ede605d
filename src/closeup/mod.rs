//! Close-ups: every hair of one photo found, its thickness measured, and the density of a target.
//!
//! Data flows one way: scale bar and overlays, darkness, ridges and seeds, tracing, ends, explaining
//! away, widths, bundles, root against tip, [`model`].

mod background;
mod behind;
mod blur;
mod bundle;
pub(crate) mod corrections;
pub(crate) mod course;
mod curve;
pub(crate) mod darkness;
pub(crate) mod density;
mod detect;
mod duplicates;
mod explain;
mod fold;
mod labels;
mod link;
pub(crate) mod model;
mod orient;
pub(crate) mod overlay;
pub(crate) mod own_scale;
mod packed;
mod painted_over;
mod photo;
mod profile;
mod quarter_turn;
mod render;
mod ridge;
mod ring;
mod roots;
mod scale_bar;
mod search;
mod seed;
mod shaft;
mod text_box;
mod trace;
pub(crate) mod units;
pub(crate) mod white;
mod width;

pub(crate) use photo::read_closeup;
