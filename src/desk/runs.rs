//! Long work in the background: followed, stopped, and its end kept to be asked for.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::answer::{Answer, Refusal};
use crate::batch::{BatchObserver, SubjectDone};
use crate::pipeline::Observer;

/// Ended runs that are kept.
const MOST_RUNS: usize = 64;

/// How a run stands.
#[derive(Debug, Clone)]
enum Standing {
    Running,
    Done(Value),
    Stopped,
    Failed(String),
}

/// A run's progress, told by the pipeline from any thread.
#[derive(Debug)]
pub(super) struct Run {
    expected: AtomicUsize,
    done: AtomicUsize,
    what: Mutex<String>,
    stop: AtomicBool,
    standing: Mutex<Standing>,
}

impl Run {
    fn new() -> Self {
        Self {
            expected: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            what: Mutex::default(),
            stop: AtomicBool::new(false),
            standing: Mutex::new(Standing::Running),
        }
    }

    fn state(&self) -> Value {
        let counts = json!({
            "expected": self.expected.load(Ordering::Relaxed),
            "done": self.done.load(Ordering::Relaxed),
            "what": *locked(&self.what),
        });
        let mut state = match &*locked(&self.standing) {
            Standing::Running => json!({ "state": "running" }),
            Standing::Stopped => json!({ "state": "stopped" }),
            Standing::Failed(why) => json!({ "state": "failed", "message": why }),
            Standing::Done(result) => {
                let mut state = result.clone();
                state["state"] = json!("done");
                state
            }
        };
        if let (Some(all), Value::Object(counts)) = (state.as_object_mut(), counts) {
            all.extend(counts);
        }
        state
    }

    fn is_running(&self) -> bool {
        matches!(&*locked(&self.standing), Standing::Running)
    }

    /// Whether somebody pressed stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn step_to(&self, what: &str) {
        self.done.fetch_add(1, Ordering::Relaxed);
        what.clone_into(&mut locked(&self.what));
    }
}

impl Observer for Run {
    fn expect(&self, steps: usize) {
        self.expected.fetch_add(steps, Ordering::Relaxed);
    }

    fn step(&self, what: &str) {
        self.step_to(what);
    }

    fn is_cancelled(&self) -> bool {
        self.is_stopped()
    }
}

impl BatchObserver for Run {
    fn begin(&self, subjects: usize) {
        self.expected.store(subjects, Ordering::Relaxed);
    }

    fn done(&self, done: SubjectDone<'_>) {
        self.step_to(&done.record.summary.path);
    }

    fn is_cancelled(&self) -> bool {
        self.is_stopped()
    }
}

/// The desk's runs by number.
#[derive(Debug, Default)]
pub(super) struct Runs(Mutex<Listed>);

#[derive(Debug, Default)]
struct Listed {
    next: u64,
    runs: HashMap<u64, (String, Arc<Run>)>,
}

impl Runs {
    /// Starts work on a subject (or on all) in the background; one at a time for each.
    ///
    /// # Errors
    /// A run on the same subject is still at work.
    pub(super) fn start(
        &self,
        subject: &str,
        work: impl FnOnce(&Run) -> Answer<Value> + Send + 'static,
    ) -> Answer<u64> {
        let mut listed = locked(&self.0);
        let busy = |(name, run): &(String, Arc<Run>)| name == subject && run.is_running();
        if listed.runs.values().any(busy) {
            return Err(Refusal::conflict(
                "this is being measured already",
                Value::Null,
            ));
        }
        if listed.runs.len() >= MOST_RUNS {
            listed.runs.retain(|_, (_, run)| run.is_running());
        }
        let number = listed.next;
        listed.next += 1;
        let run = Arc::new(Run::new());
        listed
            .runs
            .insert(number, (subject.to_owned(), Arc::clone(&run)));
        std::thread::spawn(move || {
            let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(&run)));
            let end = match caught {
                _ if run.is_stopped() => Standing::Stopped,
                Ok(Ok(result)) => Standing::Done(result),
                Ok(Err(refusal)) => Standing::Failed(refusal.message().to_owned()),
                Err(_) => Standing::Failed("the run stopped for a fault of the program".to_owned()),
            };
            *locked(&run.standing) = end;
        });
        Ok(number)
    }

    /// The number of the run that is at work on a subject.
    pub(super) fn at_work(&self, subject: &str) -> Option<String> {
        let listed = locked(&self.0);
        let mut runs = listed.runs.iter();
        let found = runs.find(|(_, (name, run))| name == subject && run.is_running());
        found.map(|(number, _)| number.to_string())
    }

    fn run(&self, number: &str) -> Answer<Arc<Run>> {
        let found = number.parse().ok().and_then(|n: u64| {
            let listed = locked(&self.0);
            listed.runs.get(&n).map(|(_, run)| Arc::clone(run))
        });
        found.ok_or_else(|| Refusal::not_found("no such run"))
    }

    /// How a run stands.
    pub(super) fn state(&self, number: &str) -> Answer<Value> {
        Ok(self.run(number)?.state())
    }

    /// Asks a run to stop; it ends before the next photo.
    pub(super) fn stop(&self, number: &str) -> Answer<()> {
        self.run(number)?.stop.store(true, Ordering::Relaxed);
        Ok(())
    }
}

/// A lock whose holder may have panicked: what it guards is whole at every moment.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
