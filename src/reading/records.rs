//! What the key remembers of photos and of the program's answers.

use serde::{Deserialize, Serialize};

use crate::model::Verdict;

/// A photo of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KeyPhoto {
    /// Identifier within the course's report.
    pub(crate) photo: String,
    /// Date, `YYYY-MM-DD`.
    pub(crate) date: String,
    /// SHA-256 of the file.
    pub(crate) sha256: String,
}

/// The program's answer to a pair: overall change of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct ToolAnswer {
    /// Later less earlier, points.
    pub(crate) delta_pp: f64,
    /// 95 % interval, points.
    pub(crate) ci95_pp: [f64; 2],
    /// Verdict.
    pub(crate) verdict: Verdict,
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
pub(crate) struct LeftOut {
    /// Course.
    pub(crate) course: String,
    /// View.
    pub(crate) view: String,
    /// Photo.
    pub(crate) photo: String,
    /// Why.
    pub(crate) reason: String,
}
