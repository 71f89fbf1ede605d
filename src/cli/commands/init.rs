//! `tricholapse init`

use std::path::Path;

use crate::course::init::{HeadSeen, Written, write_manifest};
use crate::params::Params;
use crate::photo::read_photo;
use crate::pipeline::{Glance, Observer as _};
use crate::report::table::clean;

use crate::cli::args::{GlobalArgs, InitArgs};
use crate::cli::error::CliError;
use crate::cli::progress::Bar;
use crate::cli::today::today;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &InitArgs, global: &GlobalArgs) -> Result<Finish, CliError> {
    let bar = Bar::new(global);
    let eyes = |photo: &Path| {
        bar.expect(1);
        bar.step(&photo.display().to_string());
        seen_on(photo)
    };
    let written = write_manifest(&args.dir, Some(today()), &eyes)?;
    drop(bar);
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

/// What a photo shows of the head; of one that cannot be opened a run says why.
fn seen_on(photo: &Path) -> Option<HeadSeen> {
    let params = Params::default();
    let photo = read_photo(photo, &params.decode).ok()?;
    let seen = Glance::on(&photo.pixels, &params.orientation);
    let view = seen.view.parse().ok().filter(|_| seen.view_clear);
    Some(HeadSeen {
        has_head: seen.head,
        view: view.map(|view| (view, seen.view_share)),
        front: seen.front_clear.then_some((seen.front, seen.front_share)),
    })
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
