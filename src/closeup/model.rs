//! What is known of the hairs of one close-up: the types that detection fills and the course reads.
//!
//! Positions are native pixels of the upright photo unless a field says "working px": a close-up is
//! measured on a copy brought near [`WORKING_PX_PER_MM`], where a terminal hair is about 8 px wide.

use crate::geometry::Point;

use super::darkness::Darkness;
use super::packed::Packed;

/// Scale at which hairs are traced, working px per mm: a terminal hair is about 8 px wide, a vellus
/// hair 2 to 3.4 px.
pub(crate) const WORKING_PX_PER_MM: f64 = 120.0;

/// A hair of at least this diameter is terminal, else vellus, µm (Rushton 1993; Whiting 1993 use
/// 30 to 40 µm; 30 µm here).
pub(crate) const TERMINAL_UM: f64 = 30.0;

/// How many native pixels make a millimetre, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    /// Native pixels per millimetre, > 0.
    pub(crate) px_per_mm: f64,
    /// Relative standard deviation of `px_per_mm`, 0..1.
    pub(crate) relative_sd: f64,
    /// Where it comes from.
    pub(crate) source: ScaleSource,
}

/// Where a scale comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScaleSource {
    /// `px_per_mm` or `field_mm` of the course file.
    Given,
    /// A bar burnt into the picture.
    Bar,
}

/// A scale bar burnt into the picture: the corner of an L of two thin lines of equal length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ScaleBar {
    /// Where the two arms meet, native px.
    pub(crate) corner: Point,
    /// Far end of the horizontal arm, native px.
    pub(crate) across: Point,
    /// Far end of the vertical arm, native px.
    pub(crate) up: Point,
    /// Length of the longer arm, native px: a hair over an end can shorten an arm, nothing lengthens it.
    pub(crate) length_px: f64,
}

/// Terminal or vellus, by diameter at the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HairKind {
    /// At least [`TERMINAL_UM`].
    Terminal,
    /// Thinner.
    Vellus,
}

/// What speaks for a traced hair, on the darkness map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evidence {
    /// Share of the shaft that is darker than both of its flanks, 0..1.
    pub(crate) two_sided: f64,
    /// Length with both flanks seen, working px.
    pub(crate) clean_length: f64,
    /// Darkness of the shaft above its flanks, 0..1.
    pub(crate) contrast: f64,
    /// How sure the choice of root against tip is: difference of votes, 0 undecided, 2 and more sure.
    pub(crate) root_vote: f64,
    /// Found only after all other hairs were explained away: glued to or crossing under another.
    pub(crate) residual: bool,
}

/// One hair of one photo.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hair {
    /// Centre line from root to tip, native px, about every 2 working px; at least two points, the
    /// first is the root and the last the tip.
    pub(crate) path: Vec<Point>,
    /// Direction in which the hair leaves its root, radians from +x towards +y.
    pub(crate) direction: f64,
    /// Length of the centre line, native px.
    pub(crate) length_px: f64,
    /// Width at the root, native px, with the photo's blur taken off; always given, for drawing and
    /// for look-ups. `diameter_um` says whether it can be relied on.
    pub(crate) width_px: f64,
    /// Change of width from root to tip along the whole hair, native px; negative when it tapers.
    pub(crate) taper_px: f64,
    /// Diameter at the root, µm; `None` without a scale or where it was not measured.
    pub(crate) diameter_um: Option<f64>,
    /// Standard deviation of `diameter_um`, µm; of the fit alone, without the scale's.
    pub(crate) diameter_sd_um: Option<f64>,
    /// By diameter, `None` where the diameter is not measured.
    pub(crate) kind: Option<HairKind>,
    /// Part of the shaft lies under or beside another so that its width cannot be told.
    pub(crate) partly_hidden: bool,
    /// The root lies at the border of the picture or of a masked overlay: where it is, is not known.
    pub(crate) root_cut: bool,
    /// Another hair lies where the root should be: more often a broken trace than a root.
    pub(crate) root_hidden: bool,
    /// The tip lies at the border of the picture or of a masked overlay.
    pub(crate) tip_cut: bool,
    /// Placed, split or turned by a person (`hairs.json`).
    pub(crate) by_hand: bool,
    /// What speaks for it.
    pub(crate) evidence: Evidence,
}

impl Hair {
    /// Where it leaves the skin, native px.
    pub(crate) fn root(&self) -> Point {
        self.path[0]
    }

    /// Its free end, native px.
    pub(crate) fn tip(&self) -> Point {
        self.path[self.path.len() - 1]
    }

    /// Whether its root is seen: neither cut off by the border nor hidden under another hair. Only
    /// these hairs are counted and matched.
    pub(crate) fn root_seen(&self) -> bool {
        self.by_hand || !(self.root_cut || self.root_hidden)
    }
}

/// Clipped or long hair: rules about ends differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Shafts end within the picture: clipped for a phototrichogram.
    Clipped,
    /// Shafts are long: many leave the picture.
    Long,
}

/// The hairs of one close-up and what is needed to look for others.
#[derive(Debug, Clone)]
pub(crate) struct CloseupPhoto {
    /// Width and height, native px.
    pub(crate) size_px: (u32, u32),
    /// The scale, where it is known.
    pub(crate) scale: Option<Scale>,
    /// The burnt-in bar, found whether or not a scale was given.
    pub(crate) bar: Option<ScaleBar>,
    /// How dark each place is against its surroundings, at the working scale.
    pub(crate) darkness: Darkness,
    /// The darkness that `hairs` explain, drawn with their widths and the photo's blur: the same size
    /// and unit as `darkness`. What is left of the map after it is skin, or a hair not found.
    pub(crate) explained: Packed,
    /// Clipped or long.
    pub(crate) style: Style,
    /// Pores, folds or moisture show between the hairs: skin that is not smooth.
    pub(crate) rough: bool,
    /// Why roots cannot be told from broken ends; then shafts and thickness are given, and neither a
    /// count by root nor a density. `None` where they can.
    pub(crate) roots_hidden: Option<String>,
    /// Number of hairs seen that are lighter than the skin: they are not traced and not among `hairs`.
    pub(crate) light_hairs: usize,
    /// All hairs found, in a fixed order (by root: top to bottom, left to right); also those whose
    /// root is not seen, see [`Hair::root_seen`].
    pub(crate) hairs: Vec<Hair>,
    /// Centre lines that a person said are no hairs, native px: nothing is looked for along them.
    pub(crate) denied: Vec<Vec<Point>>,
}
