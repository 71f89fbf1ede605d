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
    pub(crate) fn new(global: &GlobalArgs) -> Self {
        Self {
            bar: bar(global, "{bar:30} {pos}/{len} {msg}"),
            verbose: global.verbose,
        }
    }
}

/// A bar of no length yet; hidden when asked to be quiet or when stderr is no terminal.
pub(super) fn bar(global: &GlobalArgs, template: &str) -> ProgressBar {
    let shown = std::io::stderr().is_terminal() && !global.quiet;
    let target = if shown {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(0), target);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
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
