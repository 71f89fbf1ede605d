//! Arguments exactly as typed. No file is opened and nothing is computed here.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use tricholapse::batch::Shard;
use tricholapse::course::Front;
use tricholapse::phantom::Preset;
use tricholapse::report::Lang;

const AFTER_HELP: &str = "\
Exit status: 0 everything measured; 3 finished, but a photo or region was rejected or not measured
(the report says which and why); 2 could not run.

Examples:
  tricholapse demo                                  a rendered course, no photos needed
  tricholapse compare before.jpg after.jpg          two photos, one answer
  tricholapse init patients/P-0042                  write a course.toml to complete
  tricholapse analyze patients/P-0042 -o report     the whole course, with report.html
  tricholapse check new.jpg --course patients/P-0042  at capture time: keep it or take it again

Documentation and measurement aid, not for diagnosis. Photos never leave this machine.";

/// Hair coverage on dated scalp photos, and how it changed over a course of treatment.
#[derive(Debug, Parser)]
#[command(name = "tricholapse", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: GlobalArgs,
    #[command(subcommand)]
    pub command: Command,
}

/// Options every command knows.
#[derive(Debug, Clone, Args)]
pub struct GlobalArgs {
    /// Only errors on stderr
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// More detail on stderr
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Worker threads; results do not depend on it [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Colour in the terminal
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    Compare(CompareArgs),
    Analyze(AnalyzeArgs),
    Check(CheckArgs),
    SelfTest(SelfTestArgs),
    Batch(BatchArgs),
    Merge(MergeArgs),
    Read(ReadArgs),
    #[cfg(feature = "history")]
    History(HistoryArgs),
    Demo(DemoArgs),
    Validate(ValidateArgs),
    Phantom(PhantomArgs),
    Transform(TransformArgs),
    Init(InitArgs),
    Params(ParamsArgs),
    Schema(SchemaArgs),
}

/// Where results go and what they hold.
#[derive(Debug, Clone, Args)]
pub struct OutputArgs {
    /// Folder for report.json, report.html, coverage.csv and pictures
    /// [default: tricholapse-out/NAME in the current folder]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print report.json instead of the table
    #[arg(long)]
    pub json: bool,
    /// Write no pictures, neither files nor inside report.html
    #[arg(long)]
    pub no_images: bool,
    /// Write report.pdf too: two A4 pages for the chart (builds with the feature pdf)
    #[arg(long)]
    pub pdf: bool,
    /// Blank everything in the pictures but the hull of the regions: no face, no background
    #[arg(long, value_enum, conflicts_with = "no_images")]
    pub crop: Option<CropArg>,
    /// Where the forehead points in the baseline photo from above [default: course.toml, else up]
    #[arg(long, value_enum)]
    pub front: Option<FrontArg>,
    /// Language of report.html
    #[arg(long, value_enum, default_value_t = LangArg::En)]
    pub lang: LangArg,
    /// Print the time of each stage to stderr
    #[arg(long)]
    pub timings: bool,
    /// Put the time of each stage into report.json, whose bytes then differ from run to run
    #[arg(long)]
    pub timings_in_report: bool,
    /// This set-up's repeatability: a self-test.json [default: self_test in course.toml]
    #[arg(long, value_name = "FILE")]
    pub self_test: Option<PathBuf>,
    /// Parameters to use instead of the defaults (TOML, see `tricholapse params`)
    #[arg(long, value_name = "FILE")]
    pub params: Option<PathBuf>,
}

/// What the pictures are cropped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CropArg {
    Regions,
}

/// Directions of the forehead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FrontArg {
    Up,
    Right,
    Down,
    Left,
}

impl From<FrontArg> for Front {
    fn from(arg: FrontArg) -> Self {
        match arg {
            FrontArg::Up => Self::Up,
            FrontArg::Right => Self::Right,
            FrontArg::Down => Self::Down,
            FrontArg::Left => Self::Left,
        }
    }
}

/// Languages of the HTML report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    En,
    De,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::En => Self::English,
            LangArg::De => Self::German,
        }
    }
}

