//! `tricholapse validate`

use std::fs;
use std::path::{Path, PathBuf};

use crate::course::Course;
use crate::model::Report;
use crate::params::Params;
use crate::pipeline::{Observer, Silent};
use crate::registration::Transform;
use crate::report::json::{to_canonical_json, to_json};
use crate::session::{Asked, Session, load_params};
use crate::validate::{CaseScore, CaseTruth, Validation, score_case, unscored_case};

use crate::cli::args::{GlobalArgs, ValidateArgs};
use crate::cli::error::CliError;
use crate::cli::load::read_text;
use crate::cli::progress::Bar;
use crate::cli::signals::staged_folder;
use crate::cli::{Finish, print, print_bytes};

/// Where a case keeps its truth.
const TRUTH: &str = "truth/truth.json";

pub(crate) fn run(args: &ValidateArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let params = load_params(args.params.file.as_deref())?;
    let cases = find_cases(&args.dir)?;
    let bar = Bar::new(global);
    bar.expect(cases.len());
    let mut scores = Vec::new();
    for case in &cases {
        scores.push(score(case, &params, args.out.as_deref())?);
        bar.step(&name_of(case));
    }
    drop(bar);
    let validation = Validation::new(scores);
    if args.json {
        print_bytes(to_canonical_json(&validation).map_err(|e| CliError::Usage(e.to_string()))?)?;
    } else {
        print(validation.to_text())?;
    }
    let totals = &validation.totals;
    let whole = totals.missing == 0 && totals.registration_failed == 0;
    Ok(if whole {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

/// The folder itself when it is a case, else the cases below it, by name.
fn find_cases(dir: &Path) -> Result<Vec<PathBuf>, CliError> {
    if dir.join(TRUTH).is_file() {
        return Ok(vec![dir.to_owned()]);
    }
    let fail = |source| CliError::Unreadable {
        path: dir.to_owned(),
        source,
    };
    let mut cases = Vec::new();
    for entry in fs::read_dir(dir).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.join(TRUTH).is_file() {
            cases.push(path);
        }
    }
    cases.sort();
    if cases.is_empty() {
        let why = format!("no case here: neither {TRUTH} nor folders that have one");
        return Err(CliError::BadInput {
            path: dir.to_owned(),
            why,
        });
    }
    Ok(cases)
}

fn name_of(case: &Path) -> String {
    case.file_name()
        .map_or_else(|| "case".into(), |n| n.to_string_lossy().into_owned())
}

fn score(case: &Path, params: &Params, out: Option<&Path>) -> Result<CaseScore, CliError> {
    let name = name_of(case);
    let truth_path = case.join(TRUTH);
    let truth = CaseTruth::parse(&read_text(&truth_path)?).map_err(|e| CliError::BadInput {
        path: truth_path,
        why: e.to_string(),
    })?;
    let course = match Course::load(case) {
        Ok(course) => course,
        Err(e) => {
            return Ok(unscored_case(
                &name,
                truth.photo_count() as u64,
                &e.to_string(),
            ));
        }
    };
    let session = Session::open(course, Asked::with(params.clone()))?;
    let analysis = session.analyze(&Silent);
    if let Some(out) = out {
        let (mut folder, _watch) = staged_folder(&out.join(&name))?;
        let json = to_json(&analysis.report).map_err(|e| CliError::Usage(e.to_string()))?;
        folder.add("report.json", &json)?;
        folder.publish()?;
    }
    let report = &analysis.report;
    Ok(score_case(&name, &truth, report, |id, points| {
        let transform = transform_of(report, id);
        points
            .iter()
            .map(|&p| transform.as_ref()?.reference_from_moving(p))
            .collect()
    }))
}

fn transform_of(report: &Report, id: &str) -> Option<Transform> {
    let mut photos = report.views.iter().flat_map(|view| &view.photos);
    let stored = photos
        .find(|p| p.id == id)?
        .registration
        .transform
        .clone()?;
    serde_json::from_value(stored).ok()
}
