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

use crate::geometry::{Area, Point};

/// Outline of a head in a photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadEllipse {
    /// Centre, px.
    pub centre: Point,
    /// Semi-axes, px; the first one lies along `angle_deg`.
    pub semi_axes_px: [f64; 2],
    /// Direction of the first axis, degrees clockwise from the picture's x axis.
    pub angle_deg: f64,
}

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
    /// To the right.
    pub const RIGHT: Self = Self { degrees: 90.0 };
    /// Straight down, as in a photo taken from behind a seated subject looking away.
    pub const DOWN: Self = Self { degrees: 180.0 };
    /// To the left.
    pub const LEFT: Self = Self { degrees: 270.0 };
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
    /// Name and version, such as `vertex-5/1`.
    pub name: &'static str,
    regions: &'static [UnitRegion],
}

#[derive(Debug, PartialEq)]
struct UnitRegion {
    name: &'static str,
    /// Corners `[u, v]` in the unit head.
    corners: &'static [[f64; 2]],
}

/// The view from above, in five regions.
pub const VERTEX_5: Atlas = Atlas {
    name: "vertex-5/1",
    regions: &[
        UnitRegion {
            name: "frontal",
            corners: &[[-0.38, -0.77], [0.38, -0.77], [0.50, -0.38], [-0.50, -0.38]],
        },
        UnitRegion {
            name: "midscalp",
            corners: &[[-0.50, -0.38], [0.50, -0.38], [0.53, 0.06], [-0.53, 0.06]],
        },
        UnitRegion {
            name: "vertex",
            corners: &[[-0.53, 0.06], [0.53, 0.06], [0.49, 0.72], [-0.49, 0.72]],
        },
        UnitRegion {
            name: "left-parietal",
            corners: &[
                [-0.80, -0.38],
                [-0.50, -0.38],
                [-0.53, 0.06],
                [-0.51, 0.47],
                [-0.80, 0.44],
                [-0.85, 0.03],
            ],
        },
        UnitRegion {
            name: "right-parietal",
            corners: &[
                [0.50, -0.38],
                [0.80, -0.38],
                [0.85, 0.03],
                [0.80, 0.44],
                [0.51, 0.47],
                [0.53, 0.06],
            ],
        },
    ],
};

/// The view from above on a central parting: three bands along it.
pub const MIDLINE_3: Atlas = Atlas {
    name: "midline-3/1",
    regions: &[
        UnitRegion {
            name: "parting-front",
            corners: &[[-0.18, -0.77], [0.18, -0.77], [0.18, -0.30], [-0.18, -0.30]],
        },
        UnitRegion {
            name: "parting-middle",
            corners: &[[-0.18, -0.30], [0.18, -0.30], [0.18, 0.20], [-0.18, 0.20]],
        },
        UnitRegion {
            name: "parting-back",
            corners: &[[-0.18, 0.20], [0.18, 0.20], [0.18, 0.70], [-0.18, 0.70]],
        },
    ],
};

/// The view from the front, forehead bent towards the camera; the subject's right is on the
/// picture's left.
pub const FRONTAL_3: Atlas = Atlas {
    name: "frontal-3/1",
    regions: &[
        UnitRegion {
            name: "frontal-right",
            corners: &[
                [-0.58, -0.62],
                [-0.24, -0.80],
                [-0.24, -0.20],
                [-0.62, -0.20],
            ],
        },
        UnitRegion {
            name: "frontal-centre",
            corners: &[[-0.24, -0.80], [0.24, -0.80], [0.24, -0.20], [-0.24, -0.20]],
        },
        UnitRegion {
            name: "frontal-left",
            corners: &[[0.24, -0.80], [0.58, -0.62], [0.62, -0.20], [0.24, -0.20]],
        },
    ],
};

/// The left side of the head; the face points to the picture's left.
pub const LEFT_TEMPORAL_2: Atlas = Atlas {
    name: "left-temporal-2/1",
    regions: &[
        UnitRegion {
            name: "left-parietal",
            corners: &[[-0.40, -0.74], [0.40, -0.74], [0.66, -0.25], [-0.40, -0.25]],
        },
        UnitRegion {
            name: "left-temple",
            corners: &[[-0.60, -0.25], [0.05, -0.25], [0.05, 0.18], [-0.50, 0.18]],
        },
    ],
};

