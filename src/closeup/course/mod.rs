//! The course of close-ups: each photo placed on the baseline's skin, each hair found again at each
//! visit or looked for where it should be, and from that what was kept, what is new and what is lost.
//!
//! Data flows one way: `placement` finds where a photo lies, `tracks` chains the sightings of one
//! hair, `lookup` looks for it where it was not found, `fate` counts.
//!
//! Frame: all geometry is in working px of the baseline photo; "own" is a photo's own working px.

mod agreement;
mod assign;
mod fate;
mod follow;
mod homography;
mod lone;
mod lookup;
mod placement;
mod shaft;
mod thickness;
mod tracks;
mod visit;

#[cfg(test)]
mod tests;

pub(crate) use fate::{Fate, Fates, PairAlone};
pub(crate) use follow::{Course, Place, TrackedHair, follow};
pub(crate) use homography::Homography;
pub(crate) use lookup::Presence;
