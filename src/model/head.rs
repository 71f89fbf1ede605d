//! What a photo shows of a head: from where, and which way the forehead points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Edge of the upright photo to which the forehead points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Front {
    /// At the upper edge.
    Up,
    /// At the right edge.
    Right,
    /// At the lower edge, as where the subject faces the photographer.
    Down,
    /// At the left edge.
    Left,
}

impl Front {
    /// All edges, clockwise from the upper one.
    pub const ALL: [Self; 4] = [Self::Up, Self::Right, Self::Down, Self::Left];

    /// Degrees clockwise from straight up.
    pub(crate) fn degrees(self) -> f64 {
        90.0 * self as usize as f64
    }

    /// The edge so many quarter turns further, clockwise.
    pub(crate) fn turned(self, quarters: usize) -> Self {
        Self::ALL[(self as usize + quarters) % 4]
    }

    /// The edge on the other side.
    pub(crate) fn opposite(self) -> Self {
        self.turned(2)
    }

    /// The word for it in course.toml and on the command line.
    pub fn word(self) -> &'static str {
        ["up", "right", "down", "left"][self as usize]
    }
}

/// From where a head is seen. Left and right are the sides to which the nose points while the
/// crown is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SeenFrom {
    /// Straight above.
    Top,
    /// Above and in front: the forehead's hairline lies in the middle.
    FrontTop,
    /// The front.
    Front,
    /// Behind.
    Back,
    /// The side, the nose to the left.
    Left,
    /// The side, the nose to the right.
    Right,
}

impl SeenFrom {
    /// All, in the order in which they are told.
    pub(crate) const ALL: [Self; 6] = [
        Self::Top,
        Self::FrontTop,
        Self::Front,
        Self::Back,
        Self::Left,
        Self::Right,
    ];

    /// Quarter turns, clockwise, from the edge to which the crown points to the forehead's. From
    /// above, the crown's edge is the one opposite the forehead.
    pub(crate) fn forehead_from_crown(self) -> usize {
        match self {
            Self::Top | Self::FrontTop | Self::Front => 2,
            Self::Back => 0,
            Self::Left => 3,
            Self::Right => 1,
        }
    }

    /// The side that is told apart from others.
    pub(crate) fn side(self) -> Side {
        match self {
            Self::Top | Self::FrontTop => Side::Above,
            Self::Front => Side::Front,
            Self::Back => Side::Behind,
            Self::Left | Self::Right => Side::Side,
        }
    }
}

/// Sides that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// From above, straight or from the front.
    Above,
    /// From the front.
    Front,
    /// From behind.
    Behind,
    /// From the left or the right.
    Side,
}

/// What the photo shows of the head, as somebody said or as it was seen.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct HeadReport {
    /// Whether there is a head.
    pub found: bool,
    /// From where it is seen; `null` where that is not clear.
    pub seen_from: Option<SeenFrom>,
    /// Edge of the upright photo to which the forehead points; `null` where nobody said and it is
    /// not clear.
    pub front: Option<Front>,
    /// Who says so.
    pub front_basis: FrontBasis,
    /// Probability of the edge that was seen, 0..=1, also where it is too low to be said.
    pub confidence: f64,
    /// Whether a face is in view.
    pub face: bool,
}

/// Where a front comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FrontBasis {
    /// A person.
    Given,
    /// The photo itself.
    Detected,
    /// Nobody: there is none.
    #[default]
    Unknown,
}
