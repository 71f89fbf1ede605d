//! Commands on one course.

use std::path::PathBuf;

use clap::Args;

use super::{OutputArgs, ParamsFile, languages};
use crate::report::Lang;

/// Compare two photos of the same head: one answer.
///
/// Dates come from EXIF, else from the file names. Without them the answer says nothing about the time
/// between; give them with --before-date and --after-date where you know them. Results go to
/// tricholapse-out/BEFORE--AFTER, never over those of another pair.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tricholapse compare 2026-01-12_vertex.jpg 2026-07-10_vertex.jpg -o report")]
pub(crate) struct CompareArgs {
    /// The earlier photo: the baseline
    pub(crate) before: PathBuf,
    /// The later photo
    pub(crate) after: PathBuf,
    /// Date of BEFORE, such as 2026-01-12 or 12.01.2026, where neither EXIF nor the file name gives it
    #[arg(long, value_name = "DATE")]
    pub(crate) before_date: Option<String>,
    /// Date of AFTER, where neither EXIF nor the file name gives it
    #[arg(long, value_name = "DATE")]
    pub(crate) after_date: Option<String>,
    /// View that both photos show, such as vertex or midline [default: from the file names]
    #[arg(long)]
    pub(crate) view: Option<String>,
    /// Places marked on both photos by a person, where the program cannot lay one on the other: CSV with
    /// the columns before_x,before_y,after_x,after_y (see docs/landmarks.md)
    #[arg(long, value_name = "FILE")]
    pub(crate) landmarks: Option<PathBuf>,
    /// Regions to measure: GeoJSON polygons in pixels of BEFORE [default: atlas of the view]
    #[arg(long, value_name = "FILE")]
    pub(crate) regions: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Analyze one subject's course: a folder of dated photos.
///
/// Works with or without a course.toml; `tricholapse init` writes one to complete.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse analyze fixtures/course_small
  tricholapse analyze patients/P-0042 -o reports/P-0042 --lang de")]
pub(crate) struct AnalyzeArgs {
    /// The course folder
    pub(crate) course: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Copies of a course without the person: only the scalp, no metadata, other days and names.
///
/// Pictures keep their size, so that points and regions stay valid; everything but the scalp is grey. Photos that show the
/// face, and those on which the scalp is not surely found, are left out. A key that leads back is written apart.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tricholapse anonymize patients/P-0042 -o shared/course --key private/course-key.json")]
pub(crate) struct AnonymizeArgs {
    /// The course folder; its files are only read
    pub(crate) course: PathBuf,
    /// Folder for the copies
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// File for the key, outside DIR [default: DIR-key.json]
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
    /// Days added to every date [default: up to ten years back, by chance]
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true, value_parser = clap::value_parser!(i32).range(-36500..=36500))]
    pub(crate) shift_days: Option<i32>,
}

/// Is this photo comparable with the baseline, and what to change before the patient leaves.
///
/// The advice first, then one line per finding; exit status 3 when the photo should be taken again. Writes a picture with
/// the baseline's outline over the new photo.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tricholapse check new.jpg --course patients/P-0042")]
pub(crate) struct CheckArgs {
    /// The photo just taken
    pub(crate) photo: PathBuf,
    /// The subject's course folder
    #[arg(long, value_name = "DIR")]
    pub(crate) course: PathBuf,
    /// View that the photo shows [default: from the file name, else the course's only view]
    #[arg(long)]
    pub(crate) view: Option<String>,
    /// Day it was taken, where neither EXIF nor the file name gives it
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Folder for the picture and check.json [default: tricholapse-out/check]
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON instead of lines
    #[arg(long)]
    pub(crate) json: bool,
    /// Language of the lines
    #[arg(long, value_parser = languages(), default_value = "en")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) params: ParamsFile,
}

/// Repeatability of this set-up, from photos of the same head on the same day.
///
/// Take two or more photos, each anew: camera away, head up, comb, back again. Gives the standard
/// error of measurement, the smallest detectable change and the intraclass correlation. A folder
/// of such folders, one per head, gives a better figure. `analyze --self-test` uses the result.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse self-test repeats -o self-test
  tricholapse analyze patients/P-0042 --self-test self-test/self-test.json")]
pub(crate) struct SelfTestArgs {
    /// Folder with the photos, or with one folder of photos per head
    pub(crate) dir: PathBuf,
    /// Folder for self-test.json and self-test.html [default: tricholapse-out/self-test]
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON instead of the table
    #[arg(long)]
    pub(crate) json: bool,
    /// Language of the page and the table
    #[arg(long, value_parser = languages(), default_value = "en")]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) params: ParamsFile,
}

/// Blinded reading: a sheet of shuffled pairs for people, then their agreement.
///
/// Readers compare two aligned photos of a head on a scale of seven steps, without knowing which
/// came first. The key with order, sides and dates stays with whoever made the sheet.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse read patients/* -o reading         the sheet, reading.html, and its key
  tricholapse read --score reading               agreement of the answers-*.json saved there")]
pub(crate) struct ReadArgs {
    /// Course folders whose photos are to be read
    #[arg(required_unless_present = "score", conflicts_with = "score")]
    pub(crate) courses: Vec<PathBuf>,
    /// Folder for the sheet and its key [default: tricholapse-out/reading]
    #[arg(short, long, value_name = "DIR", conflicts_with = "score")]
    pub(crate) out: Option<PathBuf>,
    /// Score the answers collected in this folder beside the key
    #[arg(long, value_name = "DIR")]
    pub(crate) score: Option<PathBuf>,
    /// Seed of order and sides [default: from the photos themselves]
    #[arg(long, conflicts_with = "score")]
    pub(crate) seed: Option<u64>,
    /// Language of the sheet
    #[arg(long, value_parser = languages(), default_value = "en")]
    pub(crate) lang: Lang,
    /// Print JSON instead of lines (with --score)
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) params: ParamsFile,
}
