//! Commands on a whole clinic.

use std::path::PathBuf;

use crate::batch::Shard;
use clap::Args;

use super::OutputArgs;

/// Analyze every subject below a folder, and report on all of them together.
///
/// A subject is a folder with photos or a course.toml, at any depth. One that cannot be measured
/// is a row with its reason; the others go on.
#[derive(Debug, Args)]
#[command(after_help = BATCH_HELP)]
pub(crate) struct BatchArgs {
    /// The folder above the subjects' folders; nothing is ever written there
    pub(crate) clinic: PathBuf,
    /// Print the subjects found, one per line, and measure nothing
    #[arg(long)]
    pub(crate) list: bool,
    /// Subjects to measure: a file with one path below CLINIC per line [default: all found]
    #[arg(long, value_name = "FILE")]
    pub(crate) subjects: Option<PathBuf>,
    /// Keep stored results whose photos, manifest, parameters and method are unchanged
    #[arg(long)]
    pub(crate) resume: bool,
    /// Memory for the subjects in work, such as 4G [default: three quarters of what is free]
    #[arg(long, value_name = "SIZE", value_parser = parse_bytes)]
    pub(crate) max_memory: Option<u64>,
    /// Measure one part of the subjects only, such as 3/8; put the parts together with merge
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Add the results to this history, an SQLite file; see the command history
    #[cfg(feature = "history")]
    #[arg(long, value_name = "FILE")]
    pub(crate) history: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const BATCH_HELP: &str = "\
Exit status: 0 everything measured; 3 finished, but a subject failed or something of it was refused;
2 could not run or not go on (what is finished is kept: run again with --resume).

The folder given with -o gets cohort.html, cohort.json and a folder of results for each subject;
--json prints cohort.json.

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
pub(crate) struct MergeArgs {
    /// Output folders of `batch --shard`
    #[arg(required = true, value_name = "DIR")]
    pub(crate) dirs: Vec<PathBuf>,
    /// Folder for the merged results
    #[arg(short, long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Only the cohort report; leave the subjects' results where they are
    #[arg(long)]
    pub(crate) cohort_only: bool,
    /// Print cohort.json instead of the table
    #[arg(long)]
    pub(crate) json: bool,
}

/// Print what a history holds: its last runs, or one subject's values over all runs.
#[cfg(feature = "history")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tricholapse history clinic.sqlite
  tricholapse history clinic.sqlite --subject P-0042 --region vertex")]
pub(crate) struct HistoryArgs {
    /// The SQLite file that batch --history fills
    pub(crate) file: PathBuf,
    /// A subject's path below the clinic's folder
    #[arg(long, value_name = "PATH")]
    pub(crate) subject: Option<String>,
    /// Region to show [default: overall]
    #[arg(long, requires = "subject")]
    pub(crate) region: Option<String>,
    /// Runs to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) last: u32,
    /// Print JSON instead of the table
    #[arg(long)]
    pub(crate) json: bool,
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

/// Open the desk: everything a person decides (dates, views, forehead, points, regions, capture) in
/// the browser, over the same files.
///
/// It answers on this machine alone, under an address with a secret that is drawn anew each time.
#[cfg(feature = "desk")]
#[derive(Debug, Args)]
#[command(after_help = SERVE_HELP)]
pub(crate) struct ServeArgs {
    /// The folder above the subjects' folders
    #[arg(default_value = ".")]
    pub(crate) clinic: PathBuf,
    /// Port of 127.0.0.1 [default: any free one]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) port: u16,
    /// Print the address, open no browser
    #[arg(long)]
    pub(crate) no_open: bool,
}

#[cfg(feature = "desk")]
const SERVE_HELP: &str = "\
Examples:
  tricholapse serve patients                   opens the desk in the browser
  tricholapse serve patients --no-open         prints its address only; Ctrl-C ends it";