/// Compare two photos of the same head: one answer.
///
/// Dates come from EXIF, else from the file names; give them when both are silent.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tricholapse compare 2026-01-12_vertex.jpg 2026-07-10_vertex.jpg -o report")]
pub struct CompareArgs {
    /// The earlier photo: the baseline
    pub before: PathBuf,
    /// The later photo
    pub after: PathBuf,
    /// Date of BEFORE, where neither EXIF nor the file name gives it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub before_date: Option<String>,
    /// Date of AFTER, where neither EXIF nor the file name gives it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub after_date: Option<String>,
    /// View that both photos show, such as vertex or midline [default: from the file names]
    #[arg(long)]
    pub view: Option<String>,
    /// Regions to measure: GeoJSON polygons in pixels of BEFORE [default: atlas of the view]
    #[arg(long, value_name = "FILE")]
    pub regions: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Analyze one subject's course: a folder of dated photos.
///
/// Works with or without a course.toml; `tricholapse init` writes one to complete.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse analyze fixtures/course_small
  tricholapse analyze patients/P-0042 -o reports/P-0042 --lang de")]
pub struct AnalyzeArgs {
    /// The course folder
    pub course: PathBuf,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Is this photo comparable with the baseline, and what to change before the patient leaves.
///
/// One line per finding; exit status 3 when the photo should be taken again. Writes a picture with
/// the baseline's outline over the new photo.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tricholapse check new.jpg --course patients/P-0042")]
pub struct CheckArgs {
    /// The photo just taken
    pub photo: PathBuf,
    /// The subject's course folder
    #[arg(long, value_name = "DIR")]
    pub course: PathBuf,
    /// View that the photo shows [default: from the file name, else the course's only view]
    #[arg(long)]
    pub view: Option<String>,
    /// Day it was taken, where neither EXIF nor the file name gives it
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Folder for the picture and check.json [default: tricholapse-out/check]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON instead of lines
    #[arg(long)]
    pub json: bool,
    /// Parameters to use instead of the defaults (TOML)
    #[arg(long, value_name = "FILE")]
    pub params: Option<PathBuf>,
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
pub struct SelfTestArgs {
    /// Folder with the photos, or with one folder of photos per head
    pub dir: PathBuf,
    /// Folder for self-test.json and self-test.html [default: tricholapse-out/self-test]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON instead of the table
    #[arg(long)]
    pub json: bool,
    /// Parameters to use instead of the defaults (TOML)
    #[arg(long, value_name = "FILE")]
    pub params: Option<PathBuf>,
}

/// Analyze every subject below a folder, and report on all of them together.
///
/// A subject is a folder with photos or a course.toml, at any depth. One that cannot be measured
/// is a row with its reason; the others go on.
#[derive(Debug, Args)]
#[command(after_help = BATCH_HELP)]
pub struct BatchArgs {
    /// The folder above the subjects' folders; nothing is ever written there
    pub clinic: PathBuf,
    /// Print the subjects found, one per line, and measure nothing
    #[arg(long)]
    pub list: bool,
    /// Subjects to measure: a file with one path below CLINIC per line [default: all found]
    #[arg(long, value_name = "FILE")]
    pub subjects: Option<PathBuf>,
    /// Keep stored results whose photos, manifest, parameters and method are unchanged
    #[arg(long)]
    pub resume: bool,
    /// Memory for the subjects in work, such as 4G [default: three quarters of what is free]
    #[arg(long, value_name = "SIZE", value_parser = parse_bytes)]
    pub max_memory: Option<u64>,
    /// Measure one part of the subjects only, such as 3/8; put the parts together with merge
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Add the results to this history, an SQLite file; see the command history
    #[cfg(feature = "history")]
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArgs,
}

const BATCH_HELP: &str = "\
Exit status: 0 everything measured; 3 finished, but a subject failed or something of it was refused;
2 could not run or not go on (what is finished is kept: run again with --resume).

Examples:
  tricholapse batch patients -o results                  every subject, results/cohort.html
  tricholapse batch patients -o results --resume         only what is new or changed
  tricholapse batch patients -o part-3 --shard 3/8       on one of eight machines
  tricholapse merge part-* -o results                    the eight parts together";

/// Put the shards of a batch together, with one cohort report.
///
/// Every shard must be there, finished and measured alike. The result is the same as that of one
/// batch over everything, to the byte.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Output folders of `batch --shard`
    #[arg(required = true, value_name = "DIR")]
    pub dirs: Vec<PathBuf>,
    /// Folder for the merged results
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only the cohort report; leave the subjects' results where they are
    #[arg(long)]
    pub cohort_only: bool,
    /// Print cohort.json instead of the table
    #[arg(long)]
    pub json: bool,
}

/// Print what a history holds: its last runs, or one subject's values over all runs.
#[cfg(feature = "history")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse history clinic.sqlite
  tricholapse history clinic.sqlite --subject P-0042 --region vertex")]
pub struct HistoryArgs {
    /// The SQLite file that batch --history fills
    pub file: PathBuf,
    /// A subject's path below the clinic's folder
    #[arg(long, value_name = "PATH")]
    pub subject: Option<String>,
    /// Region to show [default: overall]
    #[arg(long, requires = "subject")]
    pub region: Option<String>,
    /// Runs to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub last: u32,
    /// Print JSON instead of the table
    #[arg(long)]
    pub json: bool,
}

/// A number of bytes with an optional unit in powers of 1024.
fn parse_bytes(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        "t" | "tb" | "tib" => 40,
        _ => return Err(NO_SIZE.to_owned()),
    };
    let number: f64 = digits.trim().parse().map_err(|_| NO_SIZE.to_owned())?;
    let bytes = number * (1_u64 << shift) as f64;
    if bytes.is_finite() && bytes >= 1.0 {
        Ok(bytes as u64)
    } else {
        Err(NO_SIZE.to_owned())
    }
}

const NO_SIZE: &str = "expected a number of bytes such as 800M, 4G or 1.5GiB";

/// Blinded reading: a sheet of shuffled pairs for people, then their agreement.
///
/// Readers compare two aligned photos of a head on a scale of seven steps, without knowing which
/// came first. The key with order, sides and dates stays with whoever made the sheet.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse read patients/* -o reading         the sheet, reading.html, and its key
  tricholapse read --score reading               agreement of the answers-*.json saved there")]
pub struct ReadArgs {
    /// Course folders whose photos are to be read
    #[arg(required_unless_present = "score", conflicts_with = "score")]
    pub courses: Vec<PathBuf>,
    /// Folder for the sheet and its key [default: tricholapse-out/reading]
    #[arg(short, long, value_name = "DIR", conflicts_with = "score")]
    pub out: Option<PathBuf>,
    /// Score the answers collected in this folder beside the key
    #[arg(long, value_name = "DIR")]
    pub score: Option<PathBuf>,
    /// Seed of order and sides [default: from the photos themselves]
    #[arg(long, conflicts_with = "score")]
    pub seed: Option<u64>,
    /// Language of the sheet
    #[arg(long, value_enum, default_value_t = LangArg::En)]
    pub lang: LangArg,
    /// Print JSON instead of lines (with --score)
    #[arg(long)]
    pub json: bool,
    /// Parameters to use instead of the defaults (TOML)
    #[arg(long, value_name = "FILE")]
    pub params: Option<PathBuf>,
}

/// Render a phantom course and analyze it: no photos needed.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Seed of the phantom
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Measure the accuracy against known truth.
///
/// A case is a course folder with truth/truth.json, such as `tricholapse phantom` writes.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// A case, or a folder of cases
    pub dir: PathBuf,
    /// Keep each case's report below this folder
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON instead of the table
    #[arg(long)]
    pub json: bool,
    /// Parameters to use instead of the defaults (TOML)
    #[arg(long, value_name = "FILE")]
    pub params: Option<PathBuf>,
}

