//! Why a course cannot be run, and what a reader should know about one that can.

use std::path::PathBuf;

use jiff::civil::Date;

use super::remedy::Place;
use super::view::{View, ViewError};

/// A course that cannot be run: nothing is measured until a person mends it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CourseError {
    /// The folder does not exist or is no folder.
    #[error("{}: no such course folder", .folder.display())]
    NoFolder {
        /// As given.
        folder: PathBuf,
    },
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// No photo in the folder or its `photos/`.
    #[error(
        "{}: no photos; put JPEG, PNG, TIFF, WebP or HEIC files there or in its folder photos/{}",
        .folder.display(), .unread.iter().map(|said| format!("\n  {said}")).collect::<String>()
    )]
    NoPhotos {
        /// The course folder.
        folder: PathBuf,
        /// What lies there and was not read, a sentence each.
        unread: Vec<String>,
    },
    /// Every photo is marked `exclude = true`.
    #[error("{}: every photo is excluded; leave at least one in", .folder.display())]
    AllExcluded {
        /// The course folder.
        folder: PathBuf,
    },
    /// A file named by the user does not exist.
    #[error("{}: file not found", .path.display())]
    MissingFile {
        /// As given.
        path: PathBuf,
    },
    /// Two photos to compare whose names say different views.
    #[error(
        "{} shows the view {}, {} the view {}: only photos of one view compare; where a name is \
         wrong, say which view both show with --view",
        .before.display(), .views[0], .after.display(), .views[1]
    )]
    TwoViews {
        /// The first photo.
        before: PathBuf,
        /// The second photo.
        after: PathBuf,
        /// Their views.
        views: [String; 2],
    },
    /// A new photo whose view the course does not tell, or does not have.
    #[error("{}: {}", .path.display(), which_view(.named.as_deref(), .views))]
    WhichView {
        /// The photo.
        path: PathBuf,
        /// The view that was given or that its name says.
        named: Option<String>,
        /// Views of the course.
        views: Vec<String>,
    },
    /// The manifest is not TOML or has a value of the wrong kind.
    #[error("{}: {detail}", .file.display())]
    Manifest {
        /// The manifest.
        file: PathBuf,
        /// The parser's message, with line and excerpt.
        detail: String,
    },
    /// The manifest has a key that means nothing.
    #[error(
        "{}, line {line}: unknown key \"{key}\" in {table}; {}",
        .file.display(),
        suggestion(.nearest.as_deref(), .known)
    )]
    UnknownKey {
        /// The manifest.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// Where it stands.
        table: String,
        /// The known key most like it.
        nearest: Option<String>,
        /// All keys known there.
        known: &'static [&'static str],
    },
    /// A value of the manifest makes no sense.
    #[error("{}: {key}: {problem}", .file.display())]
    BadValue {
        /// The manifest.
        file: PathBuf,
        /// The key, with its table.
        key: String,
        /// What is wrong, and what would be right.
        problem: String,
    },
    /// A path in the manifest leads out of the course folder.
    #[error(
        "{}: {key} = {path:?} leaves the course folder; copy the file into the folder and name it \
         relative to it",
        .file.display()
    )]
    OutsideFolder {
        /// The manifest.
        file: PathBuf,
        /// The key, with its table.
        key: String,
        /// The path as written.
        path: String,
    },
    /// A photo without a date.
    #[error("{file}: no date in EXIF (DateTimeOriginal) or in the name of the file or its folder; {}", .place.to_date())]
    NoDate {
        /// The photo.
        file: String,
        /// Where to give the date.
        place: Place,
    },
    /// A photo whose only date is no day of the calendar.
    #[error("{file}: {text:?} is not a day of the calendar; {}", .place.to_date())]
    ImpossibleDate {
        /// The photo.
        file: String,
        /// The date as written.
        text: String,
        /// Where to give the date.
        place: Place,
    },
    /// A photo whose only date is the one at which cameras' clocks begin.
    #[error("{file}: EXIF says {date}, as cameras do whose clock was never set, and no name says a day; {}", .place.to_date())]
    UnsetClock {
        /// The photo.
        file: String,
        /// The date in EXIF.
        date: Date,
        /// Where to give the date.
        place: Place,
    },
    /// A photo of a day that has not come yet.
    #[error("{file}: {}; {}", ahead_of_today(*.date, *.today), .place.to_set_a_clock())]
    AheadOfToday {
        /// The photo.
        file: String,
        /// The day that it is said to be of.
        date: Date,
        /// This computer's present day.
        today: Date,
        /// Where to correct the date.
        place: Place,
    },
    /// A file of the course's own is a link that leads out of its folder.
    #[error("{}: a link that leaves the course folder; copy the file itself there", .file.display())]
    LinkOut {
        /// The file.
        file: PathBuf,
    },
    /// Every file that looks like a photo was left out.
    #[error("{}: no photo can be opened: {file}: {reason}{}; {hint}", .folder.display(), more(*.others))]
    AllLeftOut {
        /// The course folder.
        folder: PathBuf,
        /// The first of them.
        file: String,
        /// Why it was left out.
        reason: String,
        /// What to do.
        hint: String,
        /// How many more there are.
        others: usize,
    },
    /// A view name that cannot be used.
    #[error("{file}: {source}")]
    View {
        /// The photo.
        file: String,
        /// What is wrong with the name.
        source: ViewError,
    },
}

