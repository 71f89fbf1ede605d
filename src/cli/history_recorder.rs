//! Fills a history while a batch runs.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::batch::{BatchJob, BatchObserver, Store, SubjectDone};
use crate::history::{History, HistoryError, RunId, RunStart};
use crate::report::json::from_json;
use crate::{METHOD, VERSION};
use jiff::Timestamp;

use super::batch_progress::BatchBar;
use super::load::read_bytes;

/// Passes on what a batch tells, and stores each subject.
pub(crate) struct Recorder<'a> {
    store: &'a Store,
    bar: &'a BatchBar,
    state: Mutex<State>,
}

struct State {
    history: History,
    run: RunId,
    /// The first failure; results are in place all the same.
    error: Option<HistoryError>,
}

impl<'a> Recorder<'a> {
    /// Opens the history, before any long work, and begins a run in it.
    pub(crate) fn begin(
        file: &Path,
        job: &BatchJob<'_>,
        store: &'a Store,
        bar: &'a BatchBar,
    ) -> Result<Self, HistoryError> {
        let mut history = History::open(file)?;
        let shard = job.shard.map(|shard| shard.to_string());
        let run = history.begin_run(&RunStart {
            started: &now(),
            version: VERSION,
            method: METHOD,
            params_sha256: &job.options.params.sha256(),
            clinic: &job.clinic.display().to_string(),
            output: &store.dir().display().to_string(),
            shard: shard.as_deref(),
        })?;
        Ok(Self {
            store,
            bar,
            state: Mutex::new(State {
                history,
                run,
                error: None,
            }),
        })
    }

    /// Ends the run.
    pub(crate) fn end(self) -> Result<(), HistoryError> {
        let state = self.state.into_inner();
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        match state.error {
            Some(error) => Err(error),
            None => state.history.end_run(state.run, &now()),
        }
    }
}

impl BatchObserver for Recorder<'_> {
    fn begin(&self, subjects: usize) {
        self.bar.begin(subjects);
    }

    fn done(&self, done: SubjectDone<'_>) {
        self.bar.done(done);
        let summary = &done.record.summary;
        // A subject that failed has no report.
        let path = self.store.subject_dir(&summary.path).join("report.json");
        let report = read_bytes(&path).ok().and_then(|b| from_json(&b).ok());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State {
            history,
            run,
            error,
        } = &mut *state;
        let key = done.record.key.as_deref();
        let added = history.add_subject(*run, summary, key, done.kept, report.as_ref());
        if let Err(failure) = added {
            error.get_or_insert(failure);
        }
    }
}

/// The time, UTC, to the second.
fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