/// Render courses with known truth: the digital phantom.
///
/// The same preset, seed and size give the same bytes, whatever the number of threads.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse phantom cases --preset hard --seed 7
  tricholapse phantom cases --preset ordinary --courses 20 --size 1500x2000")]
pub struct PhantomArgs {
    /// Folder for the course, or for a folder per course with --courses
    pub dir: PathBuf,
    /// Kind of course
    #[arg(long, default_value = "ordinary", value_parser = preset_names())]
    pub preset: String,
    /// Seed; course K of several uses seed + K
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Render so many courses, each in its own folder below DIR
    #[arg(long, value_name = "N")]
    pub courses: Option<u32>,
    /// Photo size, such as 600x800 [default: the preset's]
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<[u32; 2]>,
    /// A specification (TOML) instead of a preset; --print-spec shows one
    #[arg(long, value_name = "FILE", conflicts_with = "preset")]
    pub spec: Option<PathBuf>,
    /// Print the effective specification as TOML and render nothing
    #[arg(long)]
    pub print_spec: bool,
}

fn preset_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Preset::ALL.map(Preset::name))
}

fn parse_size(text: &str) -> Result<[u32; 2], String> {
    text.split_once(['x', 'X'])
        .and_then(|(w, h)| Some([w.trim().parse().ok()?, h.trim().parse().ok()?]))
        .ok_or_else(|| "expected WIDTHxHEIGHT in pixels, such as 600x800".to_owned())
}

/// Map points through a photo's registration.
///
/// Reads CSV with the header `x,y` from stdin and writes the mapped points to stdout; a point that
/// cannot be mapped comes back as an empty row.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  printf 'x,y\\n100,200\\n' | tricholapse transform out/report.json --photo 2026-07-10_vertex --to baseline")]
pub struct TransformArgs {
    /// A report.json
    pub report: PathBuf,
    /// Identifier of the photo within the report
    #[arg(long, value_name = "ID")]
    pub photo: String,
    /// Direction
    #[arg(long, value_enum)]
    pub to: TransformTarget,
}

/// Direction of `transform`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TransformTarget {
    /// From the photo's pixels to the baseline's
    Baseline,
    /// From the baseline's pixels to the photo's
    Photo,
}

/// Write a course.toml from what the photos say, for a person to complete.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The course folder
    pub dir: PathBuf,
}

/// Print the effective parameters as TOML.
#[derive(Debug, Args)]
pub struct ParamsArgs {
    /// Parameters to lay over the defaults
    #[arg(long, value_name = "FILE")]
    pub params: Option<PathBuf>,
    /// Print JSON instead of TOML
    #[arg(long)]
    pub json: bool,
}

/// Print the JSON Schema of report.json or cohort.json.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Which document
    #[arg(value_enum, default_value_t = SchemaOf::Report)]
    pub document: SchemaOf,
}

/// Documents with a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// report.json of one course
    Report,
    /// cohort.json of a batch
    Cohort,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_in_bytes() {
        assert_eq!(parse_bytes("4G"), Ok(4 << 30));
        assert_eq!(parse_bytes("1.5 GiB"), Ok(3 << 29));
        assert_eq!(parse_bytes("800m"), Ok(800 << 20));
        assert_eq!(parse_bytes("1000"), Ok(1000));
        for bad in ["", "G", "-1G", "1X", "0", "nan", "1e999"] {
            assert!(parse_bytes(bad).is_err(), "{bad}");
        }
    }
}
