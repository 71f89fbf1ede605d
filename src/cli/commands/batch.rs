//! `tricholapse batch`

use crate::batch::merge::put_documents;
use crate::batch::{
    BatchJob, BatchOptions, BatchRecord, Discovery, MemoryBudget, Store, SubjectRecord, discover,
    from_list, run_batch,
};

use crate::cli::analysis::{asked, form, pdf_can_be_written};
use crate::cli::args::{BatchArgs, GlobalArgs};
use crate::cli::batch_progress::BatchBar;
use crate::cli::cohort_table::{self, ending};
use crate::cli::error::CliError;
#[cfg(feature = "history")]
use crate::cli::history_recorder::Recorder;
use crate::cli::load::read_text;
use crate::cli::memory::default_budget;
use crate::cli::signals::watched_store;
use crate::cli::threads::jobs;
use crate::cli::today::today;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &BatchArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let found = find(args)?;
    if args.list {
        return list(args, &found);
    }
    let output = &args.output;
    if output.timings || output.timings_in_report {
        let why = "--timings is about one course; use analyze for it";
        return Err(CliError::Usage(why.to_owned()));
    }
    pdf_can_be_written(output)?;
    let asked = asked(output)?;
    let options = BatchOptions {
        params: asked.params,
        self_test: asked.self_test,
        front: asked.front,
        today: Some(today()),
        form: form(output),
        pictures: asked.pictures,
    };
    let target = output.out.clone().ok_or_else(|| {
        CliError::Usage("say where the results go: -o DIR, outside CLINIC".to_owned())
    })?;
    let (store, _watch) = watched_store(&target, Some(&args.clinic), &holder())?;
    let memory = MemoryBudget::new(args.max_memory.or_else(default_budget));
    let job = BatchJob {
        clinic: &args.clinic,
        found: &found,
        shard: args.shard,
        options: &options,
        jobs: jobs(global),
        memory: &memory,
        resume: args.resume,
    };
    let (record, subjects) = watched(&job, &store, args, global)?;
    let documents = put_documents(&store, &record, subjects)?;
    store.close()?;
    cohort_table::print_documents(&documents, &target, output.json)?;
    Ok(ending(&documents.cohort))
}

#[cfg(not(feature = "history"))]
fn watched(
    job: &BatchJob<'_>,
    store: &Store,
    _args: &BatchArgs,
    global: &GlobalArgs,
) -> Result<(BatchRecord, Vec<SubjectRecord>), CliError> {
    Ok(run_batch(job, store, &BatchBar::new(global))?)
}

/// Runs the batch; its progress goes to stderr, its results into the history where one is wanted.
#[cfg(feature = "history")]
fn watched(
    job: &BatchJob<'_>,
    store: &Store,
    args: &BatchArgs,
    global: &GlobalArgs,
) -> Result<(BatchRecord, Vec<SubjectRecord>), CliError> {
    let bar = BatchBar::new(global);
    let Some(file) = &args.history else {
        return Ok(run_batch(job, store, &bar)?);
    };
    let recorder = Recorder::begin(file, job, store, &bar)?;
    let done = run_batch(job, store, &recorder)?;
    recorder.end()?;
    Ok(done)
}

fn find(args: &BatchArgs) -> Result<Discovery, CliError> {
    Ok(match &args.subjects {
        None => discover(&args.clinic)?,
        Some(file) => from_list(&read_text(file)?, file)?,
    })
}

/// The subjects' paths, as `--subjects` reads them.
fn list(args: &BatchArgs, found: &Discovery) -> Result<Finish, CliError> {
    let mine = found
        .subjects
        .iter()
        .filter(|s| args.shard.is_none_or(|shard| shard.holds(&s.path)));
    let lines: String = mine.map(|s| format!("{}\n", s.path)).collect();
    print(lines)?;
    Ok(Finish::Complete)
}

/// Who has the output folder, for another run that wants it.
pub(crate) fn holder() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname");
    let host = host.unwrap_or_else(|_| "this machine".to_owned());
    format!("process {} on {}", std::process::id(), host.trim())
}
