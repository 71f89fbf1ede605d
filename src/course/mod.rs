//! A course: one subject's dated photos and what was planned, resolved before any pixel is read.
//!
//! The manifest says what it says (`manifest`); EXIF and the names of files and folders fill the
//! gaps (`survey`); what nothing says is an error that tells how to say it.

mod at_capture;
mod clues;
pub(crate) mod date;
mod discover;
mod doubts;
pub(crate) mod edit;
pub(crate) mod error;
mod folder_words;
mod folders;
pub(crate) mod init;
mod inline_photos;
mod inside;
mod landmark_file;
pub(crate) mod manifest;
mod manifest_keys;
mod mended;
pub(crate) mod months;
mod name_date;
mod name_view;
mod not_read;
mod plan;
mod planned;
mod remedy;
mod repeats;
mod resolve;
mod survey;
mod text;
mod two_photos;
pub(crate) mod view;
mod words;

#[cfg(test)]
mod clinic_tests;
#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;

pub(crate) use crate::model::Front;
pub(crate) use at_capture::CapturedPhoto;
pub(crate) use date::DateSource;
pub(crate) use discover::{LeftOut, PHOTOS_FOLDER, is_photo_name};
pub(crate) use discover::{NOT_PHOTOS, is_searched};
pub use error::CourseError;
pub(crate) use error::{CourseWarning, CourseWarningCode, ONE_VIEW_OR_TWO};
pub(crate) use folders::{ByTime, FolderKind, is_system_folder, is_visit_code};
pub(crate) use landmark_file::read_landmarks;
pub(crate) use planned::DeclaredScale;
pub use planned::{Course, CoursePhoto};
#[cfg(feature = "desk")]
pub(crate) use remedy::Place;
#[cfg(feature = "desk")]
pub(crate) use resolve::{Asker, exif_date};
pub(crate) use survey::days_of;
#[cfg(feature = "desk")]
pub(crate) use survey::{Survey, SurveyedPhoto, ViewBasis, survey};
pub(crate) use text::nearest;
pub(crate) use text::read_text;
pub(crate) use text::{cut, decode_text};
pub(crate) use two_photos::LoosePhoto;
pub(crate) use view::View;
