//! Everything beside the measuring: demo, validation, points, parameters, schemas.

use std::path::PathBuf;

use crate::phantom::{CloseupPreset, Preset};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::{OutputArgs, ParamsFile};

/// Render a phantom course and analyze it: no photos needed.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Seed of the phantom
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Measure the accuracy against known truth.
///
/// A case is a course folder with truth/truth.json, such as `tricholapse phantom` writes.
#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    /// A case, or a folder of cases
    pub(crate) dir: PathBuf,
    /// Keep each case's report below this folder
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON instead of the table
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) params: ParamsFile,
}

/// Render courses with known truth: the digital phantom.
///
/// The same preset, seed and size give the same bytes, whatever the number of threads.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse phantom cases --preset hard --seed 7
  tricholapse phantom cases --preset ordinary --courses 20 --size 1500x2000
  tricholapse phantom cases --preset closeup-clipped --courses 8")]
pub(crate) struct PhantomArgs {
    /// Folder for the course, or for a folder per course with --courses
    pub(crate) dir: PathBuf,
    /// Kind of course
    #[arg(long, default_value = "ordinary", value_parser = preset_names())]
    pub(crate) preset: String,
    /// Seed; course K of several uses seed + K
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Render so many courses, each in its own folder below DIR
    #[arg(long, value_name = "N")]
    pub(crate) courses: Option<u32>,
    /// Photo size, such as 600x800 [default: the preset's]
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub(crate) size: Option<[u32; 2]>,
    /// A specification of a head or of close-ups (TOML) instead of a preset; --print-spec shows one
    #[arg(long, value_name = "FILE", conflicts_with = "preset")]
    pub(crate) spec: Option<PathBuf>,
    /// Print the effective specification as TOML and render nothing
    #[arg(long)]
    pub(crate) print_spec: bool,
}

fn preset_names() -> PossibleValuesParser {
    let globals = Preset::ALL.into_iter().map(Preset::name);
    let closeups = CloseupPreset::ALL.into_iter().map(CloseupPreset::name);
    PossibleValuesParser::new(globals.chain(closeups))
}

fn parse_size(text: &str) -> Result<[u32; 2], String> {
    text.split_once(['x', 'X'])
        .and_then(|(w, h)| Some([w.trim().parse().ok()?, h.trim().parse().ok()?]))
        .ok_or_else(|| "expected WIDTHxHEIGHT in pixels, such as 600x800".to_owned())
}

/// Map points through a photo's registration.
///
/// Reads CSV with the header `x,y` from stdin, separated by commas, semicolons or tabs (a first line
/// `sep=` is heeded, and a decimal comma where commas do not separate), and writes the mapped points to stdout; a point that
/// cannot be mapped comes back as an empty row.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  printf 'x,y\\n100,200\\n' | tricholapse transform out/report.json --photo 2026-07-10_vertex --to baseline")]
pub(crate) struct TransformArgs {
    /// A report.json
    pub(crate) report: PathBuf,
    /// Identifier of the photo within the report
    #[arg(long, value_name = "ID")]
    pub(crate) photo: String,
    /// Direction
    #[arg(long, value_enum)]
    pub(crate) to: TransformTarget,
}

/// Direction of `transform`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TransformTarget {
    /// From the photo's pixels to the baseline's
    Baseline,
    /// From the baseline's pixels to the photo's
    Photo,
}

/// Write a course.toml from what the photos say, for a person to complete.
///
/// An existing one gets the photos that it does not name yet; what stands there, comments too, is
/// kept.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The course folder
    pub(crate) dir: PathBuf,
}

/// Print the effective parameters as TOML.
#[derive(Debug, Args)]
pub(crate) struct ParamsArgs {
    /// Parameters to lay over the defaults
    #[arg(long, value_name = "FILE")]
    pub(crate) params: Option<PathBuf>,
    /// Print JSON instead of TOML
    #[arg(long)]
    pub(crate) json: bool,
}

/// Print the JSON Schema of report.json or cohort.json.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which document
    #[arg(value_enum, default_value_t = SchemaOf::Report)]
    pub(crate) document: SchemaOf,
}

/// Documents with a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// report.json of one course
    Report,
    /// cohort.json of a batch
    Cohort,
}

/// Results as DICOM objects: a Structured Report, and report.pdf as an Encapsulated PDF.
///
/// Patient and study are taken from one of the course's DICOM photographs. The PDF is written where `analyze --pdf` made one.
#[cfg(feature = "dicom")]
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  tricholapse dicom report --study patients/P-0042/IMG_0001.dcm -o report/dicom")]
pub(crate) struct DicomArgs {
    /// Folder with the results of `analyze` or `compare`
    pub(crate) results: PathBuf,
    /// A DICOM photograph of the same patient and study
    #[arg(long, value_name = "FILE")]
    pub(crate) study: PathBuf,
    /// Folder for the DICOM objects
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

/// Print what packagers and shells ask for: the manual page, completions
#[derive(Debug, Args)]
#[command(hide = true)]
pub(crate) struct ShellArgs {
    /// man, or the shell to complete in
    pub(crate) what: ShellText,
}

/// A text for the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShellText {
    Man,
    Bash,
    Fish,
    Zsh,
    Powershell,
}
