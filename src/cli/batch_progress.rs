//! Progress of a batch on stderr: a bar with the time left on a terminal, a line now and then in a
//! log.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::batch::{BatchObserver, SubjectDone};
use crate::cohort::SubjectStatus;
use crate::report::table::clean;
use crate::words::{Lang, Words};
use indicatif::{HumanDuration, ProgressBar};

use super::args::GlobalArgs;
use super::cohort_table::first_refusal;
use super::progress::bar;
use super::say;

/// Time between two lines of a log.
const BETWEEN_LINES: Duration = Duration::from_secs(60);

/// Tells a person, or a log, how far a batch is.
#[derive(Debug)]
pub(crate) struct BatchBar {
    bar: ProgressBar,
    quiet: bool,
    verbose: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    started: Instant,
    line: Instant,
    subjects: usize,
    measured: usize,
    kept: usize,
    failed: usize,
}

impl BatchBar {
    pub(crate) fn new(global: &GlobalArgs) -> Self {
        let now = Instant::now();
        Self {
            bar: bar(global, "{bar:30} {pos}/{len} subjects {msg}"),
            quiet: global.quiet,
            verbose: global.verbose,
            state: Mutex::new(State {
                started: now,
                line: now,
                subjects: 0,
                measured: 0,
                kept: 0,
                failed: 0,
            }),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A line of a log: each subject when asked for detail, else one a minute.
    fn log(&self, state: &mut State, done: SubjectDone<'_>) {
        if self.quiet || !self.bar.is_hidden() {
            return;
        }
        let summary = &done.record.summary;
        // A log is for whoever runs the machine.
        let words = Words {
            t: Lang::English.text(),
        };
        if self.verbose {
            let how = match (done.kept, summary.status) {
                (true, _) => "unchanged, kept".to_owned(),
                (_, SubjectStatus::Complete) => "measured".to_owned(),
                (_, SubjectStatus::Partial) => match first_refusal(words, &summary.refused) {
                    None => "measured, something refused".to_owned(),
                    Some(first) => format!("measured, refused: {first}"),
                },
                (_, SubjectStatus::Failed) => "no report".to_owned(),
            };
            say(&format!(
                "{}: {how}; {}",
                clean(&summary.path),
                state.said()
            ));
        } else if state.line.elapsed() >= BETWEEN_LINES {
            state.line = Instant::now();
            say(&state.said());
        }
    }
}

impl State {
    fn done(&self) -> usize {
        self.measured + self.kept
    }

    /// Time left, from the subjects that were measured: kept ones take none.
    fn left(&self) -> Option<Duration> {
        let per_subject = self.started.elapsed().checked_div(self.measured as u32)?;
        Some(per_subject * (self.subjects - self.done()) as u32)
    }

    fn said(&self) -> String {
        let mut said = format!("{} of {} subjects", self.done(), self.subjects);
        if self.failed > 0 {
            said += &format!(", {} without a report", self.failed);
        }
        if let Some(left) = self.left().filter(|_| self.done() < self.subjects) {
            said += &format!(", about {} left", HumanDuration(left));
        }
        said
    }
}

impl BatchObserver for BatchBar {
    fn begin(&self, subjects: usize) {
        self.bar.set_length(subjects as u64);
        self.state().subjects = subjects;
    }

    fn done(&self, done: SubjectDone<'_>) {
        let mut state = self.state();
        if done.kept {
            state.kept += 1;
        } else {
            state.measured += 1;
        }
        if done.record.summary.status == SubjectStatus::Failed {
            state.failed += 1;
        }
        self.log(&mut state, done);
        let left = state
            .left()
            .map(|left| format!("{} left", HumanDuration(left)));
        self.bar.set_message(left.unwrap_or_default());
        self.bar.inc(1);
    }
}

impl Drop for BatchBar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
