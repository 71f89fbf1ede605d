//! `tricholapse self-test`: how repeatable this set-up's photos are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::course::{Course, CourseError};
use crate::model::Rejection;
use crate::pipeline::self_test;
use crate::report::json::to_canonical_json;
use crate::report::self_test::{SelfTestReport, render_self_test};
use crate::report::table::clean;
use crate::session::{Asked, Session, load_params};

use crate::cli::analysis::refuse_photo_folder;
use crate::cli::args::{GlobalArgs, SelfTestArgs};
use crate::cli::error::CliError;
use crate::cli::progress::Bar;
use crate::cli::signals::staged_folder;
use crate::cli::{Finish, print, print_bytes};

pub(crate) fn run(args: &SelfTestArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
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
            print(rejected(&none.rejections))?;
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
    let page = render_self_test(&report).map_err(|e| unwritten(&e))?;
    folder.add("self-test.html", page.as_bytes())?;
    folder.add("self-test.json", &json)?;
    let target = folder.publish()?;
    if args.json {
        print_bytes(&json)?;
    } else {
        print(text(&report, &target))?;
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

fn rejected(rejections: &[Rejection]) -> String {
    rejections
        .iter()
        .map(|r| {
            let what = clean(&format!("left out: {} ({}): {}", r.file, r.stage, r.reason));
            format!("{what}\n  {}\n", clean(&r.hint))
        })
        .collect()
}

fn text(report: &SelfTestReport, target: &Path) -> String {
    let found = &report.repeatability;
    let row = |name: &str, s: &crate::repeatability::Spread| {
        format!(
            "{:<16} {:>6.2}  ({:.2} to {:.2})  {:>8.1}\n",
            clean(name),
            s.sem_pp,
            s.sem_ci95_pp[0],
            s.sem_ci95_pp[1],
            s.detectable_pp
        )
    };
    let rows: String = found
        .regions
        .iter()
        .chain([&found.pooled])
        .map(|r| row(&r.region, &r.spread))
        .collect();
    let icc = match (&found.icc, &found.icc_reason) {
        (Some(icc), _) => format!(
            "ICC(1,1) {:.3} ({:.3} to {:.3}) over {} {}",
            icc.icc, icc.ci95[0], icc.ci95[1], icc.targets, icc.over
        ),
        (None, why) => format!("no ICC: {}", why.as_deref().unwrap_or_default()),
    };
    let page = target.join("self-test.html");
    let stored = target.join("self-test.json");
    format!(
        "{}{}\n\n{:<16} {:>6}  {}  {}\n{rows}\n{icc}\n{}\nPage: {}\n\
         Use it: tricholapse analyze COURSE --self-test {}\n",
        rejected(&report.rejections),
        found.photos_of(),
        "region",
        "SEM pp",
        "95 % interval",
        "detectable pp",
        report.disclaimer,
        page.display(),
        stored.display()
    )
}
