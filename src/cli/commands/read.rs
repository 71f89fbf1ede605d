//! `tricholapse read`: a blinded reading sheet, and the agreement of those who read it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::METHOD;
use crate::course::Course;
use crate::pipeline::{Observer, Silent};
use crate::reading::{
    Answers, CourseToRead, make_key, pairs_of, read_answers, read_key, render_sheet, score, to_text,
};
use crate::report::pictures::PictureScope;
use crate::report::table::clean;
use crate::session::{Asked, Session, load_params};

use crate::cli::args::{GlobalArgs, ReadArgs};
use crate::cli::error::CliError;
use crate::cli::load::read_bytes;
use crate::cli::progress::Bar;
use crate::cli::signals::staged_folder;
use crate::cli::today::today;
use crate::cli::{Finish, print, print_bytes, say};

const SHEET: &str = "reading.html";
const KEY: &str = "reading-key.json";
const RESULT: &str = "reading.json";

pub(crate) fn run(args: &ReadArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    match &args.score {
        Some(dir) => score_folder(dir, args),
        None => make_sheet(args, global),
    }
}

fn make_sheet(args: &ReadArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let target = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from("tricholapse-out/reading"));
    let (mut folder, _watch) = staged_folder(&target)?;
    let bar = Bar::new(global);
    bar.expect(args.courses.len());
    let mut courses = args
        .courses
        .iter()
        .map(|path| {
            let course = course_to_read(path, args);
            bar.step(&path.display().to_string());
            course
        })
        .collect::<Result<Vec<_>, _>>()?;
    drop(bar);
    tell_apart(&mut courses);
    let (mut pairs, mut left_out) = (Vec::new(), Vec::new());
    for course in &courses {
        let (own, without) = pairs_of(course);
        pairs.extend(own);
        left_out.extend(without);
    }
    if pairs.is_empty() {
        return Err(CliError::Usage(
            "no course has a photo that is aligned with its baseline: there is no pair to read\n  \
             run analyze on them to see why"
                .to_owned(),
        ));
    }
    if !global.quiet {
        for out in &left_out {
            say(&clean(&format!(
                "left out: {}, {}: {}",
                out.course, out.photo, out.reason
            )));
        }
    }
    let complete = left_out.is_empty();
    let (key, order) = make_key(&pairs, left_out, args.seed, METHOD);
    let sheet = render_sheet(&key, &pairs, &order, args.lang).map_err(unwritten)?;
    folder.add(SHEET, sheet.as_bytes())?;
    folder.add(KEY, &key.to_json().map_err(unwritten)?)?;
    let target = folder.publish()?;
    print(format!(
        "{} pairs of {} courses\n\
         For the readers: {}\n\
         Not for the readers: {} (order, sides, dates)\n\
         Collect the files they save in that folder, then: tricholapse read --score {}\n",
        key.items.len(),
        courses.len(),
        target.join(SHEET).display(),
        target.join(KEY).display(),
        target.display(),
    ))?;
    Ok(if complete {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

fn course_to_read(path: &Path, args: &ReadArgs) -> Result<CourseToRead, CliError> {
    let course = Course::load_on(path, Some(today()))?;
    let name = course.folder_name();
    let asked = Asked {
        pictures: PictureScope::Regions,
        ..Asked::with(load_params(args.params.file.as_deref())?)
    };
    let analysis = Session::open(course, asked)?.analyze(&Silent);
    Ok(CourseToRead {
        name,
        report: analysis.report,
        pictures: analysis.pictures,
    })
}

/// Folders of one name get a number: the key says no more of where they lie.
fn tell_apart(courses: &mut [CourseToRead]) {
    let mut taken = BTreeSet::new();
    for course in courses {
        let plain = course.name.clone();
        let mut n = 1;
        while !taken.insert(course.name.clone()) {
            n += 1;
            course.name = format!("{plain}-{n}");
        }
    }
}

fn score_folder(dir: &Path, args: &ReadArgs) -> Result<Finish, CliError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| CliError::Unreadable { path, source }
    };
    let key_path = dir.join(KEY);
    let bytes = read_bytes(&key_path)?;
    let key = read_key(&bytes).map_err(|e| CliError::BadInput {
        path: key_path,
        why: e.to_string(),
    })?;
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(unreadable(dir))?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| is_answers(path))
        .collect();
    files.sort();
    let mut readings: Vec<Answers> = Vec::new();
    for path in &files {
        let bytes = read_bytes(path)?;
        let bad = |why: String| CliError::BadInput {
            path: path.clone(),
            why,
        };
        let answers = read_answers(&bytes, &key).map_err(|e| bad(e.to_string()))?;
        if readings.iter().any(|r| r.reader == answers.reader) {
            let why = "another file is of the same reader; keep one of them";
            return Err(bad(format!("reader {:?}: {why}", answers.reader)));
        }
        readings.push(answers);
    }
    if readings.is_empty() {
        return Err(CliError::Usage(format!(
            "{} holds no file answers-*.json\n  collect there what the readers saved",
            dir.display()
        )));
    }
    let result = score(&key, &readings);
    let json = result.to_json().map_err(unwritten)?;
    let (mut folder, _watch) = staged_folder(dir)?;
    folder.add(RESULT, &json)?;
    folder.publish()?;
    if args.json {
        print_bytes(&json)?;
    } else {
        print(to_text(&result))?;
    }
    Ok(if result.is_complete() {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

fn is_answers(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("answers-") && name.ends_with(".json")
}

fn unwritten(error: impl std::fmt::Display) -> CliError {
    CliError::Usage(format!("the reading could not be written: {error}"))
}
