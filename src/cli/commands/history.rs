//! `tricholapse history`

use crate::history::{CourseRow, History, RunRow};
use crate::model::OVERALL_REGION;
use crate::report::json::to_canonical_json;
use crate::report::table::clean;
use comfy_table::{Table, presets};
use serde::Serialize;

use crate::cli::args::HistoryArgs;
use crate::cli::error::CliError;
use crate::cli::{Finish, print, print_bytes};

pub(crate) fn run(args: &HistoryArgs) -> Result<Finish, CliError> {
    if !args.file.is_file() {
        return Err(CliError::BadInput {
            path: args.file.clone(),
            why: "no such file; batch --history FILE makes one".to_owned(),
        });
    }
    let history = History::open(&args.file)?;
    let Some(path) = &args.subject else {
        let runs = history.last_runs(args.last)?;
        return finish(args, &runs, runs_table);
    };
    let region = args.region.as_deref().unwrap_or(OVERALL_REGION);
    let rows = history.course(path, Some(region))?;
    if rows.is_empty() {
        let why = format!("no value of the region {region:?} of the subject {path:?}");
        return Err(CliError::BadInput {
            path: args.file.clone(),
            why,
        });
    }
    finish(args, &rows, course_table)
}

fn finish<T: Serialize>(
    args: &HistoryArgs,
    rows: &[T],
    table: fn(&[T]) -> Table,
) -> Result<Finish, CliError> {
    if args.json {
        print_bytes(to_canonical_json(&rows).map_err(|e| CliError::Usage(e.to_string()))?)?;
    } else {
        print(format!("{}\n", table(rows)))?;
    }
    Ok(Finish::Complete)
}

fn runs_table(runs: &[RunRow]) -> Table {
    let mut table = plain(&[
        "run",
        "started (UTC)",
        "ended",
        "subjects",
        "kept",
        "failed",
        "method",
        "clinic",
    ]);
    for run in runs {
        let shard = run
            .shard
            .as_ref()
            .map_or(String::new(), |s| format!(" ({s})"));
        table.add_row([
            run.run.to_string(),
            run.started.clone(),
            run.finished
                .clone()
                .unwrap_or_else(|| "did not end".to_owned()),
            run.subjects.to_string(),
            run.kept.to_string(),
            run.failed.to_string(),
            run.method.clone(),
            clean(&format!("{}{shard}", run.clinic)),
        ]);
    }
    table
}

fn course_table(rows: &[CourseRow]) -> Table {
    let mut table = plain(&[
        "run",
        "started (UTC)",
        "method",
        "view",
        "region",
        "date",
        "coverage, or hairs",
        "change, points or hairs (95 %)",
        "verdict",
    ]);
    for row in rows {
        let percent = |c: f64| format!("{:.1} %", 100.0 * c);
        let change = match (row.delta_pp, row.ci95_pp, row.net_hairs, row.net_ci95) {
            (Some(delta), Some([low, high]), ..) => {
                format!("{delta:+.1} ({low:+.1} to {high:+.1})")
            }
            (_, _, Some(net), Some([low, high])) => format!("{net:+} ({low:+.1} to {high:+.1})"),
            _ => String::new(),
        };
        let hairs = row.hairs.map(|hairs| format!("{hairs} hairs"));
        let measured = row.coverage.map(percent).or(hairs);
        let verdict = row.verdict.as_deref().unwrap_or("baseline");
        table.add_row([
            row.run.to_string(),
            row.started.clone(),
            row.method.clone(),
            clean(&row.view),
            clean(&row.region),
            row.date.clone(),
            measured.unwrap_or_else(|| "not measured".to_owned()),
            change,
            verdict.replace('_', " "),
        ]);
    }
    table
}

fn plain(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_header(header);
    table
}
