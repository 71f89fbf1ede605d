//! Named, versioned region atlases, laid on the outline of a detected head.
//!
//! Every atlas is a set of polygons in the *unit head*: the disk of radius 1 that stands for the
//! head's outline, `u` to the right and `v` downwards in the picture, before any rotation. The
//! disk is mapped onto the head's ellipse by one affine map, so that a region covers the same
//! share of every head. The five regions of the vertex view follow the usual split of a top-down
//! photograph (frontal, mid-scalp, vertex, both parietal sides); their outer edges stay inside
//! 0.93 of the outline, since the rim of a head is seen at a grazing angle.
//!
//! Left and right are the *subject's*. The polygons of an atlas never change under one version:
//! a change of any corner is a new version.

pub use super::atlas_tables::VERTEX_5;
pub(crate) use super::atlas_tables::{
    CENTRAL_1, FRONTAL_3, LEFT_TEMPORAL_2, MIDLINE_3, OCCIPITAL_2, PLACES_5, RIGHT_TEMPORAL_2,
};
use crate::geometry::{Area, Ellipse, Point};

/// Where the top of an atlas points in the picture, in degrees clockwise from straight up.
///
/// The top of an atlas is the forehead for the views from above (`vertex`, `midline` and free
/// names) and the crown of the head for the views from the front, the sides and behind. The
/// default is straight up: a photo from above shows the forehead at the upper edge.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct AtlasTop {
    /// Degrees clockwise from straight up.
    pub degrees: f64,
}

impl AtlasTop {
    /// Straight up in the picture.
    pub const UP: Self = Self { degrees: 0.0 };
}

/// A region that an atlas laid on a head.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedArea {
    /// Region name, unique within the atlas.
    pub name: &'static str,
    /// Outline in the frame of the head's ellipse, px.
    pub area: Area,
}

/// A named set of regions for one kind of view.
#[derive(Debug, PartialEq)]
pub struct Atlas {
    /// Name and version, such as `vertex-5/2`.
    pub name: &'static str,
    pub(super) regions: &'static [UnitRegion],
}

#[derive(Debug, PartialEq)]
pub(super) struct UnitRegion {
    pub(crate) name: &'static str,
    /// Corners `[u, v]` in the unit head.
    pub(crate) corners: &'static [[f64; 2]],
}

/// The atlas of a view; views without one of their own get [`CENTRAL_1`].
pub(crate) fn atlas_for_view(view: &str) -> &'static Atlas {
    match view {
        "vertex" => &VERTEX_5,
        "midline" => &MIDLINE_3,
        "frontal" => &FRONTAL_3,
        "left-temporal" => &LEFT_TEMPORAL_2,
        "right-temporal" => &RIGHT_TEMPORAL_2,
        "occipital" => &OCCIPITAL_2,
        _ => &CENTRAL_1,
    }
}

/// Polygon edges are cut into pieces of at most this share of the head's larger semi-axis, so
/// that they follow a curved transform once mapped into another photo.
const MAX_EDGE_SHARE: f64 = 0.06;

impl Atlas {
    /// Lays the atlas on a head: named outlines in the pixel frame of `head`.
    ///
    /// `top` says where the atlas's top points in the picture. `None` when the ellipse is not
    /// finite or has no extent. Outlines may reach beyond the photo where the head does.
    pub fn lay_on(&self, head: &Ellipse, top: AtlasTop) -> Option<Vec<NamedArea>> {
        self.lay_within(head, top, [-1.0, 1.0])
    }

    /// The atlas on the part of the head between two levels of `v` in the unit head, as where the
    /// hair ends before the outline does: drawn together along the head, where it is longer.
    pub(crate) fn lay_within(
        &self,
        head: &Ellipse,
        top: AtlasTop,
        limits: [f64; 2],
    ) -> Option<Vec<NamedArea>> {
        let frame = UnitFrame::new(head, top)?;
        let own = self.reach();
        let to = [own[0].max(limits[0]), own[1].min(limits[1])];
        let within = |[u, v]: [f64; 2]| {
            let share = (v - own[0]) / (own[1] - own[0]);
            [u, to[0] + share * (to[1] - to[0])]
        };
        let max_edge = MAX_EDGE_SHARE * head.semi_axes[0].max(head.semi_axes[1]);
        let regions = self.regions.iter().map(|region| NamedArea {
            name: region.name,
            area: Area::from_ring(
                region
                    .corners
                    .iter()
                    .map(|&c| frame.place(within(c)))
                    .collect(),
            )
            .densified(max_edge),
        });
        Some(regions.collect())
    }

    /// Least and greatest `v` of all corners.
    fn reach(&self) -> [f64; 2] {
        let corners = self.regions.iter().flat_map(|region| region.corners);
        corners.fold([1.0, -1.0], |[least, most], &[_, v]| {
            [f64::min(least, v), f64::max(most, v)]
        })
    }

    /// Names of the regions, in drawing order.
    #[cfg(any(test, feature = "desk"))]
    pub(crate) fn region_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.regions.iter().map(|region| region.name)
    }
}

/// Whether a place lies behind a level of the unit head, away from `top`; `None` where the ellipse is none.
pub(crate) fn behind(
    head: &Ellipse,
    top: AtlasTop,
    level: f64,
) -> Option<impl Fn(Point) -> bool + use<>> {
    let frame = UnitFrame::new(head, top)?;
    let [across, down] = [frame.right, frame.down];
    let area = across[0] * down[1] - across[1] * down[0];
    Some(move |p: Point| {
        let (x, y) = (p.x - frame.centre.x, p.y - frame.centre.y);
        (across[0] * y - across[1] * x) / area >= level
    })
}

/// Affine map of the unit head onto an ellipse: `centre + u * right + v * down`.
pub(super) struct UnitFrame {
    centre: Point,
    right: [f64; 2],
    down: [f64; 2],
}

impl UnitFrame {
    /// The ellipse is the image of the unit disk under `R(angle) * diag(a, b)`. The disk is first
    /// turned so that its top comes to lie exactly in the direction of `top`.
    pub(super) fn new(head: &Ellipse, top: AtlasTop) -> Option<Self> {
        let [a, b] = head.semi_axes;
        let usable = head.center.is_finite()
            && head.angle.is_finite()
            && top.degrees.is_finite()
            && [a, b].iter().all(|s| s.is_finite() && *s > 0.0);
        if !usable {
            return None;
        }
        let (sin, cos) = head.angle.sin_cos();
        let (top_sin, top_cos) = top.degrees.to_radians().sin_cos();
        let towards_top = [top_sin, -top_cos];
        // Back through the ellipse's map: the disk direction whose image points to the top.
        let disk = [
            (cos * towards_top[0] + sin * towards_top[1]) / a,
            (-sin * towards_top[0] + cos * towards_top[1]) / b,
        ];
        let length = disk[0].hypot(disk[1]);
        let disk_top = [disk[0] / length, disk[1] / length];
        let disk_right = [-disk_top[1], disk_top[0]];
        let onto_ellipse = |d: [f64; 2]| {
            [
                cos * a * d[0] - sin * b * d[1],
                sin * a * d[0] + cos * b * d[1],
            ]
        };
        let up = onto_ellipse(disk_top);
        Some(Self {
            centre: head.center,
            right: onto_ellipse(disk_right),
            down: [-up[0], -up[1]],
        })
    }

    /// A place of the unit head, px.
    pub(super) fn place(&self, [u, v]: [f64; 2]) -> Point {
        Point::new(
            self.centre.x + u * self.right[0] + v * self.down[0],
            self.centre.y + u * self.right[1] + v * self.down[1],
        )
    }
}
