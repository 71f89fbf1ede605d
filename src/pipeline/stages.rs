//! The stages by name and who is told of them: the pipeline itself knows no clock.

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
    /// Name for people and for the report.
    pub(crate) fn name(self) -> &'static str {
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

/// Told how far a run is. Called from worker threads, in no fixed order.
pub trait Observer: Sync {
    /// So many more steps will come.
    fn expect(&self, steps: usize);
    /// A step is done; `what` names it for people.
    fn step(&self, what: &str);
    /// Whether somebody wants the run to stop: no further photo is read, and what comes out is thrown
    /// away.
    fn is_cancelled(&self) -> bool {
        false
    }
    /// A stage begins on this thread. Stages may nest where a thread takes up other work.
    fn begin(&self, _stage: Stage) {}
    /// The stage last begun on this thread ends.
    fn end(&self, _stage: Stage) {}
}

/// An observer that looks away.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn expect(&self, _steps: usize) {}
    fn step(&self, _what: &str) {}
}

/// Does `work` as `stage` under the observer's eyes.
pub(super) fn timed<T>(observer: &dyn Observer, stage: Stage, work: impl FnOnce() -> T) -> T {
    observer.begin(stage);
    let made = work();
    observer.end(stage);
    made
}
