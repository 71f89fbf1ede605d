//! Time per stage of a run, summed over the worker threads.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Mutex;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crate::pipeline::{Observer, Stage};

/// A stage that a thread is in.
struct Open {
    since: Instant,
    /// Time in other stages that the thread took up while it waited in this one.
    elsewhere: Duration,
}

#[derive(Default)]
struct Times {
    open: HashMap<ThreadId, Vec<Open>>,
    spent: BTreeMap<Stage, (Duration, u32)>,
}

/// Passes everything on to another observer and keeps the time.
pub(crate) struct Stopwatch<'a> {
    inner: &'a dyn Observer,
    start: Instant,
    times: Mutex<Times>,
}

impl<'a> Stopwatch<'a> {
    /// Starts now.
    pub(crate) fn new(inner: &'a dyn Observer) -> Self {
        Self {
            inner,
            start: Instant::now(),
            times: Mutex::default(),
        }
    }

    /// Seconds per stage, all threads together, and `wall` from the start until now.
    pub(crate) fn seconds(&self) -> BTreeMap<String, f64> {
        let times = self.times.lock().unwrap_or_else(|e| e.into_inner());
        let stages = times.spent.iter();
        stages
            .map(|(stage, (spent, _))| (stage.name().to_owned(), spent.as_secs_f64()))
            .chain([("wall".to_owned(), self.start.elapsed().as_secs_f64())])
            .collect()
    }

    /// Seconds of each stage as a table, stages in order.
    pub(crate) fn table(&self) -> String {
        let times = self.times.lock().unwrap_or_else(|e| e.into_inner());
        let mut text = String::from("stage        times   seconds (all threads)\n");
        for (stage, (spent, count)) in &times.spent {
            let _ = writeln!(
                text,
                "{:<12} {count:>5} {:>9.3}",
                stage.name(),
                spent.as_secs_f64()
            );
        }
        let _ = writeln!(
            text,
            "{:<12} {:>5} {:>9.3}",
            "wall",
            "",
            self.start.elapsed().as_secs_f64()
        );
        text
    }
}

impl Observer for Stopwatch<'_> {
    fn expect(&self, steps: usize) {
        self.inner.expect(steps);
    }

    fn step(&self, what: &str) {
        self.inner.step(what);
    }

    fn begin(&self, _stage: Stage) {
        let mut times = self.times.lock().unwrap_or_else(|e| e.into_inner());
        let open = times.open.entry(thread::current().id()).or_default();
        open.push(Open {
            since: Instant::now(),
            elsewhere: Duration::ZERO,
        });
    }

    fn end(&self, stage: Stage) {
        let mut times = self.times.lock().unwrap_or_else(|e| e.into_inner());
        let open = times.open.entry(thread::current().id()).or_default();
        let Some(own) = open.pop() else { return };
        let whole = own.since.elapsed();
        if let Some(outer) = open.last_mut() {
            outer.elsewhere += whole;
        }
        let (spent, count) = times.spent.entry(stage).or_default();
        *spent += whole.saturating_sub(own.elsewhere);
        *count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Silent;

    #[test]
    fn a_stage_inside_another_is_counted_once() {
        let watch = Stopwatch::new(&Silent);
        watch.begin(Stage::Coverage);
        watch.begin(Stage::Decode);
        thread::sleep(Duration::from_millis(20));
        watch.end(Stage::Decode);
        watch.end(Stage::Coverage);
        let seconds = watch.seconds();
        assert!(seconds["decode"] >= 0.02);
        assert!(seconds["coverage"] < seconds["decode"]);
        assert!(seconds["wall"] >= seconds["decode"]);
    }
}