/// What is wrong with a photo of a day that has not come yet.
pub(crate) fn ahead_of_today(date: Date, today: Date) -> String {
    format!("dated {date}, ahead of this computer's today, {today}")
}

fn more(others: usize) -> String {
    match others {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    }
}

fn suggestion(nearest: Option<&str>, known: &[&str]) -> String {
    match nearest {
        Some(key) => format!("did you mean \"{key}\"?"),
        None => format!("known keys are {}", known.join(", ")),
    }
}

/// Code of the warning that each view has one photo: the run then ends as unfinished.
pub(crate) const ONE_VIEW_OR_TWO: &str = "one_view_or_two";

/// Something a reader should know; the course runs all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseWarning {
    /// What kind of warning.
    pub code: CourseWarningCode,
    /// The sentence for people.
    pub message: String,
    /// Identifier of the photo it is about.
    pub photo: Option<String>,
}

/// A warning before the photo has its identifier.
pub(super) type Note = (CourseWarningCode, String);

/// Kinds of warning about a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CourseWarningCode {
    /// EXIF and file name give different days.
    DateClash,
    /// A date was written but is no day of the calendar; another source gave the date.
    DateImpossible,
    /// EXIF gives the day of a clock that was never set, stood still or runs ahead.
    ClockWrong,
    /// A date in a name may mean another day.
    DateAmbiguous,
    /// A photo named as one from before treatment is of a later day than one from after it.
    BeforeAfter,
    /// Nothing says the view, or which temple it shows.
    ViewAssumed,
    /// Each view has one photo: one view may have been meant.
    OneViewOrTwo,
    /// A folder with pictures is no visit's.
    FolderNotRead,
    /// Something of the regions file was passed over.
    RegionsNote,
    /// `hairs.json` corrects a photo that the course does not have.
    HairsNote,
    /// Points were given on close-ups, which take none.
    LandmarksNote,
    /// A picture file of a kind that is not read lies in the folder.
    FileNotRead,
    /// The session log contradicts itself.
    Sessions,
    /// The photo given first was taken later.
    DatesReversed,
    /// Nothing says when one of two loose photos was taken.
    DateUnknown,
}

impl CourseWarningCode {
    /// The code's name in the report.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::DateClash => "date_clash",
            Self::DateImpossible => "date_impossible",
            Self::ClockWrong => "clock_wrong",
            Self::DateAmbiguous => "date_ambiguous",
            Self::BeforeAfter => "before_after",
            Self::ViewAssumed => "view_assumed",
            Self::OneViewOrTwo => ONE_VIEW_OR_TWO,
            Self::FolderNotRead => "folder_not_read",
            Self::RegionsNote => "regions_note",
            Self::HairsNote => "hairs_note",
            Self::LandmarksNote => "landmarks_note",
            Self::FileNotRead => "file_not_read",
            Self::Sessions => "sessions",
            Self::DatesReversed => "dates_reversed",
            Self::DateUnknown => "date_unknown",
        }
    }
}

/// What to say of the view of a new photo: `named` by it, or one of `views` that the course has.
fn which_view(named: Option<&str>, views: &[String]) -> String {
    let views = views.join(", ");
    let may_begin = |name: &str| !matches!(name.parse::<View>(), Ok(View::Free(_)) | Err(_));
    match named {
        Some(named) if !may_begin(named) => {
            format!(
                "the course has no view {named:?}; give --view with one of the course's views: {views}"
            )
        }
        Some(named) => format!(
            "the course has no view {named:?}; give --view with one of the course's views ({views}), or --view {named} \
             to begin it"
        ),
        None if views.is_empty() => {
            "nothing says which view it shows; give --view, such as --view vertex".to_owned()
        }
        None => format!(
            "nothing says which view it shows; give --view with one of the course's views: {views}"
        ),
    }
}
