//! `tricholapse merge`

use crate::batch::merge::{gather, put_documents};

use crate::cli::Finish;
use crate::cli::args::MergeArgs;
use crate::cli::cohort_table::{self, ending};
use crate::cli::error::CliError;
use crate::cli::signals::watched_store;

use super::batch::holder;

pub(crate) fn run(args: &MergeArgs) -> Result<Finish, CliError> {
    refuse_own_input(args)?;
    let gathered = gather(&args.dirs)?;
    let (store, _watch) = watched_store(&args.out, None, &holder())?;
    store.begin()?;
    if !args.cohort_only {
        gathered.adopt_all(&store)?;
    }
    let documents = put_documents(&store, &gathered.record, gathered.subjects())?;
    store.close()?;
    cohort_table::print_documents(&documents, &args.out, args.json)?;
    Ok(ending(&documents.cohort))
}

/// A shard's folder as the target would be changed while it is read.
fn refuse_own_input(args: &MergeArgs) -> Result<(), CliError> {
    let Ok(out) = args.out.canonicalize() else {
        return Ok(());
    };
    if args
        .dirs
        .iter()
        .any(|dir| dir.canonicalize().is_ok_and(|d| d == out))
    {
        return Err(CliError::Usage(format!(
            "{} is one of the shards; choose another folder with -o",
            args.out.display()
        )));
    }
    Ok(())
}
