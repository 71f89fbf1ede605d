//! The stages by name, for whoever times them: the pipeline itself knows no clock.

use super::Observer;

/// A stage of the pipeline, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// File to upright sRGB.
    Decode,
    /// Head outline and the channels of the alignment.
    Prepare,
    /// Search, refinement and certificate of the alignment.
    Register,
    /// Light averaged over area to the working sampling.
    Sample,
    /// Facts for the quality rules.
    Quality,
    /// Display copy of the photo.
    Shrink,
    /// Hair against scalp, counted per region.
    Coverage,
    /// Changes, marks and verdicts.
    Compare,
    /// Pictures drawn and encoded.
    Pictures,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 9] = [
        Self::Decode,
        Self::Prepare,
        Self::Register,
        Self::Sample,
        Self::Quality,
        Self::Shrink,
        Self::Coverage,
        Self::Compare,
        Self::Pictures,
    ];

    /// Name for people and for the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Prepare => "prepare",
            Self::Register => "register",
            Self::Sample => "sample",
            Self::Quality => "quality",
            Self::Shrink => "shrink",
            Self::Coverage => "coverage",
            Self::Compare => "compare",
            Self::Pictures => "pictures",
        }
    }
}

/// Does `work` as `stage` under the observer's eyes.
pub(super) fn timed<T>(observer: &dyn Observer, stage: Stage, work: impl FnOnce() -> T) -> T {
    observer.begin(stage);
    let made = work();
    observer.end(stage);
    made
}
