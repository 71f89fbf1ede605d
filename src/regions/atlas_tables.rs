//! The corners of every atlas in the unit head. They never change under one version.

use super::atlas::{Atlas, UnitRegion};

/// The view from above, in five regions. The vertex reaches far back: of the whorls of ten heads
/// photographed from above, most lie behind 0.5.
pub const VERTEX_5: Atlas = Atlas {
    name: "vertex-5/2",
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
            corners: &[
                [-0.53, 0.06],
                [0.53, 0.06],
                [0.50, 0.58],
                [0.30, 0.84],
                [-0.30, 0.84],
                [-0.50, 0.58],
            ],
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
pub(crate) const MIDLINE_3: Atlas = Atlas {
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
pub(crate) const FRONTAL_3: Atlas = Atlas {
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
pub(crate) const LEFT_TEMPORAL_2: Atlas = Atlas {
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
pub(crate) const RIGHT_TEMPORAL_2: Atlas = Atlas {
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
pub(crate) const OCCIPITAL_2: Atlas = Atlas {
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

/// A head whose forehead may point anywhere: places in the picture, no anatomical names.
pub(crate) const PLACES_5: Atlas = Atlas {
    name: "places-5/1",
    regions: &[
        UnitRegion {
            name: "upper",
            corners: &[
                [-0.54, -0.54],
                [0.0, -0.77],
                [0.54, -0.54],
                [0.25, -0.25],
                [-0.25, -0.25],
            ],
        },
        UnitRegion {
            name: "picture-right",
            corners: &[
                [0.54, -0.54],
                [0.77, 0.0],
                [0.54, 0.54],
                [0.25, 0.25],
                [0.25, -0.25],
            ],
        },
        UnitRegion {
            name: "lower",
            corners: &[
                [0.54, 0.54],
                [0.0, 0.77],
                [-0.54, 0.54],
                [-0.25, 0.25],
                [0.25, 0.25],
            ],
        },
        UnitRegion {
            name: "picture-left",
            corners: &[
                [-0.54, 0.54],
                [-0.77, 0.0],
                [-0.54, -0.54],
                [-0.25, -0.25],
                [-0.25, 0.25],
            ],
        },
        UnitRegion {
            name: "centre",
            corners: &[[-0.25, -0.25], [0.25, -0.25], [0.25, 0.25], [-0.25, 0.25]],
        },
    ],
};

/// Any other view: one region in the middle, an octagon of two thirds of the outline.
pub(crate) const CENTRAL_1: Atlas = Atlas {
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
