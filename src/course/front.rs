//! Which way the forehead points in the photos from above.

use serde::{Deserialize, Serialize};

/// Direction of the forehead in the upright baseline photo of a view from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Front {
    /// At the upper edge.
    #[default]
    Up,
    /// At the right edge.
    Right,
    /// At the lower edge, as where the subject faces the photographer.
    Down,
    /// At the left edge.
    Left,
}

impl Front {
    /// Degrees clockwise from straight up.
    pub fn degrees(self) -> f64 {
        match self {
            Self::Up => 0.0,
            Self::Right => 90.0,
            Self::Down => 180.0,
            Self::Left => 270.0,
        }
    }
}
