//! Where a batch may write, and that one run at a time does.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::Path;

use super::error::BatchError;
use crate::results::real_place;
/// Held locked in the output folder by the run that writes there.
const LOCK: &str = ".tricholapse.lock";
/// Folder of the subjects' results in the output folder.
pub(super) const SUBJECTS: &str = "subjects";

pub(super) fn locked(dir: &Path, holder: &str) -> Result<File, BatchError> {
    let path = dir.join(LOCK);
    let fail = unwritable(&path);
    let mut options = File::options();
    let open = options.read(true).write(true).create(true).truncate(false);
    let mut file = open.open(&path).map_err(&fail)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut said = String::new();
            let known = file.read_to_string(&mut said).is_ok() && !said.trim().is_empty();
            let holder = if known {
                said.trim()
            } else {
                "it does not say who"
            };
            return Err(BatchError::Locked {
                output: dir.to_owned(),
                holder: holder.to_owned(),
            });
        }
        Err(TryLockError::Error(error)) => return Err(fail(error)),
    }
    file.set_len(0).map_err(&fail)?;
    writeln!(file, "{holder}").map_err(&fail)?;
    Ok(file)
}

/// Results among the photos would be taken for subjects, and the clinic's folder is never written.
pub(super) fn refuse_inside(dir: &Path, clinic: &Path) -> Result<(), BatchError> {
    let Ok(clinic) = clinic.canonicalize() else {
        return Ok(());
    };
    let output = real_place(dir);
    if output.starts_with(&clinic) || clinic.starts_with(output.join(SUBJECTS)) {
        return Err(BatchError::OutputInsideClinic { output, clinic });
    }
    Ok(())
}

pub(super) fn unwritable(path: &Path) -> impl Fn(io::Error) -> BatchError {
    let path = path.to_owned();
    move |source| BatchError::Unwritable {
        path: path.clone(),
        source,
    }
}
