//! What the key remembers of photos and of the program's answers.

use serde::{Deserialize, Serialize};

use crate::model::Verdict;

/// A photo of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyPhoto {
    /// Identifier within the course's report.
    pub photo: String,
    /// Date, `YYYY-MM-DD`.
    pub date: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// The program's answer to a pair: overall change of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ToolAnswer {
    /// Later less earlier, points.
    pub delta_pp: f64,
    /// 95 % interval, points.
    pub ci95_pp: [f64; 2],
    /// Verdict.
    pub verdict: Verdict,
}

impl ToolAnswer {
    /// The same answer for the pair taken the other way round.
    pub(super) fn reversed(self) -> Self {
        Self {
            delta_pp: -self.delta_pp,
            ci95_pp: [-self.ci95_pp[1], -self.ci95_pp[0]],
            verdict: match self.verdict {
                Verdict::Increase => Verdict::Decrease,
                Verdict::Decrease => Verdict::Increase,
                same => same,
            },
        }
    }
}

/// A photo that makes no pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Course.
    pub course: String,
    /// View.
    pub view: String,
    /// Photo.
    pub photo: String,
    /// Why.
    pub reason: String,
}
