//! A course: one subject's dated photos and what was planned, resolved before any pixel is read.
//!
//! The manifest says what it says ([`manifest`]); EXIF and the names of files and folders fill the
//! gaps ([`survey()`]); what nothing says is an error that tells how to say it.

mod at_capture;
pub mod date;
mod discover;
mod doubts;
pub mod edit;
pub mod error;
mod folders;
pub mod init;
mod inside;
mod landmark_file;
pub mod manifest;
mod manifest_keys;
mod mended;
mod months;
mod name_date;
mod name_view;
mod plan;
mod planned;
mod repeats;
mod resolve;
mod survey;
mod text;
mod two_photos;
pub mod view;
mod words;

#[cfg(test)]
mod clinic_tests;
#[cfg(test)]
mod tests;

pub use crate::model::Front;
pub use at_capture::CapturedPhoto;
pub use date::DateSource;
pub(crate) use discover::NOT_PHOTOS;
pub use discover::{LeftOut, PHOTOS_FOLDER, is_photo_name};
pub use error::{CourseError, CourseWarning, CourseWarningCode, ONE_VIEW_OR_TWO};
pub(crate) use folders::{FolderKind, folder_kind, is_system_folder};
pub use landmark_file::{LandmarkFileError, read_landmarks};
pub use manifest::MarkSpec;
pub use planned::{Course, CoursePhoto, DeclaredScale};
pub(crate) use resolve::exif_date;
pub use survey::{Survey, SurveyedPhoto, ViewBasis, survey};
pub(crate) use survey::{days_of, survey_by};
pub(crate) use text::read_text;
pub use text::{cut, decode_text};
pub use two_photos::LoosePhoto;
pub use view::View;
