//! `tricholapse check`: a new photo against the baseline, before the patient leaves.

use std::path::PathBuf;

use jiff::civil::Date;
use tricholapse::course::{Course, View, date};
use tricholapse::model::{QualityStatus, Rejection};
use tricholapse::pipeline::Check;
use tricholapse::report::check::{Advice, CHECK_SCHEMA, CheckLine, CheckReport};
use tricholapse::report::json::to_canonical_json;
use tricholapse::report::pictures::{PictureBudget, encode_photo};
use tricholapse::report::table::clean;
use tricholapse::results::StagedFolder;
use tricholapse::session::{Asked, Session, load_params};

use crate::cli::analysis::refuse_photo_folder;
use crate::cli::args::{CheckArgs, GlobalArgs};
use crate::cli::error::CliError;
use crate::cli::progress::Bar;
use crate::cli::{Finish, print};

/// The ghost picture is looked at on a tablet beside the patient.
const GHOST: PictureBudget = PictureBudget {
    max_side_px: 2000,
    max_bytes: 1_000_000,
};

pub fn run(args: &CheckArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let view: Option<View> = args
        .view
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|e| CliError::Usage(format!("--view: {e}")))?;
    let day: Option<Date> = args
        .date
        .as_deref()
        .map(date::parse_iso)
        .transpose()
        .map_err(|e| CliError::Usage(format!("--date: {e}")))?;
    let params = load_params(args.params.file.as_deref())?;
    let session = Session::open(Course::load(&args.course)?, Asked::with(params))?;
    let course = session.course();
    let captured = course.photo_at_capture(args.photo.clone(), day, view)?;
    let target = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from("tricholapse-out/check"));
    refuse_photo_folder(&target, course)?;
    let mut folder = StagedFolder::prepare(&target)?;
    let check = match session.check(&captured, &Bar::new(global)) {
        Ok(check) => check,
        Err(rejections) => {
            print(refused(&rejections, args.json))?;
            return Ok(Finish::Partial);
        }
    };
    let (json, ghost) = write_results(&check, &captured.photo.id, &mut folder)?;
    let target = folder.publish()?;
    if args.json {
        print(&json)?;
    } else {
        let picture = target.join(ghost);
        print(format!(
            "{}Picture: {}\n",
            text(&check.report),
            picture.display()
        ))?;
    }
    Ok(match check.report.advice {
        Advice::TakeAgain => Finish::Partial,
        Advice::Keep | Advice::KeepWithCare => Finish::Complete,
    })
}

/// Adds check.json and the ghost picture; returns the bytes of the one and the name of the other.
fn write_results(
    check: &Check,
    id: &str,
    folder: &mut StagedFolder,
) -> Result<(Vec<u8>, String), CliError> {
    let unwritten = |e: &dyn std::fmt::Display| {
        CliError::Usage(format!("the answer could not be written: {e}"))
    };
    let json = to_canonical_json(&check.report).map_err(|e| unwritten(&e))?;
    let picture = encode_photo(&check.ghost, GHOST).map_err(|e| unwritten(&e))?;
    let name = format!("{id}_ghost.{}", picture.format.extension());
    folder.add(&name, &picture.bytes)?;
    folder.add(&format!("{id}_check.json"), &json)?;
    Ok((json, name))
}

/// Why there is no answer: a photo that cannot be read.
fn refused(rejections: &[Rejection], json: bool) -> String {
    if json {
        let answer = serde_json::json!({ "schema": CHECK_SCHEMA, "rejections": rejections });
        return format!("{answer:#}\n");
    }
    rejections
        .iter()
        .map(|r| {
            let what = clean(&format!("{} ({}): {}", r.file, r.stage, r.reason));
            format!("{what}\n  {}\n", clean(&r.hint))
        })
        .collect()
}

/// The advice, then one line per finding: first what speaks against the photo, below it the rest.
fn text(report: &CheckReport) -> String {
    let against = match &report.baseline.date {
        Some(date) => format!("{} ({date})", report.baseline.file),
        None => report.baseline.file.clone(),
    };
    let advice = match report.advice {
        Advice::Keep => "Keep it: comparable with the baseline.",
        Advice::KeepWithCare => "Usable. What warns below makes the interval of the change wider.",
        Advice::TakeAgain => "Take it again: no change would be given from this photo.",
    };
    let (against_it, rest): (Vec<_>, Vec<_>) = report
        .lines()
        .into_iter()
        .partition(|line| matches!(line.status, QualityStatus::Fail | QualityStatus::Warn));
    let head = clean(&format!(
        "{} against the {} baseline {against}",
        report.photo.file, report.view
    ));
    let blocks: String = [against_it, rest]
        .iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| format!("\n{}", lines.iter().map(line).collect::<String>()))
        .collect();
    let rejected = report.rejections.iter().map(|r| {
        let what = format!("not used as baseline: {}: {}; {}", r.file, r.reason, r.hint);
        format!("{}\n", clean(&what))
    });
    let noted = report
        .warnings
        .iter()
        .map(|w| format!("note: {}\n", clean(&w.message)));
    let notes: String = rejected.chain(noted).collect();
    let notes = if notes.is_empty() {
        notes
    } else {
        format!("\n{notes}")
    };
    format!("{advice}\n{head}\n{blocks}{notes}\n{}\n", report.disclaimer)
}

fn line(line: &CheckLine) -> String {
    let status = match line.status {
        QualityStatus::Fail => "FAIL",
        QualityStatus::Warn => "warn",
        QualityStatus::Ok => "ok",
        QualityStatus::NotAssessed => "-",
    };
    format!("{status:<5} {:<20} {}\n", line.name, clean(&line.text))
}
