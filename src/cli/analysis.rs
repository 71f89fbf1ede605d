//! The part that `analyze`, `compare` and `demo` share: run the pipeline on a course and write its
//! results.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::course::{Course, is_searched};
use crate::pipeline::Analysis;
use crate::report::pictures::PictureScope;
use crate::report::table::{DEFAULT_WIDTH, clean, to_table, to_table_without_notes};
use crate::results::{Form, StagedFolder, former_files, real_place, refuse_anothers, result_files};
use crate::session::{Asked, Session, load_params, load_self_test};
use crate::words::{Lang, Words, fill};

use super::args::{CropArg, GlobalArgs, OutputArgs};
use super::error::CliError;
use super::progress::Bar;
use super::signals::staged_folder;
use super::stopwatch::Stopwatch;
use super::{Finish, colour, print_bytes, say};

/// Analyzes a course as the output options say: results in their folder, the answer on stdout.
///
/// The output folder and the regions are checked before any photo is read.
pub(crate) fn run_course(
    course: &Course,
    name: &str,
    output: &OutputArgs,
    global: &GlobalArgs,
) -> Result<Finish, CliError> {
    pdf_can_be_written(output)?;
    let session = Session::open(course.clone(), asked(output)?)?;
    let target = output.out.clone().unwrap_or_else(|| default_target(name));
    // Two loose photos lie in no course: what their folder's names say is not asked.
    match name {
        "compare" => refuse_beside_photos(&target, session.course())?,
        _ => refuse_photo_folder(&target, session.course())?,
    }
    refuse_anothers(&target, session.course())?;
    let (mut folder, _watch) = staged_folder(&target)?;
    let (analysis, table) = {
        let bar = Bar::new(global);
        let watch = Stopwatch::new(&bar);
        let mut analysis = session.analyze(&watch);
        if output.timings_in_report {
            analysis.report.timings = Some(watch.seconds());
        }
        (analysis, watch.table())
    };
    if output.timings {
        say(&table);
    }
    let json = write_results(&analysis, &mut folder, output)?;
    folder.replaces(former_files(&target));
    // Again: another run may have finished meanwhile.
    let target = folder.publish_if(|target| refuse_anothers(target, session.course()))?;
    // Once: where the table is not on the terminal, stderr says them and the table does not.
    let apart = !global.quiet && (output.json || !std::io::stdout().is_terminal());
    if apart {
        warn(&analysis, output.lang);
    }
    if output.json {
        print_bytes(&json)?;
    } else {
        let tabled = if apart {
            to_table_without_notes
        } else {
            to_table
        };
        let table = tabled(&analysis.report, terminal_width(), output.lang);
        let table = colour::verdicts(table, global.color, output.lang);
        let [report, sheet] = ["report.html", "patient.html"]
            .map(|name| clean(&target.join(name).display().to_string()));
        let t = output.lang.text();
        let written = fill(t.written, &[("report", &report), ("sheet", &sheet)]);
        print_bytes(format!("{table}\n{written}\n"))?;
    }
    Ok(if analysis.is_complete() {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

/// Refuses options that no course could be analyzed with, before anything is written.
pub(crate) fn check_options(output: &OutputArgs) -> Result<(), CliError> {
    pdf_can_be_written(output)?;
    asked(output).map(|_| ())
}

pub(crate) fn pdf_can_be_written(output: &OutputArgs) -> Result<(), CliError> {
    match output.pdf && !cfg!(feature = "pdf") {
        true => Err(CliError::NoPdf),
        false => Ok(()),
    }
}

/// What the output options ask of a run.
pub(crate) fn asked(output: &OutputArgs) -> Result<Asked, CliError> {
    Ok(Asked {
        params: load_params(output.params.as_deref())?,
        self_test: output
            .self_test
            .as_deref()
            .map(load_self_test)
            .transpose()?,
        front: output.front,
        pictures: scope(output),
    })
}

/// How much of the photos the results show.
fn scope(output: &OutputArgs) -> PictureScope {
    match (output.no_images, output.crop) {
        (true, _) => PictureScope::None,
        (false, None) => PictureScope::Surroundings,
        (false, Some(CropArg::Regions)) => PictureScope::Regions,
    }
}

/// Results beside the photos, or in a folder that is searched for photos of the course, would be taken
/// for photos by the next run.
pub(crate) fn refuse_photo_folder(target: &Path, course: &Course) -> Result<(), CliError> {
    let path = real_place(target);
    let below = path.strip_prefix(real_place(&course.folder));
    match below.is_ok_and(is_searched) {
        true => Err(CliError::PhotoFolder { path }),
        false => refuse_beside_photos(target, course),
    }
}

/// Results beside the photos would be taken for photos.
fn refuse_beside_photos(target: &Path, course: &Course) -> Result<(), CliError> {
    let path = real_place(target);
    let mut folders = course.photos.iter().filter_map(|photo| photo.path.parent());
    match folders.any(|folder| real_place(folder) == path) {
        true => Err(CliError::PhotoFolder { path }),
        false => Ok(()),
    }
}

fn default_target(name: &str) -> PathBuf {
    Path::new("tricholapse-out").join(name)
}

/// Adds every file of the results; returns the bytes of report.json.
fn write_results(
    analysis: &Analysis,
    folder: &mut StagedFolder,
    output: &OutputArgs,
) -> Result<Vec<u8>, CliError> {
    let files =
        result_files(analysis, &form(output)).map_err(|e| CliError::Usage(e.to_string()))?;
    let mut json = Vec::new();
    for file in files {
        folder.add(&file.name, &file.bytes)?;
        json = file.bytes;
    }
    Ok(json)
}

/// In what form results are written.
pub(crate) fn form(output: &OutputArgs) -> Form {
    Form {
        lang: output.lang,
        table: output.csv,
        pdf: output.pdf,
    }
}

/// Columns for the table.
fn terminal_width() -> u16 {
    comfy_table::Table::new()
        .width()
        .unwrap_or(DEFAULT_WIDTH)
        .clamp(60, 120)
}

/// Rejections and warnings on stderr.
fn warn(analysis: &Analysis, lang: Lang) {
    let words = Words { t: lang.text() };
    for r in &analysis.report.rejections {
        let reason = words.said(&r.reason);
        let text = format!("rejected: {} ({}): {reason}", r.file, r.stage);
        say(&clean(&text));
        say(&format!("  {}", clean(&words.said(&r.hint))));
    }
    for w in &analysis.report.warnings {
        say(&format!("warning: {}", clean(&words.said(&w.message))));
    }
}
