//! Arguments exactly as typed. No file is opened and nothing is computed here.

mod clinic;
mod course;
mod tools;

pub(crate) use clinic::*;
pub(crate) use course::*;
pub(crate) use tools::*;

use std::path::PathBuf;

use crate::course::Front;
use crate::report::Lang;
use crate::report::csv_style::CsvStyle;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

const AFTER_HELP: &str = "\
Exit status: 0 everything measured; 3 finished, but a photo or region was rejected or not measured
(the report says which and why); 2 could not run.

Examples:
  tricholapse demo                                  a rendered course, no photos needed
  tricholapse compare before.jpg after.jpg          two photos, one answer, dates or not
  tricholapse init patients/P-0042                  write a course.toml to complete
  tricholapse analyze patients/P-0042 -o report     the whole course, with report.html
  tricholapse serve patients                        the same by mouse, in the browser
  tricholapse check new.jpg --course patients/P-0042  at capture time: keep it or take it again

Documentation and measurement aid, not for diagnosis. Photos never leave this machine.";

/// Hair coverage on dated scalp photos, and how it changed over a course of treatment.
#[derive(Debug, Parser)]
#[command(name = "tricholapse", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options every command knows.
#[derive(Debug, Clone, Args)]
pub(crate) struct GlobalArgs {
    /// Only errors on stderr
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// More detail on stderr
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// Worker threads; results do not depend on it [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Colour in the terminal
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Compare(CompareArgs),
    Analyze(AnalyzeArgs),
    Anonymize(AnonymizeArgs),
    Check(CheckArgs),
    SelfTest(SelfTestArgs),
    Batch(BatchArgs),
    Merge(MergeArgs),
    Read(ReadArgs),
    #[cfg(feature = "history")]
    History(HistoryArgs),
    #[cfg(feature = "dicom")]
    Dicom(DicomArgs),
    Demo(DemoArgs),
    Validate(ValidateArgs),
    Phantom(PhantomArgs),
    Transform(TransformArgs),
    Init(InitArgs),
    #[cfg(feature = "desk")]
    Serve(ServeArgs),
    Params(ParamsArgs),
    Schema(SchemaArgs),
    Shell(ShellArgs),
}

/// Where results go and what they hold.
#[derive(Debug, Clone, Args)]
pub(crate) struct OutputArgs {
    /// Folder for the results: report.json, report.html, coverage.csv and pictures; of all subjects together
    /// cohort.html, cohort.json and cohort.csv, and these for each in subjects/PATH
    /// [default: tricholapse-out/NAME in the current folder]
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print the results as JSON instead of the table
    #[arg(long)]
    pub(crate) json: bool,
    /// Write no pictures, neither files nor inside report.html
    #[arg(long)]
    pub(crate) no_images: bool,
    /// Write report.pdf too: A4 pages for the chart, two for most courses of one view
    #[arg(long, hide = cfg!(not(feature = "pdf")))]
    pub(crate) pdf: bool,
    /// Blank everything in the pictures but the hull of the regions: no face, no background
    #[arg(long, value_enum, conflicts_with = "no_images")]
    pub(crate) crop: Option<CropArg>,
    /// Where the forehead points in the baseline photo from above [default: course.toml, else as seen on it]
    #[arg(long, value_parser = one_of(&Front::ALL, Front::word))]
    pub(crate) front: Option<Front>,
    /// Language of everything that people read: report, patient's sheet, table
    #[arg(long, value_parser = languages(), default_value = "en")]
    pub(crate) lang: Lang,
    /// Punctuation of the tables: comma, or semicolon with decimal commas as spreadsheets of most of
    /// Europe read it, or tab
    #[arg(long, value_parser = one_of(&CsvStyle::ALL, CsvStyle::as_str), default_value = "comma")]
    pub(crate) csv: CsvStyle,
    /// Print the time of each stage to stderr
    #[arg(long)]
    pub(crate) timings: bool,
    /// Put the time of each stage into report.json, whose bytes then differ from run to run
    #[arg(long)]
    pub(crate) timings_in_report: bool,
    /// This set-up's repeatability: a self-test.json [default: self_test in course.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) self_test: Option<PathBuf>,
    /// Parameters to use instead of the defaults (TOML, see `tricholapse params`)
    #[arg(long, value_name = "FILE")]
    pub(crate) params: Option<PathBuf>,
}

/// Parameters of a command that writes no report.
#[derive(Debug, Clone, Args)]
pub(crate) struct ParamsFile {
    /// Parameters to use instead of the defaults (TOML)
    #[arg(id = "params", long = "params", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

/// What the pictures are cropped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CropArg {
    Regions,
}

/// Takes one of `all` by its word.
fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let words = PossibleValuesParser::new(all.iter().map(|&value| word(value)));
    words.try_map(move |said| {
        let named = all.iter().find(|&&value| word(value) == said);
        named.copied().ok_or("unknown")
    })
}

/// Languages of everything that people read.
pub(crate) fn languages() -> impl TypedValueParser<Value = Lang> {
    one_of(&Lang::ALL, Lang::code)
}
