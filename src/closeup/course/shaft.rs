//! A hair as the course sees it: in working px of its own photo.

use crate::geometry::Point;

use super::super::model::{CloseupPhoto, Hair};
use super::homography::Homography;

/// Distance between the points of a path, working px.
pub(super) const STEP_PX: f64 = 2.0;

/// One detected hair in working px.
#[derive(Debug, Clone)]
pub(super) struct Shaft {
    /// Centre line from root to tip, every [`STEP_PX`].
    pub(crate) path: Vec<Point>,
    /// Direction at the root, radians.
    pub(crate) direction: f64,
    /// Width at the root, working px.
    pub(crate) width: f64,
    /// Change of width from root to tip, working px.
    pub(crate) taper: f64,
    /// Darkness of the shaft above its flanks.
    pub(crate) contrast: f64,
    /// Whether the root itself is seen.
    pub(crate) root_seen: bool,
    /// Whether neither end is cut off by the picture or an overlay.
    pub(crate) whole: bool,
    /// How clean the evidence is: share of the shaft darker than both flanks, less for short ones.
    pub(crate) clean: f64,
    /// Length darker than both flanks, working px.
    pub(crate) clean_length: f64,
    /// How sure the choice of root against tip is.
    pub(crate) root_vote: f64,
    /// Found only after the others were explained away.
    pub(crate) residual: bool,
    /// Placed by a person.
    pub(crate) by_hand: bool,
}

/// Length from which a shaft's own evidence counts in full, working px.
const FULL_LENGTH_PX: f64 = 60.0;

impl Shaft {
    /// A hair of a photo.
    pub(crate) fn new(photo: &CloseupPhoto, hair: &Hair) -> Self {
        let scale = photo.darkness.working_per_native;
        let nodes: Vec<Point> = hair
            .path
            .iter()
            .map(|&p| {
                let [x, y] = photo.darkness.working(p);
                Point::new(f64::from(x), f64::from(y))
            })
            .collect();
        let path = resampled(&nodes);
        let length = STEP_PX * (path.len() - 1) as f64;
        Self {
            path,
            direction: hair.direction,
            width: (hair.width_px * scale).max(1.2),
            taper: hair.taper_px * scale,
            contrast: hair.evidence.contrast,
            root_seen: hair.root_seen(),
            whole: !(hair.root_cut || hair.tip_cut),
            clean: hair.evidence.two_sided * (length / FULL_LENGTH_PX).min(1.0),
            clean_length: hair.evidence.clean_length,
            root_vote: hair.evidence.root_vote,
            residual: hair.evidence.residual,
            by_hand: hair.by_hand,
        }
    }

    /// Where it leaves the skin, working px.
    pub(crate) fn root(&self) -> Point {
        self.path[0]
    }

    /// This shaft in another photo's working px.
    pub(crate) fn mapped(&self, to_from_own: &Homography) -> Self {
        let scale = to_from_own.scale_at(self.root());
        let path: Vec<Point> = self.path.iter().map(|&p| to_from_own.apply(p)).collect();
        Self {
            direction: to_from_own.turned(self.root(), self.direction),
            path: resampled(&path),
            width: self.width * scale,
            taper: self.taper * scale,
            ..self.clone()
        }
    }
}

/// A line with points every [`STEP_PX`]; at least two.
fn resampled(nodes: &[Point]) -> Vec<Point> {
    let mut out = vec![nodes[0]];
    let (mut walked, mut next) = (0.0, STEP_PX);
    for pair in nodes.windows(2) {
        let length = pair[0].distance(pair[1]);
        while length > 0.0 && next <= walked + length {
            let share = (next - walked) / length;
            out.push(Point::new(
                pair[0].x + share * (pair[1].x - pair[0].x),
                pair[0].y + share * (pair[1].y - pair[0].y),
            ));
            next += STEP_PX;
        }
        walked += length;
    }
    if out.len() < 2 {
        out.push(nodes[nodes.len() - 1]);
    }
    out
}

/// Difference of two directions in -pi..=pi.
pub(super) fn turn_between(a: f64, b: f64) -> f64 {
    let d = a - b;
    d.sin().atan2(d.cos())
}
