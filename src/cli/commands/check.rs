//! `tricholapse check`: a new photo against the baseline, before the patient leaves.

use std::path::PathBuf;

use crate::course::{Course, View, date};
use crate::model::Rejection;
use crate::pipeline::Check;
use crate::report::check::{Advice, CHECK_SCHEMA, refused_text, to_text};
use crate::report::file_name::plain_name;
use crate::report::json::to_canonical_json;
use crate::report::pictures::{PictureBudget, encode_photo};
use crate::results::StagedFolder;
use crate::session::{Asked, Session, load_params};
use crate::words::Lang;
use jiff::civil::Date;

use crate::cli::analysis::refuse_photo_folder;
use crate::cli::args::{CheckArgs, GlobalArgs};
use crate::cli::error::CliError;
use crate::cli::load::read_option;
use crate::cli::progress::Bar;
use crate::cli::signals::staged_folder;
use crate::cli::today::today;
use crate::cli::{Finish, print, print_bytes};

/// The ghost picture is looked at on a tablet beside the patient.
const GHOST: PictureBudget = PictureBudget {
    max_side_px: 2000,
    max_bytes: 1_000_000,
};

pub(crate) fn run(args: &CheckArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let view: Option<View> = read_option("--view", args.view.as_deref(), str::parse)?;
    let day: Option<Date> = read_option("--date", args.date.as_deref(), date::parse_day)?;
    let params = load_params(args.params.file.as_deref())?;
    let session = Session::open(
        Course::load_to_begin(&args.course, today())?,
        Asked::with(params),
    )?;
    let course = session.course();
    let captured = course.photo_at_capture(args.photo.clone(), day, view)?;
    let target = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from("tricholapse-out/check"));
    refuse_photo_folder(&target, course)?;
    let (mut folder, _watch) = staged_folder(&target)?;
    let check = match session.check(&captured, &Bar::new(global)) {
        Ok(check) => check,
        Err(rejections) => {
            print(refused(&rejections, args.json, args.lang))?;
            return Ok(Finish::Partial);
        }
    };
    let (json, ghost) = write_results(&check, &captured.photo.id, &mut folder)?;
    let target = folder.publish()?;
    if args.json {
        print_bytes(&json)?;
    } else {
        let picture = ghost.map(|name| format!("{}\n", target.join(name).display()));
        let text = to_text(&check.report, args.lang);
        print(text + &picture.unwrap_or_default())?;
    }
    Ok(match check.report.advice {
        Advice::TakeAgain => Finish::Partial,
        Advice::Keep | Advice::KeepWithCare => Finish::Complete,
    })
}

/// Adds check.json and the ghost picture, where there is one; returns the bytes of the one and the
/// name of the other.
fn write_results(
    check: &Check,
    id: &str,
    folder: &mut StagedFolder,
) -> Result<(Vec<u8>, Option<String>), CliError> {
    let unwritten = |e: &dyn std::fmt::Display| {
        CliError::Usage(format!("the answer could not be written: {e}"))
    };
    let json = to_canonical_json(&check.report).map_err(|e| unwritten(&e))?;
    let id = plain_name(id);
    folder.add(&format!("{id}_check.json"), &json)?;
    let Some(ghost) = &check.ghost else {
        return Ok((json, None));
    };
    let picture = encode_photo(ghost, GHOST).map_err(|e| unwritten(&e))?;
    let name = format!("{id}_ghost.{}", picture.format.extension());
    folder.add(&name, &picture.bytes)?;
    Ok((json, Some(name)))
}

/// Why there is no answer: a photo that cannot be read.
fn refused(rejections: &[Rejection], json: bool, lang: Lang) -> String {
    if !json {
        return refused_text(rejections, lang);
    }
    let answer = serde_json::json!({ "schema": CHECK_SCHEMA, "rejections": rejections });
    format!("{answer:#}\n")
}
