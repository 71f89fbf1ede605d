//! `tricholapse init`

use crate::course::init::{Written, write_manifest};
use crate::report::table::clean;

use crate::cli::args::InitArgs;
use crate::cli::error::CliError;
use crate::cli::today::today;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &InitArgs) -> Result<Finish, CliError> {
    let written = write_manifest(&args.dir, Some(today()))?;
    let mut text = said(&written);
    for file in &written.missing {
        text.push_str(&format!("Not there: {file}\n"));
    }
    for said in &written.unread {
        text.push_str(&format!("{said}\n"));
    }
    let course = clean(&args.dir.display().to_string());
    print(format!(
        "{}Complete it, then: tricholapse analyze {course}\n",
        clean_lines(&text)
    ))?;
    Ok(Finish::Complete)
}

fn said(written: &Written) -> String {
    let path = written.path.display();
    match (written.new, written.added.len()) {
        (true, n) => format!("Wrote {path} with {n} photos\n"),
        (false, 0) => format!("{path} names every photo already; it was left as it is\n"),
        (false, _) => format!("Added to {path}: {}\n", written.added.join(", ")),
    }
}

fn clean_lines(text: &str) -> String {
    text.lines()
        .map(|line| clean(line).to_string() + "\n")
        .collect()
}
