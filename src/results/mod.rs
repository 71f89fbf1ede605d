//! Results on disk: which files one course's results are, and a folder that nobody ever sees half
//! written.

mod files;
mod folder;
mod owner;
mod place;

pub(crate) use files::{Form, ResultFile, former_files, is_result_name, result_files};
#[cfg(feature = "desk")]
pub(crate) use folder::remove_left_over;
pub(crate) use folder::{FolderError, StagedFolder};
pub(crate) use folder::{create_private, sync_folder, write_synced};
pub(crate) use owner::{holds_other_photos, refuse_anothers};
pub(crate) use place::real_place;