/// The right side of the head; the face points to the picture's right.
pub const RIGHT_TEMPORAL_2: Atlas = Atlas {
    name: "right-temporal-2/1",
    regions: &[
        UnitRegion {
            name: "right-parietal",
            corners: &[[-0.40, -0.74], [0.40, -0.74], [0.40, -0.25], [-0.66, -0.25]],
        },
        UnitRegion {
            name: "right-temple",
            corners: &[[-0.05, -0.25], [0.60, -0.25], [0.50, 0.18], [-0.05, 0.18]],
        },
    ],
};

/// The back of the head, seen from behind.
pub const OCCIPITAL_2: Atlas = Atlas {
    name: "occipital-2/1",
    regions: &[
        UnitRegion {
            name: "occipital-upper",
            corners: &[[-0.50, -0.65], [0.50, -0.65], [0.62, -0.05], [-0.62, -0.05]],
        },
        UnitRegion {
            name: "occipital-lower",
            corners: &[[-0.62, -0.05], [0.62, -0.05], [0.50, 0.55], [-0.50, 0.55]],
        },
    ],
};

/// Any other view: one region in the middle, an octagon of two thirds of the outline.
pub const CENTRAL_1: Atlas = Atlas {
    name: "central-1/1",
    regions: &[UnitRegion {
        name: "central",
        corners: &[
            [-0.28, -0.66],
            [0.28, -0.66],
            [0.66, -0.28],
            [0.66, 0.28],
            [0.28, 0.66],
            [-0.28, 0.66],
            [-0.66, 0.28],
            [-0.66, -0.28],
        ],
    }],
};

/// The atlas of a view; views without one of their own get [`CENTRAL_1`].
pub fn atlas_for_view(view: &str) -> &'static Atlas {
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
    pub fn lay_on(&self, head: &HeadEllipse, top: AtlasTop) -> Option<Vec<NamedArea>> {
        let frame = UnitFrame::new(head, top)?;
        let max_edge = MAX_EDGE_SHARE * head.semi_axes_px[0].max(head.semi_axes_px[1]);
        let regions = self.regions.iter().map(|region| NamedArea {
            name: region.name,
            area: Area::from_ring(region.corners.iter().map(|&c| frame.place(c)).collect())
                .densified(max_edge),
        });
        Some(regions.collect())
    }

    /// Names of the regions, in drawing order.
    pub fn region_names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.regions.iter().map(|region| region.name)
    }
}

/// Affine map of the unit head onto an ellipse: `centre + u * right + v * down`.
struct UnitFrame {
    centre: Point,
    right: [f64; 2],
    down: [f64; 2],
}

