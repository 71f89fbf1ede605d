//! Results on disk: which files one course's results are, and a folder that nobody ever sees half
//! written.

mod files;
mod folder;

pub use files::{ResultFile, UnwritableReport, result_files};
pub use folder::{FolderError, StagedFolder};
pub(crate) use folder::{sync_folder, write_synced};
