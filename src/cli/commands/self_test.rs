//! `tricholapse self-test`: how repeatable this set-up's photos are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::course::{Course, CourseError};
use crate::model::Rejection;
use crate::pipeline::self_test;
use crate::report::json::to_canonical_json;
use crate::report::self_test::{SelfTestReport, icc, photos_of, rejected, render_self_test, row};
use crate::report::table::clean;
use crate::session::{Asked, Session, load_params};
use crate::words::{Words, fill};

use crate::cli::analysis::refuse_photo_folder;
use crate::cli::args::{GlobalArgs, SelfTestArgs};
use crate::cli::error::CliError;
use crate::cli::progress::Bar;
use crate::cli::signals::staged_folder;
use crate::cli::{Finish, print, print_bytes};

pub(crate) fn run(args: &SelfTestArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let words = Words {
        t: args.lang.text(),
    };
    let params = load_params(args.params.file.as_deref())?;
    let heads = heads(&args.dir)?;
    let target = args
        .out
        .clone()
        .unwrap_or_else(|| PathBuf::from("tricholapse-out/self-test"));
    for course in &heads {
        refuse_photo_folder(&target, course)?;
    }
    let (mut folder, _watch) = staged_folder(&target)?;
    let bar = Bar::new(global);
    let reports = heads
        .into_iter()
        .map(|course| {
            let session = Session::open(course, Asked::with(params.clone()))?;
            Ok(session.analyze(&bar).report)
        })
        .collect::<Result<Vec<_>, CliError>>()?;
    drop(bar);
    let tested = self_test(&reports, &params);
    let report = match tested {
        Ok(report) => report,
        Err(none) => {
            print(lines_of(words, &none.rejections))?;
            return Err(CliError::BadInput {
                path: args.dir.clone(),
                why: format!(
                    "{none}\n  take at least two photos of one view of a head on one day, each time anew"
                ),
            });
        }
    };
    let unwritten = |e: &dyn std::fmt::Display| {
        CliError::Usage(format!("the self-test could not be written: {e}"))
    };
    let json = to_canonical_json(&report).map_err(|e| unwritten(&e))?;
    let page = render_self_test(&report, args.lang).map_err(|e| unwritten(&e))?;
    folder.add("self-test.html", page.as_bytes())?;
    folder.add("self-test.json", &json)?;
    let target = folder.publish()?;
    if args.json {
        print_bytes(&json)?;
    } else {
        print(text(&report, &target, words))?;
    }
    Ok(if report.rejections.is_empty() {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

/// The folder itself when it holds photos, else every folder below it, by name.
fn heads(dir: &Path) -> Result<Vec<Course>, CliError> {
    match Course::load_repeats(dir) {
        Err(CourseError::NoPhotos { .. }) => {}
        loaded => return Ok(vec![loaded?]),
    }
    let fail = |source| CliError::Unreadable {
        path: dir.to_owned(),
        source,
    };
    let mut folders = Vec::new();
    for entry in fs::read_dir(dir).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    let heads = folders
        .iter()
        .map(|folder| Course::load_repeats(folder))
        .filter(|loaded| !matches!(loaded, Err(CourseError::NoPhotos { .. })))
        .collect::<Result<Vec<_>, _>>()?;
    if heads.is_empty() {
        return Err(CourseError::NoPhotos {
            folder: dir.to_owned(),
            unread: Vec::new(),
        }
        .into());
    }
    Ok(heads)
}

fn lines_of(words: Words, rejections: &[Rejection]) -> String {
    let told = rejections
        .iter()
        .map(|r| format!("{}: {}", words.self_test().left_out, rejected(words, r)));
    told.map(|line| format!("{}\n", clean(&line))).collect()
}

fn text(report: &SelfTestReport, target: &Path, words: Words) -> String {
    let (t, found) = (words.self_test(), &report.repeatability);
    let heads = [t.region, t.sem, t.interval, t.detectable].map(str::to_owned);
    let regions = found.regions.iter().chain([&found.pooled]);
    let mut rows = vec![heads];
    rows.extend(regions.map(|region| {
        let [name, sem, interval, detectable, _] = row(words, region);
        [clean(&name).to_string(), sem, interval, detectable]
    }));
    let width = |column: usize| {
        rows.iter()
            .map(|r| r[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(width);
    let lines: String = rows
        .iter()
        .map(|[name, sem, interval, detectable]| {
            let [a, b, c, d] = widths;
            format!("{name:<a$}  {sem:>b$}  {interval:>c$}  {detectable:>d$}\n")
        })
        .collect();
    let [page, stored] =
        ["self-test.html", "self-test.json"].map(|name| target.join(name).display().to_string());
    let command = format!("tricholapse analyze COURSE --self-test {stored}");
    format!(
        "{}{}\n\n{lines}\n{}\n{}\n{}\n{}\n",
        lines_of(words, &report.rejections),
        photos_of(words, found),
        icc(words, found),
        words.t.disclaimer,
        fill(t.page, &[("file", &page)]),
        fill(t.use_it, &[("command", &command)]),
    )
}