impl UnitFrame {
    /// The ellipse is the image of the unit disk under `R(angle) * diag(a, b)`. The disk is first
    /// turned so that its top comes to lie exactly in the direction of `top`.
    fn new(head: &HeadEllipse, top: AtlasTop) -> Option<Self> {
        let [a, b] = head.semi_axes_px;
        let usable = head.centre.is_finite()
            && head.angle_deg.is_finite()
            && top.degrees.is_finite()
            && [a, b].iter().all(|s| s.is_finite() && *s > 0.0);
        if !usable {
            return None;
        }
        let (sin, cos) = head.angle_deg.to_radians().sin_cos();
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
            centre: head.centre,
            right: onto_ellipse(disk_right),
            down: [-up[0], -up[1]],
        })
    }

    fn place(&self, [u, v]: [f64; 2]) -> Point {
        Point::new(
            self.centre.x + u * self.right[0] + v * self.down[0],
            self.centre.y + u * self.right[1] + v * self.down[1],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&Atlas; 7] = [
        &VERTEX_5,
        &MIDLINE_3,
        &FRONTAL_3,
        &LEFT_TEMPORAL_2,
        &RIGHT_TEMPORAL_2,
        &OCCIPITAL_2,
        &CENTRAL_1,
    ];

    fn head(angle_deg: f64) -> HeadEllipse {
        HeadEllipse {
            centre: Point::new(750.0, 850.0),
            semi_axes_px: [520.0, 650.0],
            angle_deg,
        }
    }

    fn mean(area: &Area) -> Point {
        let ring = &area.rings[0];
        let n = ring.len() as f64;
        Point::new(
            ring.iter().map(|p| p.x).sum::<f64>() / n,
            ring.iter().map(|p| p.y).sum::<f64>() / n,
        )
    }

    fn region<'a>(regions: &'a [NamedArea], name: &str) -> &'a Area {
        &regions.iter().find(|r| r.name == name).unwrap().area
    }

    #[test]
    fn every_corner_lies_inside_the_outline() {
        for atlas in ALL {
            for region in atlas.regions {
                for [u, v] in region.corners {
                    assert!(
                        u.hypot(*v) <= 0.93,
                        "{} {} {u} {v}",
                        atlas.name,
                        region.name
                    );
                }
            }
        }
    }

    #[test]
    fn regions_of_one_atlas_do_not_overlap() {
        for atlas in ALL {
            let regions = atlas.lay_on(&head(0.0), AtlasTop::UP).unwrap();
            for y in (100..1600).step_by(7) {
                for x in (100..1400).step_by(7) {
                    let p = Point::new(f64::from(x) + 0.31, f64::from(y) + 0.17);
                    let inside = regions.iter().filter(|r| r.area.contains(p)).count();
                    assert!(inside <= 1, "{} at {p:?}", atlas.name);
                }
            }
        }
    }

    #[test]
    fn area_scales_with_the_head() {
        // An affine map multiplies every area by a * b.
        let unit = HeadEllipse {
            centre: Point::new(0.0, 0.0),
            semi_axes_px: [1.0, 1.0],
            angle_deg: 0.0,
        };
        for atlas in ALL {
            let small = atlas.lay_on(&unit, AtlasTop::UP).unwrap();
            let large = atlas
                .lay_on(&head(31.0), AtlasTop { degrees: 17.0 })
                .unwrap();
            for (s, l) in small.iter().zip(&large) {
                let ratio = l.area.enclosed_px() / s.area.enclosed_px();
                assert!((ratio / (520.0 * 650.0) - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_top_turns_with_the_front_of_the_head() {
        let up = VERTEX_5.lay_on(&head(0.0), AtlasTop::UP).unwrap();
        assert!(mean(region(&up, "frontal")).y < mean(region(&up, "vertex")).y);
        assert!(mean(region(&up, "left-parietal")).x < 750.0);
        // Forehead down in the picture: the subject's left is on the picture's right.
        let down = VERTEX_5.lay_on(&head(0.0), AtlasTop::DOWN).unwrap();
        assert!(mean(region(&down, "frontal")).y > mean(region(&down, "vertex")).y);
        assert!(mean(region(&down, "left-parietal")).x > 750.0);
    }

    #[test]
    fn the_description_of_the_ellipse_does_not_matter() {
        // Swapped axes with the angle turned by 90 degrees describe the same outline.
        let turned = HeadEllipse {
            semi_axes_px: [650.0, 520.0],
            ..head(90.0)
        };
        let a = VERTEX_5.lay_on(&head(0.0), AtlasTop::UP).unwrap();
        let b = VERTEX_5.lay_on(&turned, AtlasTop::UP).unwrap();
        for (a, b) in a.iter().zip(&b) {
            assert!(mean(&a.area).distance(mean(&b.area)) < 1e-6);
        }
    }

    #[test]
    fn an_ellipse_without_extent_is_refused() {
        for axes in [[0.0, 10.0], [f64::NAN, 10.0], [10.0, f64::INFINITY]] {
            let bad = HeadEllipse {
                semi_axes_px: axes,
                ..head(0.0)
            };
            assert_eq!(VERTEX_5.lay_on(&bad, AtlasTop::UP), None);
        }
    }

    #[test]
    fn every_standard_view_has_its_own_atlas_and_free_names_one_region() {
        let mut names: Vec<_> = ["vertex", "midline", "frontal", "left-temporal"]
            .into_iter()
            .chain(["right-temporal", "occipital", "crown close"])
            .map(|view| atlas_for_view(view).name)
            .collect();
        assert_eq!(atlas_for_view("crown close").region_names().count(), 1);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7);
    }
}
