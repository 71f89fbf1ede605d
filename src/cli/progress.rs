//! Progress on stderr: a bar where stderr is a terminal, nothing elsewhere.

use std::io::IsTerminal;

use crate::pipeline::Observer;
use crate::report::table::clean;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::GlobalArgs;
use super::say;

/// A progress bar over the photos of a run.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    verbose: bool,
}

impl Bar {
    /// A bar that stays hidden when asked to be quiet or when stderr is no terminal.
    pub(crate) fn new(global: &GlobalArgs) -> Self {
        let shown = std::io::stderr().is_terminal() && !global.quiet;
        let target = if shown {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self {
            bar,
            verbose: global.verbose,
        }
    }
}

impl Observer for Bar {
    fn expect(&self, steps: usize) {
        self.bar.inc_length(steps as u64);
    }

    fn step(&self, what: &str) {
        if self.verbose && self.bar.is_hidden() {
            say(&clean(what));
        }
        self.bar.set_message(clean(what));
        self.bar.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
