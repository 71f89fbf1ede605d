//! How many threads work.

use super::args::GlobalArgs;
use super::error::CliError;
use super::say;

/// Threads of one core beyond which all only wait for each other.
const MOST_PER_CORE: usize = 4;

/// Starts the worker threads: as asked, at most four per core.
pub(crate) fn start(global: &GlobalArgs) -> Result<(), CliError> {
    let jobs = jobs(global);
    if let Some(asked) = global.jobs.map(usize::from).filter(|&asked| asked > jobs)
        && !global.quiet
    {
        say(&format!(
            "warning: --jobs {asked} is more than {MOST_PER_CORE} threads per core; {jobs} are used"
        ));
    }
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .map_err(|e| CliError::Usage(format!("cannot start {jobs} worker threads: {e}")))
}

/// Threads at work: as asked by `--jobs`, else by `RAYON_NUM_THREADS`, else one per core.
pub(crate) fn jobs(global: &GlobalArgs) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let by_environment = || {
        let value = std::env::var("RAYON_NUM_THREADS").ok()?;
        value.parse().ok().filter(|&n| n > 0)
    };
    let asked = global.jobs.map(usize::from).or_else(by_environment);
    bounded(asked, cores)
}

fn bounded(asked: Option<usize>, cores: usize) -> usize {
    asked.map_or(cores, |asked| asked.clamp(1, MOST_PER_CORE * cores))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_bounded_by_the_cores() {
        assert_eq!(bounded(None, 3), 3);
        assert_eq!(bounded(Some(1), 3), 1);
        assert_eq!(bounded(Some(12), 3), 12);
        assert_eq!(bounded(Some(100_000), 3), 12);
    }
}
