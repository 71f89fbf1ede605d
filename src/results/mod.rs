//! Results on disk: which files one course's results are, and a folder that nobody ever sees half
//! written.

mod files;
mod folder;

pub use files::{ResultFile, UnwritableReport, former_files, is_result_name, result_files};
pub use folder::{Cleaner, FolderError, StagedFolder};
pub(crate) use folder::{create_private, remove_left_over, sync_folder, write_synced};
