//! Running a batch: subjects in parallel under the memory budget, in any order; the outcome does
//! not depend on it.

use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::budget::MemoryBudget;
use super::discover::{Discovery, FoundSubject};
use super::error::BatchError;
use super::record::{BatchRecord, SubjectRecord, bytes_of};
use super::store::Store;
use super::unit::{Ready, failed, measure, prepare};
use super::{BatchOptions, Shard};
use crate::cohort::{Failure, SubjectStatus};
use crate::results::ResultFile;

/// A subject's results.
type Measured = (Vec<ResultFile>, SubjectRecord);

/// What a batch works on.
#[derive(Debug)]
pub(crate) struct BatchJob<'a> {
    /// The clinic's folder.
    pub(crate) clinic: &'a Path,
    /// Its subjects.
    pub(crate) found: &'a Discovery,
    /// The part to do; `None` for all.
    pub(crate) shard: Option<Shard>,
    /// What subjects are measured with.
    pub(crate) options: &'a BatchOptions,
    /// Threads at work.
    pub(crate) jobs: usize,
    /// Memory for the subjects in work.
    pub(crate) memory: &'a MemoryBudget,
    /// Whether stored results with the same key are kept.
    pub(crate) resume: bool,
}

/// A subject that is done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SubjectDone<'a> {
    /// What is now stored.
    pub(crate) record: &'a SubjectRecord,
    /// Whether it was stored already.
    pub(crate) kept: bool,
}

/// Told how far a batch is. Called from worker threads, in no fixed order.
pub(crate) trait BatchObserver: Sync {
    /// So many subjects will come.
    fn begin(&self, subjects: usize);
    /// A subject's results are in place.
    fn done(&self, done: SubjectDone<'_>);
    /// Whether somebody wants the batch to stop before the next subject.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Measures every subject of the job's part; gives the batch's record and those of the
/// subjects by path.
///
/// # Errors
/// The output folder cannot be written to, or no thread be started. A subject's own trouble is a
/// record with a failure.
pub(crate) fn run_batch(
    job: &BatchJob<'_>,
    store: &Store,
    observer: &dyn BatchObserver,
) -> Result<(BatchRecord, Vec<SubjectRecord>), BatchError> {
    store.begin()?;
    let subjects: Vec<&FoundSubject> = job
        .found
        .subjects
        .iter()
        .filter(|s| job.shard.is_none_or(|shard| shard.holds(&s.path)))
        .collect();
    observer.begin(subjects.len());
    let run = Run {
        job,
        store,
        observer,
        subjects,
        next: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
        outcome: Mutex::default(),
    };
    let workers = job.jobs.clamp(1, run.subjects.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| run.work());
        }
    });
    let outcome = run
        .outcome
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = outcome.error {
        return Err(error);
    }
    let mut subjects = outcome.subjects;
    subjects.sort_by(|a, b| a.summary.path.cmp(&b.summary.path));
    Ok((
        BatchRecord::new(job.found, job.shard, job.options),
        subjects,
    ))
}

struct Run<'a> {
    job: &'a BatchJob<'a>,
    store: &'a Store,
    observer: &'a dyn BatchObserver,
    subjects: Vec<&'a FoundSubject>,
    next: AtomicUsize,
    stopped: AtomicBool,
    outcome: Mutex<Outcome>,
}

#[derive(Default)]
struct Outcome {
    subjects: Vec<SubjectRecord>,
    error: Option<BatchError>,
}

impl Run<'_> {
    /// One worker: takes subjects until none is left or the output folder gives up.
    fn work(&self) {
        // One thread per subject while there are enough of them: no thread waits for another.
        let own = match pool(1) {
            Ok(pool) => pool,
            Err(error) => return self.stop(error),
        };
        while !self.stopped.load(Ordering::Relaxed) && !self.observer.is_cancelled() {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(subject) = self.subjects.get(index) else {
                return;
            };
            let left = self.subjects.len() - index;
            match self.subject(subject, left, &own) {
                Ok(record) => self.outcome().subjects.push(record),
                Err(error) => return self.stop(error),
            }
        }
    }

    fn subject(
        &self,
        subject: &FoundSubject,
        left: usize,
        own: &rayon::ThreadPool,
    ) -> Result<SubjectRecord, BatchError> {
        let path = subject.path.as_str();
        let ready = prepare(self.job.clinic, subject, self.job.options);
        if let Ok(ready) = &ready
            && self.job.resume
            && let Some(record) = self.store.stored(path)
            && record.key.as_ref() == Some(&ready.fingerprint.key)
            && record.summary.status != SubjectStatus::Failed
        {
            return Ok(self.report(record, true));
        }
        let measured = match ready {
            Ok(ready) => self.measure(&ready, path, left, own)?,
            Err(failure) => Err(failure),
        };
        let (files, record) = measured.unwrap_or_else(|f| (Vec::new(), failed(path, f)));
        let bytes = bytes_of("a subject's record", &record)?;
        let published = self.store.publish(path, &files, &bytes);
        drop(files);
        let bytes = match published {
            Ok(()) => bytes,
            Err(error) => self.not_stored(path, error)?,
        };
        // What the cohort sees is what a later run would read: rounded as stored.
        let stored = serde_json::from_slice(&bytes).map_err(|e| BatchError::Document {
            what: "a subject's record",
            why: e.to_string(),
        })?;
        Ok(self.report(stored, false))
    }

    /// Waits for memory, then measures with as many threads as would otherwise be idle.
    fn measure(
        &self,
        ready: &Ready,
        path: &str,
        left: usize,
        own: &rayon::ThreadPool,
    ) -> Result<Result<Measured, Failure>, BatchError> {
        let BatchJob { jobs, memory, .. } = *self.job;
        let size = ready.fingerprint.size;
        if let Some(reason) = memory.refuses(size) {
            return Ok(Err(Failure {
                stage: "memory".to_owned(),
                reason,
                hint: "raise --max-memory, or export the photo at a smaller size".to_owned(),
            }));
        }
        let idle = (jobs / left.max(1)).max(1);
        let threads = if memory.holds(size.peak_bytes(idle)) {
            idle
        } else {
            1
        };
        let _held = memory.reserve(size.peak_bytes(threads));
        let work = || measure(ready, path, self.job.options);
        Ok(if threads == 1 {
            own.install(work)
        } else {
            pool(threads)?.install(work)
        })
    }

    /// Results that could not be stored are this subject's failure, unless every other subject
    /// would fail alike; gives the bytes of its record, which is stored where that is possible.
    fn not_stored(&self, path: &str, error: BatchError) -> Result<Vec<u8>, BatchError> {
        if error.stops_a_batch() {
            return Err(error);
        }
        let failure = Failure {
            stage: "store".to_owned(),
            reason: error.without_its_place(),
            hint: "mend what the reason names, then run again with --resume".to_owned(),
        };
        let bytes = bytes_of("a subject's record", &failed(path, failure))?;
        match self.store.publish(path, &[], &bytes) {
            Err(again) if again.stops_a_batch() => Err(again),
            _ => Ok(bytes),
        }
    }

    fn report(&self, record: SubjectRecord, kept: bool) -> SubjectRecord {
        self.observer.done(SubjectDone {
            record: &record,
            kept,
        });
        record
    }

    fn stop(&self, error: BatchError) {
        self.stopped.store(true, Ordering::Relaxed);
        self.outcome().error.get_or_insert(error);
    }

    fn outcome(&self) -> std::sync::MutexGuard<'_, Outcome> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn pool(threads: usize) -> Result<rayon::ThreadPool, BatchError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|e| BatchError::Threads(e.to_string()))
}
